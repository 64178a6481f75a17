# A statistics student from R, with numpy: takes the logistic function for softmax, reads the split as the two shares that are wanted, and thinks of the scores as a covariance matrix.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
import numpy as np
scores = np.apply_along_axis(lambda k: np.dot(k, query.numpy()), 1, keys.numpy())
# %% weights
# Four numbers, one share for each token.
prop_table = lambda x: x / x.sum()     # prop.table() in R
weights = prop_table(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = (values.numpy() * weights[:, None]).sum(axis=0)   # colSums
# %% softmax
# Four weights made with exponentials, and the output that they give.
# scores are like log odds, so inverse logit (plogis) makes them positive, then divide by the sum
p = 1 / (1 + np.exp(-scores))
softmax_weights = prop_table(p)
softmax_output = (values.numpy() * softmax_weights[:, None]).sum(axis=0)
# %% softmax-reflection
# The weights are almost equal now, about a quarter each. The first "the" got more and cat and chases got less. The probabilities are all near 1 for positive scores, so dividing by their sum makes them even.
# %% experiment
# My prediction: mostly cat
my_query = torch.tensor([2.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# prediction: uniform distribution, all scores are 0
compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# With the zero query all are 0.25 as predicted, since every dot product is 0. It surprised me that cat only gets 0.7 for [2, -1], because the last the has a score of 4, too close to 5.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = np.array([3.0, 1.0])
# %% query-split
# each of them at least 0.4, not more than 0.05 apart
query_split = torch.tensor([0.45, 0.45])
# %% shapes
keys_shape = (50, 64)
scores_shape = (64, 64)   # crossprod(Q, K), like a covariance matrix
output_shape = (50, 64)
# %% shapes-reflection
# keys and output double because there are twice as many rows. The scores stay the same because the dimension of the head does not change. So long texts only cost more linearly.
