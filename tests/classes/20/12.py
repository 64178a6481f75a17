# 12: knows Python from school, new to torch; saves a line where the first value is zero anyway
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [1.125, 2.25]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores += [torch.dot(key, query).item()]
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = [score / total for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values[0]          # the first one is only zeros, start there
for n in [1, 2, 3]:
    output += weights[n] * values[n]
# %% softmax
# Four weights made with exponentials, and the output that they give.
ex = [math.e ** score for score in scores]
total = sum(ex)
softmax_weights = [x / total for x in ex]
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output = softmax_output + w * v
# %% softmax-reflection
# cat and chases went from 0.375 to 0.498, both the lost. The weight went to the winners because the exponential grows so fast that small scores do not count any more.
# %% experiment
# My prediction: [0, 2]: chases
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [-5, 0]: chases, because the others are negative
my_query = torch.tensor([-5.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# Both as I predicted: chases has 0 in the first component, so a negative first number hurts all the others. I was surprised that the output was not exactly (2, 2).
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = [0.5, -0.1] * 10      # ten times longer
# %% query-split
query_split = [2.2, 3.3]
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output hold twice as many numbers, the scores four times as many. So a text ten times as long needs 100 times as much for the scores.
