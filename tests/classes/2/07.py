# Student of psychology who uses the name of the whole table for its rows, and mends what breaks
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = [score / total for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, values in zip(weights, values):
    output = output + weight * values
# %% after output
# The check said IndexError: tuple index out of range. The values were gone (?), so once more from Setup:
values = torch.tensor([
    [0.0, 0.0],  # position 0: the
    [4.0, 1.0],  # position 1: cat
    [2.0, 2.0],  # position 2: chases
    [0.0, 0.0],  # position 3: the
])
# %% softmax
# Four weights made with exponentials, and the output that they give.
exp_scores = torch.exp(torch.tensor(scores))
softmax_weights = exp_scores / torch.sum(exp_scores)
softmax_output = softmax_weights @ values
# %% softmax-reflection
# More: cat, chases. Less: the, the. It makes the difference between important and unimportant clearer, like contrast in vision.
# %% experiment
# My prediction: cat gets everything
my_query = torch.tensor([10.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the same bars as before, only with plain division
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# Cat got everything with softmax, as predicted. With plain division it got only one half, which surprised me: the keys along the first axis are 1, 3, 0, 2, and 3 of 6 is one half.
# %% query-cat
query_cat = torch.tensor([10.0, 0.0])
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = torch.zeros(50, 64)
scores_shape = torch.zeros(50, 50)
output_shape = torch.zeros(50, 64)
# %% shapes-reflection
# keys (100, 64) and output (100, 64): 2 times. scores (100, 100): 4 times. So a very long text needs a lot of memory.
