# 02: lost, but keeps going; overwrites the query inside the loop, and takes a query for a list of weights
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # multiply query and key, then add up
    query = query * key
    score = query[0] + query[1]
    scores.append(score)
# %% after scores
print(scores)
# why 0 for chases??
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(len(tokens)):
    output = output + weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
e_scores = torch.exp(torch.tensor(scores))
softmax_weights = e_scores / sum(e_scores)
softmax_output = torch.zeros(2)
for i in range(len(tokens)):
    softmax_output = softmax_output + softmax_weights[i] * values[i]
# %% softmax-reflection
# Cat got more and the others got less. Softmax makes big numbers bigger.
# %% experiment
# My prediction: cat gets more
my_query = torch.tensor([5.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# cat 0.9, the rest 0.1
query_cat = torch.tensor([0.9, 0.1])
# %% query-split
# half for cat, half for chases
query_split = torch.tensor([0.5, 0.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = ...
# %% shapes-reflection
# They get bigger. (100, 64) and (100, 100).
