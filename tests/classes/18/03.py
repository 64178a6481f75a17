# An electrical engineering student for whom a vector is a column
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
q = query.reshape(2, 1)   # column vector
scores = keys @ q         # (4x2)*(2x1) = 4x1
# %% weights
# Four numbers, one share for each token.
weights = scores / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights.T @ values   # (1x4)*(4x2)
output = output[0]            # check wanted the inner brackets away
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(scores) / sum(torch.exp(scores))
softmax_output = (softmax_weights.T @ values)[0]
# %% softmax-reflection
# The two verbs... I mean cat and chases have nearly 0.5 each now and the others nearly 0. Softmax looks at the difference of the scores and not at the ratio, so a lead of 5 points is a factor of 148.
# %% experiment
# My prediction: a negative query gives the most to the first the
my_query = torch.tensor([-2.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: twice as long, more extreme
compute_attention(torch.tensor([4.0, 6.0]), keys, values, tokens)
# %% experiment-reflection
# The negative query turned the order around, that was predicted: the score of each key just changes sign. I was surprised that doubling did change nearly nothing, but cat and chases were equal anyway.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.5])
# %% query-split
query_split = query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 1)
output_shape = (50, 64)
# %% shapes-reflection
# All three double since the number of tokens is the first number in all. So the cost grows linearly with the text, although I have heard it should be worse.
