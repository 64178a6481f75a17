# 04: lets the last token ask with its key in place of its query, on paper and in code (all green); sum of keys as split
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 6, 0, 4]
by_hand_weights = [1/6, 1/2, 0, 1/3]
# The numbers of the output.
by_hand_output = [2, 1/2]
# %% scores
scores = []
last = keys[3]   # the last "the" is looking, so compare everybody with it
for token, key in zip(tokens, keys):
    scores.append(torch.dot(last, key))
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, v in zip(weights, values):
    output = output + w * v
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(torch.tensor(scores))
softmax_weights = e / sum(e)
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output = softmax_output + w * v
# %% softmax-reflection
# Cat has more now, 0.86 instead of 0.5, all others less, only chases has a little bit more than 0 because e to the 0 is 1.
# Softmax makes the biggest one stronger.
# %% experiment
# My prediction: half the query, flatter bars
my_query = torch.tensor([1.0, 1.5])
compute_attention(my_query, keys, values, tokens)
# My prediction: a negative query gives negative weights
compute_attention(torch.tensor([-2.0, -3.0]), keys, values, tokens)
# %% experiment-reflection
# A shorter query makes the bars more equal, as I thought. I was surprised that a negative query has no negative weights,
# it makes the token with the smallest score win.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6.0, 2.0])  # like cat's key, longer
# %% query-split
# exactly in the middle between the two keys
query_split = keys[1] + keys[2]
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys (100, 64), scores (100, 100), output (100, 64). Scores has 4x, others 2x. Long texts are expensive.
