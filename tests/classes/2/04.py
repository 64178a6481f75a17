# Student of linguistics who keeps the scores in a dictionary with the words as entries
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.37, 0.37, 0.17]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
score_of = {}
for token, key in zip(tokens, keys):
    score_of[token] = torch.dot(query, key).item()
print(score_of)
# first I had list(score_of.values()), but the check wants 4 numbers
for token in tokens:
    scores.append(score_of[token])
# %% weights
# Four numbers, one share for each token.
weights = [score / sum(scores) for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output += weight * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(torch.tensor(scores))
softmax_weights = e / e.sum()
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output += weight * value
# %% softmax-reflection
# The content words got more and the function words got less. The exponential makes big scores bigger.
# %% experiment
# My prediction: chases wins
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the same but stronger
my_query = torch.tensor([0.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With a query along the second axis chases won, because its key has the largest second number. I was surprised how much stronger it got with [0, 3].
# %% query-cat
# towards cat and away from chases: key of cat minus key of chases
query_cat = keys[1] - keys[2]
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (64, 50)
# %% shapes-reflection
# The scores get four times as big and the others twice as big, so long texts are slow.
