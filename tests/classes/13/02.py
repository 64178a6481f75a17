# A careful beginner who learnt Python from school exercises: counted loops, fractions, no vector arithmetic; all right.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
from fractions import Fraction

by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [Fraction(1, 12), Fraction(3, 8), Fraction(3, 8), Fraction(1, 6)]
# The numbers of the output.
by_hand_output = [Fraction(9, 4), Fraction(9, 8)]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = 0.0
    for j in range(len(key)):
        score = score + float(query[j]) * float(key[j])
    print(token, score)
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
total = 0.0
for s in scores:
    total = total + s

weights = [0.0] * len(scores)
for i in range(len(scores)):
    weights[i] = scores[i] / total
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = []
for j in range(len(values[0])):
    component = 0.0
    for i in range(len(weights)):
        component = component + weights[i] * values[i][j].item()
    output.append(component)
print(output)
# %% after output
# just to compare with my paper: 9/4 and 9/8
for a, b in zip(output, by_hand_output):
    print(a, float(b))
# %% softmax
# Four weights made with exponentials, and the output that they give.
from math import exp

total_exp = 0.0
for s in scores:
    total_exp = total_exp + exp(s)

softmax_weights = []
for s in scores:
    softmax_weights.append(exp(s) / total_exp)

softmax_output = []
for j in range(len(values[0])):
    component = 0.0
    for i in range(len(softmax_weights)):
        component = component + softmax_weights[i] * values[i][j].item()
    softmax_output.append(component)
# %% softmax-reflection
# The words cat and chases got more, the two "the" got less. My guess was e^5, about 148 times, and the check says 148.4. The lost weight goes to the winners, because each point of score is a factor 2.7.
# %% experiment
# My prediction: the same split, but stronger
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: zero query, nobody wins
my_query2 = torch.tensor([0.0, 0.0])
compute_attention(my_query2, keys, values, tokens)
# %% experiment-reflection
# With the zero query all get 0.25, I had predicted this since all dot products are 0. What surprised me: with [4, 6] the split stays exactly equal, only the two others disappear. Both scores double (18 and 18) so they stay the same.
# %% query-cat
query_cat = [4, -1]
# %% after query-cat
# scores by hand: the 4, cat 11, chases -3, the 8. Cat leads by 3, so e^-3 = 0.05 for the last one
# %% query-split
query_split = [2 * 2, 2 * 3]
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output change to (100, 64): double. scores change to (100, 100): 10000 numbers instead of 2500, four times. So very long texts need very much memory.
