# 04: a translator: a "weighted sum" becomes a "weighted average" on the way, and halfway between two arrows
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
weighted_values = torch.stack([weight * value for weight, value in zip(weights, values)])
output = weighted_values.mean(dim=0)  # the weighted average
# The check: component 0 on paper 2.25, in code 0.5625. I did it again with a pencil, it is 2.25. I do not find it.
# %% softmax
# Four weights made with exponentials, and the output that they give.
# I think: cat and chases get less, because four exponentials share. 5 points: about 3*3*3*3*3 = 243 times
exponentials = torch.exp(torch.tensor(scores))
softmax_weights = exponentials / exponentials.sum()
softmax_output = torch.stack([weight * value for weight, value in zip(softmax_weights, values)]).mean(dim=0)
# %% softmax-reflection
# I predicted wrongly: cat and chases got more, not less, from 0.375 to 0.498, and the two articles got almost
# nothing. Their weight went to cat and chases. The exponential stretches the distance between scores, so the strong
# become stronger.
# %% experiment
# My prediction: [1, 1] is in the middle, so all four will be similar
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: plain division makes it flatter
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# That plain division is flatter I had predicted (cat 0.4 and not 0.644). It surprised me that [1, 1] is not neutral:
# the key of cat has the largest sum, 3 + 1 = 4, so cat has the largest score although the query points at nobody.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# [3, -1] gave 0.876, so longer
query_cat = torch.tensor([6.0, -2.0])
# %% query-split
# exactly halfway between the two arrows. They are not equally long, so first I make both 1 long
to_cat = keys[1] / keys[1].norm()
to_chases = keys[2] / keys[2].norm()
query_split = to_cat + to_chases
# 0.513 and 0.414 ... both over 0.4 at least. Why is the middle not the middle?
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The first number of all three changes to 100, in the scores also the second. So keys and output are two times, the
# scores four times as many numbers. A very long text, for example a novel that I translate, becomes very slow.
