# Student 08: computer science with mathematics, moves cells around; never restarted the kernel
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.1, 0.4, 0.4, 0.1]
# The numbers of the output.
by_hand_output = [2.4, 1.2]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query))
scores = torch.stack(scores)
# %% weights
weights = normalise(scores)
# %% after weights
def normalise(x):
    """x divided by its sum (used again for softmax)"""
    return x / x.sum()
# %% output
output = values.T @ weights
# %% softmax
softmax_weights = normalise(torch.exp(scores))
softmax_output = values.T @ softmax_weights
# %% softmax-reflection
# Both "the" lost nearly all of their weight, it went to cat and chases. Softmax exaggerates differences between scores.
# %% experiment
# My prediction: all to chases
my_query = torch.tensor([-1.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat around 0.9
my_query = torch.tensor([3.0, -1.0])
compute_attention(my_query, keys, values, tokens);
# %% experiment-reflection
# Chases got all with [-1,3], as predicted, since the first component is negative and only chases has a zero there. That the(3) still gets 0.12 with [3,-1] surprised me.
# %% query-cat
_, query_cat = compute_attention(torch.tensor([3.0, 0.0]), keys, values, tokens)
# %% query-split
_, query_split = compute_attention(torch.tensor([2.0, 3.0]), keys, values, tokens)
# %% after query-split
# the bars say 0.498 and 0.498 but the check says cat gets everything. Is the check wrong?
# %% shapes
n, d = 50, 896 // 14
keys_shape, scores_shape, output_shape = (n, d), (n, n), (n, d)
# %% shapes-reflection
# keys: x2, scores: x4, output: x2. So the scores are what makes long texts expensive.
