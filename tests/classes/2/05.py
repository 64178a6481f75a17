# Student of psychology, tidy, rounds everything as in a lab report
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
# %% weights
# Four numbers, one share for each token.
# (with 2 digits they add to 1.01, so 3 digits)
weights = []
for score in scores:
    weights.append(round(score / sum(scores), 3))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(4):
    output = output + weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = [math.exp(score) for score in scores]
# 3 digits: 0.0, so 6 digits
softmax_weights = [round(x / sum(exps), 6) for x in exps]
softmax_output = torch.zeros(2)
for i in range(4):
    softmax_output = softmax_output + softmax_weights[i] * values[i]
# %% softmax-reflection
# Cat and chases got more (.375 to .498), the and the got less. The weight went to the tokens with the largest scores since exponentials grow fast.
# %% experiment
# My prediction: all the same but smaller
my_query = torch.tensor([0.2, 0.3])
compute_attention(my_query, keys, values, tokens)
# My prediction: the opposite
my_query = torch.tensor([-2.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# The negative query turned the ranking round, as predicted, because each score changes its sign. A short query made the bars more alike, which I did not expect.
# %% query-cat
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
# same direction as [2, 3], exactly equal!
query_split = torch.tensor([0.2, 0.3])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys: doubled, scores: times four, output: doubled. For very long texts the scores need too much memory.
