# 08: comes from Java; likes whole numbers and doing everything in one pass
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.83, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = int(torch.dot(query, key))  # 9 and not tensor(9.)
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = []
for score in scores:
    weights.append(score / total)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(len(tokens)):
    output += weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
exp_total = 0
softmax_weights = []
softmax_output = torch.zeros(2)
for i in range(len(tokens)):
    e = math.exp(scores[i])
    exp_total += e
    softmax_weights.append(e / exp_total)
    softmax_output += softmax_weights[i] * values[i]
# %% softmax-reflection
# The first two tokens got much more weight, the last one less. The exponential function grows very fast.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6.0, 2.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output are doubled, scores are times 4. Very long texts are very expensive.
