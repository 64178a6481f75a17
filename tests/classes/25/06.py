# 06: Statistics student (R, some Julia), careful: rounds the paper weights first, finds F.normalize, and takes the scores for a cross-product matrix X'X.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.38, 0.38, 0.17]
# The numbers of the output.
by_hand_output = [2.28, 1.14]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query).item())
    
# %% weights
# Four numbers, one share for each token.
import torch.nn.functional as F
# p=1: the sum, p=2 would be the Euclidean norm
weights = F.normalize(torch.tensor(scores), p=1, dim=0)
weights
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = (weights[:, None] * values).sum(dim=0)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# Guess: e^5, perhaps 120 times
odds = torch.exp(torch.tensor(scores))
softmax_weights = odds / odds.sum()
softmax_output = (softmax_weights[:, None] * values).sum(dim=0)
# %% softmax-reflection
# Cat and chases got more (0.375 to 0.498), the two "the" got less and are almost zero. The lost weight went to the two
# largest scores. The reason: the exponential turns a difference of scores into a ratio of weights.
# %% experiment
# My prediction: [1, 1] - cat first, chases second
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [5, 5] - same order, cat nearly 1
compute_attention(torch.tensor([5.0, 5.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted that cat is first for [1, 1], because the sum of its key is 4, larger than 3, 2 and 1. I was surprised how sharp
# it gets with [5, 5]: cat goes from 0.64 to 0.99, since the distance of 1 to chases becomes a distance of 5.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 2.0])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (64, 64)   # K'Q: (64 x 50)(50 x 64)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output get twice as many numbers, 100 x 64. In my prediction the scores would stay 64 x 64, but the check says this
# is not the shape that was built, so I am not sure about this one.
