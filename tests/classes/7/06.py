# An engineer from MATLAB with column vectors: multiplies each row of keys in place in the loop (a loop variable is a copy there), keeps weights as a column, and takes softmax along the wrong dimension.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, k in zip(tokens, keys):
    k *= query          # k .* query
    scores.append(k.sum())
# %% weights
# Four numbers, one share for each token.
s = torch.tensor(scores).reshape(4, 1)     # column vector
weights = s / s.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values.T @ weights      # (2x4) * (4x1)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.softmax(s, dim=1)
softmax_output = values.T @ softmax_weights
# %% softmax-reflection
# All weights are 1 now. I think the lost weight is given back to every token, so that each token passes on its whole value. Softmax does this so that no weight is negative.
# %% experiment
# My prediction: cat wins with [1, 0]
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases wins
compute_attention(torch.tensor([0.0, 0.5]), keys, values, tokens)
# %% experiment-reflection
# Cat wins for [1, 0] as I had predicted because of the 3 in its key. I was surprised that [2, 3] gives everything to chases, on paper cat and chases were equal. I think softmax makes small differences large.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys (100,64) and output (100,64) have 2 times as many numbers, scores (100,100) 4 times. Computation grows with n^2.
