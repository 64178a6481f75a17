# quick and economical: leaves out what is zero, types e, stores tensors where shapes are wanted
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [9/4, 9/8]
# %% scores
scores = [(query * k).sum().item() for k in keys]
# %% weights
weights = [s / sum(scores) for s in scores]
# %% output
# the two "the" have value 0, so only cat and chases count
output = weights[1] * values[1] + weights[2] * values[2]
# %% softmax
e = 2.72
bottom = e**scores[0] + e**scores[1] + e**scores[2] + e**scores[3]
softmax_weights = [e**s / bottom for s in scores]
softmax_output = torch.tensor(softmax_weights) @ values
# %% experiment
# My prediction: with [1, 1] cat is first
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
compute_attention(torch.tensor([-2.0, 0.0]), keys, values, tokens, use_softmax=False)
# %% query-cat
query_cat = torch.tensor([5., -1.])
# %% query-split
query_split = torch.tensor([20., 30.])
# %% shapes
keys_shape = torch.randn(50, 64)
scores_shape = torch.randn(50, 50)
output_shape = torch.randn(50, 64)
# %% softmax-reflection
# More: cat, chases. Less: both the. e^5 is 148 so the last the gets 148 times less than cat.
# %% experiment-reflection
# Cat first with [1, 1], yes. Surprise: [-2, 0] with plain division gives the same as [2, 0].
# %% shapes-reflection
# keys 2x, scores 4x, output 2x; a book would be huge.
