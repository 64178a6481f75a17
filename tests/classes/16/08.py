# New to Python; leaves out a pair of parentheses, mistypes a sign, and takes a query that is too short.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(query[0] * key[0] + query[1] * key[1])
# %% weights
# Four numbers, one share for each token.
weights = []
for s in scores:
    weights.append(s / scores[0] + scores[1] + scores[2] + scores[3])
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(4):
    output =+ weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = torch.exp(torch.tensor(scores))
softmax_weights = exps / exps.sum()
softmax_output = torch.zeros(2)
for i in range(4):
    softmax_output =+ softmax_weights[i] * values[i]
# %% after softmax-check
print(softmax_weights)
print(softmax_output)
# %% softmax-reflection
# cat and chases both have 0.498 and the other two nearly 0. The exponential makes big scores much bigger so they take the weight.
# %% experiment
# My prediction: cat gets most with [2, 1]
my_query = torch.tensor([2.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the first the gets most with [-2, -1]
compute_attention(torch.tensor([-2.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# Cat won with [2, 1] as I said. With [-2, -1] the first the had less than I thought because chases has a score of only -3.
# %% query-cat
# same direction as the key of cat, but of length 1
query_cat = keys[1] / keys[1].norm()
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output twice as many numbers and scores four times. Long texts will be slow.
