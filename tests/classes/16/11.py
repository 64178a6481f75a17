# Takes short cuts that the numbers allow, and tries out queries under the name `query`.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 2/12]
# The numbers of the output.
by_hand_output = [3/8 * 4 + 3/8 * 2, 3/8 * 1 + 3/8 * 2]
# %% scores
scores = [torch.dot(query, k).item() for k in keys]
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# both "the" have the value [0, 0] and pass on nothing
output = weights[1] * values[1] + weights[2] * values[2]
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(torch.tensor(scores))
softmax_weights = softmax_weights / softmax_weights.sum()
softmax_output = softmax_weights[1] * values[1] + softmax_weights[2] * values[2]
# %% softmax-reflection
# The two content words win, the articles get almost nothing. Before, 6 of 24 points went to the articles. The exponential punishes low scores.
# %% experiment
# My prediction: only second number counts, chases wins
query = torch.tensor([0.0, 3.0])
out = compute_attention(query, keys, values, tokens)
# My prediction: cat wins clearly
query = torch.tensor([4.0, 1.0])
out = compute_attention(query, keys, values, tokens)
# %% experiment-reflection
# Both winners were as predicted, chases has the largest second number. I did not expect that cat gets over 0.99 in the second one.
# %% query-cat
query_cat = torch.tensor([4.0, 1.0])
# %% query-split
# the one from paper: both have 9 points
query_split = query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output double, scores become four times as many. With very long texts the scores do not fit any more.
