# 07: a development economist who knows Excel and VBA: everything in one loop with running totals, short of time at the end
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 11, 4]
by_hand_weights = [2/26, 9/26, 11/26, 4/26]
# The numbers of the output.
by_hand_output = [58/26, 31/26]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    x = query[0] * key[0]
    y = query[1] * key[1]
    scores.append(float(x + y))
# %% after scores
# check says chases on paper 11, in code 9. On paper: 2*0 = 2 and 3*3 = 9, 2 + 9 = 11 ???
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = [0, 0, 0, 0]
total = 0
for i in range(0, 4):
    total = total + scores[i]
    weights[i] = scores[i] / total
print(total)
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
out1 = 0
out2 = 0
for i in range(0, 4):
    out1 = out1 + weights[i] * float(values[i][0])
    out2 = out2 + weights[i] * float(values[i][1])
output = [out1, out2]
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
ex = [0, 0, 0, 0]
for i in range(0, 4):
    ex[i] = math.exp(scores[i])
softmax_weights = [ex[0]/sum(ex), ex[1]/sum(ex), ex[2]/sum(ex), ex[3]/sum(ex)]
o1 = 0
o2 = 0
for i in range(0, 4):
    o1 = o1 + softmax_weights[i] * float(values[i][0])
    o2 = o2 + softmax_weights[i] * float(values[i][1])
softmax_output = [o1, o2]
# %% softmax-reflection
# cat and chases now have nearly 50% each. The first "the" lost the most: it had 100% before and has 0.05% now.
# I think the old weights are not good because they depend on the order, softmax repairs this.
# %% experiment
# My prediction: [0, 1] is chases
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [1, 0] is cat
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# [0, 1] goes to chases and [1, 0] goes to cat, both predicted. Surprise: cat has only 0.64, the second "the" has 0.24 because its
# key is 2 in the first place.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.5])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
# 896 : 14 = 62
keys_shape = (50, 62)
scores_shape = (50, 50)
output_shape = (50, 62)
