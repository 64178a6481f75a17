# A beginner (biology) who loves loops and neat, rounded numbers.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    s = 0
    for i in range(2):
        s = s + query[i].item() * key[i].item()
    scores.append(s)
scores
# %% weights
# Four numbers, one share for each token.
weights = []
for s in scores:
    weights.append(round(s / sum(scores), 3))
weights
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values[0]      # starts at 0, 0
for i in range(4):
    output += weights[i] * values[i]
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = []
for s in scores:
    exps.append(math.exp(s))
softmax_weights = []
for e in exps:
    softmax_weights.append(round(e / sum(exps), 4))
softmax_output = torch.zeros(2)
for i in range(4):
    softmax_output += softmax_weights[i] * values[i]
softmax_weights, softmax_output
# %% softmax-reflection
# Cat and chases got more (0.4981 instead of 0.375), the first the went down to 0.0005 and the last one to 0.0034. The weight went to the ones with the highest scores. Exponentials make big numbers much bigger than small numbers.
# %% experiment
# My prediction: cat and the last the
my_query = torch.tensor([1.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# prediction: all the same
compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted that [0, 0] gives every token 0.25 and it did, as all scores are 0. I was surprised that for [1, -1] cat and the last the are equal: 3 - 1 = 2 and 2 - 0 = 2.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = compute_attention(torch.tensor([5.0, 0.0]), keys, values, tokens)
# %% query-split
query_split = torch.tensor([2.2, 3.3])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys_shape and output_shape get twice as many numbers, scores_shape four times as many (10000). In very long texts the score table becomes gigantic.
