# a tidy student who likes short numbers and rounds wherever it looks long
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = int(torch.dot(query, key))   # int so that it does not say tensor(2.)
    scores.append(score)
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = [round(score / sum(scores), 3) for score in scores]
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output += weight * value
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = torch.exp(torch.tensor(scores))
softmax_weights = exponentials / exponentials.sum()
softmax_weights = [round(w.item(), 4) for w in softmax_weights]
print(softmax_weights)
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output += weight * value
print(softmax_output)
# %% softmax-reflection
# cat and chases get 0.4981 instead of 0.375, the two the almost nothing (0.0005 and 0.0034). Softmax makes large scores count much more,
# so their weight went to cat and chases.
# %% experiment
# My prediction: cat wins
my_query = torch.tensor([2.0, 0.0])
a, b = compute_attention(my_query, keys, values, tokens)
# My prediction: cat wins with even more
my_query = torch.tensor([8.0, 0.0])
a, b = compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# When I made the query longer, cat got 1.000 instead of 0.865 as I predicted. I did not expect the last the to get 0.117 in the first one, but
# its key [2, 0] has the second highest score.
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All change. The keys and the output get twice as big, the scores four times. Long texts need a lot of memory and time.
