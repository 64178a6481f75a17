# a student who works with plain lists, and with `=` as if it made copies
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = 0
    for i in range(2):
        score += query[i].item() * key[i].item()
    scores.append(score)
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = scores
total = sum(scores)          # first the sum, otherwise it changes while I divide!
for i in range(len(weights)):
    weights[i] = weights[i] / total
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [0, 0]
for weight, value in zip(weights, values.tolist()):
    output[0] += weight * value[0]
    output[1] += weight * value[1]
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = []
for score in scores:
    softmax_weights.append(math.exp(score))
total = sum(softmax_weights)
softmax_weights = [w / total for w in softmax_weights]
softmax_output = [0, 0]
for weight, value in zip(softmax_weights, values.tolist()):
    softmax_output[0] += weight * value[0]
    softmax_output[1] += weight * value[1]
print(softmax_weights, softmax_output)
# %% softmax-reflection
# The two "the" got more (0.21 and 0.23) and cat and chases got less (0.28). I had predicted the opposite. Softmax seems to even out the weights so that every token is heard a little.
# %% experiment
# My prediction: cat gets more than half
my_query = torch.tensor([4.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the opposite
compute_attention(torch.tensor([-4.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# [4, 0] gave cat 0.98, I had said more than half. The negative one surprised me, chases gets 0.98 although I thought the first "the", but chases has 0 as first number and all others get negative scores.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# first I had weights, query_cat = four numbers, so it must be the second one
_, query_cat = compute_attention(torch.tensor([4.0, -1.0]), keys, values, tokens)
# %% query-split
_, query_split = compute_attention(torch.tensor([2.0, 3.0]), keys, values, tokens)
# the bars are equal but the check says no??
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The keys and the output become (100, 64), double. The scores become (100, 100), four times. A text of a million tokens has a million times a million scores.
