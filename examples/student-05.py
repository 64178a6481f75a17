# Scores the query against the values instead of the keys.
# like student-01

# %% scores
scores = []
for value in values:
    scores.append(torch.dot(query, value))
