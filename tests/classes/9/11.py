# likes helper functions; does not restart the kernel before handing in
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
def get_score(key):
    return torch.dot(query, key)

scores = []
for token, key in zip(tokens, keys):
    scores.append(get_score(key))
# %% weights
def shares(numbers):
    numbers = torch.tensor(numbers)
    return numbers / numbers.sum()

weights = shares(scores)
# %% output
def collect(w):
    parts = w.reshape(4, 1) * values
    added = parts.sum(dim=1)
    return added[1:3]  # it should be 2 numbers, the others are 0 anyway

output = collect(weights)
# %% softmax
softmax_weights = shares([torch.exp(s) for s in scores])
softmax_output = collect(softmax_weights)
# %% softmax-reflection
# Cat and chases grew to 0.498 each. The weight came from both "the". It is like winner takes all, because of the fast
# growth of e.
# %% experiment
# My prediction: [1, 1] cat before chases
query = torch.tensor([1.0, 1.0])
compute_attention(query, keys, values, tokens)
# My prediction: [3, 0] cat and then the last one
query = torch.tensor([3.0, 0.0])
compute_attention(query, keys, values, tokens)
# %% experiment-reflection
# For [3, 0] cat was first and the last token second, as predicted from 3*3 and 3*2. It surprised me how near they are
# in score and how far in weight.
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
# the one from the beginning, both have 9
query_split = query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# From 50x64 to 100x64 is double (keys, output), from 50x50 to 100x100 is four times (scores). Very long texts get
# very slow.
