# 04: cardiologist between two shifts, jumps up and down in the notebook, never restarts it
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(query[0]*key[0] + query[1]*key[1])
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / total
# %% after weights
total = sum(scores)
total   # 24 ok, now it works
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights[0]*values[0] + weights[1]*values[1] + weights[2]*values[2] + weights[3]*values[3]
# %% softmax
# Four weights made with exponentials, and the output that they give.
expo = [round(math.exp(s)) for s in scores]     # 7, 8103, 8103, 55
softmax_weights = [x / sum(expo) for x in expo]
softmax_output = torch.tensor(softmax_weights) @ values
# %% softmax-reflection
# Cat and chases nearly 50:50, the others are gone. Exponentials amplify the differences, winner takes it all
# (here two winners).
# %% experiment
# My prediction: [1, -1] no idea, maybe the last the
my_query = torch.tensor([1.0, -1.0])
compute_attention(my_query, keys, values, tokens);
# prediction: twice as long = clearer
compute_attention(2 * my_query, keys, values, tokens);
# %% experiment-reflection
# Predicted: with the longer query it is clearer. Surprise: cat and the last "the" are exactly equal for [1, -1],
# 3 - 1 = 2 and 2 - 0 = 2.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([2.28, 0.0])   # 0.90
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = keys_shape
# %% shapes-reflection
# scores x4, the others x2. Quadratic, so bad for very long texts.
