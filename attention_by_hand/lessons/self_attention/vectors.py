"""The given variables, and how other vectors are drawn for them."""

from collections.abc import Mapping
from random import Random

import torch
from torch import Tensor

from attention_by_hand.lesson import Given, Known
from attention_by_hand.lessons.self_attention import reference


def draw(source: Random, like: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Vectors in these shapes, of quarters from -1 to 3."""
    return {name: _draw(source, one.shape) for name, one in like.items()}


def _draw(source: Random, shape: torch.Size) -> Tensor:
    numbers = [source.randint(-4, 12) / 4 for _ in range(shape.numel())]
    return torch.tensor(numbers, dtype=torch.float64).reshape(shape)


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


def _scores_differ(scores: Tensor) -> bool:
    """Positive, not large, no two alike, and none with next to no softmax weight."""
    return bool(
        scores.min() >= 0.5
        and scores.max() <= 5
        and scores.sort().values.diff().min() >= 0.25
        and reference.softmax(scores).min() >= 0.02
    )


def _components_differ(query: Tensor) -> bool:
    components = query.abs()
    return bool(components.min() >= 0.5) and len(set(components.tolist())) == len(components)


def _rows_differ(rows: list[Tensor], own: list[Tensor]) -> bool:
    """No row is nearly zero, and no two of keys and values are the same."""
    large = min(row.abs().max() for row in rows) >= 0.5
    return bool(large) and len({tuple(row.tolist()) for row in own}) == len(own)


GIVEN = Given(
    names=("query", "keys", "values"),
    constants=("tokens",),
    draw=draw,
    tells_apart=tells_apart,
)
