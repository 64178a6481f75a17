# 01: a librarian, tidy, trusts her paper: the sentence is copied from its end, and the code is turned around until it agrees
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [4, 9, 9, 2]
by_hand_weights = [1/6, 3/8, 3/8, 1/12]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
# First I had keys here, and the check said: the (0): on paper 4, in code 2.
# My sheet starts with the token that asks (the last one), so the keys must be turned around.
for token, key in zip(tokens, keys.flip(0)):
    scores.append(torch.dot(query, key))
# %% weights
# Four numbers, one share for each token.
total_score = sum(scores)
weights = torch.tensor([score / total_score for score in scores])
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output = output + weight * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
# Guess: 7 points more than the last token, so 2.7 to the 7, about 1000 times
powers = torch.exp(torch.tensor(scores))
softmax_weights = powers / powers.sum()
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output = softmax_output + weight * value
# %% softmax-reflection
# Cat and chases got more (0.375 before, 0.498 now), both "the" got less, almost nothing is left for them.
# The lost weight went to the two tokens with the best scores. Softmax multiplies by e for each point,
# so a small lead in points becomes a big lead in weight.
# %% experiment
# My prediction: along the first axis cat wins, chases gets nothing because its key has 0 there
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: along the second axis chases wins
compute_attention(torch.tensor([0.0, 3.0]), keys, values, tokens)
# %% experiment-reflection
# I had predicted that cat wins with [3, 0], because its key is the longest in this direction (0.950).
# I was surprised that "the" at position 3 still gets 0.047 and more than chases: its key [2, 0] points exactly along
# the query, while the key of chases [0, 3] is at a right angle and has the score 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
# I know [2, 3]. Half of it keeps the direction.
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output get 100 rows and hold twice as many numbers. The scores become (100, 100), four times as many.
# For a whole book the table of scores is far too large, so long texts are expensive.
