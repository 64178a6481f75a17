# A pair that keeps things in a dictionary by token, and then trusts the code more than the paper.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [4, 9, 9, 4]   # corrected! had 2 at first
by_hand_weights = [4/26, 9/26, 9/26, 4/26]
# The numbers of the output.
by_hand_output = [54/26, 27/26]
# %% scores
scores = []
score_of = {}
for token, key in zip(tokens, keys):
    score_of[token] = torch.dot(query, key).item()
for token in tokens:
    scores.append(score_of[token])
print(score_of)
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = []
for s in scores:
    weights.append(s / total)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, v in zip(weights, values):
    output += w * v
# %% softmax
exps = [math.exp(s) for s in scores]
softmax_weights = [x / sum(exps) for x in exps]
softmax_output = sum(w * v for w, v in zip(softmax_weights, values))
# %% softmax-reflection
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
#
# The words cat and chases got more, the article "the" less (both times the same, because it is the same word). The exponential function is steep.
# %% experiment
# My prediction: both the get the same
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# Surprise: the two "the" do not get the same in the picture, position 3 gets more. Predicted: cat wins with [1,1] because its key adds up to 4.
# %% query-cat
query_cat = torch.tensor([5.0, -1.0])
# %% query-split
query_split = query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys (100, 64), scores (100, 100), output (100, 64), so 2x, 4x, 2x. Long texts get slow quadratically.
