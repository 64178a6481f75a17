# 03: decent, quick, works with 04; starts the sum at values[0] and adds in place, and ran out of time for the last checks
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = [s / total for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values[0]
for weight, value in zip(weights, values):
    output += weight * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = torch.exp(torch.tensor(scores))
softmax_weights = exps / exps.sum()
softmax_output = softmax_weights @ values
# %% softmax-reflection
# Cat and chases got more (0.375 -> 0.498), the two "the" got less, almost nothing. The weight went to the tokens with high
# scores because the exponential makes differences bigger.
# %% experiment
# My prediction: a query twice as long gives the same
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases wins
compute_attention(torch.tensor([0.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# With [0, 2] chases wins like I predicted, because its key has a 3 in the second place. I was surprised that twice as long
# takes the rest from the two "the", with division it would be the same.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
# [2, 3] is the one we know. Another one on the same line, the other way round:
query_split = torch.tensor([-2.0, -3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys: (100, 64) and output: (100, 64), twice as many. scores: (100, 100), 4 times as many. Long texts get expensive quadratically.
