# A biology student who likes tidy numbers: whole scores and three decimals, as on the sheet.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = int(torch.dot(query, key))   # int because tensor(2.) looks ugly
    scores.append(score)
print(scores)
# %% weights
# Four numbers, one share for each token.
total = 0
for s in scores:
    total = total + s
weights = [round(s / total, 3) for s in scores]
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [0, 0]
for i in range(len(weights)):
    output[0] += weights[i] * values[i][0].item()
    output[1] += weights[i] * values[i][1].item()
# %% softmax
# Four weights made with exponentials, and the output that they give.
import numpy as np
exps = [np.exp(s) for s in scores]
softmax_weights = [round(x / sum(exps), 6) for x in exps]   # 3 digits were not enough, one was 0
softmax_output = [0, 0]
for i in range(len(softmax_weights)):
    softmax_output[0] += softmax_weights[i] * values[i][0].item()
    softmax_output[1] += softmax_weights[i] * values[i][1].item()
print(softmax_weights, softmax_output)
# %% softmax-reflection
# More: cat, chases. Less: the, the. With the exponential the small ones lose nearly everything, so that the important words count.
# %% experiment
# My prediction: between cat and chases -> both the same
my_query = (keys[1] + keys[2]) / 2
compute_attention(my_query, keys, values, tokens)
# My prediction: chases
compute_attention(torch.tensor([-1.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# [-1, 2] gives chases almost 1, I predicted that because its key points up. I was surprised that the query in the middle of cat and chases does not share equally.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([10, 0])
# %% query-split
# exactly in the middle between the two keys
query_split = (keys[1] + keys[2]) / 2
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The scores get four times as many numbers, keys and output two times. So a long text costs much more than a short one.
