# 08: learnt C first; int() on scores; running total in softmax; doubles a list with * 2
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2.0/24, 9.0/24, 9.0/24, 4.0/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = 0
    for j in range(2):
        score += query[j] * key[j]
    scores.append(int(score))   # without int it says tensor(2.)
# %% weights
# Four numbers, one share for each token.
total = 0
for i in range(4):
    total += scores[i]
weights = [0.0] * 4
for i in range(4):
    weights[i] = scores[i] / total
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [0.0] * 2
for j in range(2):
    for i in range(4):
        output[j] += weights[i] * values[i][j]
# %% softmax
# Four weights made with exponentials, and the output that they give.
total = 0
softmax_weights = [0.0] * 4
softmax_output = [0.0] * 2
for i in range(4):
    e = math.exp(scores[i])
    total += e
    softmax_weights[i] = e / total
    for j in range(2):
        softmax_output[j] += softmax_weights[i] * values[i][j]
# %% softmax-reflection
# the first one has more now and cat too, the last one less. exp is very fast growing.
# %% experiment
# My prediction: cat
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [1, 1] cat was first, like I predicted. The surprise was that chases is not far behind, because 0 + 3 is almost 3 + 1.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = [3.0, 1.0] * 2   # key of cat, double length
# "a comma makes two numbers"?? I have points
# %% query-split
query_split = [2.0, 3.0]
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
output_shape = (50, 896 / 14)
# %% shapes-reflection
# keys double, scores 4 times, output double.
