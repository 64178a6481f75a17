# Thinks in per cent, and imports everything from math; one letter means two things in step 4.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [8.33, 37.5, 37.5, 16.67]   # in percent
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
from math import *

scores = []
for token, key in zip(tokens, keys):
    scores.append(float(query @ key))
# %% weights
# Four numbers, one share for each token.
weights = [100 * s / sum(scores) for s in scores]   # in percent
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, v in zip(weights, values):
    output = output + w / 100 * v
# %% softmax
# Four weights made with exponentials, and the output that they give.
total = 0
for e in scores:
    total += exp(e)
softmax_weights = []
for s in scores:
    softmax_weights.append(e**s / total)
# adds to 32 and not 1??
total = sum(softmax_weights)
softmax_weights = [w / total for w in softmax_weights]
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output = softmax_output + w * v
# %% softmax-reflection
# The two with 9 have nearly 50 percent each now, before 37.5. The two *the* lost it, because the exponential grows faster than the score.
# %% experiment
# My prediction: [1, 3] times 2 makes chases even stronger
my_query = torch.tensor([2.0, 6.0])
x = compute_attention(my_query, keys, values, tokens)
# My prediction: [3, -1] chases is last
x = compute_attention(torch.tensor([3.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted that chases gets stronger with [2, 6]. With [3, -1] I did not expect that *the (3)* gets that much: its score is 6, cat has 8.
# %% query-cat
query_cat = torch.tensor([6.0, 1.0])
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = 50, 896/14
scores_shape = 50, 50
output_shape = 50, 896/14
# %% shapes-reflection
# 100 % more keys and outputs, 300 % more scores. Twice the text costs four times as much.
