# 01: hospital statistician, twenty years of R: works in numpy, attention is a weighted mean to her
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
import numpy as np

# In R: drop(K %*% q). I do not need the loop.
K, V, q = (np.array(m.tolist()) for m in (keys, values, query))
scores = K.dot(q)
# %% weights
# Four numbers, one share for each token.
# prop.table(scores)
prop_table = lambda x: x / np.sum(x)
weights = prop_table(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# weighted.mean of each column (np.average divides by the sum of the weights, which is 1)
output = np.apply_along_axis(np.average, 0, V, weights=weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# This is the multinomial logit. Log scale first, as always: log p = s - log(sum(exp(s)))
log_p = scores - np.logaddexp.reduce(scores)
softmax_weights = np.exp(log_p)
softmax_output = np.average(V, axis=0, weights=softmax_weights)
# %% after softmax
# same as the odds ratio of a logistic regression: exp of the difference
odds = softmax_weights[1] / softmax_weights[3]
odds, np.exp(scores[1] - scores[3])
# %% softmax-reflection
# Cat and chases went from 0.375 to about 0.496 each, both "the" lost nearly everything.
# It is a multinomial logit: differences of scores become ratios of weights, so a lead of 5 is a factor of 148.
# The tie between cat and chases stays a tie.
# %% experiment
# My prediction: along the first axis chases has score 0 and vanishes; doubled, cat takes still more
my_query = torch.tensor([2.0, 0.0])
for factor in (1, 2, -1):
    print("factor", factor)
    compute_attention(factor * my_query, keys, values, tokens)
# %% experiment-reflection
# As predicted, chases vanished for [2, 0], because its key has a 0 there.
# It surprised me that with [-2, 0] chases wins although its score is only 0: all the others are negative.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# contrast: cat minus the mean of all keys, then made longer
query_cat = 2 * (K[1] - K.mean(axis=0))
# %% query-split
# two linear equations: cat's score = 6 and chases' score = 6
query_split = np.linalg.solve(K[[1, 2]], [6, 6])
# %% shapes
n, d = 50, 896 // 14
keys_shape = (n, d)
scores_shape = np.outer(np.ones(n), np.ones(n)).shape
output_shape = (np.ones((n, n)) @ np.ones((n, d))).shape
# %% shapes-reflection
# Keys and output get twice as many rows, so twice as many numbers. The scores are n by n: four times as many.
# The cost grows with the square of the length, which is why very long texts are expensive.
