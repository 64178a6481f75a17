# 05: biologist: powers of 2 as in PCR instead of e; moved a helper cell down after it had run, so that weights only work in the old kernel
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
    print(token, scores[-1])
# %% weights
# Four numbers, one share for each token.
weights = scores_t / pool      # relative abundance
# %% output
# The weighted sum of the four values: as many numbers as in one value.
weighted = weights.reshape(4, 1) * values
output = weighted.sum(dim=0)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# each point of score = one doubling (like a PCR cycle)
copies = 2 ** torch.tensor(scores)
softmax_weights = copies / copies.sum()
softmax_output = (softmax_weights.reshape(4, 1) * values).sum(dim=0)
# %% after softmax
# my helpers, collected in one place (moved down here, they were in the way)
scores_t = torch.tensor(scores)
pool = scores_t.sum()
# %% softmax-reflection
# cat and chases grew from 0.375 to 0.49, the two "the" shrank (0.004 and 0.015).
# It is like two strains with a higher growth rate: after a few generations they have displaced the slow ones.
# The check complained that something is rounded, but I do not round anything.
# %% experiment
# My prediction: [-1, 0]: everything with a large first number is punished, chases wins
my_query = torch.tensor([-1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: no query at all, [0, 0]: all the same, 1/4 each
compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# [0, 0] gave a uniform distribution, as predicted, because all dot products are 0.
# With [-1, 0] chases won but only with 0.64, I expected more. The first "the" has a key of [1, 0], only one point below.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6.0, 2.0])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output: 100 rows instead of 50, twice the numbers. scores: 100 x 100, four times the numbers.
# It scales like an all-against-all comparison of sequences, that gets out of hand quickly.
