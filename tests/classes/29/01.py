# 01: a philosopher who teaches logic: exact fractions, recursive definitions, no tensors at all; entirely right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
from fractions import Fraction

by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [Fraction(n, 24) for n in (2, 9, 9, 4)]
# The numbers of the output.
by_hand_output = [Fraction(9, 4), Fraction(9, 8)]
# %% scores
# Definition 1. The exact reading of a vector: each float IS some fraction, take it as that.
def exact(vector):
    return tuple(Fraction(x) for x in vector.tolist())

# Definition 2, by recursion. Base: two empty vectors give 0.
# Step: the product of the two heads, plus the dot product of the two tails.
def dot_product(a, b):
    if len(a) == 0:
        return Fraction(0)
    return a[0] * b[0] + dot_product(a[1:], b[1:])

scores = []
for token, key in zip(tokens, keys):
    scores.append(dot_product(exact(query), exact(key)))
# %% after scores
# The definition should not care who is called "query" and who is called "key":
all(dot_product(exact(query), exact(k)) == dot_product(exact(k), exact(query)) for k in keys)
# %% weights
# Four numbers, one share for each token.
whole = dot_product(scores, (1,) * len(scores))  # a sum is a dot product with ones
weights = [part / whole for part in scores]

print(*weights, "   sum:", sum(weights))  # exactly 1, not 0.99999
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# For every component: collect it from all tokens (a column), then it is Definition 2 again.
columns = list(zip(*[exact(value) for value in values]))
output = [dot_product(weights, column) for column in columns]
# %% softmax
# Four weights made with exponentials, and the output that they give.
# e to the power of a fraction is no fraction. I take the float that Python gives at its word.
raised = [Fraction(math.exp(s)) for s in scores]
softmax_weights = [r / sum(raised) for r in raised]
softmax_output = [dot_product(softmax_weights, column) for column in columns]

print([round(float(w), 4) for w in softmax_weights])
# %% softmax-reflection
# Cat and chases got more (from 0.375 to about 0.498 each), both occurrences of "the" got less, nearly
# nothing. Since the sum has to remain 1, what the two "the" lost is just what the other two won. Softmax
# turns a difference between scores into a ratio between weights: 5 points more is a factor e^5, about 148.
# %% experiment
# My prediction: the zero query distinguishes nothing, so every token gets 1/4.
my_query = torch.tensor([0.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the negation of [2, 3] makes the worst the best, so "the" (0) wins.
compute_attention(-query, keys, values, tokens)
# %% experiment-reflection
# The zero query gave 1/4 to everybody, as predicted (principle of indifference!). I was surprised how
# far "the" (0) was ahead of "the" (3) with [-2, -3]: the scores are -2 and -4, only two points, but a
# factor of more than 7. Their keys [1, 0] and [2, 0] have the same direction and differ in length.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# Requirement: (3,1).q exceeds (2,0).q by a lot, (3,1).q exceeds (0,3).q by a lot.
# i.e. q1 + q2 is large and 3*q1 - 2*q2 is large
query_cat = [Fraction(4), Fraction(-1, 2)]
# %% query-split
# (3,1).q = (0,3).q  iff  3*q1 = 2*q2. A line through the origin; take a point far out on it.
query_split = [Fraction(4), Fraction(6)]
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = (50, 896 // 14)
# %% shapes-reflection
# Keys and output get twice as many rows, so twice as many numbers. The scores are a relation on the set
# of tokens: every pair counts, so they become four times as many. For a very long text the pairs
# eat everything else.
