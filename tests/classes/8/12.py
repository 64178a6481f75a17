# A student (economics) with a slip on paper who trusts neither paper nor code, and who reuses the name `scores`.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 6, 4]
by_hand_weights = [2/21, 9/21, 6/21, 4/21]
# The numbers of the output.
by_hand_output = [9/21*4 + 6/21*2, 9/21*1 + 6/21*2]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# no idea why chases is different from my handout
# %% weights
# Four numbers, one share for each token.
weights = []
for number in scores:
    weights.append(number / sum(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output += weight * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
scores = torch.exp(torch.tensor(scores))
softmax_weights = scores / scores.sum()
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output += weight * value
print(softmax_weights, softmax_output)
# %% softmax-reflection
# The two the lost nearly everything and cat and chases share the rest half and half. The score 9 is only about two times the score 4, but e^9 is about 150 times e^4. The check does not like it but I think my numbers are good.
# %% experiment
# My prediction: chases much more than cat
my_query = torch.tensor([0.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat and the last the the same
compute_attention(torch.tensor([0.5, 0.0]), keys, values, tokens)
# %% experiment-reflection
# Chases won with [0, 3], as I predicted, because its key is long in this direction. I thought that cat and the last the get the same with [0.5, 0] but cat gets more, since 3 is larger than 2.
# %% query-cat
query_cat = torch.tensor([6.0, 1.0])
# %% query-split
# smaller version of the first query
query_split = torch.tensor([0.2, 0.3])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The scores grow by a factor of four, the other two by a factor of two. For very long texts the cost grows much faster than the length.
