# Student of biology who writes decimals with a comma at home and reuses names
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query))
# %% weights
# Four numbers, one share for each token.
scores = torch.tensor(scores)
weights = scores / scores.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, v in zip(weights, values):
    output = output + w * v
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
scores = torch.exp(scores)
softmax_weights = scores / scores.sum()
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output = softmax_output + w * v
print(softmax_weights, softmax_output)
# adds to 1, so why not yet??
# %% softmax-reflection
# cat and chases got more, both "the" got less. The exponential blows up the large scores, so the small ones have nearly no share left.
# %% experiment
# My prediction: cat
my_query = torch.tensor([3.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases
my_query = torch.tensor([0.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I used the keys of cat and chases as queries and each found itself, as predicted. It surprised me that the (3) came second for cat: its key points nearly the same way.
# %% query-cat
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All three change, scores by 4 and the other two by 2. It grows with the square.
