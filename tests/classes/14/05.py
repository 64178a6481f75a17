# A programmer who puts everything into a small class in a cell of their own, plain Python only, fractions on paper
# %% by-hand
from fractions import Fraction as F
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(s, sum(by_hand_scores)) for s in by_hand_scores]
# The numbers of the output.
by_hand_output = [F(9, 4), F(9, 8)]
# %% after by-hand-check
from math import exp
from dataclasses import dataclass


@dataclass
class Lookup:
    """One attention lookup, no torch inside."""
    query: list
    keys: list
    values: list

    @property
    def scores(self):
        return [sum(a * b for a, b in zip(self.query, key)) for key in self.keys]

    @staticmethod
    def shares(numbers):
        whole = sum(numbers)
        return [number / whole for number in numbers]

    def weights(self, soft=False):
        return self.shares([exp(s) for s in self.scores] if soft else self.scores)

    def output(self, soft=False):
        w = self.weights(soft)
        return [sum(wi * x for wi, x in zip(w, column)) for column in zip(*self.values)]
# %% scores
lookup = Lookup(query.tolist(), keys.tolist(), values.tolist())
scores = lookup.scores
# %% weights
weights = lookup.weights()
# %% output
output = tuple(lookup.output())
# %% softmax
softmax_weights, softmax_output = lookup.weights(soft=True), lookup.output(soft=True)
# %% softmax-reflection
# *cat* and *chases* went from 0.375 to 0.498, both *the* went to nearly 0. The exponential turns differences of scores into ratios, so a lead of 5 points
# means 148 times the weight. This also keeps everything positive when scores are negative.
# %% experiment
# My prediction: chases, as only it has a large second component
my_query = torch.tensor([-1.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: short query, nearly even
_ = compute_attention(torch.tensor([0.2, 0.1]), keys, values, tokens)
# %% experiment-reflection
# A short query gives nearly even weights, as I had predicted, because all scores are near 0. What surprised me is that with [-1, 2] cat is not last: -3 + 2 = -1 ties with the first *the*.
# %% query-cat
query_cat = [6, 0]
# %% query-split
query_split = (3, 4.5)
# %% shapes
n, width, heads = 50, 896, 14
keys_shape = n, width // heads
scores_shape = n, n
output_shape = keys_shape
# %% shapes-reflection
# All of them change. keys and output hold twice as many, scores 4 times as many. A text 100 times as long needs 10000 times as many scores.
