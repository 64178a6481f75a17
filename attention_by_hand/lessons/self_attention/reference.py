"""The reference computation: attention of one query over n tokens, step by step.

Follows Vaswani et al. (2017), "Attention Is All You Need", section 3.2.1, without the
factor 1/sqrt(d_k), which the notebook leaves out. Vectors are float64 arrays.
"""

import numpy as np

from attention_by_hand.numbers import Numbers


def scores(query: Numbers, keys: Numbers) -> Numbers:
    """Dot product of the query `(d_k,)` with each key `(n, d_k)`: `(n,)`."""
    return keys @ query


def normalise(scores: Numbers) -> Numbers:
    """Each score `(n,)` divided by the sum of all: weights `(n,)` that add to 1."""
    total: Numbers = scores.sum()
    return scores / total


def softmax(scores: Numbers) -> Numbers:
    """Exponentials of the scores `(n,)` divided by their sum: weights `(n,)` that add to 1."""
    exponentials: Numbers = np.exp(scores - scores.max(0))  # so that none overflows
    total: Numbers = exponentials.sum(0)
    return exponentials / total


def weighted_sum(weights: Numbers, values: Numbers) -> Numbers:
    """The values `(n, d_v)`, each times its weight `(n,)`, added up: `(d_v,)`."""
    return weights @ values
