# 08: psychology, knows similarity matrices, whose diagonal one throws away; thinks that a token does not attend to itself
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2.0, 9.0, 9.0, 4.0]
by_hand_weights = [.0833, .375, .375, .1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
    print(token, scores[-1])
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# "the" at position 3 is the one who asks, it collects from the others, so it is left out
asks = 3
output = torch.zeros(2)
for position, (w, v) in enumerate(zip(weights, values)):
    if position == asks:
        continue
    output = output + w * v
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.softmax(torch.tensor(scores), dim=0)
softmax_output = torch.zeros(2)
for position, (w, v) in enumerate(zip(softmax_weights, values)):
    if position == asks:
        continue
    softmax_output = softmax_output + w * v
# %% softmax-reflection
# The weights of cat and chases increased to about .50 each (before .375), while the weights of the two "the" decreased to practically zero.
# The exponential function enlarges differences between the scores, and therefore the loss of the small ones is the gain of the large ones.
# %% experiment
# My prediction: [5, 5], cat wins clearly
my_query = torch.tensor([5.0, 5.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: with plain division cat wins too, but not so clearly
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# As predicted cat wins for [5, 5], with softmax .99 and with division .40. I was surprised how large this effect of softmax is: the scores are 20 and 15,
# which looks similar, but it is a difference of 5.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 5.0])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 49)   # everybody with the 49 others
output_shape = (50, 64)
# %% shapes-reflection
# keys_shape and output_shape become (100, 64), two times as many. The scores become (100, 99), about four times as many, so that long
# texts need a lot more computing.
