# 08: good programmer who likes dictionaries and jumps between cells; never ran the notebook from the top
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2 + 1/4, 1 + 1/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append((query * key).sum())
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
share = {}
for token, score in zip(tokens, scores):
    share[token] = score / total
weights = [share[token] for token in tokens]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = sum(share[token] * value for token, value in zip(tokens, values))
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = powers / powers.sum()
softmax_output = softmax_weights @ values
# %% after softmax
# let me see how big they are
powers = torch.exp(torch.tensor(scores))
print(powers)
# %% softmax-reflection
# Cat and chases have more now (0.498), the others less. The weight of "the" went to the two tokens with the highest scores.
# exp makes from a difference of 5 a factor of 148 so the small scores do not count any more.
# %% experiment
# My prediction: chases loses everything when I take the second component away
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: twice as long -> cat gets more
compute_attention(2 * my_query, keys, values, tokens)
# %% experiment-reflection
# Without the second component chases has a score of 0 and falls to 0.002, predicted (key [0, 3]). The surprise was that the
# last "the" comes second with 0.117, I had not looked at its key [2, 0].
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])  # the one we know
# %% shapes
keys_shape = (50, 64)
scores_shape = (1, 50)  # the query against 50 keys
output_shape = (1, 64)
# %% shapes-reflection
# keys_shape is (100, 64) then and scores_shape (1, 100), both double. The output stays the same. So long texts are only linearly
# more work.
