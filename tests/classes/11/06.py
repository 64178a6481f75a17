# a quick, pragmatic student who leaves out what "does nothing anyway"
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query))
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# (both "the" have the value [0, 0], they add nothing)
output = weights[1] * values[1] + weights[2] * values[2]
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(torch.tensor(scores))
softmax_weights = softmax_weights / sum(softmax_weights)
softmax_output = softmax_weights[1] * values[1] + softmax_weights[2] * values[2]
# %% softmax-reflection
# More: cat, chases. Less: the, the. It went to the tokens with the top score because exponentials grow so fast that 2 and 4 are nothing beside 9.
# %% experiment
# My prediction: cat gets most of it
my_query = torch.tensor([3.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases gets most
compute_attention(torch.tensor([0.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# Using the key of cat as the query gives cat 0.98, which I predicted because a vector matches itself. I was surprised that with [0, 2] cat still
# gets a bit, that comes from the 1 in its key.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = compute_attention(torch.tensor([4.0, 0.0]), keys, values, tokens)
# %% query-split
query_split = compute_attention(torch.tensor([2.0, 3.0]), keys, values, tokens)
# %% shapes
keys_shape = [50, 64]
scores_shape = [50, 50]
output_shape = [50, 64]
# %% shapes-reflection
# keys and output double, scores x4. So if the text is very long the scores are the problem.
