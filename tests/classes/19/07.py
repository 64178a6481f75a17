# A statistics student who knows the numerically stable softmax and prefers numpy arrays.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
by_hand_output = [9/4, 9/8]
# %% scores
import numpy as np
K, V, q = keys.numpy().copy(), values.numpy().copy(), query.numpy().copy()
scores = (K * q).sum(axis=1)
# %% weights
weights = scores / np.sum(scores)
# %% output
output = weights @ V
# %% softmax
# stable softmax: subtract the maximum first
z = scores
z -= z.max()
p = np.exp(z)
softmax_weights = p / p.sum()
softmax_output = softmax_weights @ V
# %% softmax-reflection
# The two largest got even more and the small ones lost nearly all. exp turns differences into ratios, so 5 points are a factor of 148.
# %% experiment
# My prediction: cat is clearly first
my_query = torch.tensor([2.0, 1.0])
compute_attention(my_query, keys, values, tokens);
# My prediction: short query, nearly uniform
compute_attention(torch.tensor([0.1, 0.1]), keys, values, tokens);
# %% experiment-reflection
# A short query makes all scores small so the weights are nearly uniform, as predicted. I was surprised how clearly cat wins with [2, 1]: its score is 7 and the next is 4.
# %% query-cat
query_cat = np.array([2.25, 0.0])   # cat = 0.89..., about 0.9
# %% query-split
query_split = np.array([2.0, 3.0]) * 1.5
# %% shapes
n, d = 50, 896 // 14
keys_shape = (n, d)
scores_shape = (n, n)
output_shape = (n, d)
# %% shapes-reflection
# keys and outputs grow linearly with n, scores with n squared (x4). Long texts are dominated by the scores.
