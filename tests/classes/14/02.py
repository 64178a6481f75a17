# A student who writes index loops as in C, normalises a list while it is being changed, and cuts decimals off instead of rounding
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.37, 0.37, 0.16]
# The numbers of the output.
by_hand_output = [2.22, 1.11]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    s = 0
    for i in range(len(query)):
        s += query[i] * key[i]
    scores.append(s)
# %% weights
# Four numbers, one share for each token.
weights = scores.copy()     # copy, so that scores stay as they are
for i in range(len(weights)):
    weights[i] = weights[i] / sum(weights)
# %% after weights-check
# ??? I do divide by the sum
print(sum(scores))
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(4):
    for j in range(2):
        output[j] += weights[i] * values[i][j]
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = []
for i in range(4):
    softmax_weights.append(torch.exp(scores[i]))
for i in range(4):
    softmax_weights[i] = softmax_weights[i] / sum(softmax_weights)

softmax_output = torch.zeros(2)
for i in range(4):
    for j in range(2):
        softmax_output[j] += softmax_weights[i] * values[i][j]
# %% softmax-reflection
# The weights of cat and chases and the last the got larger and the first one got smaller.
# Softmax makes large scores larger. My check does not agree yet but I divide by the sum.
# %% experiment
# My prediction: chases wins
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: even more
compute_attention(torch.tensor([0.0, 4.0]), keys, values, tokens)
# %% experiment-reflection
# With [0, 2] chases wins because its second number is 3 and the others have 0 or 1. I had predicted that.
# I was surprised how little cat gets, though 1 is not that small.
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All three change. Keys and output 2 times, scores 4 times. Long texts need a lot of memory.
