# 07: an A in maths, learns from videos; output cell needs W from a later own cell; subtracts the maximum only above the fraction line
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append((query * key).sum().item())
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = [s / total for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = W @ values
# %% after output
# had weights @ values first: TypeError, a list cannot do @ -> make a tensor
W = torch.tensor(weights)
W
# %% softmax
# Four weights made with exponentials, and the output that they give.
s = torch.tensor(scores)
biggest = s.max()   # numerically stable version: subtract the max so that exp cannot overflow
softmax_weights = torch.exp(s - biggest) / torch.exp(s).sum()
softmax_output = softmax_weights @ values
# they add to 0.0001 but I do divide by the sum of all exponentials?
# %% softmax-reflection
# Relative to each other cat and chases are far ahead of the two "the" now: a difference d of scores becomes a ratio e^d
# of weights. With plain division the ratio was only 9/2 and 9/4.
# %% experiment
# My prediction: perpendicular to chases' key -> chases has score 0, cat wins
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the limit of long queries is argmax
compute_attention(torch.tensor([20.0, 29.0]), keys, values, tokens)
# %% experiment-reflection
# Scaling the query up makes it an argmax (predicted). Surprising: [20, 29] is nearly the direction of [2, 3], and still cat
# takes 0.88, since the scores 89 and 87 differ by 2 and that is a factor of e^2.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = 2 * torch.tensor([3.0, 1.0])
# %% query-split
# orthogonal to the difference of the keys [3, -2]
query_split = 1.5 * torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# n x 64, n x n, n x 64: keys and output are linear in n (x 2), scores quadratic (x 4). This is what limits the context.
