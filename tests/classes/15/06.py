# list indices, changes lists in place; typed the sum when the check complained; reuses a name in a loop
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    s = query[0] * key[0] + query[1] * key[1]
    scores.append(s.item())
# %% weights
weights = scores
for i in range(4):
    # sum(scores) did not work (did not add to 1), on paper it was 24
    weights[i] = weights[i] / 24
print(weights)
# %% output
x = 0
y = 0
for i in range(4):
    x = x + weights[i] * values[i][0].item()
    y = y + weights[i] * values[i][1].item()
output = [x, y]
# %% softmax
softmax_weights = []
for s in scores:
    softmax_weights.append(math.exp(s))
total = sum(softmax_weights)
for i in range(4):
    softmax_weights[i] = softmax_weights[i] / total
x = 0
y = 0
for i in range(4):
    x = x + softmax_weights[i] * values[i][0].item()
    y = y + softmax_weights[i] * values[i][1].item()
softmax_output = [x, y]
# %% experiment
# My prediction: first cat, then chases, then nobody
for query in [torch.tensor([2.0, 0.0]), torch.tensor([0.0, 2.0]), torch.tensor([0.0, 0.0])]:
    compute_attention(query, keys, values, tokens)
# %% query-cat
query_cat = [2, 0]
query_cat = [3, 0]
# %% query-split
query_split = [2, 3]
# %% shapes
# 896 / 14 = 62
keys_shape = (50, 62)
scores_shape = (50, 50)
output_shape = (50, 62)
# %% softmax-reflection
# The weights became more equal with softmax, all are near a quarter. I had thought that cat gets more.
# %% experiment-reflection
# Predicted cat for [2, 0]. I was surprised that [0, 0] gives a quarter each and not zero.
# %% shapes-reflection
# keys and output two times, scores four times.
