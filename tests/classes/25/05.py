# 05: Physicist, neat and sure of himself: 3 · 3 = 6 on paper, "stabilises" softmax by dividing by the maximum, and splits by the angle bisector.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 6, 4]
by_hand_weights = [2/21, 9/21, 6/21, 4/21]
# The numbers of the output.
by_hand_output = [48/21, 1]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(float(query @ key))
# on paper I have 6 for chases. The sheet fits together (check above is green), so I trust it? come back later
# %% weights
# Four numbers, one share for each token.
s = torch.tensor(scores)
weights = s / s.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.einsum("i,ij->j", weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# exp overflows easily, so first normalise with the largest score (numerical stability)
s = torch.tensor(scores)
boltz = torch.exp(s / s.max())
softmax_weights = boltz / boltz.sum()
softmax_output = torch.einsum("i,ij->j", softmax_weights, values)
# check: "scores are not those from paper", I know
# %% softmax-reflection
# All weights moved closer together: cat and chases lost a bit, both "the" gained. I had thought that exponentials would favour
# the large scores. Apparently softmax makes the distribution softer, hence the name.
# %% experiment
# My prediction: perpendicular to cat's key, cat should get nothing
my_query = torch.tensor([-1.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: opposite direction, chases gets nothing
compute_attention(-my_query, keys, values, tokens)
# %% experiment-reflection
# With [-1, 3] chases takes everything, as predicted. The surprise was that cat, perpendicular with score 0, is still
# ahead of both "the": their scores are negative (-1 and -2), so zero is not the least one can get.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = 2 * torch.tensor([3.0, 1.0])
# %% query-split
# bisector of the angle between both keys: sum of the two unit vectors
u_cat = keys[1] / keys[1].norm()
u_chases = keys[2] / keys[2].norm()
query_split = u_cat + u_chases
# 0.51 and 0.41 -- same angle to both, I do not see what is still asymmetric
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# (100, 64), (100, 100), (100, 64): factor 2, 4, 2. The scores scale as N^2, so very long texts are expensive.
