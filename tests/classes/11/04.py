# a strong student who knows the torch library and reaches for ready-made functions
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
import torch.nn.functional as F

scores = []
for token, key in zip(tokens, keys):
    scores.append(query @ key)
scores = torch.stack(scores)
# %% weights
# Four numbers, one share for each token.
# p=1 divides by the sum (p=2, the default, would divide by the length)
weights = F.normalize(scores, p=1, dim=0)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.tensordot(weights, values, dims=1)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = F.softmax(scores, dim=0)
softmax_output = torch.tensordot(softmax_weights, values, dims=1)
# %% softmax-reflection
# The two leaders gained about 0.12 each and both "the" lost practically everything. The ratio of two softmax weights is e to the
# difference of their scores, so a gap of 5 points already means a factor of 148.
# %% experiment
# My prediction: with [-2, 1] cat has score -5, chases 3; plain division gives something strange
my_query = torch.tensor([-2.0, 1.0])
_ = compute_attention(my_query, keys, values, tokens)
_ = compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# As predicted chases takes everything for [-2, 1], it is the only key that lies on that side. I was surprised how bad plain division looks
# with negative scores: the shares are all over the place and one is below zero.
# %% query-cat
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
# orthogonal to k_cat - k_chases = [3, -2]
query_split = torch.tensor([2.4, 3.6])
# %% shapes
n, d = 50, 896 // 14
keys_shape = n, d
scores_shape = n, n
output_shape = n, d
# %% shapes-reflection
# keys and output: (100, 64), twice as many numbers. scores: (100, 100), four times as many. Memory and time for the scores grow with the
# square of the length.
