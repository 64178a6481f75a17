# Student 09: computer science, writes own helpers for everything rather than using the library
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
def dot(a, b):
    total = 0
    for x, y in zip(a, b):
        total += x.item() * y.item()
        return total

scores = []
for token, key in zip(tokens, keys):
    scores.append(dot(query, key))
# %% after scores
scores   # cat has 6, on paper I have 9. 2*3=6, ok and then + 3*1 ?
# %% weights
# Four numbers, one share for each token.
total_score = sum(scores)
weights = []
for s in scores:
    weights.append(s / total_score)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def weighted_sum(weights, vectors):
    result = torch.zeros(2)
    for w, v in zip(weights, vectors):
        result += w * v
    return result

output = weighted_sum(weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# subtract the max first (numerically stable, from the algorithms lecture)
max = max(scores)
exps = [math.exp(s - max) for s in scores]
softmax_weights = [e / sum(exps) for e in exps]
softmax_output = weighted_sum(softmax_weights, values)
# %% softmax-reflection
# Cat gets more (0.5 to 0.87) and all others less. The weight goes to the biggest score because e^s grows so fast.
# %% experiment
# My prediction: chases
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# TypeError from draw_weights, but the numbers are printed
# %% experiment-reflection
# With [0,2] chases got most, as predicted because its key is [0,3]. That with [1,3] cat loses so clearly surprised me. The pictures did not work for me.
# %% query-cat
query_cat = torch.tensor([3.0, -1.0]) * 2
# %% query-split
query_split = torch.tensor([1.0, 1.5]) * 3
# %% shapes
Q = torch.randn(50, 64)
K = torch.randn(50, 64)
V = torch.randn(50, 64)
S = Q.T @ K
keys_shape = tuple(K.shape)
scores_shape = tuple(S.shape)
output_shape = tuple((V @ S).shape)
# %% shapes-reflection
# The keys and the output get twice as many numbers, the scores stay the same. So long texts are not a big problem.
