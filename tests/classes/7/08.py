# A statistician new to Python, numpy: divides in place through a second name, so that the scores turn into weights and softmax is taken of those; designs the query for cat by least squares and leaves it.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
import numpy as np
K = np.array(keys)
scores = K @ np.array(query)
# %% weights
# Four numbers, one share for each token.
weights = scores
weights /= np.sum(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights @ np.array(values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = np.exp(scores) / np.sum(np.exp(scores))
softmax_output = softmax_weights @ np.array(values)
# %% softmax-reflection
# With softmax the weights are more equal: cat and chases fall from 0.375 to 0.28 and both "the" get more. The weight of the large ones goes to the small ones.
# I had expected the opposite, softmax seems to be a kind of shrinkage towards the mean.
# %% experiment
# My prediction: with a negative query the order is reversed
my_query = torch.tensor([-2.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: like the first one but less extreme
compute_attention(torch.tensor([0.2, 0.3]), keys, values, tokens)
# %% experiment-reflection
# As predicted the negative query turns the order round, the first "the" gets 0.88 because its key gives the least negative score. What surprised me is that the short query gives such flat weights. The scores are then only 0.2 to 0.9.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# regression: which query fits the scores 0, 1, 0, 0 best?
y = np.array([0.0, 1.0, 0.0, 0.0])
query_cat, residuals, rank, sv = np.linalg.lstsq(K, y, rcond=None)
# %% query-split
query_split = np.array([2.0, 3.0]) * 2
# %% shapes
keys_shape = [50, 64]
scores_shape = [50, 50]
output_shape = [50, 64]
# %% shapes-reflection
# keys and output: twice as many numbers. scores: 100*100 = four times as many. For very long texts the score matrix does not fit into memory.
