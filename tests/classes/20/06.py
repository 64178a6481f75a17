# 06: from C; declares the accumulator at the top, and believes the computer when it and the paper differ
# %% by-hand
# One number per token, in order: the, cat, chases, the.
# corrected after the check of step 1 (I had 2, 9, 9, 4)
by_hand_scores = [2, 11, 20, 24]
by_hand_weights = [2/57, 11/57, 20/57, 24/57]
# The numbers of the output.
by_hand_output = [(44 + 40)/57, (11 + 40)/57]
# %% scores
scores = []
acc = 0
for token, key in zip(tokens, keys):
    for j in range(2):
        acc += query[j] * key[j]
    scores.append(acc.item())
# %% weights
# Four numbers, one share for each token.
weights = []
for i in range(len(scores)):
    weights.append(scores[i] / sum(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(len(weights)):
    output += weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = []
for i in range(len(scores)):
    exps.append(math.exp(scores[i]))
softmax_weights = []
for i in range(len(exps)):
    softmax_weights.append(exps[i] / sum(exps))
softmax_output = torch.zeros(2)
for i in range(len(softmax_weights)):
    softmax_output += softmax_weights[i] * values[i]
# %% softmax-reflection
# The last token gets almost all of the weight and the first two get nothing. The last one has the biggest score and e^x makes it explode.
# %% experiment
# My prediction: [0, -1] chases loses
my_query = torch.tensor([0.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [1, 1] cat
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# [0, -1] took chases away like predicted because 3 * -1 = -3. The surprise was that the bars for [2, 3] are different from mine.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.5, 1.5])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 896)  # one token = 896 numbers again
# %% shapes-reflection
# scores 4 times as many, the others twice. The scores make long texts expensive.
