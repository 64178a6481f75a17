# 05: operations research, C++ and integer programming; apportions like seats in a parliament and saves memory
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query))
# %% weights
# Four numbers, one share for each token.
# Rounding 37.5 % up twice gives 101 % in total, so largest remainder method (Hamilton) on 100 seats.
quota = [100 * float(x) / float(sum(scores)) for x in scores]
seats = [math.floor(x) for x in quota]
by_remainder = sorted(range(4), key=lambda i: seats[i] - quota[i])
for i in by_remainder[:100 - sum(seats)]:
    seats[i] += 1
weights = torch.tensor(seats) / 100
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights @ values
# %% after output
# component 0: on paper 2.25, in code 2.26. Rounding error, OK for me
# %% softmax
# Four weights made with exponentials, and the output that they give.
scores = torch.tensor(scores)
softmax_weights = scores.exp_()               # in place, no second array
softmax_weights.div_(softmax_weights.sum())
softmax_output = softmax_weights @ values
# %% softmax-reflection
# Cat, chases: 0.38 / 0.37 -> 0.498 each. The first and last token: 0.08 / 0.17 -> nearly nothing. The ratio of two weights is exp of the
# difference of the scores, so that a lead of 5 is multiplied out to 148, and the lost weight is at the two leaders.
# %% experiment
# My prediction: [1, -1]: a penalty on the second component, so the last the is alone in front
my_query = torch.tensor([1.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, -1]: tie of both the, they have 0 in the second component
my_query = torch.tensor([0.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# The tie of the two the for [0, -1] came as predicted: both keys have 0 there and the other two have negative scores. I was wrong with
# [1, -1]: cat is level with the last the, 0.42 each, as 3 - 1 = 2 - 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6.0, 1.0])
# %% query-split
# equal scores for cat and chases: the hyperplane between them, it is given by the difference of their keys
query_split = keys[1] - keys[2]
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
output_shape = (50, 896 / 14)
# %% shapes-reflection
# All change. Keys 3200 -> 6400 and outputs too (x2), scores 2500 -> 10000 (x4). Memory is quadratic in the length of the text.
