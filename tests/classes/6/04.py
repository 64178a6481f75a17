# Summer-school pupil from a linear-algebra course: column vectors and matrix products throughout.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
by_hand_output = [9/4, 9/8]
# %% scores
K = keys
q = query.reshape(2, 1)   # a vector is a column
scores = K @ q
# %% after scores
scores.shape
# %% weights
weights = scores / sum(scores)
# %% output
V = values
output = weights.T @ V
# %% softmax
softmax_weights = torch.softmax(scores, dim=1)
softmax_output = softmax_weights.T @ V
# %% after softmax-check
print(softmax_weights)
# all ones?? the check says brackets, I have no time to look for them
# %% softmax-reflection
# The weights of cat and chases should become larger and those of *the* smaller, because the exponential function grows faster than any polynomial. The weight goes from the small scores to the large ones.
# %% experiment
# My prediction: [1, 1] is between cat and the, so cat wins
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 5] only chases
my_query = torch.tensor([0.0, 5.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# For [0, 5] I predicted that chases gets all. For [1, 1] I was surprised that cat gets only about 0.63: the key of chases has a 3 in the second component, so its score is 3 against 4.
# %% query-cat
query_cat = torch.tensor([3.0, -1.0]) * 2
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)     # (50 x 64)(64 x 50)
output_shape = (50, 64)     # (50 x 50)(50 x 64)
# %% shapes-reflection
# K: (100, 64) is double, QK^T: (100, 100) is fourfold, output: (100, 64) is double. The matrix of scores dominates for very long texts.
