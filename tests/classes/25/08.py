# 08: Linguist, first month of Python, writes everything out: brackets missing around a sum, `=+` in place of `+=`, stops just short of 0.9, one part left open.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
    
# %% weights
# Four numbers, one share for each token.
weights = []
for score in scores:
    weights.append(score / scores[0] + scores[1] + scores[2] + scores[3])
# my weights are all more than 20, I divide every score by the sum of all four like on paper... ask in tutorial!
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output =+ weight * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
# guess: 9 - 4 = 5, 3*3*3*3*3 = 243, a little less, so 200 times
exponentials = torch.exp(torch.tensor(scores))
softmax_weights = exponentials / torch.sum(exponentials)
softmax_output = softmax_weights[0] * values[0] + softmax_weights[1] * values[1] + softmax_weights[2] * values[2] + softmax_weights[3] * values[3]
# %% softmax-reflection
# Compared with my paper: cat and chases have more (almost one half each), the two determiners have nearly nothing. Before, the
# determiners had a quarter together. That quarter went to the content words because they have the higher scores and e to the 9 is huge.
# %% experiment
# My prediction: long bar for chases, because the verb has the 3 at the second place
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: with minus it is the other way round, chases has the shortest bar
my_query = torch.tensor([0.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# When the query goes along the second axis, the verb gets most of the weight, I predicted this. What surprised me is that cat
# still gets a bit (0.11) and the two "the" the same as each other. Their keys both end in 0, so the query cannot tell them apart.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# [1, 0] gave 0.644, [1.5, 0] gave 0.779, [2, 0] gives 0.865 - it gets slower and slower, I think 0.9 is the limit
query_cat = torch.tensor([2.0, 0.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The number 50 changes to 100 everywhere, the 64 stays. So keys and outputs are doubled but scores are 4 times as many, because both
# numbers change. For a whole book this is a lot.
