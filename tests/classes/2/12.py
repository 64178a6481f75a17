# Student of linguistics who ran out of time; torch is new
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [..., ...]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query))
# %% weights
# Four numbers, one share for each token.
weights = []
for score in scores:
    weights += [score / sum(scores)]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [weight * value for weight, value in zip(weights, values)]
# and now? it has four pairs
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(torch.tensor(scores))
softmax_weights = softmax_weights / softmax_weights.sum()
softmax_output = ...
# %% softmax-reflection
# cat and chases get more, because the exponential makes large numbers much larger. The two articles lose.
# %% experiment
# My prediction: nothing for chases
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# Chases got nearly nothing, as I predicted, since its key starts with 0. No time for a second one.
# %% query-cat
# Two numbers, twice the key of cat
query_cat = torch.tensor(6.0, 2.0)
# %% shapes
keys_shape = (50, 64)
scores_shape = ...
output_shape = ...
# %% shapes-reflection
# I think the scores grow most, because every token looks at every other token.
