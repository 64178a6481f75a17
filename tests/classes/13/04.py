# Comes from C: counts with indices, saves memory; starts the sum at the first value "because it is zero anyway", and gives two queries at once.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for i in range(len(keys)):
    scores.append(torch.dot(keys[i], query))
# %% weights
total = sum(scores)
weights = []
for i in range(len(scores)):
    weights.append(scores[i] / total)
# %% output
# values[0] is [0, 0], so I can start there and save the first round
output = values[0]
for i in range(1, len(weights)):
    output += weights[i] * values[i]
output
# %% softmax
e = torch.exp(torch.tensor(scores))
softmax_weights = e / e.sum()
# same as the loop above in one line
softmax_output = softmax_weights @ values
# %% softmax-reflection
# cat and chases get more (0.498 each), the others almost nothing. Softmax blows up the big scores so the small ones are lost in the sum.
# %% experiment
# My prediction: only the first component, so cat wins before the last the
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# twice as long: cat wins more
compute_attention(2 * my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted that cat wins with [1, 0], because 3 is the largest first component of the keys. I was surprised that doubling it gives cat so much more (0.64 to 0.86), since the direction is the same.
# %% query-cat
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
# the one I know and another one, both lie on the same line
query_split = torch.tensor([[2.0, 3.0],
                            [4.0, 6.0]])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys (100, 64) and output (100, 64) are doubled, scores (100, 100) are 4 times. Long texts are expensive.
