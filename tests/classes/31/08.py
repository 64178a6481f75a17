# 08: EE with a night shift, 25 minutes, no checks run: a bracket lost, zeros left out of the sum, "multiplies the weight by e" taken at its word
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [(9*4 + 9*2)/24, 9*1 + 9*2/24]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% weights
# Four numbers, one share for each token.
s = torch.tensor(scores)
weights = s / s.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# the, the = 0 0, no contribution -> only cat + chases
output = weights[1]*values[1] + weights[2]*values[2]
# %% softmax
# Four weights made with exponentials, and the output that they give.
# each point multiplies the weight by e
w = weights * torch.exp(s)
softmax_weights = w / w.sum()
softmax_output = softmax_weights @ values
# %% softmax-reflection
# cat + chases more, the the less. it went to the big ones
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6., 2.])
# %% query-split
query_split = query   # 9 and 9
# %% shapes
keys_shape = 50, 64
scores_shape = 50, 50
output_shape = 50, 64
