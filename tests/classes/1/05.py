# Student 05: computer science, second semester, programs in C; plain index loops over rows
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    s = 0.0
    for j in range(len(key)):
        s += float(key[j] * query[j])
    scores.append(s)
# %% weights
# Four numbers, one share for each token.
weights = [0.0] * 4
total = sum(scores)
for i in range(4):
    weights[i] = scores[i] / total
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values
for i in range(4):
    output[i] *= weights[i]
output = output.sum(dim=0)
# %% after output
# says it lies outside of the values?? but the numbers are the same as on my paper
print(output, sum(weights))
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = [math.exp(s) for s in scores]
total = sum(exps)
softmax_weights = [0.0] * 4
for i in range(4):
    softmax_weights[i] = exps[i] / total

softmax_output = values
for i in range(4):
    softmax_output[i] *= softmax_weights[i]
softmax_output = softmax_output.sum(dim=0)
# %% softmax-reflection
# cat and chases nearly 0.5 each now, the other two nearly nothing. e^9 is much bigger than e^4, so the weight of the small ones
# goes to the big ones.
# %% experiment
# My prediction: chases gets all
my_query = torch.tensor([0.0, 5.0])
w, o = compute_attention(my_query, keys, values, tokens)
# My prediction: the same for all
w, o = compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# [0,5] gave everything to chases as predicted. I was surprised that the output is so small even when chases has all the weight, its value should be [2,2].
# %% query-cat
# key of cat is [3, 1], biggest first number
query_cat = torch.tensor([2.0, 0.0])   # 0.865, nearly
# %% query-split
query_split = torch.tensor([2.0, 3.0])  # the first one!
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 2)   # one output per token, each like one value
# %% shapes-reflection
# Scores: 4 times. Keys and output: 2 times. Long texts are a problem for the scores.
