# An early error: a misspelled name in the scores, right code after it.
# like student-01

# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(qeury, key))
