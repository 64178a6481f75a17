# A software developer new to machine learning: dataclass, cached properties, exact fractions, asserts against the paper numbers in the answer cells; all right.
# %% by-hand
from fractions import Fraction as F

# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(1, 12), F(3, 8), F(3, 8), F(1, 6)]
# The numbers of the output.
by_hand_output = [F(9, 4), F(9, 8)]
# %% after by-hand-check
from __future__ import annotations
from dataclasses import dataclass
from functools import cached_property
from operator import mul


@dataclass
class Attention:
    """One query against all keys. Exact arithmetic as long as nobody needs exp."""
    query: list[float]
    keys: list[list[float]]
    values: list[list[float]]

    @cached_property
    def scores(self) -> list[F]:
        q = [*map(F, self.query)]
        return [sum(map(mul, q, map(F, key))) for key in self.keys]

    @cached_property
    def weights(self) -> list[F]:
        total = sum(self.scores)
        return [score / total for score in self.scores]

    @cached_property
    def soft(self) -> list[float]:
        top = max(self.scores)  # shifting all scores does not change the shares
        powers = [math.exp(score - top) for score in self.scores]
        return [power / sum(powers) for power in powers]

    def mix(self, weights):
        return tuple(sum(map(mul, weights, map(F, column))) for column in zip(*self.values, strict=True))
# %% scores
attention = Attention(query.tolist(), keys.tolist(), values.tolist())
scores = attention.scores
assert scores == by_hand_scores, scores
# %% weights
# Four numbers, one share for each token.
weights = attention.weights
assert sum(weights) == 1
assert weights == by_hand_weights
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = attention.mix(weights)
assert list(output) == by_hand_output
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = attention.soft
softmax_output = attention.mix(softmax_weights)
# %% softmax-reflection
# cat and chases gained 12 points of percent each, the two articles lost nearly all they had.
# exp makes ratios out of differences: 9 against 4 was 2.25 to 1 and is now about 148 to 1. As the total is still 1, the gain is exactly what the others lost.
# %% experiment
# My prediction: negative query -> the token with the smallest key wins, i.e. the first "the"
my_query = torch.tensor([-1.0, -1.0])
_ = compute_attention(my_query, keys, values, tokens)
# prediction: y axis only, chases takes everything
_ = compute_attention(torch.tensor([0.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# Predicted: on the y axis chases wins since only its key has a 3 there. Surprise: with a negative query the first the wins although it "is looking for" nothing.
# It has the smallest sum of the key, hence the least negative score.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = max(
    (torch.tensor([x / 2, y / 2]) for x in range(-8, 9) for y in range(-8, 9)),
    key=lambda q: torch.softmax(keys @ q, dim=0)[tokens.index("cat")],
)
# %% query-split
query_split = query  # the one from the handout: both have 9 points
# %% shapes
from collections import namedtuple

Shape = namedtuple("Shape", "rows columns")
n, d = 50, 896 // 14
keys_shape = Shape(n, d)
scores_shape = Shape(n, n)
output_shape = Shape(n, d)
# %% shapes-reflection
# keys and output: O(n), doubled. Scores: O(n^2), four times as many (2500 -> 10000).
# So for long texts the score table dominates memory and time.
