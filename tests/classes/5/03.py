# Mathematician, exact fractions and small functions, computes in cells of their own
# %% by-hand
from fractions import Fraction as Q
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [Q(1, 12), Q(3, 8), Q(3, 8), Q(1, 6)]
# The numbers of the output.
by_hand_output = [Q(9, 4), Q(9, 8)]
# %% after by-hand
# the vectors as exact rational numbers
def exact(matrix):
    return [[Q(x) for x in row] for row in matrix.tolist()]

k = exact(keys)
v = exact(values)
q = exact(query.reshape(1, -1))[0]

def inner(a, b):
    return sum((x * y for x, y in zip(a, b)), Q(0))

def combine(coefficients, vectors):
    """linear combination"""
    return [sum(c * x for c, x in zip(coefficients, column)) for column in zip(*vectors)]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    ...
# I do it below
# %% after scores
scores = [inner(q, row) for row in k]
print(*scores)
# %% weights
# see next cell
# %% after weights
def normalise(numbers):
    total = sum(numbers)
    return [number / total for number in numbers]

weights = normalise(scores)
print(*weights, "sum =", sum(weights))
# %% output
output = combine(weights, v)
# %% softmax
import math
softmax_weights = normalise([math.exp(s) for s in scores])
softmax_output = combine(softmax_weights, values.tolist())
# %% softmax-reflection
# exp is convex and s -> exp(s) multiplies by e for each unit of score, so the gap of 5 between 9 and 4 becomes a ratio of about 148. Cat and chases gained, both the's lost.
# %% experiment
# My prediction: the zero query gives the uniform distribution
my_query = torch.tensor([0.0, 0.0])
compute_attention(my_query, keys, values, tokens);
# My prediction: -[2, 3] reverses the order
compute_attention(-query, keys, values, tokens);
# %% experiment-reflection
# Predicted: the zero vector gives 1/4 to each token, since all scores vanish. Surprising: with the opposite query the first the gets 0.88, because its score -2 is the largest of four negative ones.
# %% query-cat
# cat - other must be positive on the query for all others: q = (3, 0) gives gaps 6, 9, 3
query_cat = (3, 0)
# %% after query-cat
check = normalise([math.exp(inner(query_cat, row)) for row in k])
[round(c, 4) for c in check]
# %% query-split
# the hyperplane <q, cat - chases> = 0, i.e. 3 x - 2 y = 0, is the line through (2, 3)
t = Q(5, 4)
query_split = [2 * t, 3 * t]
# %% shapes
n, d, h = 50, 896, 14
keys_shape = [n, d // h]          # K in R^(n x d/h)
scores_shape = [n, n]             # Q K^T
output_shape = [n, d // h]        # (Q K^T) V
# %% shapes-reflection
# n appears once in keys and output and twice in the scores. So doubling n doubles keys and outputs and multiplies the scores by 4. For long texts the n^2 term dominates.
