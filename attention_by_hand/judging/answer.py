"""One variable of a step, as it came back from the student's process, and what holds for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import torch
from torch import Tensor

from attention_by_hand.judging.evidence import Values
from attention_by_hand.judging.reading import (
    Shape,
    Unreadable,
    numbers,
    shaped,
    without_brackets,
)
from attention_by_hand.lesson import Case, Computed, Designed, Part, Step
from attention_by_hand.sandbox.values import MISSING, Missing, Value

Known = dict[str, Any]
Ground = Literal["right", "carried", "guided", "wrong"]


@dataclass(frozen=True)
class Answer:
    """One variable of a step as it was read at one place, in each case."""

    step: Step
    part: Part
    cases: Sequence[Case]
    seen: Sequence[Values]

    @property
    def name(self) -> str:
        """The variable."""
        return self.part.variable

    @cached_property
    def shape(self) -> Shape:
        """The shape that is asked for."""
        like = self.part.like if isinstance(self.part, Designed) else self.name
        return tuple(self.cases[0].known[like].shape)

    @property
    def value(self) -> Value | Missing:
        """What was read with the notebook's numbers."""
        return self.seen[0].get(self.name, MISSING)

    @cached_property
    def unreadable(self) -> Unreadable | None:
        """What is wrong with its form, with the notebook's numbers."""
        try:
            shaped(self.value, self.shape)
        except Unreadable as problem:
            return problem
        return None

    @cached_property
    def found(self) -> tuple[Tensor | None, ...]:
        """The numbers in each case, of any shape; None where it holds no numbers."""
        return tuple(_numbers(values, self.name, self.shape) for values in self.seen)


@dataclass(frozen=True)
class ComputedAnswer(Answer):
    """A variable that has a reference; `variables` are all that students define."""

    part: Computed
    variables: frozenset[str]

    @cached_property
    def own(self) -> list[str]:
        """The student's earlier variables that go into this one."""
        return [name for name in self.part.of if name in self.variables]

    @cached_property
    def inputs(self) -> tuple[Known | None, ...]:
        """What goes into it, the student's own values included; None where one does not fit."""
        pairs = zip(self.cases, self.seen, strict=True)
        return tuple(self._inputs(case, values) for case, values in pairs)

    def _inputs(self, case: Case, values: Values) -> Known | None:
        known = dict(case.known)
        for name in self.own:
            try:
                known[name] = shaped(values.get(name, MISSING), tuple(case.known[name].shape))
            except Unreadable:
                return None
        return known

    def known(self, case: int) -> Known:
        """What a mistake may start from: the given numbers, and all earlier values."""
        values, right = self.seen[case], self.cases[case].known
        own = {
            name: _numbers(values, name, tuple(right[name].shape))
            for name in values
            if name in right
        }
        return {**right, **{name: found for name, found in own.items() if found is not None}}

    def matches(self, case: int) -> bool:
        """Whether the value is the reference's for the case's numbers."""
        return self._is(case, self.cases[case].known[self.name])

    def follows(self, case: int) -> bool:
        """Whether the value is what the reference gives from the student's earlier values."""
        known = self.inputs[case]
        return known is not None and self._is(case, self._refer(known))

    def _refer(self, known: Known) -> Tensor:
        return self.part.reference(*(known[name] for name in self.part.of))

    def _is(self, case: int, right: Tensor) -> bool:
        found = self.found[case]
        return found is not None and self.step.accepts(found, right)

    @cached_property
    def is_typed_in(self) -> bool:
        """Whether it stays the same whatever the given numbers are."""
        first, *others = self.found
        return bool(others) and all(_same(first, other) for other in others)

    def has_the_numbers_of(self, other: "ComputedAnswer") -> bool:
        """Whether both hold numbers in every case, and the same ones."""
        return all(_same(one, two) for one, two in zip(self.found, other.found, strict=True))

    @cached_property
    def inputs_are_right(self) -> bool:
        """Whether all earlier values of the student are right, in every case."""
        pairs = zip(self.cases, self.inputs, strict=True)
        return all(
            known is not None
            and all(self.step.accepts(known[name], case.known[name]) for name in self.own)
            for case, known in pairs
        )

    @cached_property
    def inputs_can_be_carried(self) -> bool:
        """Whether a slip in the earlier values can be carried forward.

        Numbers that stay the same with other given numbers, that are all equal, or that the step
        would leave as they are, prove nothing about the step.
        """
        known = [inputs for inputs in self.inputs if inputs is not None]
        return len(known) == len(self.cases) and not any(
            self._proves_nothing(name, known) for name in self.own
        )

    def _proves_nothing(self, name: str, known: Sequence[Known]) -> bool:
        first, *others = [inputs[name] for inputs in known]
        stays = bool(others) and all(_same(first, other) for other in others)
        level = first.numel() > 1 and bool((first == first.flatten()[0]).all())
        idle = all(self.step.accepts(inputs[name], self._refer(inputs)) for inputs in known)
        return stays or level or idle


def _same(one: Tensor | None, other: Tensor | None) -> bool:
    return one is not None and other is not None and torch.equal(one, other)


def _numbers(values: Values, name: str, shape: Shape) -> Tensor | None:
    try:
        return without_brackets(numbers(values.get(name, MISSING)), shape)
    except Unreadable:
        return None
