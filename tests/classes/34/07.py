# 07: neuroscience, worked late, no checks after the first red one; in-place sums as in C
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 7]
by_hand_weights = [2/27, 9/27, 9/27, 7/27]
# The numbers of the output.
by_hand_output = [2, 1]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append((query * key).sum().item())
# %% weights
# Four numbers, one share for each token.
total = 0
for score in scores:
    total += score
weights = []
for score in scores:
    weights.append(score / total)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values[0]          # start with the first token, then add the other three
for i in range(1, 4):
    output += weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(torch.tensor(scores))
softmax_weights = softmax_weights / torch.sum(softmax_weights)
softmax_output = softmax_weights @ values
# %% softmax-reflection
# more: cat + chases, less: both the. the weight moves to the big scores since exp grows so fast (e^9 is 8100, e^2 is 7).
# %% experiment
# My prediction: [-2, -3] everything flips, first the wins
my_query = torch.tensor([-2.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With the negative query the order is upside down as I predicted, the first "the" has the least negative score (-2). I had no real surprise, only
# that it gets as much as 0.88.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([1.8, 0.6])   # 0.9 for cat :)
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
