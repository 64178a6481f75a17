"""The reference computation: attention of one query over n tokens, step by step.

Follows Vaswani et al. (2017), "Attention Is All You Need", section 3.2.1, without the
factor 1/sqrt(d_k), which the notebook leaves out. Vectors are float64 tensors.
"""

import torch
from torch import Tensor


def scores(query: Tensor, keys: Tensor) -> Tensor:
    """Dot product of the query `(d_k,)` with each key `(n, d_k)`: `(n,)`."""
    return keys @ query


def normalise(scores: Tensor) -> Tensor:
    """Each score `(n,)` divided by the sum of all: weights `(n,)` that add to 1."""
    return scores / scores.sum()


def softmax(scores: Tensor) -> Tensor:
    """Exponentials of the scores `(n,)` divided by their sum: weights `(n,)` that add to 1."""
    return torch.softmax(scores, dim=0)


def weighted_sum(weights: Tensor, values: Tensor) -> Tensor:
    """The values `(n, d_v)`, each times its weight `(n,)`, added up: `(d_v,)`."""
    return weights @ values
