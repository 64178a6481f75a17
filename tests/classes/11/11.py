# a struggling student who did not have the handout at hand and mends things by trial and error
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # torch.dot(query, keys) gives an error: 1D tensors expected
    scores.append((query * keys).sum())
# %% after scores
torch.dot(query, keys)   # why does this not work??
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(4):
    output =+ weights[i] * values[i]
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.softmax(torch.tensor(scores), dim=0)
# the loop did not work here, found this
softmax_output = softmax_weights @ values
print(softmax_weights, softmax_output)
# %% softmax-reflection
# Both times all weights are 0.25, so nobody got more or less. Softmax gives weights that add to 1.
# %% experiment
# My prediction: no idea
my_query = torch.tensor([5.0, 5.0])
compute_attention(my_query, keys, values, tokens)
my_query = torch.tensor([1.0, 5.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [5, 5] cat wins and with [1, 5] chases wins. I was surprised that it changes so fast. It is because chases has a 3 at the second place.
# %% query-cat
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All three change, keys is then (100, 64), scores (100, 100). It gets slower when the text is long.
