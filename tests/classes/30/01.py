# 01: very good, first language was Haskell; folds, zips and log space, no tensor arithmetic at all
# %% by-hand
# One number per token, in order: the, cat, chases, the.
from fractions import Fraction

by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [Fraction(1, 12), Fraction(3, 8), Fraction(3, 8), Fraction(1, 6)]
# The numbers of the output.
by_hand_output = [Fraction(9, 4), Fraction(9, 8)]
# %% scores
from functools import reduce
from itertools import starmap
from operator import add, mul


def dot(xs, ys):
    # foldl (+) 0 . zipWith (*)
    return reduce(add, starmap(mul, zip(xs, ys)), 0.0)


scores = []
for token, key in zip(tokens, keys):
    scores.append(dot(query.tolist(), key.tolist()))
# %% weights
# Four numbers, one share for each token.
over = lambda n: lambda x: x / n
weights = list(map(over(reduce(add, scores)), scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# zip(*rows) is `transpose`: one dot product for each column
mix = lambda shares: [dot(shares, column) for column in zip(*values.tolist())]
output = mix(weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
from math import exp, log1p


def log_add(a, b):
    """log(e^a + e^b), without an overflow"""
    low, high = sorted((a, b))
    return high + log1p(exp(low - high))


# dividing by the sum = subtracting its logarithm before the exponential
log_total = reduce(log_add, scores)
softmax_weights = [exp(score - log_total) for score in scores]
softmax_output = mix(softmax_weights)
# %% softmax-reflection
# Cat and chases went from 0.375 to 0.498 each, both "the" lost nearly everything (0.083 -> 0.0005, 0.167 -> 0.003).
# The 0.25 that the two "the" had together went to the two winners. Softmax turns differences of scores into ratios
# of weights: 5 points less means e^5 = 148 times less, whereas plain division only saw 4 against 9.
# %% experiment
# My prediction: [0, 5] ignores the first component, so only chases (15) and a bit of cat (5): chases wins alone.
my_query = torch.tensor([0.0, 5.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: minus the old query turns the order round: first "the" should win (score -2 is the highest)
compute_attention(-query, keys, values, tokens)
compute_attention(2 * query, keys, values, tokens, use_softmax=False)  # same as before, predicted
# %% experiment-reflection
# Predicted: with [0, 5] chases gets everything, since its key is the only one with a large second component.
# Surprise: with -query the first "the" wins with 0.88, a token that nobody wanted before. It does so only because its
# score of -2 is the least bad one. Softmax has to give the weight to somebody.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# away from chases (second component negative), cat beats the last "the" by 1*4 + 1*(-1) = 3
query_cat = torch.tensor([4.0, -1.0])
# %% query-split
# 3x + y = 3y  =>  y = 3x/2, long enough, x > 0
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = keys_shape
# %% shapes-reflection
# keys and output become (100, 64): twice as many numbers. scores become (100, 100): four times as many.
# The scores grow with the square of the text, so for very long texts they are what fills the memory.
