# 04: from C, tidy; does not like "tensor(2.)" and long decimals in the output, so turns and rounds everything
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # int, otherwise python prints tensor(2.)
    scores.append(int(torch.dot(query, key)))
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = []
s = sum(scores)
for x in scores:
    weights.append(round(x / s, 3))
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(4):
    output = output + weights[i] * values[i]
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = []
s = sum(math.exp(x) for x in scores)
for x in scores:
    softmax_weights.append(round(math.exp(x) / s, 4))   # 3 was not enough, first one became 0
softmax_output = torch.zeros(2)
for i in range(4):
    softmax_output = softmax_output + softmax_weights[i] * values[i]
print(softmax_weights, softmax_output)
# %% softmax-reflection
# cat and chases have more, 0.498 each. The first the has nearly 0. The e function makes the big ones bigger.
# %% experiment
# My prediction: [0, 5] gives chases
my_query = torch.tensor([0.0, 5.0])
a, b = compute_attention(my_query, keys, values, tokens)
# My prediction: [-1, 0] gives nothing to all?
my_query = torch.tensor([-1.0, 0.0])
a, b = compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# [0, 5] gave chases as predicted because the key is [0, 3]. With [-1, 0] I was surprised that chases is first, but its score is 0 and the others are negative.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6.0, 1.0])
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All three change. keys and output double, scores is 4 times. Long texts are slow.
