# 07: new to linear algebra, has just seen "projection" on a video; new to torch but fluent enough in Python
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # how far does the query reach along the key
    scores.append(torch.dot(query, key) / torch.norm(key))
# %% weights
# Four numbers, one share for each token.
weights = [s / sum(scores) for s in scores]
weights
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = sum(w * v for w, v in zip(weights, values))
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = torch.exp(torch.tensor(scores))
softmax_weights = exps / exps.sum()
softmax_output = sum(w * v for w, v in zip(softmax_weights, values))
# %% softmax-reflection
# All the weights changed, chases and cat got more, and the two the got less. It goes to the tokens that fit better.
# %% experiment
# My prediction: [3, 1] is the key of cat so cat wins
my_query = torch.tensor([3.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [2, 0] is the key of the last the so the last the wins
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted cat for the key of cat. But for the key of the last "the" also cat won, this surprised me. The key of cat is longer so it gets more points in the same direction.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = keys[1]
# %% query-split
# both should get about the same, at least 0.4
query_split = torch.tensor([0.45, 0.45])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output double and scores is four times. Long texts get slow.
