# a business student who writes decimal commas, as in the spreadsheet at home
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 0,375, 0,375, 1/6]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = [score / total for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, key in zip(weights, keys):
    output += weight * key
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
exp_scores = torch.exp(torch.tensor(scores))
softmax_weights = exp_scores / exp_scores.sum()
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output += weight * value
# %% softmax-reflection
# Cat and chases got about 12 percentage points more each and the two "the" lost almost everything. The exponential rewards the market leaders, so the lost weight goes to them.
# %% experiment
# My prediction: a bigger first number is good for cat
my_query = torch.tensor([4.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [4, 3] cat gets nearly 100 %, I predicted that it gets more because its key starts with 3. I was surprised how little is left for chases, on paper they were equal and I only changed one number by 2.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 3.0])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = 50 * 64   # 50 x 64
scores_shape = 50 * 50
output_shape = 50 * 64
# the check wants two numbers, but I have two: 50 and 64?
# %% shapes-reflection
# Keys and output have twice as many numbers (6400 instead of 3200), the scores four times as many (10000 instead of 2500). So long texts are over-proportionally expensive.
