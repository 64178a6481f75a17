# knows the lecture slides well and uses them; short vectorised torch code
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
scores = keys @ query
# %% weights
weights = scores / 24  # sum of all four
# %% output
output = values.T @ weights
# %% softmax
# from the lecture: softmax(QK^T / sqrt(d)) V, d = 2
d = keys.shape[1]
softmax_weights = torch.softmax(scores / d ** 0.5, dim=-1)
softmax_output = values.T @ softmax_weights
# %% softmax-reflection
# cat and chases get more, the two "the" less. The exponential enlarges differences, and the root of d keeps it from
# getting too extreme.
# %% experiment
# My prediction: [-1, 1] chases
my_query = torch.tensor([-1.0, 1.0])
result = compute_attention(my_query, keys, values, tokens)
# My prediction: [-1, 1] without softmax is strange
result = compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# [-1, 1] went to chases as I predicted: 3 against negative scores. Without softmax there were weights below 0 and above 1,
# that surprised me, I had not thought that shares can be negative.
# %% query-cat
query_cat = 2 * keys[1] - keys[2]
# %% query-split
query_split = torch.tensor([0.8, 1.2])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys 2x, scores 4x, output 2x. Quadratic in the length of the text, this is why context windows are limited.
