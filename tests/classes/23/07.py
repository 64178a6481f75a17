# 07: insurance actuary who reads blogs on numerics and does not run checks: pasted index in the dot product, shifts only the numerator of softmax, averages two keys for the split
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    s = query[0] * key[0] + query[1] * key[0]
    scores.append(s)
# %% weights
# Four numbers, one share for each token.
exposure = torch.tensor(scores)
weights = torch.div(exposure, torch.sum(exposure))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.matmul(weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# numerically stable version: subtract the maximum before exp
numerator = torch.exp(exposure - exposure.max())
denominator = torch.exp(exposure).sum()
softmax_weights = numerator / denominator
softmax_output = torch.matmul(softmax_weights, values)
# %% softmax-reflection
# The top scores get more and the rest is squeezed, since relativities become multiplicative instead of additive.
# The weight lost by the small ones moves to the large ones; one point is a factor of e.
# %% experiment
# My prediction: [1, 1] cat wins before chases, 4 against 3, so about 2.7 to 1
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: same with plain division 0.4 to 0.3
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# As predicted the ratio of cat to chases was e for [1, 1], because their scores are 4 and 3.
# I did not expect the last "the" to keep 0.09, its key [2, 0] gives it a score of 2, two points behind cat.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.5])
# %% query-split
# halfway between the two keys
query_split = (keys[1] + keys[2]) / 2
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output grow linearly (twice), scores quadratically (four times).
# With very long texts the scores are the tail risk.
