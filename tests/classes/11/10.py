# a student who works carefully but runs out of time; likes dictionaries
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
score_of = {}
for token, key in zip(tokens, keys):
    score_of[token] = torch.dot(query, key).item()
print(score_of)
scores = list(score_of.values())
# it says 4 numbers but there are only 3 different words
# %% weights
# Four numbers, one share for each token.
weights = []
for score in scores:
    weights.append(score / sum(scores))
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output = output + weight * value
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(scores) / sum(torch.exp(scores))
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output = softmax_output + weight * value
# %% softmax-reflection
# I could not get it to run. I think cat and chases get more because they have the highest scores and e^x grows fast, and the gets less.
# %% experiment
# My prediction: cat gets more than chases
my_query = torch.tensor([3.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [3, 3] cat got nearly everything. I had predicted that cat is before chases but not that it is so much, 12 against 9 are only three points.
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 896/14)
scores_shape = ...
output_shape = ...
# %% shapes-reflection
# the keys get twice as many rows. for the others I am not sure, maybe the scores grow more because every token is compared with every token.
