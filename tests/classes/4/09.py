# A pair that reads "weighted sum" as an average, and hands in both of the queries that it was asked to find.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
by_hand_output = [2.25, 1.125]
# %% scores
scores = torch.tensor([torch.dot(query, key) for key in keys])
# %% weights
weights = scores / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
weighted = weights.unsqueeze(1) * values
print(weighted)
output = weighted.mean(dim=0)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(scores) / torch.exp(scores).sum()
softmax_output = (softmax_weights.unsqueeze(1) * values).mean(dim=0)
# %% softmax-reflection
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
#
# More: cat and chases. Less: the and the. The exponential is convex so large scores take it from the small ones.
# %% experiment
# My prediction: chases much more than cat
my_query = torch.tensor([0, 4])
# compute_attention(my_query, keys, values, tokens)   gives an error, Float and Long?
compute_attention(torch.tensor([0.0, 4.0]), keys, values, tokens)
# %% experiment-reflection
# [0,4]: chases has everything as predicted. Surprised that [1,3] already is enough for 0.95 or so. The key of chases is [0,3], so only the second number counts there.
# %% query-cat
query_cat = torch.tensor([3.0, 1.0])   # = key of cat
# %% query-split
# the first one we know, the second one is twice as long (same direction)
query_split = torch.tensor([2.0, 3.0]), torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = 50, 64
scores_shape = 50, 50
output_shape = 50, 64
# %% shapes-reflection
# Keys and outputs x2, scores x4. That is why context windows are limited.
