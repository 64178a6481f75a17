# A pair with a MATLAB habit: numpy matrices, linear equations for the designs; fully right.
# %% by-hand
by_hand_scores = [2.0, 9.0, 9.0, 4.0]
by_hand_weights = [0.08, 0.38, 0.38, 0.17]   # rounded, like on our sheet
by_hand_output = [2.25, 1.125]
# %% scores
import numpy as np
K = np.array(keys)
V = np.array(values)
q = np.array(query).reshape(2, 1)      # column vector
scores = (K @ q).ravel()
print(scores)
# %% weights
one = np.ones(len(scores))
weights = scores / (one @ scores)
# %% output
%%time
# The weighted sum of the four values: as many numbers as in one value.
output = (np.diag(weights) @ V).sum(axis=0)
output
# %% softmax
# log-sum-exp, otherwise it can overflow (from our numerics lecture)
m = scores.max()
lse = m + np.log(np.exp(scores - m).sum())
softmax_weights = np.exp(scores - lse)
softmax_output = V.T @ softmax_weights
# %% softmax-reflection
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
#
# Both "the" lose nearly all of their weight to cat and chases. exp grows so quickly that a score which is 5 higher counts 148 times as much.
# %% experiment
# My prediction: twice as long = the same picture but sharper
my_query = 2 * query
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 1] -> chases
compute_attention(torch.tensor([0., 1.]), keys, values, tokens)
# %% experiment-reflection
# Twice as long made it sharper, as predicted. With [0, 1] chases only got about 0.8 and not all, because cat also has a 1 in its key.
# %% query-cat
# cat minus the others should be >= 5
A = K[1] - K[[0, 2, 3]]
query_cat = np.linalg.lstsq(A, np.full(3, 5.0), rcond=None)[0]
print(query_cat, A @ query_cat)
# %% query-split
# k_cat . q = k_chases . q = 8
query_split = np.linalg.solve(K[[1, 2]], [8, 8])
print(query_split)
# %% shapes
n, d = 50, 896 / 14
keys_shape = [n, d]
scores_shape = [n, n]
output_shape = [n, d]
# %% shapes-reflection
# keys 2x, output 2x, scores 4x (quadratic). For a book the scores matrix does not fit in memory any more.
