"""One variable of a step, as it came back from the student's process, and what holds for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import torch
from torch import Tensor

from attention_by_hand.judging.evidence import Values
from attention_by_hand.judging.reading import (
    ABSENT,
    Reading,
    Shape,
    Unreadable,
    shaped,
    without_brackets,
)
from attention_by_hand.lesson import Case, Computed, Designed, Part, Step

NOTHING = 1e-3  # a share of the largest number below which another one is next to nothing
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
    def value(self) -> Reading:
        """What was read with the notebook's numbers."""
        return self.seen[0].get(self.name, ABSENT)

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
                known[name] = shaped(values.get(name, ABSENT), tuple(case.known[name].shape))
            except Unreadable:
                return None
        return known

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """What a mistake may start from in each case: given numbers, and all earlier values."""
        return tuple(map(self._known, range(len(self.cases))))

    def _known(self, case: int) -> Known:
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

        It cannot where the step has nothing to do that its values would show: see `_prove`.
        """
        known = [inputs for inputs in self.inputs if inputs is not None]
        return len(known) == len(self.cases) and self._prove(known)

    def _prove(self, known: Sequence[Known]) -> bool:
        """Whether these inputs, one for each case, and what follows from them prove something.

        The student's own values prove nothing when they or the result stay the same with other
        given numbers, when they are all equal, when few of them are more than nothing, or when
        the step leaves them as they are.
        """
        results = [self._refer(inputs) for inputs in known]
        return not (
            _stays(results)
            or any(self._proves_nothing([inputs[name] for inputs in known]) for name in self.own)
            or any(self._leaves([inputs[name] for inputs in known], results) for name in self.own)
        )

    def _proves_nothing(self, values: Sequence[Tensor]) -> bool:
        level = values[0].numel() > 1 and bool((values[0] == values[0].flatten()[0]).all())
        return _stays(values) or level or any(map(_is_thin, values[1:])) or _is_one_hot(values[0])

    def _leaves(self, values: Sequence[Tensor], results: Sequence[Tensor]) -> bool:
        """Whether the step gives its input back, in every case."""
        return all(map(self.step.accepts, values, results))


def _stays(values: Sequence[Tensor]) -> bool:
    """Whether they are the same in every case, as far as their digits tell."""
    first, *others = values
    return bool(others) and all(_alike(first, other) for other in others)


def _alike(one: Tensor, other: Tensor) -> bool:
    return one.shape == other.shape and torch.allclose(one, other, rtol=1e-6, atol=1e-9)


def _is_one_hot(values: Tensor) -> bool:
    """Whether all of several numbers but one are next to nothing."""
    return values.numel() > 1 and _more_than_nothing(values) <= 1


def _is_thin(values: Tensor) -> bool:
    """Whether no more than half of several numbers are more than next to nothing."""
    return values.numel() > 1 and 2 * _more_than_nothing(values) <= values.numel()


def _more_than_nothing(values: Tensor) -> int:
    return int((values.abs() > NOTHING * values.abs().amax()).sum())


def _same(one: Tensor | None, other: Tensor | None) -> bool:
    return one is not None and other is not None and torch.equal(one, other)


def _numbers(values: Values, name: str, shape: Shape) -> Tensor | None:
    try:
        return without_brackets(values.get(name, ABSENT).numbers, shape)
    except Unreadable:
        return None
