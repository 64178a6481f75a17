# Overwrites the score in the loop; everything after it is computed rightly.
# like student-01

# %% scores
for token, key in zip(tokens, keys):
    scores = torch.dot(query, key)

# %% weights
weights = scores / scores.sum()

# %% output
output = weights @ values

# %% softmax
softmax_weights = torch.softmax(scores, dim=0)
softmax_output = softmax_weights @ values
