# Student 12: computer science, fastest in the room, simplifies wherever the numbers allow it; stops early
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for x, y in keys.tolist():
    scores.append(2*x + 3*y)
# %% weights
weights = torch.tensor(scores) / sum(scores)
# %% output
# the values of both "the" are 0 so they add nothing
output = weights[1] * values[1] + weights[2] * values[2]
# %% softmax
softmax_weights = torch.tensor(scores).softmax(0)
softmax_output = softmax_weights[1] * values[1] + softmax_weights[2] * values[2]
# %% softmax-reflection
# big ones get more, small ones less. exp.
# %% experiment
# My prediction: cat
my_query = torch.tensor([10., 0.])
compute_attention(my_query, keys, values, tokens);
# %% experiment-reflection
# [10,0] gave cat 1.0, predicted, its key has the largest first number. Nothing surprised me.
# %% query-cat
query_cat = torch.tensor([10., 0.])
# %% query-split
query_split = query
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = ...
# %% shapes-reflection
# scores 4 times, the rest 2 times. expensive.
