"""The given variables, and how other vectors are drawn for them."""

from collections.abc import Mapping
from itertools import pairwise
from operator import mul
from random import Random

import numpy as np

from attention_by_hand.lesson import Given, Known
from attention_by_hand.lessons.self_attention import reference
from attention_by_hand.numbers import Numbers

TRIES = 50  # until the scores are as they should be, in one draw
LEAST, MOST, APART = 0.5, 5, 0.25  # scores: the smallest, the largest, and between two


def draw(source: Random, like: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Vectors in these shapes, of quarters from -1 to 3.

    Few of all have scores that tell right work from wrong. These are found without arrays, which
    take longer; `tells_apart` has the last word.
    """
    for _ in range(TRIES):
        drawn = {
            name: [source.randint(-4, 12) / 4 for _ in range(one.size)]
            for name, one in like.items()
        }
        if _may_tell(drawn["query"], drawn["keys"]):
            break
    return {
        name: np.array(numbers, dtype=np.float64).reshape(like[name].shape)
        for name, numbers in drawn.items()
    }


def _may_tell(query: list[float], keys: list[float]) -> bool:
    """Whether the scores are positive, not large, and no two alike; quarters are exact."""
    size = len(query)
    rows = (keys[start : start + size] for start in range(0, len(keys), size))
    scores = sorted(sum(map(mul, query, row)) for row in rows)
    gaps = (high - low for low, high in pairwise(scores))
    return scores[0] >= LEAST and scores[-1] <= MOST and min(gaps, default=APART) >= APART


def tells_apart(known: Known) -> bool:
    """No ties, no zero rows, positive scores, and weights that are all well above nothing.

    The query's components differ and none is small: to leave one out, or to take one for
    another, must not be right by chance.
    """
    query, keys, values = known["query"], known["keys"], known["values"]
    return (
        _scores_differ(known["scores"])
        and _components_differ(query)
        and _rows_differ([query, *keys, *values], [*keys, *values])
    )


def _scores_differ(scores: Numbers) -> bool:
    """Positive, not large, no two alike, and none with next to no softmax weight."""
    return bool(
        scores.min() >= LEAST
        and scores.max() <= MOST
        and np.diff(np.sort(scores)).min() >= APART
        and reference.softmax(scores).min() >= 0.02
    )


def _components_differ(query: Numbers) -> bool:
    components = abs(query)
    return bool(components.min() >= 0.5) and len(set(components.tolist())) == len(components)


def _rows_differ(rows: list[Numbers], own: list[Numbers]) -> bool:
    """No row is nearly zero, and no two of keys and values are the same."""
    large = min(abs(row).max() for row in rows) >= 0.5
    return bool(large) and len({tuple(row.tolist()) for row in own}) == len(own)


GIVEN = Given(
    names=("query", "keys", "values"),
    constants=("tokens",),
    draw=draw,
    tells_apart=tells_apart,
)
