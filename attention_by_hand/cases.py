"""The vectors that a submission is run with: the handout's, and others in the same shapes."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor

from attention_by_hand import Problem, attention
from attention_by_hand.steps import STEPS, Part

VECTORS = ("query", "keys", "values")
OTHER_CASES = 3
SEED = 2017


@dataclass(frozen=True)
class Case:
    """A query `(d_k,)`, keys `(n, d_k)` and values `(n, d_v)`, all float64."""

    name: str
    query: Tensor
    keys: Tensor
    values: Tensor

    @cached_property
    def truth(self) -> Mapping[str, Tensor]:
        """Every variable of the marking scheme that has a reference, and the vectors."""
        known = {name: getattr(self, name) for name in VECTORS}
        for part in (part for step in STEPS for part in step.parts if part.reference):
            known[part.variable] = refer(part, known)
        return known


def refer(part: Part, known: Mapping[str, Tensor]) -> Tensor:
    """The part's reference, of these inputs."""
    assert part.reference is not None
    return part.reference(*(known[name] for name in part.of))


def handout_case(variables: Mapping[str, object]) -> Case:
    """The case of the notebook's own setup cell; Problem when a vector is missing."""
    tensors = {}
    for name in VECTORS:
        tensor = variables.get(name)
        if not isinstance(tensor, torch.Tensor):
            raise Problem(f"the setup cell defines no tensor `{name}`")
        tensors[name] = tensor.detach().to(torch.float64)
    return Case("handout", **tensors)


def other_cases(handout: Case, count: int = OTHER_CASES) -> tuple[Case, ...]:
    """Seeded cases in the handout's shapes, the same for every submission and every run."""
    candidates = _candidates(random.Random(SEED), handout)
    return tuple(next(case for case in candidates if _tells_apart(case)) for _ in range(count))


def _candidates(source: random.Random, like: Case) -> Iterator[Case]:
    def draw(shape: torch.Size) -> Tensor:
        numbers = [source.randint(-4, 12) / 4 for _ in range(shape.numel())]
        return torch.tensor(numbers, dtype=torch.float64).reshape(shape)

    while True:
        yield Case("other", draw(like.query.shape), draw(like.keys.shape), draw(like.values.shape))


def _tells_apart(case: Case) -> bool:
    """No ties, no zero rows, positive scores, and weights that are all well above nothing.

    The query's components differ and none is small: to leave one out, or to take one for
    another, must not be right by chance.
    """
    scores = attention.scores(case.query, case.keys)
    gaps = scores.sort().values.diff()
    rows = [case.query, *case.keys, *case.values]
    components = case.query.abs()
    return bool(
        scores.min() >= 0.5
        and scores.max() <= 5
        and gaps.min() >= 0.25
        and components.min() >= 0.5
        and len(set(components.tolist())) == len(components)
        and attention.softmax(scores).min() >= 0.02
        and min(row.abs().max() for row in rows) >= 0.5
        and len({tuple(row.tolist()) for row in [*case.keys, *case.values]}) == 2 * len(case.keys)
    )
