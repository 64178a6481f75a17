# 05: from JavaScript; loop variables feel local to the loop
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = torch.dot(query, key).item();
    scores.append(score);
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = list(map(lambda s: s / total, scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, values in zip(weights, values):
    output += weight * values
# %% after output
# it said that I put something else into values?? copied again from the top
values = torch.tensor([
    [0.0, 0.0],  # position 0: the
    [4.0, 1.0],  # position 1: cat
    [2.0, 2.0],  # position 2: chases
    [0.0, 0.0],  # position 3: the
])
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = 2.72
exps = [e ** s for s in scores]
softmax_weights = [x / sum(exps) for x in exps]
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output += weight * value
# %% softmax-reflection
# cat and chases got more, and the first and last the got less. Their weight went to the two winners because softmax exaggerates the difference.
# %% experiment
# My prediction: [10, 15] is five times query so weights the same
my_query = torch.tensor([10.0, 15.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [1, -1] cat less
my_query = torch.tensor([1.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [1, -1] cat got less, I predicted it, because 3 - 1 = 2 is only as much as the last the. It surprised me that cat and the are exactly equal.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = [8, -1]
# %% query-split
query_split = query
# %% shapes
keys_shape = (50, 64)
scores_shape = (64, 64)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output double, scores stay the same I think. So long texts are only linear.
