# 03: an economist; thinks in market shares, utilities and baskets
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [8.33, 37.5, 37.5, 16.67]   # in %
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
# %% weights
# Four numbers, one share for each token.
market = sum(scores)
weights = torch.tensor([s / market for s in scores])
# %% output
# The weighted sum of the four values: as many numbers as in one value.
contributions = torch.stack([share * v for share, v in zip(weights, values)])
output = contributions.sum(dim=0)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# multinomial logit, as for market shares: exp(u_i) / (1 + sum of exp(u_j))
u = torch.tensor(scores)
softmax_weights = torch.exp(u) / (1 + torch.exp(u).sum())
softmax_output = softmax_weights @ values
# %% softmax-reflection
# The two leaders (cat, chases) gained about 12 points each, both "the" lost nearly all they had. Shares are exponential in utility, so it is close to winner takes all: the lost weight went to the tokens with the highest score.
# %% experiment
# My prediction: halving the query makes the market less concentrated
my_query = torch.tensor([1.0, 1.5])
compute_attention(my_query, keys, values, tokens)
# My prediction: at zero everybody has a quarter
compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# As predicted the zero query gives 25 % to each, all scores are 0. What surprised me is how concentrated [1, 1.5] still is: cat's key gives 4.5 points and the next one only 2, that is a factor of 12.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6.0, 0.0])
# %% query-split
# a basket with one unit of each: cat [3, 1] plus chases [0, 3]
query_split = torch.tensor([3.0 + 0.0, 1.0 + 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and outputs grow linearly (x2), scores quadratically (x4). Increasing marginal cost: every additional token is more expensive than the last one, so very long texts do not pay.
