# A maths teacher who does not trust floating point and does everything exactly, much of it in cells of her own.
# %% by-hand
from fractions import Fraction as F

by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(1, 12), F(3, 8), F(3, 8), F(1, 6)]
by_hand_output = [F(9, 4), F(9, 8)]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(sum(F(a) * F(b) for a, b in zip(query.tolist(), key.tolist())))
# %% after scores
# exact numbers of a table
def exact(table):
    return [[F(x) for x in row] for row in table.tolist()]

def share(parts):
    whole = sum(parts)
    return [part / whole for part in parts]

def mix(shares, vectors):
    return tuple(sum(s * x for s, x in zip(shares, column)) for column in zip(*vectors))
# %% after weights
weights = share(scores)
print(*weights)
# %% output
output = mix(weights, exact(values))
# %% softmax
from decimal import Decimal

powers = [(Decimal(s.numerator) / Decimal(s.denominator)).exp() for s in scores]
softmax_weights = share(powers)
softmax_output = mix(softmax_weights, [[Decimal(x) for x in row] for row in values.tolist()])
# %% softmax-reflection
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
# 
# Cat and chases went from 3/8 to almost 1/2, the two *the* fell from 1/12 and 1/6 to under half a percent. The sum stays 1, so the
# winners have it. A constant difference of scores becomes a constant ratio of weights, and 7 points are a ratio of more than 1000.
# %% experiment
# My prediction: [1, 1] gives scores 1, 4, 3, 2, so cat first, then chases
my_query = torch.tensor([1.0, 1.0])
a = compute_attention(my_query, keys, values, tokens)
# My prediction: the zero query makes all four equal
b = compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# *Your reflection on the experiment, in two or three sentences (double-click here, and write below this line):*
# 
# I had predicted that the zero query shares out equally, because all scores are 0. That [1, 1] gives cat 0.64 although its score is only one
# above that of chases surprised me.
# %% after query-cat
# first whole-number query, from the short ones to the long ones, that does it
def soft(q):
    e = [math.exp(sum(x * y for x, y in zip(q, k))) for k in keys.tolist()]
    return [x / sum(e) for x in e]

candidates = sorted(((x, y) for x in range(-5, 6) for y in range(-5, 6)), key=lambda q: (q[0] ** 2 + q[1] ** 2, q))
query_cat = next(q for q in candidates if soft(q)[1] > 0.9)
query_cat
# %% after query-split
# 3a + b = 3b, so b = 3a/2
a = F(4, 3)
query_split = (a, 3 * a / 2)
# %% shapes
keys_shape, scores_shape, output_shape = [50, 64], [50, 50], [50, 64]
# %% shapes-reflection
# *Your reflection on the shapes, in two or three sentences (double-click here, and write below this line):*
# 
# All three change. Keys and output: 50 · 64 becomes 100 · 64, twice. Scores: 2500 becomes 10 000, four times. Long texts cost quadratically.
