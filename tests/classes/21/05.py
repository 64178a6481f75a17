# 05: wants to save memory, writes += and *= wherever it is possible
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    key *= query
    scores.append(key.sum().item())
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores)
weights /= weights.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output += weight * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.tensor(scores)
softmax_weights.exp_()
softmax_weights /= softmax_weights.sum()
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output += weight * value
# %% softmax-reflection
# The two "the" lost nearly all of their weight to cat and chases. e^9 is much larger than e^4 and e^2, so
# after dividing hardly anything is left for the small scores.
# %% experiment
# My prediction: [1, 1] is between the axes, cat and chases about the same?
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted that cat and chases are equal for [2, 3] as before, but chases had nearly everything, which I
# cannot explain. [1, 1] gave an even split.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([1.5, 0.0])
# %% query-split
query_split = torch.tensor([1.0, 1.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output: twice. scores: four times. For very long texts the score table does not fit into memory.
