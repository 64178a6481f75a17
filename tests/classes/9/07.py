# left the handout at home, did the rest late in the evening; counts positions from one
# %% scores
scores = []
for i in range(len(tokens)):
    # python counts from 0, so minus 1
    scores.append(torch.dot(query, keys[i - 1]).item())
# %% weights
# Four numbers, one share for each token.
scores = torch.tensor(scores)
weights = scores / scores.sum()
# %% output
output = torch.matmul(weights, values)
# %% softmax
softmax_weights = torch.exp(scores) / torch.sum(torch.exp(scores))
softmax_output = torch.matmul(softmax_weights, values)
# %% softmax-reflection
# Chases and the last "the" get about 0.5 each, the first "the" and cat lose almost everything. Softmax makes
# the strong ones stronger.
# %% experiment
# My prediction: [0, 1] chases most
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% after experiment
# My prediction: [0, 10] only chases
my_query = torch.tensor([0.0, 10.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# [0, 1] prefers chases and [0, 10] gives it everything, that was my prediction. What surprised me is that cat had more
# than "the" for [0, 1], but its key has a 1 in the second place.
# %% query-cat
query_cat = torch.tensor([10.0, 0.0])
# %% query-split
query_split = query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 64)
output_shape = (50, 64)
# %% shapes-reflection
# All shapes change and hold twice as many numbers, so for very long texts everything doubles again and again.
