# 09: little English, from a country with decimal commas; first programming course
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query))
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
output = output + weights[0] * values[0]
output = output + weights[1] * values[1]
output = output + weights[2] * values[2]
output = output + weights[3] * values[3]
# %% softmax
# Four weights made with exponentials, and the output that they give.
# e = 3
a = 3 ** scores[0]
b = 3 ** scores[1]
c = 3 ** scores[2]
d = 3 ** scores[3]
softmax_weights = torch.tensor([a, b, c, d]) / (a + b + c + d)
softmax_output = softmax_weights[0] * values[0] + softmax_weights[1] * values[1] + softmax_weights[2] * values[2] + softmax_weights[3] * values[3]
# %% softmax-reflection
# cat and chases become more. the and the become less. Exponential is fast growing.
# %% experiment
# My prediction: cat is big
my_query = torch.tensor([4.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases is big
my_query = torch.tensor([1.0, 4.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# First number big then cat, second number big then chases. I think right for two. Surprise: cat is 0 in the second.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 1.0])
# %% query-split
query_split = torch.tensor([2,5, 3,75])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# 100 tokens: keys (100, 64), scores (100, 100), output (100, 64). Scores 4 times. Long text is very expensive.
