# A retired programmer of machine controls (C, fixed-point numbers) who declares everything before use.
# %% by-hand
by_hand_scores  = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
by_hand_output  = [2.25, 1.125]
# %% after by-hand
def dot2(a, b):
    return a[0]*b[0] + a[1]*b[1]

n = len(tokens)
# %% scores
scores = torch.tensor([0, 0, 0, 0])
for i in range(n):
    scores[i] = dot2(query, keys[i])
# %% weights
weights = torch.tensor([0, 0, 0, 0])
total = 0
for i in range(n):
    total += scores[i]
for i in range(n):
    weights[i] = 100 * scores[i] / total      # in percent, else all 0
# %% after weights
for i in range(n):
    print(i, int(weights[i]), "%")
# %% output
output = torch.zeros(2)
for i in range(n):
    for j in range(2):
        output[j] += weights[i] / 100 * values[i][j]
# %% softmax
x = [0.0, 0.0, 0.0, 0.0]
total = 0.0
for i in range(n):
    x[i] = math.exp(scores[i])
    total += x[i]
softmax_weights = [0.0, 0.0, 0.0, 0.0]
for i in range(n):
    softmax_weights[i] = x[i] / total
softmax_output = [0.0, 0.0]
for i in range(n):
    for j in range(2):
        softmax_output[j] += softmax_weights[i] * float(values[i][j])
# %% softmax-reflection
# Cat and chases: 37 % before, 49.8 % now. The articles lost nearly all. e to the power of the score grows so quickly that the largest scores take it all.
# %% experiment
# My prediction: second component negative -> chases goes to zero
query = torch.tensor([2.0, -3.0])
compute_attention(query, keys, values, tokens)
# %% experiment-reflection
# Chases dropped to zero with [2, -3] as I had predicted: its key is [0, 3], the score -9. That the last "the" beat cat was a surprise, cat loses 3 for its second component.
# %% query-cat
query_cat = [10, 0]
# %% query-split
query_split = [4, 6]
# %% shapes
keys_shape   = (50, 64)
scores_shape = (1, 50)
output_shape = (1, 64)
# %% shapes-reflection
# One query with 100 tokens: keys double, scores double, output remains the same. For all tokens one after the other it is four times the work.
