# a student with some Python who changes lists in place to save variables
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [4*9/24 + 2*9/24, 9/24 + 2*9/24]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    s = 0.0
    for q, k in zip(query, key):
        s += (q * k).item()
    scores.append(s)
# %% weights
# Four numbers, one share for each token.
weights = scores
total = sum(scores)      # has to be outside of the loop, otherwise it changes!!
for i in range(len(weights)):
    weights[i] /= total
weights
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i, w in enumerate(weights):
    output += w * values[i]
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(torch.tensor(scores))
softmax_weights = e / e.sum()
softmax_output = torch.zeros(2)
for i, w in enumerate(softmax_weights):
    softmax_output += w * values[i]
softmax_weights, softmax_output
# %% softmax-reflection
# With softmax the weights are closer together: cat and chases go down to 0.28 and the two the go up to 0.21 and 0.23. So the small ones
# got more. I had expected it the other way round, but the check says it is correct. Softmax seems to make it fairer.
# %% experiment
# My prediction: longer query, same picture
my_query = torch.tensor([20.0, 30.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: only the second number counts, so chases
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With a longer query the small ones disappeared completely, that surprised me. That [0, 1] makes chases win I had predicted because its key
# has a 3 in the second place and the others 0 or 1.
# %% query-cat
query_cat = torch.tensor([6.0, 0.0])
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% shapes
# width 896 / 14 heads = 64 per head, and at the end the heads are put together again
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 896)
# %% shapes-reflection
# The first number changes everywhere and in scores both. So scores has 4 times as many numbers, keys and output 2 times as many. This
# means that very long texts are slow.
