# A student of historical linguistics: plain lists, Fraction, small steps in cells of its own, no torch functions.
# %% by-hand
from fractions import Fraction as F
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(2, 24), F(9, 24), F(9, 24), F(4, 24)]
# The numbers of the output.
by_hand_output = [F(54, 24), F(27, 24)]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    one_score = 0
    for q, k in zip(query.tolist(), key.tolist()):
        one_score = one_score + F(q) * F(k)
    print(token, one_score)
    scores.append(one_score)
# %% after weights
# I keep the fractions, then I can see that it is the same as on the sheet
total = sum(scores)
weights = []
for s in scores:
    weights.append(s / total)
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
first = 0
second = 0
for position in range(len(tokens)):
    v = values[position].tolist()
    first += weights[position] * F(v[0])
    second += weights[position] * F(v[1])
output = (first, second)
output
# %% after softmax
import math
exponentials = []
for s in scores:
    exponentials.append(math.e ** float(s))
print(exponentials)

softmax_weights = [one / sum(exponentials) for one in exponentials]
softmax_output = [0, 0]
for i in range(4):
    for j in range(2):
        softmax_output[j] += softmax_weights[i] * values[i][j].item()
print(softmax_weights, softmax_output)
# %% softmax-reflection
# Cat and chases went from 0.375 to almost 0.5 each, the two "the" lost nearly all they had. Each point of score multiplies the weight by e, so the difference of 5 or 7 points is enormous after exp.
# %% query-cat
# away from chases = down, away from the = right
query_cat = [5, -1]
# %% query-split
# 3x + y = 3y, so y has to be one and a half times x
query_split = (4, 6)
# %% experiment
# My prediction: [-1, 0] turns it round, chases wins because it is the only one with 0
my_query = torch.tensor([-1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [4, 6] twice as long, cat and chases stay equal
compute_attention(torch.tensor([4.0, 6.0]), keys, values, tokens)
# %% experiment-reflection
# Twice as long kept cat and chases equal, as I thought. The negative query surprised me: chases wins with a score of 0 because all others are below 0.
# %% shapes
keys_shape = [50, 64]
scores_shape = [50, 50]
output_shape = [50, 64]
# %% shapes-reflection
# Keys and output get twice as many numbers, the scores four times as many because both rows and columns double. Very long texts become very expensive.
