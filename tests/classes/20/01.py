# 01: used to C, first weeks of Python; index loops everywhere, everything right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
scores = []
n = len(keys)
d = len(query)
i = 0
while i < n:
    acc = 0.0
    for j in range(d):
        acc = acc + keys[i][j].item() * query[j].item()
    scores.append(acc)
    i += 1
print("scores = %s" % scores)
# %% weights
# Four numbers, one share for each token.
weights = [0.0] * n
total = 0.0
for i in range(n):
    total += scores[i]
for i in range(n):
    weights[i] = scores[i] / total
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [0.0, 0.0]
for j in range(2):
    for i in range(n):
        output[j] += weights[i] * values[i, j].item()
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = [0.0] * n
softmax_output = [0.0, 0.0]
total = 0.0
for i in range(n):
    softmax_weights[i] = math.exp(scores[i])
    total += softmax_weights[i]
for i in range(n):
    softmax_weights[i] /= total
for j in range(2):
    for i in range(n):
        softmax_output[j] += softmax_weights[i] * values[i, j].item()
# %% softmax-reflection
# cat and chases got more (0.375 -> 0.498) and both the got less, almost nothing. The weight of the weak tokens went to the strong tokens because e^x grows very fast, so the difference of 5 points is a factor of 148.
# %% experiment
# My prediction: if I make query (0,1) only chases and a bit cat
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: negative is the other way round, the(0) wins
my_query = torch.tensor([-2.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With the query along the second axis chases won, like I predicted, because its key is (0,3). With the negative query the first the won, because its score -2 is the least negative. That surprised me a bit how strong it is.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
d_head = 896 / 14
keys_shape = (50, d_head)
scores_shape = (50, 50)
output_shape = (50, d_head)
# %% shapes-reflection
# keys and output get twice as many rows, so twice as many numbers. scores gets 100x100 so 4 times as many. Very long texts get very expensive because of the square.
