# careful but tired, loops by index, writes results back into the list they came from
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.38, 0.38, 0.17]
# The numbers of the output.
by_hand_output = [2.28, 1.14]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
# %% weights
# Four numbers, one share for each token.
for i in range(len(scores)):
    scores[i] = scores[i] / sum(scores)
weights = scores
# check says they add to 1.93 ??  so divide by their sum once more
weights = [w / sum(weights) for w in weights]
# %% output
output = torch.zeros(2)
for i in range(len(weights)):
    output = output + weights[i] * values[i]
# %% softmax
e = torch.exp(torch.tensor(scores))
softmax_weights = e / e.sum()
softmax_output = torch.zeros(2)
for i in range(4):
    softmax_output = softmax_output + softmax_weights[i] * values[i]
# %% softmax-reflection
# The weights are more equal than before, the last token lost some of its weight and the first one got more.
# I expected it the other way round, because e makes big numbers bigger.
# %% experiment
# My prediction: [0, 3] -> chases
my_query = torch.tensor([0.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [3, 0] -> cat
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# [0, 3] gave everything to chases and [3, 0] nearly everything to cat, as I had predicted from the keys.
# I was surprised that the last token gets a bit too with [3, 0], its key also points to the right.
# %% query-cat
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
# in the middle between both keys: [3, 1] + [0, 3] = [3, 4]
# cat gets more, so turn it a bit towards chases
query_split = torch.tensor([3.0, 4.4])
# %% shapes
keys_shape = (64, 50)
scores_shape = (50, 50)
output_shape = (64, 50)
# %% shapes-reflection
# Twice as many keys and outputs, four times as many scores. So long texts are expensive, the table of scores grows
# with the square.
