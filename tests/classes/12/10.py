# A care coordinator who works answers out in cells of her own and likes to ask "what if".
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [54/24, 27/24]
# %% after scores
scores = []
for key in keys:
    scores.append((query * key).sum().item())
scores
# %% weights
weights = [s / 24 for s in scores]
# %% after output
output = 0
for w, v in zip(weights, values):
    output = output + w * v
output
# %% after output-check
# what if the query were [1, 3]?
what_if = torch.tensor([1.0, 3.0])
scores = [(what_if * key).sum().item() for key in keys]
print(scores, [s / sum(scores) for s in scores])
# %% softmax
powers = torch.exp(torch.tensor(scores))
softmax_weights = powers / powers.sum()
softmax_output = softmax_weights @ values
# %% softmax-reflection
# chases gets nearly everything now and cat, which had as much as chases, falls to 0.05. The weight goes to the one with the largest score, because e to a power grows so fast.
# %% experiment
# My prediction: [1, 1] all about the same
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: negative, nothing gets weight
compute_attention(torch.tensor([-1.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted that [1, 3] would prefer chases, and it did, since only cat loses by the smaller first component. With the negative query I thought that nobody would get anything, but the first "the" did: the smallest score loses least.
# %% query-cat
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
# the one we know, and another (both point the same way)
query_split = [[2.0, 3.0], [4.0, 6.0]]
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All three change: keys and output double, scores four times. Long texts are expensive because everybody asks everybody.
