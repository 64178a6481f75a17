# Mathematician, column vectors and matrix products, ran out of time
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
import numpy as np
K = np.array(keys)
V = np.array(values)
q = np.array(query).reshape(2, 1)     # column vector
S = K @ q                             # 4 x 1
scores = S.flatten()
# %% weights
W = S / S.sum()
weights = W.flatten()
# %% output
output = (W.T @ V).flatten()
# %% softmax
E = np.exp(S)
P = E / E.sum(axis=1, keepdims=True)
softmax_weights = P.flatten()
softmax_output = (P.T @ V).flatten()
# %% softmax-reflection
# Now every token has the weight 1. So all of them got more, and the output is the sum of the values. I am not sure why this should be better.
# %% experiment
# My prediction: e_1 and e_2 give the columns of the matrix K
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With e_1 the scores are the first column of K, so cat wins with 3, I predicted that. The second the is also quite large, that surprised me.
# %% query-cat
query_cat = np.array([6.0, 1.0])
# %% query-split
# q . (3, 1) = q . (0, 3)   =>   3 q1 = 2 q2
query_split = np.array([0.2, 0.3])
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)     # K K^T
output_shape = ...
# %% shapes-reflection
# The scores get 4 times as many, the keys 2 times as many. Long texts need a lot of memory.
