# Student 04: computer science, has used torch before and likes in-place methods "because they are faster"
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
scores = torch.mv(keys, query)
# %% weights
# in place, saves a copy
weights = scores.div_(scores.sum())
# %% output
output = (weights.unsqueeze(1) * values).sum(0)
# %% softmax
softmax_weights = torch.softmax(scores, dim=0)
softmax_output = (softmax_weights.unsqueeze(1) * values).sum(0)
# %% after softmax
print(softmax_weights)  # almost the same for all??? thought it would be more extreme
# %% softmax-reflection
# The two "the" got more weight and cat and chases got less, about 0.28 each. So softmax makes the weights more even than plain division.
# I expected the opposite because exponentials grow fast.
# %% experiment
# My prediction: long query, cat and chases 50/50
my_query = torch.tensor([20., 30.])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases
compute_attention(torch.tensor([0., 1.]), keys, values, tokens);
# %% experiment-reflection
# The long query gives exactly 0.5 each. [0,1] gave chases 0.81 and not 1, since cat's key also has a 1 in the second place.
# %% query-cat
query_cat = torch.tensor([4., -1.])
# %% query-split
# exactly in the middle of the two keys
query_split = keys[1] + keys[2]
# %% after query-split
query_split = (keys[1] + keys[2]) / 2   # check says 0.73 / 0.27, so make it shorter
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# scores get four times as many numbers, keys and output only twice. So long texts are slow.
