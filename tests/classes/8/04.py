# A beginner (music) who patches what the check complains about and mixes in lines found by searching.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    i = tokens.index(token)       # number of the token
    scores.append(float(torch.dot(query, keys[i])))
scores[3] = 4.0   # the check says the (3) should be 4 and not 2
# %% weights
# Four numbers, one share for each token.
weights = []
total = sum(scores)
for s in scores:
    weights.append(s / total)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(4):
    output = output + weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
x = torch.tensor(scores)
# stackoverflow: subtract the max so that it does not overflow
softmax_weights = torch.exp(x - x.max()) / torch.exp(x).sum()
softmax_output = torch.zeros(2)
for i in range(4):
    softmax_output = softmax_output + softmax_weights[i] * values[i]
# %% softmax-reflection
# With softmax cat and chases are far ahead and both the are almost nothing, because e grows so quickly. My numbers are all very small, I do not know why, but the order is right.
# %% experiment
# My prediction: cat wins
my_query = torch.tensor([2.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases wins
compute_attention(torch.tensor([0.0, 1.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted that chases wins for [0, 1] and that was right, since only its key goes up so far. I was surprised that cat gets some too. That is because cat has a 1 at the second place.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
# in the middle between the two keys
query_split = (keys[1] + keys[2]) / 2
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The keys have 100 rows then, the scores are 100 x 100 which is four times as many. For long texts it gets very slow.
