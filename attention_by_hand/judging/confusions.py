"""Whether the graded cases tell every mistake from the right answer and from every other one.

A mistake is known by its fingerprint: the numbers that it gives in all cases on which its step
is judged. Whoever changes the notebook's numbers learns here what they would no longer detect.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

import numpy as np

from attention_by_hand.judging.mistakes import compute
from attention_by_hand.lesson import Case, Computed, Mistake, Step
from attention_by_hand.numbers import Numbers

RIGHT = "the right answer"
NOTHING = "no finite numbers"

Shapes = tuple[tuple[int, ...], ...]


class Confusion(NamedTuple):
    """A mistake that could be taken for another one, or for the right answer."""

    variable: str
    name: str
    other: str

    def __str__(self) -> str:
        """One sentence for the author of the lesson."""
        if self.other == NOTHING:
            return (
                f"`{self.variable}`: with these numbers the mistake {self.name} gives {NOTHING}, "
                f"so it cannot be recognised. Change the numbers or take the mistake out."
            )
        if self.other == RIGHT:
            return (
                f"`{self.variable}`: with these numbers the mistake {self.name} gives the right "
                f"answer. Change the numbers or take the mistake out."
            )
        return (
            f"`{self.variable}`: with these numbers the mistake {self.name} gives the numbers of "
            f"{self.other}. Change the numbers or keep one of the two."
        )


def indistinguishable(steps: Sequence[Step], cases: Sequence[Case]) -> list[Confusion]:
    """Every mistake that agrees with another one, or with the right answer, in all graded cases.

    Two mistakes agree where an answer could lie within the step's tolerance of both. A mistake
    and the right answer agree where the mistake itself lies within the tolerance; an answer
    between the two counts as right. Earlier values are the right ones.
    """
    return [
        confusion
        for step in steps
        for part in step.computed
        for confusion in _confusions(step, part, graded_cases(step, cases))
    ]


def graded_cases(step: Step, cases: Sequence[Case]) -> Sequence[Case]:
    """The cases that the step is judged on: all, or only the notebook's own."""
    return cases[:1] if step.notebook_share == 1 else cases


def margin(step: Step, part: Computed, mistake: Mistake, cases: Sequence[Case]) -> float:
    """How many tolerances the mistake is away from right, in the case that shows it best.

    Infinite where the shape alone gives it away, or where there are no numbers to compare.
    """
    found = _fingerprint(mistake, cases)
    return inf if found is None else _margin(step, found, _right(part, cases))


@np.errstate(all="ignore")
def _margin(step: Step, found: Sequence[Numbers], right: Sequence[Numbers]) -> float:
    if _shapes(found) != _shapes(right):
        return inf
    reach = step.reach(_joined(right))
    return float((abs(_joined(found) - _joined(right)) / reach).max())


def _confusions(step: Step, part: Computed, cases: Sequence[Case]) -> Iterator[Confusion]:
    right = _right(part, cases)
    alike: dict[Shapes, list[tuple[str, Numbers]]] = defaultdict(list)
    for mistake in part.mistakes:
        found = _fingerprint(mistake, cases)
        if found is None:
            yield Confusion(part.variable, mistake.name, NOTHING)
        elif _margin(step, found, right) <= 1:
            yield Confusion(part.variable, mistake.name, RIGHT)
        else:
            alike[_shapes(found)].append((mistake.name, _joined(found)))
    for group in alike.values():
        names, rows = zip(*group, strict=True)
        for one, other in _agreeing(np.stack(rows), step):
            yield Confusion(part.variable, names[other], names[one])


def _agreeing(rows: Numbers, step: Step) -> Iterator[tuple[int, int]]:
    """The pairs of rows `(m, numbers)` that one answer could be within the tolerance of."""
    for one, row in enumerate(rows):
        others = rows[one + 1 :]
        reach = step.reach(row) + step.reach(others)
        agree = (abs(others - row) <= reach).all(axis=-1)
        yield from ((one, one + 1 + after) for after in np.flatnonzero(agree).tolist())


def _right(part: Computed, cases: Sequence[Case]) -> list[Numbers]:
    return [case.known[part.variable].squeeze() for case in cases]


def _fingerprint(mistake: Mistake, cases: Sequence[Case]) -> list[Numbers] | None:
    """What the mistake gives in each case, without axes of length 1; None if not all finite."""
    computed = [compute(mistake, case.known) for case in cases]
    found = [wrong.squeeze() for wrong in computed if wrong is not None]
    return found if len(found) == len(cases) and np.isfinite(_joined(found)).all() else None


def _shapes(found: Sequence[Numbers]) -> Shapes:
    return tuple(one.shape for one in found)


def _joined(found: Sequence[Numbers]) -> Numbers:
    return np.concatenate([one.flatten() for one in found])
