# 06: paramedic: `weights = scores` and divides in place, so that the scores are gone when softmax needs them; one output for the whole text
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
# The numbers of the output.
by_hand_output = [2 + 1/4, 1 + 1/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append((query * key).sum())
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = scores
for i in range(len(weights)):
    weights[i] = weights[i] / total
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(4):
    output += weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = torch.exp(torch.tensor(scores))
softmax_weights = exps / exps.sum()
softmax_output = torch.zeros(2)
for i in range(4):
    softmax_output += softmax_weights[i] * values[i]
# %% after softmax
# check says my scores are not those from paper, but step 1 was green an hour ago?? leave it
print(scores)
print(softmax_weights)
# %% softmax-reflection
# With softmax the weights are closer together: 0.21, 0.28, 0.28, 0.23.
# So cat and chases lost some and the two "the" got more. Softmax is softer, it gives everybody a chance.
# %% experiment
# My prediction: [5, 0] cat wins, chases gets nothing
my_query = torch.tensor([5.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 5] chases wins
compute_attention(torch.tensor([0.0, 5.0]), keys, values, tokens)
# %% experiment-reflection
# [5, 0] and [0, 5] did what I predicted, the first looks only at the first number of a key and the second at the second.
# The surprise was how strong it is, 0.99 and 1.00. In my step 4 softmax looked much weaker than this.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (1, 64)   # everything is added up, one vector comes out
# %% shapes-reflection
# keys become 100 x 64, scores 100 x 100, the output stays the same.
# So the scores are the part that explodes, four times for double text.
