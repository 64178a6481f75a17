# copies and adapts lines; rounds for a neat result; stores what a function gives back
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [9/4, 9/8]
# %% scores
import numpy as np
K, V, q = keys.numpy(), values.numpy(), query.numpy()
scores = K.dot(q)
# %% weights
weights = scores / np.sum(scores)
# %% output
output = [np.sum(weights * V[:, 0]), np.sum(weights * V[:, 0])]
# %% softmax
softmax_weights = np.round(np.exp(scores) / np.sum(np.exp(scores)), 2)
softmax_output = [np.sum(softmax_weights * V[:, 0]), np.sum(softmax_weights * V[:, 0])]
# %% experiment
# My prediction: chases gets most
my_query = torch.tensor([1.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat again
compute_attention(torch.tensor([2.0, 1.0]), keys, values, tokens)
# %% query-cat
query_cat = compute_attention(torch.tensor([3.0, 1.0]), keys, values, tokens)
# %% query-split
query_split = np.array([2.0, 3.02])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% softmax-reflection
# cat and chases get half each, the others get nothing at all.
# %% experiment-reflection
# I thought chases wins for [1, 2], but chases has 6 and cat 5, so that was right. [2, 1] is very strong for cat, that surprised me.
# %% shapes-reflection
# keys twice, output twice, scores 4 times.
