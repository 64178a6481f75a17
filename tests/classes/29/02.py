# 02: a labour economist who has written R for ten years: copies on assignment, counts from 1
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
scores
# %% weights
# Four numbers, one share for each token.
weights = scores
total = sum(scores)
for i, s in enumerate(scores):
    weights[i] = s / total
weights
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(1, 4):     # for (i in 1:4)
    output = output + weights[i] * values[i]
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
# if the check complains about the scores: run step 1 again, then it goes green
e = torch.exp(torch.tensor(scores))
softmax_weights = e / e.sum()
softmax_output = softmax_weights @ values
# %% softmax-reflection
# cat and chases gained (0.375 -> 0.498), the two "the" lost almost all they had. The weight went to the
# two top scores because exp makes the distance to them much larger.
# %% experiment
# My prediction: [4, 6] is twice as long, so nothing changes because of homogeneity
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: now with plain division it will be the old numbers
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# With plain division the doubled query gave the old shares, as predicted (homogeneous of degree 0). With
# softmax the rest went to "the" even less than before, I had not expected a change at all. The keys are the
# same, but all score differences doubled.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6, 2])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All change, keys and output x2, scores x4 because it is n squared. Long texts are expensive.
