# 08: orchestra musician, beginner: starts the sum anew in each round of the loop, copied the two output numbers in the wrong order, is content with 0.876
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [1.125, 2.25]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query))
# %% weights
# Four numbers, one share for each token.
weights = []
for score in scores:
    weights.append(score / sum(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
for weight, value in zip(weights, values):
    output = torch.zeros(2)
    output = output + weight * value
# %% after output
print(output)
# [0, 0] ??? I thought 2.25 and 1.125
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(torch.tensor(scores)) / torch.exp(torch.tensor(scores)).sum()
softmax_output = softmax_weights @ values     # my neighbour showed me the @
# %% softmax-reflection
# cat and chases are now the two soloists with half each, the two "the" play so softly that you do not hear them.
# The weight of the "the" went to them, because e to the power of 9 is so much more than e to the power of 4.
# %% experiment
# My prediction: [0, -3] chases is out, cat is also low, the two "the" win together
my_query = torch.tensor([0.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [1, 1.5] is half of [2, 3], so half of everything
my_query = torch.tensor([1.0, 1.5])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# The two "the" won with [0, -3] as I thought, 0.49 each, because their keys have a 0 in the second place.
# With the half query I thought everything would be half, but the weights still make 1, they are only less extreme.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, -1.0])   # away from chases. 0.876 is 0.9 rounded
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output are doubled, the scores are 4 times as many. A very long text is like an orchestra
# where every player listens to every other one, that gets too much.
