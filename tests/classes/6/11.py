# PhD student of linguistics: likes functions and constants in capitals, rounds as in a paper.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
def dot_product(a, b):
    total = 0
    for x, y in zip(a, b):
        total += x * y
    return float(total)

scores = []
for token, key in zip(tokens, keys):
    scores.append(dot_product(query, key))
# %% weights
# Four numbers, one share for each token.
weights = [round(score / sum(scores), 3) for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def weighted_sum(w, vectors):
    result = torch.zeros(2)
    for i in range(len(vectors)):
        result += weights[i] * vectors[i]
    return result

output = weighted_sum(weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = torch.exp(torch.tensor(scores))
softmax_weights = exponentials / exponentials.sum()   # without round, otherwise the first one is 0
softmax_output = weighted_sum(softmax_weights, values)
# %% after softmax-check
print(weighted_sum(weights, values))
print(weighted_sum(softmax_weights, values))
# the same? but the function is right, it worked in step 3
# %% softmax-reflection
# Cat and chases got more, the determiners got less. Their share went to cat and chases in equal parts. The exponential function punishes small scores, so the model can concentrate.
# %% experiment
# My prediction: only the first component counts, so cat before the (3) before the (0)
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: now only chases and a little bit cat
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [1, 0] the order was cat, the, the, chases as I had predicted from the first components of the keys. I was surprised that chases still got 0.03 although its score is 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.5])
# %% query-split
# TODO which direction? chases needs the second component, cat the first. [1, 1] -> cat too strong, [1, 2] -> chases too strong
query_split = ...
# %% shapes
TOKENS = 50
WIDTH = 896 // 14   # of one head
keys_shape = (TOKENS, WIDTH)
scores_shape = (TOKENS, TOKENS)
output_shape = (TOKENS, WIDTH)
# %% shapes-reflection
# All three change: keys and outputs double, scores quadruple, since each of 100 tokens looks at each of 100. For a corpus this is impossible, one has to cut the text into pieces.
