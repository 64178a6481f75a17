# torch, tidy numbers; doubles cat's key in place to get a query
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query).item())
# %% weights
weights = []
for s in scores:
    weights.append(round(s / sum(scores), 3))
weights
# %% output
output = torch.zeros(2)
for w, v in zip(weights, values):
    output += w * v
# %% softmax
exps = torch.exp(torch.tensor(scores))
softmax_weights = exps / torch.sum(exps)
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output += w * v
# %% experiment
# My prediction: [0, 1] chases
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [1, 1] cat
compute_attention(torch.tensor([1.0, 1.0]), keys, values, tokens)
# %% query-cat
query_cat = keys[1]   # same direction as cat
query_cat *= 2        # and longer
# %% query-split
# tried until both bars were the same: compute_attention(torch.tensor([0.5, 3.0]), keys, values, tokens)
query_split = torch.tensor([0.5, 3.0])
# %% after query-split
compute_attention(query_split, keys, values, tokens)
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% softmax-reflection
# Cat and chases got more, the rest went down to zero. Softmax makes the big ones bigger.
# %% experiment-reflection
# [0, 1] gave chases the most, predicted. It surprised me that cat is not zero there, but its key has a 1.
# %% shapes-reflection
# Scores have 4 times as many, the other two times 2.
