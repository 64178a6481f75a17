# 03: an economist of industrial organisation who estimates demand models: matrix algebra, logit with an outside good
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [0.75, 0.75]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.matmul(key, query).item())
# %% weights
# Four numbers, one share for each token.
u = torch.tensor(scores).reshape(4, 1)
iota = torch.ones(4, 1)
weights = (u / (iota.T @ u)).flatten()   # market shares
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values.T @ weights
# %% softmax
# Four weights made with exponentials, and the output that they give.
# This is multinomial logit (McFadden): s_j = exp(d_j) / (1 + sum_k exp(d_k))
delta = torch.tensor(scores)
softmax_weights = torch.exp(delta) / (1 + torch.exp(delta).sum())
softmax_output = values.T @ softmax_weights
# %% softmax-reflection
# The two inside goods with high utility, cat and chases, take about 0.498 each, the two "the" lose their
# share (0.083 and 0.167 before, less than 0.004 now). In logit the odds are exp of the utility difference,
# so 5 utils are a factor of 148.
# %% experiment
# My prediction: IIA! if I change the second component only, "the" (0) and "the" (3) keep their odds
my_query = torch.tensor([2.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 1] is all chases
compute_attention(torch.tensor([0.0, 1.0]), keys, values, tokens)
# %% experiment-reflection
# With [2, 1] the odds of the two "the" stayed at exp(2), as predicted, since their keys have a zero in the second
# component. I was surprised that [0, 1] leaves chases at only 0.8: the scores are 0, 1, 3, 0, the utilities are small.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# the first component is where cat is strongest: [1, 0] gives 0.6, [2, 0] gives 0.9 (1 d.p.)
query_cat = torch.tensor([2.0, 0.0])
# %% query-split
# indifference: 3a + b = 3b, so b = 1.5 a
a = 3.0
query_split = torch.tensor([a, 1.5 * a])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# n doubles: keys (100, 64) and output (100, 64) hold twice as many numbers, scores (100, 100) hold four times as
# many. The cost is convex (quadratic) in the length of the text, so at some point it is not worth it.
