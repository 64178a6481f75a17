# 12: jumps up and down in the notebook and never restarts it; thinks in angles; left before the end
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(key @ query)
# %% weights
# Four numbers, one share for each token.
weights = t / t.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = (weights * values.T).sum(1)
# %% softmax
# Four weights made with exponentials, and the output that they give.
t = torch.tensor(scores)
softmax_weights = t.exp() / t.exp().sum()
softmax_output = (softmax_weights * values.T).sum(1)
# %% softmax-reflection
# cat and chases win, the and the lose. Their weight went to the two with the highest scores.
# %% experiment
# My prediction: a query at 45 degrees is closer to cat (18 degrees) than to chases (90 degrees)
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
# exactly in the middle: the same angle to cat as to chases
query_split = keys[1] / keys[1].norm() + keys[2] / keys[2].norm()
