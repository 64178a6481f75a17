# An electrical engineer who knows linear algebra well and expects everything to be normalised.
# %% by-hand
by_hand_scores = [2.0, 9.0, 9.0, 4.0]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
by_hand_output = [9/4, 9/8]
# %% scores
scores = torch.einsum("ij,j->i", keys, query)
# %% weights
import torch.nn.functional as nnF
# weights = nnF.normalize(scores, dim=0)   -> check says they add to 1.78
weights = nnF.normalize(scores, dim=0) ** 2   # adds to 1 (power, not amplitude)
# %% output
output = torch.einsum("i,ij->j", weights, values)
# %% softmax
softmax_weights = torch.softmax(scores, dim=0)
softmax_output = torch.einsum("i,ij->j", softmax_weights, values)
# %% softmax-reflection
# Cat and chases grow a little and the remaining ones are suppressed. The exponential acts like a high-gain stage followed by a normalisation, so
# the small signals are lost to the large ones.
# %% experiment
# My prediction: [-3, 2] is orthogonal to [2, 3], chases only
my_query = torch.tensor([-3.0, 2.0])
_ = compute_attention(my_query, keys, values, tokens)
# My prediction: [0.2, 0.3] same direction, so the same pattern
_ = compute_attention(0.1 * query, keys, values, tokens)
# %% experiment-reflection
# [-3, 2] gives chases nearly everything, as predicted, because all other keys have a large first component. It surprised me that 0.1 times the
# query gives an almost flat distribution, I would have thought that only the direction matters.
# %% query-cat
# a query is a direction -> matched filter, unit length
query_cat = keys[1] / torch.linalg.norm(keys[1])
# %% query-split
# bisecting: orthogonal to k_cat - k_chases, unit length
query_split = torch.tensor([2.0, 3.0]) / 13 ** 0.5
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 14 * 64)
# %% shapes-reflection
# With 100 tokens: keys (100, 64), twice; output (100, 896), twice; scores (100, 100), four times. Quadratic cost, so long texts need tricks.
