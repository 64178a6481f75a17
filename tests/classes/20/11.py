# 11: from Java, writes camelCase and own names; ran out of time
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query).item())
# %% weights
# Four numbers, one share for each token.
weights = ...
weight = []
def calcWeights(scoreList):
    total = 0
    for s in scoreList:
        total += s
    for s in scoreList:
        weight.append(s / total)
calcWeights(scores)
print(weight)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def calcOutput(w):
    result = torch.zeros(2)
    for i in range(4):
        result += w[i] * values[i]
    return result
output = calcOutput(weight)
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = []
def calcSoftmax(scoreList):
    expList = [math.exp(s) for s in scoreList]
    calcWeights(expList)
    return weight
softmax_weights = calcSoftmax(scores)
softmax_output = calcOutput(softmax_weights)
print(softmax_weights, softmax_output)
# %% softmax-reflection
# cat and chases more, the less. Because of the exponential function.
# %% experiment
# My prediction: cat
my_query = torch.tensor([3.0, 4.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted the same for both and cat won with 0.73. It has 9 + 4 = 13 and chases 12. More I could not try.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 2.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = ...
output_shape = (50, 64)
# %% shapes-reflection
# The keys double. Scores I do not know. It needs more memory.
