# A mechanical engineering student who thinks in matrices and uses numpy throughout; all right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
import numpy as np

K = keys.numpy()     # 4x2
V = values.numpy()   # 4x2
q = query.numpy()    # 2

scores = K @ q       # no loop needed, matrix times vector
# %% weights
# Four numbers, one share for each token.
weights = scores / np.sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights @ V
# %% softmax
# Four weights made with exponentials, and the output that they give.
E = np.exp(scores - np.max(scores))   # minus max so it does not overflow, cancels out
softmax_weights = E / np.sum(E)
softmax_output = softmax_weights @ V
# %% softmax-reflection
# Cat and chases got more, both "the" got almost nothing. The exponential turns a difference of scores into a factor, so the lost weight of the low scores goes to the two highest. It also makes everything positive.
# %% experiment
# My prediction: along the x axis only cat and the last the get something
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: negative query picks the one with the smallest key
compute_attention(torch.tensor([-1.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# With [1, 0] chases lost almost everything, I predicted that since its key has x = 0. With [-1, -1] the first "the" won, which surprised me, but its key is the shortest and so its score is the least negative.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = np.array([5.0, 0.0])
# %% query-split
# needs 3a + b = 3b  ->  a = 2/3 b
query_split = np.array([4.0, 6.0])
# %% shapes
d = 896 // 14
n = 50
keys_shape = (n, d)
scores_shape = (n, n)
output_shape = (n, d)
# %% shapes-reflection
# Keys and output get twice as many numbers, the scores four times as many (100x100). For very long texts the score matrix grows with the square and becomes the bottleneck.
