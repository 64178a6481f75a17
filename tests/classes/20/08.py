# 08: from Java, loves maps; a slip in head arithmetic on paper, half mended
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]   # chases was 6
by_hand_weights = [2/21, 9/21, 6/21, 4/21]
# The numbers of the output.
by_hand_output = [48/21, 1]
# %% scores
scores = []
keyOf = dict(zip(tokens, keys))
for token in tokens:
    scores.append(torch.dot(query, keyOf[token]))
# %% weights
# Four numbers, one share for each token.
t = torch.tensor(scores)
weights = t / t.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
valueOf = dict(zip(tokens, values))
for token, weight in zip(tokens, weights):
    output = output + weight * valueOf[token]
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(t) / torch.exp(t).sum()
softmax_output = torch.zeros(2)
for token, weight in zip(tokens, softmax_weights):
    softmax_output = softmax_output + weight * valueOf[token]
# %% softmax-reflection
# cat and chases got much more and the got less. The e-function pushes the weight to the largest.
# %% experiment
# My prediction: [0, 0] all the same
my_query = torch.tensor([0.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0.1, 0] nearly the same
my_query = torch.tensor([0.1, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# A query of zeros gives 0.25 to everyone, as predicted, since all scores are 0. What surprised me is that a short query like [0.1, 0] is almost the same as that.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([2.5, 0.1])
# %% query-split
# in the middle between the two keys
query_split = keys[1] + keys[2]
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
output_shape = (50, 896 / 14)
# %% shapes-reflection
# Keys and output 2x, scores 4x (quadratic!). Long texts are a problem for the memory.
