"""One variable of a step, as it came back from the student's process, and what holds for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import torch
from torch import Tensor

from attention_by_hand.cases import VECTORS, Case, refer
from attention_by_hand.reading import Unreadable, numbers, vector
from attention_by_hand.sandbox import MISSING, Missing, Value
from attention_by_hand.steps import Part, Step
from attention_by_hand.submission import Values

Inputs = dict[str, Tensor]
Ground = Literal["right", "carried", "guided", "wrong"]


@dataclass(frozen=True)
class Answer:
    """One variable of a step as it was read at one place, in each case."""

    step: Step
    part: Part
    cases: Sequence[Case]
    seen: Sequence[Values]

    @property
    def own(self) -> list[str]:
        """The student's earlier variables that go into this one."""
        return [name for name in self.part.of if name not in VECTORS]

    @property
    def length(self) -> int:
        """How many numbers are asked for."""
        truth = self.cases[0].truth
        return len(truth[self.part.variable] if self.part.reference else truth["query"])

    @property
    def value(self) -> Value | Missing:
        """What was read on the handout's vectors."""
        return self.seen[0].get(self.part.variable, MISSING)

    @cached_property
    def unreadable(self) -> str | None:
        """What is wrong with its form on the handout's vectors, as an end to "`name` …"."""
        try:
            vector(self.value, self.length)
        except Unreadable as problem:
            return str(problem)
        return None

    @cached_property
    def found(self) -> tuple[Tensor | None, ...]:
        """The numbers in each case, of any shape; None where it holds no numbers."""
        return tuple(_numbers(values, self.part.variable) for values in self.seen)

    @cached_property
    def inputs(self) -> tuple[Inputs | None, ...]:
        """The vectors and the student's own earlier values; None where one has no sound form."""
        pairs = zip(self.cases, self.seen, strict=True)
        return tuple(_inputs(self.own, case, values) for case, values in pairs)

    def known(self, case: int) -> Inputs:
        """What a mistake may start from: the vectors, and all earlier values of the student.

        On paper, `scores` and `weights` are the numbers that were typed in.
        """
        own = {name: _numbers(self.seen[case], name) for name in self.seen[case]}
        readable = {name: found for name, found in own.items() if found is not None}
        typed = {
            name.removeprefix("by_hand_"): readable[name] for name in self.own if name in readable
        }
        return {**self.cases[case].truth, **readable, **typed}

    def matches(self, case: int) -> bool:
        """Whether the value is the reference's for the case's vectors."""
        return self._is(case, self.cases[case].truth[self.part.variable])

    def follows(self, case: int) -> bool:
        """Whether the value is what the reference gives from the student's earlier values."""
        known = self.inputs[case]
        return known is not None and self._is(case, refer(self.part, known))

    def _is(self, case: int, right: Tensor) -> bool:
        found = self.found[case]
        return found is not None and self.step.accepts(found, right)

    @cached_property
    def is_typed_in(self) -> bool:
        """Whether it stays the same whatever the vectors are."""
        first, *others = self.found
        return bool(others) and all(_same(first, other) for other in others)

    def has_the_numbers_of(self, other: "Answer") -> bool:
        """Whether both hold numbers in every case, and the same ones."""
        return all(_same(one, two) for one, two in zip(self.found, other.found, strict=True))

    @cached_property
    def inputs_are_right(self) -> bool:
        """Whether all earlier values of the student are right, in every case."""
        pairs = zip(self.cases, self.inputs, strict=True)
        return all(
            known is not None
            and all(self.step.accepts(known[name], case.truth[name]) for name in self.own)
            for case, known in pairs
        )

    @cached_property
    def inputs_can_be_carried(self) -> bool:
        """Whether a slip in the earlier values can be carried forward.

        Numbers that stay the same with other vectors, that are all equal, or that the step
        would leave as they are, prove nothing about the step.
        """
        known = [inputs for inputs in self.inputs if inputs is not None]
        return len(known) == len(self.cases) and not any(
            self._proves_nothing(name, known) for name in self.own
        )

    def _proves_nothing(self, name: str, known: Sequence[Inputs]) -> bool:
        first, *others = [inputs[name] for inputs in known]
        stays = bool(others) and all(_same(first, other) for other in others)
        level = bool((first == first[0]).all())
        idle = all(self.step.accepts(inputs[name], refer(self.part, inputs)) for inputs in known)
        return stays or level or idle


def _same(one: Tensor | None, other: Tensor | None) -> bool:
    return one is not None and other is not None and torch.equal(one, other)


def _numbers(values: Values, name: str) -> Tensor | None:
    try:
        return numbers(values.get(name, MISSING))
    except Unreadable:
        return None


def _inputs(names: Sequence[str], case: Case, values: Values) -> Inputs | None:
    known = {name: case.truth[name] for name in VECTORS}
    for name in names:
        found = _numbers(values, name)
        if (
            found is None
            or found.shape != case.truth[name].shape
            or not torch.isfinite(found).all()
        ):
            return None
        known[name] = found
    return known
