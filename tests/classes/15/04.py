# follows the text, writes torch loops; starts the sum at values[0] because it is zero
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% weights
weights = torch.tensor(scores) / sum(scores)
# %% output
output = values[0]   # is 0, 0, so the sum can start there
for i in range(len(tokens)):
    output += weights[i] * values[i]
print(output)
# %% softmax
e = torch.exp(torch.tensor(scores))
softmax_weights = e / e.sum()
softmax_output = values[3]  # values[0] is strange now, but this one is still 0, 0
for i in range(len(tokens)):
    softmax_output += softmax_weights[i] * values[i]
print(softmax_output)
# %% experiment
# My prediction: [3, 0] cat most
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% softmax-reflection
# cat and chases got more. The others lost because e to the score grows so fast.
# %% experiment-reflection
# I predicted cat for [3, 0]. The output surprised me, I do not know why it has such numbers.
# %% shapes-reflection
# keys and outputs double, scores times 4.
