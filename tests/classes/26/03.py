# 03: nurse on a surgical ward, third week of Python, careful; runs the checks, thinks in percent
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
# in percent
by_hand_weights = [8.3, 37.5, 37.5, 16.7]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    punkte = torch.dot(query, key)
    scores.append(punkte)
    print(token, punkte)
# %% weights
# Four numbers, one share for each token.
weights = []
for s in scores:
    weights.append(s / sum(scores))
print(weights)
# the check says 8.3 and 0.083, but that is the same, only percent
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for token, weight in zip(tokens, weights):
    place = tokens.index(token)     # where the token stands
    output = output + weight * values[place]
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
e_scores = []
for s in scores:
    e_scores.append(torch.exp(s))
softmax_weights = []
for e in e_scores:
    softmax_weights.append(e / sum(e_scores))
softmax_output = torch.zeros(2)
for i in range(4):
    softmax_output = softmax_output + softmax_weights[i] * values[i]
print(softmax_weights, softmax_output)
# %% softmax-reflection
# cat and chases have now almost 50 % each and the two the have less than 1 %.
# Softmax makes big ones bigger and small ones smaller. I find that like triage.
# %% experiment
# My prediction: cat will win because of the 3 in front
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: everybody loses a bit
compute_attention(torch.tensor([-2.0, -3.0]), keys, values, tokens)
# %% experiment-reflection
# Cat won with [3, 0] as I said. With the negative query the first the got almost all, I had not thought of that.
# Its score is -2 and that is the least bad one.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = [3, 0]
# %% query-split
# in the middle between cat and chases
query_split = (keys[1] + keys[2]) / 2
# %% after query-split
# not yet... cat 0.6 and chases 0.4. But it IS the middle?
(keys[1] + keys[2]) / 2
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All three change. Keys and output double, scores is 100 times 100 so 4 times as many.
# Long texts take a lot of memory.
