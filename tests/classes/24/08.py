# 08: a pair in computer science, in a hurry, types on a tablet; looks everything up by the name of the token
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    i = tokens.index(token)
    scores.append(torch.dot(query, keys[i]))
# %% weights
# Four numbers, one share for each token.
gesamt = sum(scores)
weights = [x / gesamt for x in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for gewicht, wert in zip(weights, values):
    output =+ gewicht * wert
# %% softmax
# Four weights made with exponentials, and the output that they give.
ex = [torch.exp(x) for x in scores]
softmax_weights = [x / sum(ex) for x in ex]
softmax_output = torch.stack(softmax_weights) @ values
# %% softmax-reflection
# cat and chases got more. the got less. Because e^9 is much more than e^2.
# %% experiment
# My prediction: chases
my_query = torch.tensor([0.0, 5.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the at the front
my_query = torch.tensor([-5.0, -5.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# Right both times. We were surprised that the bar is so long (0.99).
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = 50 * 50
output_shape = (50, 64)
# %% shapes-reflection
# Scores 100 * 100 = 10000, four times. The others twice.
