# 02: second year of mathematics, thinks in norms and angles, works fast and does not run the checks
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(query @ key)   # <q, k>
# %% weights
# Four numbers, one share for each token.
s = torch.tensor(scores)
weights = s / torch.linalg.norm(s)    # normalise
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values.T @ weights
# %% softmax
# Four weights made with exponentials, and the output that they give.
Z = torch.exp(s).sum()
softmax_weights = torch.exp(s) / Z
softmax_output = values.T @ softmax_weights
# %% softmax-reflection
# The large components grow and the small ones vanish; in the limit of long queries softmax tends to the
# indicator of the argmax (if it is unique). The ratio of two weights is exp of the difference of the scores.
# %% experiment
# My prediction: orthogonal to cat, so cat gets exp(0)=1, and chases everything
my_query = torch.tensor([-1.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: q = 0 gives the uniform distribution
compute_attention(torch.zeros(2), keys, values, tokens)
# %% experiment-reflection
# q = 0 is uniform as predicted, since all scores are 0. It surprised me how sharp [-1, 3] already is: chases has 9 and the
# next one has 0, which is a factor of 8000.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = 2 * keys[1]
# %% query-split
# same angle to both keys => same weight: bisector of cat and chases
a = keys[1] / torch.linalg.norm(keys[1])
b = keys[2] / torch.linalg.norm(keys[2])
query_split = a + b
# %% shapes
d = 896 // 14
keys_shape = (50, d)
scores_shape = (50, 50)
output_shape = (50, d)
# %% shapes-reflection
# keys and outputs are linear in the number of tokens n, the scores are quadratic. n = 100 gives 2, 4 and 2 times as many.
