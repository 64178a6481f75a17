# A student under time pressure who formats numbers nicely, mixes up base and exponent and takes the shortest way.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(float(sum(query * key)))
# %% weights
# Four numbers, one share for each token.
weights = []
for s in scores:
    weights.append(f"{s / sum(scores):.3f}")
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, v in zip(weights, values):
    output = output + float(w) * v
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = 2.718
powers = [s ** e for s in scores]
softmax_weights = [p / sum(powers) for p in powers]
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output = softmax_output + w * v
# %% softmax-reflection
# cat and chases went up from 0.375 to 0.47 and the two "the" went down. The weight went from the small scores to the big scores, because the power makes big numbers bigger.
# %% experiment
# My prediction: cat
my_query = torch.tensor([1.0, -1.0])
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# I predicted that cat gets a lot with [1, -1], and it got exactly 1. The surprise was that chases gets a negative weight. That comes from its key [0, 3], 0 - 3 = -3.
# %% query-cat
# from my experiment: cat gets 1.0
query_cat = torch.tensor([1.0, -1.0])
# %% query-split
query_split = query  # the one we had
# %% shapes
keys_shape = 50, 64
scores_shape = 50, 50
output_shape = 50, 64
# %% shapes-reflection
# keys and output double and scores x 4. Long texts cost a lot.
