# Full marks, with matrix products.
# like student-01

# %% scores
scores = keys @ query

# %% weights
weights = scores / scores.sum()

# %% output
output = weights @ values

# %% softmax
softmax_weights = torch.softmax(scores, dim=0)
softmax_output = softmax_weights @ values

# %% query-cat
query_cat = [10, 0]

# %% query-split
query_split = (2.1, 3.1)

# %% shapes
keys_shape = torch.Size([50, 64])
scores_shape = [50, 50]
output_shape = keys_shape
