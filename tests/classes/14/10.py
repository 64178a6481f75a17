# A student whose loop variable takes over the name keys, who retypes the keys later, and rounds softmax weights
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, keys in zip(tokens, keys):
    scores.append(torch.dot(query, keys).item())
# %% weights
# Four numbers, one share for each token.
weights = [s / sum(scores) for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = sum(w * v for w, v in zip(weights, values))
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(torch.tensor(scores))
softmax_weights = [round(x.item(), 4) for x in e / sum(e)]
softmax_output = sum(w * v for w, v in zip(softmax_weights, values))
print(softmax_weights, softmax_output)
# %% softmax-reflection
# Cat and chases got more (0.4981), the others less (0.0005 and 0.0034). The weight went to those with the high score.
# It does this because of the exponential.
# %% after compute-attention
# the cells below gave an error with keys, so once more:
keys = torch.tensor([[1.0, 0.0], [3.0, 1.0], [0.0, 3.0], [2.0, 0.0]])
# %% experiment
# My prediction: cat
my_query = torch.tensor([3.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: nobody, all negative
compute_attention(-my_query, keys, values, tokens)
# %% experiment-reflection
# The negative query gave chases everything, that surprised me. Its score is the only one that is positive, 0*-3 + 3*1 = 3. Cat winning with [3, -1] was predicted.
# %% query-cat
query_cat = torch.tensor([6.0, -2.0])   # twice as long, 0.876 was not enough
# %% query-split
query_split = query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All three get longer, scores in both directions, so 4 times. For very long texts there are too many scores.
