# Statistician used to R, index loops and rounded tables
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.38, 0.38, 0.17]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    s = torch.dot(query, key)
    scores.append(int(s))     # whole numbers, as on paper
print(scores)
# %% weights
n = len(scores)
weights = []
for i in range(n):
    weights.append(round(scores[i] / sum(scores), 3))
print(weights)
# %% output
output = torch.zeros(2)
for i in range(n):
    for j in range(2):
        output[j] = output[j] + weights[i] * values[i, j]
# %% softmax
e = 2.72
ex = []
for s in scores:
    ex.append(e ** s)
softmax_weights = []
for i in range(n):
    softmax_weights.append(ex[i] / sum(ex))
softmax_output = torch.zeros(2)
for i in range(n):
    softmax_output = softmax_output + softmax_weights[i] * values[i]
# %% after softmax
for i in range(n):
    print(tokens[i], weights[i], round(softmax_weights[i], 3))
# %% softmax-reflection
# cat and chases: 0.375 to 0.498. the: 0.083 to 0.000 and 0.167 to 0.003. Because e^9 is so much larger than e^4 there is almost nothing left for the small ones.
# %% experiment
# My prediction: [3, 0] cat first, then the last the
my_query = torch.tensor([3.0, 0.0])
out1 = compute_attention(my_query, keys, values, tokens)
# My prediction: with plain division the differences are smaller
out2 = compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# With [3,0] cat is first as I predicted as its first number is 3. With plain division cat has only 0.5, that the difference is so big surprised me.
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys_shape and output_shape become (100, 64), 2 times as many. scores_shape becomes (100, 100) and that is 4 times as many. Long texts need very much memory.
