# 07: right; a maths student who sees matrices everywhere and avoids loops on principle
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = (2, 9, 9, 4)
by_hand_weights = (1/12, 3/8, 3/8, 1/6)
# The numbers of the output.
by_hand_output = (9/4, 9/8)
# %% scores
# the loop is a matrix times a vector
scores = torch.mv(keys, query)
# %% weights
# Four numbers, one share for each token.
ones = torch.ones_like(scores)
weights = scores / (ones @ scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values.T @ weights
# %% softmax
# Four weights made with exponentials, and the output that they give.
D = torch.diag(torch.exp(scores))
softmax_weights = (D / torch.trace(D)) @ ones
softmax_output = ones @ (D / torch.trace(D)) @ values
# %% softmax-reflection
# Weights are proportional to exp(score): equal differences become equal ratios. So cat and chases, 5 and more
# points ahead, get practically all the weight that the two "the" had.
# %% after softmax
# e^(9-4), the factor that I guessed as 150:
softmax_weights[1] / softmax_weights[3]
# %% experiment
# My prediction: a query orthogonal to cat gives cat score 0; [-1, 3] favours chases and leaves cat at e^0
my_query = torch.tensor([-1.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: orthogonal to both "the", only the second component decides: chases 3 times cat's score
compute_attention(torch.tensor([0.0, 1.0]), keys, values, tokens)
# %% experiment-reflection
# Turning the query towards (-1, 3) gave chases everything, as predicted: q.k is 9 there and 0 or less elsewhere.
# I had forgotten that a score of 0 is not the smallest one: both "the" are below cat.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = 2 * keys[1]
# %% query-split
# q . (k_cat - k_chases) = 0: turn the difference by 90 degrees
d = keys[1] - keys[2]
J = torch.tensor([[0.0, -1.0], [1.0, 0.0]])
query_split = J @ d
# %% shapes
K = torch.empty(50, 896 // 14)
S = K @ K.T
keys_shape, scores_shape, output_shape = tuple(K.shape), tuple(S.shape), tuple((S @ K).shape)
# %% shapes-reflection
# K and the output are n x 64: linear in n, twice as many. S is n x n: four times as many. For n -> infinity S
# dominates, which is the well-known quadratic cost.
