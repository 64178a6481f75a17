# Student of biology who writes the dot product out, and has seen a video on transformers
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
scores = []
total = 0
for token, key in zip(tokens, keys):
    for i in range(2):
        total += query[i] * key[i]
    scores.append(total)
# all are 24, and 24 is the sum on paper... I cannot find it
# %% weights
# Four numbers, one share for each token.
weights = [s / sum(scores) for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, v in zip(weights, values):
    output += w * v
# %% softmax
# Four weights made with exponentials, and the output that they give.
d = 2  # length of a key
scaled = torch.tensor(scores) / d ** 0.5
e = torch.exp(scaled)
softmax_weights = e / e.sum()
softmax_output = softmax_weights @ values
# %% softmax-reflection
# In my code nothing changes, because my scores are all the same (there is a mistake). On paper cat and chases would get more, because e^9 is so large.
# %% experiment
# My prediction: cat
my_query = torch.tensor([1.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases
my_query = torch.tensor([-1.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted that chases gets nearly all for [-1, 3]. For [1, -1] I expected cat, but cat and the (3) are equal: 3 - 1 = 2 - 0.
# %% query-cat
query_cat = torch.tensor([3, 1])
# %% query-split
query_split = torch.tensor([2, 3])
# %% shapes
keys_shape = (50, 896)
scores_shape = (50, 50)
output_shape = (50, 896)
# %% shapes-reflection
# The scores grow with the square, the other two with the length. Long texts cost a lot.
