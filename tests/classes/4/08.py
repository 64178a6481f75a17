# Two who share the work: one names a variable like a function of Python, the other writes e as a number.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    sum = 0
    for j in range(2):
        sum = sum + query[j] * key[j]
    scores.append(sum)
# %% weights
# Four numbers, one share for each token.
weights = []
for s in scores:
    weights.append(s / sum(scores))
# %% after weights-check
# TypeError: 'Tensor' object is not callable ???  the text says sum(scores) adds up a list
print(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights[0] * values[0] + weights[1] * values[1] + weights[2] * values[2] + weights[3] * values[3]
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = 2.72
powers = e ** torch.tensor(scores)
softmax_weights = powers / powers.sum()
softmax_output = softmax_weights @ values
# %% softmax-reflection
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
#
# Compared with paper: cat and chases 0.375 -> 0.498, the two the go to almost 0. An exponential punishes small scores.
# %% experiment
# My prediction: nothing wins
my_query = torch.tensor([0.1, 0.1])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat loses
my_query = torch.tensor([-1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# A very short query makes all about equal (predicted). With [-1,1] chases gets 0.97, we thought the first "the" would get some.
# %% query-cat
query_cat = (6, 0)
# %% query-split
query_split = (6, 9)
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Scores: 10000 instead of 2500, four times. keys and output only double. Quadratic.
