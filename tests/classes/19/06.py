# A career changer who wraps each step in a function and reuses variable names.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [2.25, 1.125]
# %% scores
def get_scores(query, keys):
    result = []
    for key in keys:
        result.append(torch.dot(query, key))
    return torch.stack(result)

scores = get_scores(query, keys)
# %% weights
def get_weights(scores):
    return scores / scores.sum()

weights = get_weights(scores)
# %% output
def get_output(w, values):
    out = torch.zeros(2)
    for i in range(len(values)):
        out += weights[i] * values[i]
    return out

output = get_output(weights, values)
# %% softmax
def get_softmax(scores):
    return get_weights(torch.exp(scores))

softmax_weights = get_softmax(scores)
softmax_output = get_output(softmax_weights, values)
# %% after softmax
# the check says do step 3 again, but step 3 is correct??
print(get_output(weights, values), get_output(softmax_weights, values))
# %% softmax-reflection
# cat and chases have more now and the two the have less. Interesting that the output stays the same although the weights changed, I think because cat and chases are still equal.
# %% experiment
# My prediction: chases gets more if the first number is smaller
query = torch.tensor([1.0, 3.0])
compute_attention(query, keys, values, tokens)
# My prediction: even more
query = torch.tensor([0.0, 3.0])
compute_attention(query, keys, values, tokens)
# %% experiment-reflection
# I predicted that chases gets more when the first number shrinks because its key is [0, 3]. What surprised me was how fast cat went down to almost nothing.
# %% query-cat
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
# the query from the beginning gave cat and chases the same
query_split = query
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
# all heads together again
output_shape = (50, 896)
# %% shapes-reflection
# All three get longer. keys and output x2 and scores x4, so a long text is very slow.
