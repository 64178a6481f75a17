# A biology student, quick and practical: leaves out what is zero here, and writes the sum of the sheet into the code.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% weights
# Four numbers, one share for each token.
weights = [s / 24 for s in scores]   # 2 + 9 + 9 + 4 = 24
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# (the has the value 0 0 both times, so it does not add anything)
output = weights[1] * values[1] + weights[2] * values[2]
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(torch.tensor(scores))
softmax_weights = e / e.sum()
softmax_output = softmax_weights[1] * values[1] + softmax_weights[2] * values[2]
# %% softmax-reflection
# Cat and chases have more than before (0.498), the has less. The exponential favours big scores.
# %% experiment
# My prediction: chases gets all
my_query = torch.tensor([0.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted that [0, 3] goes to chases because it only has a second number. I was surprised that [1, 3] already gives chases so much more than cat.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = torch.tensor([1.6, 2.4])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 896)   # the token again, 896 numbers
# %% shapes-reflection
# Scores grow to 100 x 100, four times as many. The others only double. Long texts take a lot of memory.
