# An engineering student who thinks in MATLAB: everything as matrices with column vectors, preallocated tables, linear solve; all right.
# %% after setup
import numpy as np
K = keys.numpy()               # 4 x 2
V = values.numpy()             # 4 x 2
q = query.numpy().reshape(-1, 1)   # 2 x 1, column
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
s = K @ q                       # 4 x 1
scores = s.ravel().copy()
# %% weights
# Four numbers, one share for each token.
w = s / np.sum(s)
weights = np.squeeze(w)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
o = w.T @ V                     # 1x4 times 4x2
output = np.squeeze(o)
# %% softmax
# Four weights made with exponentials, and the output that they give.
sm = np.zeros(s.shape)
for i in range(s.shape[0]):
    sm[i, 0] = np.exp(s[i, 0])
sm = sm * (1 / sm.sum())
softmax_weights = sm[:, 0]
softmax_output = np.einsum("ij,ik->k", sm, V)
# %% softmax-reflection
# cat and chases go up from 0.375 to 0.498, the(0) and the(3) go down almost to 0. The weight they lost is split between the two large scores.
# The exponential enlarges differences between scores.
# %% experiment
# My prediction: cat and the (3) share, because both have a large first component
my_query = torch.tensor([2.0, 0.0])
w1, o1 = compute_attention(my_query, keys, values, tokens)
# My prediction: same with minus, everything turned round
w2, o2 = compute_attention(-my_query, keys, values, tokens)
# %% experiment-reflection
# The weights follow the dot product. I predicted that the minus sign turns the order round: chases (score 0) wins over negative scores.
# I was surprised how little the (3) gets with [2, 0]: its score is 4 and that of cat 6, so e^2 less.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = keys[1]   # cat's own key
# %% query-split
# want the same score c for cat and chases: solve the 2x2 system
query_split = np.linalg.solve(K[1:3, :], np.array([6.0, 6.0]))
# %% shapes
N = 50; d = 896 // 14
keys_shape = np.zeros((N, d)).shape
scores_shape = (np.zeros((N, d)) @ np.zeros((N, d)).T).shape
output_shape = (np.zeros((N, N)) @ np.zeros((N, d))).shape
# %% shapes-reflection
# keys and output double (100 x 64), scores get four times as large (100 x 100). Long texts need memory that grows with the square.
