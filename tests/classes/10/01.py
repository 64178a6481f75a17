# a physics student who uses numpy from the first cell to the last; all right
# %% by-hand
import numpy as np

# from the handout
by_hand_scores = np.array([2, 9, 9, 4])
by_hand_weights = np.array([2, 9, 9, 4]) / 24
# The numbers of the output.
by_hand_output = np.array([9/4, 9/8])
# %% scores
# numpy versions, own names
K = keys.numpy()      # (4, 2)
V = values.numpy()    # (4, 2)
q = query.numpy()     # (2,)

scores = np.einsum("id,d->i", K, q)
scores
# %% weights
# Four numbers, one share for each token.
weights = scores / np.sum(scores)
print(weights, weights.sum())
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# "centre of mass" of the values, the weights are the masses
output = np.average(V, axis=0, weights=weights)
output
# %% softmax
# guess: 9 - 4 = 5 points, e^5 ~ 150 times as much
# log of the partition function, so nothing overflows
logZ = np.logaddexp.reduce(scores)
softmax_weights = np.exp(scores - logZ)
softmax_output = np.einsum("i,id->d", softmax_weights, V)
# %% softmax-reflection
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
#
# Cat and chases got more (0.375 -> 0.497 each), the two "the" got nearly nothing. The lost weight went to the two winners, because the ratio of two weights is now e^(difference of scores), so 5 points are already a factor 148. It is the Boltzmann distribution with energy = -score.
# %% experiment
# My prediction: along y only chases is long in that direction, so chases wins
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# negative: everything turns round, the shortest key wins (the, position 0)
compute_attention(torch.from_numpy(-q), keys, values, tokens);
# %% experiment-reflection
# When I turned the query to the y axis, chases took nearly everything, as predicted, because only its key [0, 3] is long in y. The negative query surprised me: the (0) wins since its score -2 is the largest of the negative ones.
# %% query-cat
theta = np.radians(-10)
query_cat = 4 * np.array([np.cos(theta), np.sin(theta)])
# %% query-split
# equal scores: q . (k_cat - k_chases) = 0, so q is orthogonal to the difference
d = K[1] - K[2]                    # (3, -2)
query_split = 1.5 * np.array([-d[1], d[0]])
# %% shapes
d_head = 896 / 14
keys_shape = (50, d_head)
scores_shape = (50, 50)
output_shape = (50, d_head)
# %% shapes-reflection
# keys and output go from 50 x 64 to 100 x 64, twice as many numbers. The scores go from 50 x 50 to 100 x 100, four times as many, O(n^2). So very long texts are limited by the scores.
