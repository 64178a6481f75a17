# Statistician, pandas data frames and standardised variables
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% after by-hand
import pandas as pd
import numpy as np
K = pd.DataFrame(keys.numpy(), columns=["x1", "x2"])
V = pd.DataFrame(values.numpy())
b = pd.Series(query.numpy(), index=["x1", "x2"])
# %% scores
scores = K.dot(b)     # linear predictor, one per row
scores
# %% weights
weights = scores / scores.sum()
weights
# %% output
# multiply and sum up. gives 4 numbers, the last two are 0, so keep the first two
output = (V * weights).sum().iloc[:2]
output
# %% softmax
# standardise first, then the exponentials do not get so large
z = (scores - scores.mean()) / scores.std()
softmax_weights = np.exp(z) / np.exp(z).sum()
softmax_output = (V * softmax_weights).sum().iloc[:2]
softmax_weights
# %% softmax-reflection
# cat and chases got a bit more, 0.42 instead of 0.375, and the last "the" got less. The exponential is steeper than the line so the large z-scores profit.
# %% experiment
# My prediction: with (0, 1) chases is highest, second is cat
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: same order for plain division, but both "the" get exactly 0
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# When the second component was large chases got the most because its key is (0,3), as I predicted. I was surprised that with plain division the two "the" get exactly 0 and with softmax never.
# %% query-cat
query_cat = torch.tensor([4.0, 1.0])
# %% query-split
# the one we know, a bit shorter
query_split = 0.7 * query
# %% shapes
n = 50
p = 896 // 14
keys_shape = (n, p)
scores_shape = (p, p)      # cross product matrix X'X
output_shape = (n, p)
# %% shapes-reflection
# keys and output have twice the rows and so twice the numbers. The scores do not change as they are p x p. So long texts are no big problem, it is only more rows.
