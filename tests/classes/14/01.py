# A student who likes linear algebra: everything as numpy matrices, query_split solved as a nullspace, overflow-safe softmax
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% after by-hand-check
import numpy as np
K = keys.numpy().astype(float)
V = values.numpy().astype(float)
q = query.numpy().astype(float)
K.shape, V.shape, q.shape
# %% scores
# the loop is just a matrix-vector product: K q
scores = K @ q
scores
# %% weights
one = np.ones_like(scores)
weights = scores / (one @ scores)      # <1, s> is the sum
# %% output
# linear combination of the rows of V  =  V^T w
output = V.T @ weights
# %% softmax
def softmax(s):
    e = np.exp(s - s.max())   # the shift cancels, but exp can not overflow
    return e / e.sum()

softmax_weights = softmax(scores)
softmax_output = V.T @ softmax_weights
# %% softmax-reflection
# Cat and chases got more (0.375 -> 0.498 each), the two *the* went down to almost nothing.
# The lost weight went to the two with the biggest scores, since a difference of 5 points is a factor e^5 = 148
# and not 9/4. So softmax prefers the winners.
# %% experiment
# My prediction: along the x axis only the first column of K counts, so cat wins, the(3) second
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: all signs flipped, so the(0) wins
my_query = torch.tensor([-2.0, -3.0])
compute_attention(my_query, keys, values, tokens);
# %% experiment-reflection
# With [1, 0] I predicted cat first because 3 is the largest first component, that was right.
# With the negative query the(0) wins although its key is short: its score is -2 and so the least negative.
# That surprised me at first.
# %% query-cat
# direction: orthogonal to chases [0, 3] or away from it
query_cat = torch.tensor([4.0, -0.5])
# %% query-split
# same score for both:  (k_cat - k_chases) . q = 0
d = K[1] - K[2]
n = np.array([-d[1], d[0]])     # orthogonal to d
query_split = 1.5 * n
query_split
# %% shapes
d_head = 896 // 14
keys_shape = (50, d_head)
scores_shape = (50, 50)     # (50,64) @ (64,50)
output_shape = (50, d_head)
# %% shapes-reflection
# Keys and output double, scores are 100 x 100 so four times as many numbers.
# Scores grow quadratically, O(n^2), so very long texts get very expensive.
