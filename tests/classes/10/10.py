# a physics student, numpy from the start, with arrays made in advance
# %% by-hand
import numpy as np
# One number per token, in order: the, cat, chases, the.
by_hand_scores = np.array([2, 9, 9, 4])
by_hand_weights = np.array([1/12, 3/8, 3/8, 1/6])
# The numbers of the output.
by_hand_output = np.array([2.25, 1.125])
# %% scores
# all in numpy
query = query.numpy()
keys = keys.numpy()
values = values.numpy()

scores = np.zeros(4, dtype=int)
for i in range(4):
    scores[i] = keys[i] @ query
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = np.zeros_like(scores)
for i in range(4):
    weights[i] = scores[i] / np.sum(scores)
print(weights)
# ??? I divide by the sum, 24. Same with sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights @ values
# %% softmax
# Four weights made with exponentials, and the output that they give.
s = scores
s -= s.max()             # to avoid overflow, makes no difference to the ratios
softmax_weights = np.exp(s) / np.exp(s).sum()
softmax_output = softmax_weights @ values
# %% softmax-reflection
# On paper cat and chases had 0.375, now they have 0.498; the two "the" went down to 0.0005 and 0.003. The differences of the scores become ratios of the weights, so the lower ones lose nearly everything to the higher ones.
# %% experiment
# compute_attention gives a TypeError with my arrays, so with tensors again
# My prediction: query along x: order cat, the, the, chases
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, torch.tensor(keys), torch.tensor(values), tokens)
# My prediction: twice as long: same order, steeper
compute_attention(2 * my_query, torch.tensor(keys), torch.tensor(values), tokens);
# %% experiment-reflection
# Along x the order is cat, the, the, chases as predicted, it is the order of the first components. I was surprised how much steeper the longer query is: cat goes from 0.86 to 0.98.
# %% query-cat
query_cat = np.array([4.0, 0.0])
# %% query-split
query_split = np.array([4.0, 6.0])
# %% shapes
keys_shape = np.zeros((50, 64)).shape
scores_shape = (np.zeros((50, 64)) @ np.zeros((50, 64)).T).shape
output_shape = (np.zeros((50, 50)) @ np.zeros((50, 64))).shape
# %% shapes-reflection
# Keys and output: twice as many numbers. Scores: 100 x 100, four times as many. Memory grows quadratically with the length of the text.
