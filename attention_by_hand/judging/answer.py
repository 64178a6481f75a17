"""One variable of a step, as it came back from the student's process, and what holds for it."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np

from attention_by_hand.judging.evidence import Values
from attention_by_hand.judging.mistakes import compute, refer
from attention_by_hand.judging.reading import (
    ABSENT,
    Reading,
    Shape,
    Unreadable,
    begun,
    forgiven,
    holds_numbers,
    same,
    shaped,
    without_brackets,
)
from attention_by_hand.lesson import Case, Computed, Designed, Mistake, Part, Step
from attention_by_hand.numbers import Numbers

DECIMALS = 4  # that rounding leaves, and that are still within most tolerances
COARSE = 0.03  # a share of the largest number that rounding on the way takes at most
DIGITS = 1e-6  # what arithmetic in single precision leaves of a difference
LEVEL = 0.05  # a share of the largest number within which several are nearly all the same
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
    forgiving: bool = False  # reads text, and numbers in more brackets than asked for

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
    def found(self) -> tuple[Numbers | None, ...]:
        """The numbers in each case, of any shape; None where it holds no numbers."""
        if self.forgiving:
            readings = [values.get(self.name, ABSENT) for values in self.seen]
            return tuple(forgiven(reading, self.shape) for reading in readings)
        return tuple(_numbers(values, self.name, self.shape) for values in self.seen)


@dataclass(frozen=True)
class ComputedAnswer(Answer):
    """A variable that has a reference.

    variables: all that students define.
    made: in each case, what an earlier variable was wherever it was graded. One that is something
        else by now carries nothing.
    put_in: earlier variables of the same step that were put right after they were read.
    """

    part: Computed
    variables: frozenset[str] = frozenset()
    made: Sequence[Mapping[str, Sequence[Reading]]] = ()
    put_in: frozenset[str] = frozenset()

    @cached_property
    def own(self) -> list[str]:
        """The student's earlier variables that go into this one."""
        return [name for name in self.part.of if name in self.variables]

    @cached_property
    def inputs(self) -> tuple[Known | None, ...]:
        """What goes into it, the student's own values included; None where one does not fit."""
        return tuple(self._inputs(number, self.own) for number in range(len(self.cases)))

    def _inputs(self, number: int, own: Iterable[str]) -> Known | None:
        case, values = self.cases[number], self.seen[number]
        known = dict(case.known)
        for name in own:
            if not self._is_as_made(name, number):
                return None
            try:
                known[name] = shaped(values.get(name, ABSENT), tuple(case.known[name].shape))
            except Unreadable:
                return None
        return known

    def _is_as_made(self, name: str, number: int) -> bool:
        made = self.made[number].get(name, ()) if self.made else ()
        here = self.seen[number].get(name, ABSENT)
        return not made or any(same(here, one) for one in made)

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """What a mistake may start from in each case: given numbers, and all earlier values."""
        return tuple(map(self._known, range(len(self.cases))))

    def _known(self, case: int) -> Known:
        values, right = self.seen[case], self.cases[case].known
        own = {
            name: _numbers(values, name, tuple(right[name].shape))
            for name in values
            if name in self.variables and name in right and self._is_as_made(name, case)
        }
        return {**right, **{name: found for name, found in own.items() if found is not None}}

    def matches(self, case: int) -> bool:
        """Whether the value is the reference's for the case's numbers."""
        return self._is(case, self.cases[case].known[self.name])

    def follows(self, case: int) -> bool:
        """Whether the value is what the reference gives from the student's earlier values."""
        known = self.inputs[case]
        if known is None:
            return False
        right = self._refer(known)
        return self._is(case, right) and not self._is_nothing(case, right)

    def _is_nothing(self, case: int, found: Numbers) -> bool:
        """Whether it is as good as zero, where the right numbers are not."""
        nothing, right = np.zeros_like(found), self.cases[case].known[self.name]
        return self.step.accepts(nothing, found) and not self.step.accepts(nothing, right)

    def follows_with(self, name: str, changed: Reading) -> bool:
        """Whether the value is what the reference gives with this in the place of a given one."""
        known = self.inputs[0]
        if known is None or not holds_numbers(changed):
            return False
        numbers = changed.numbers
        fits = numbers.shape == known[name].shape
        return fits and self._is(0, self._refer({**known, name: numbers}))

    def read(self, name: str) -> list[Reading]:
        """What was read as this variable, in each case."""
        return [values.get(name, ABSENT) for values in self.seen]

    @property
    def starts_from_little(self) -> bool:
        """Whether half or more of the numbers in an earlier value are next to nothing."""
        inputs = [known for known in self.inputs if known is not None]
        return any(_is_thin(known[name]) for known in inputs for name in self.own)

    @property
    def follows_anyway(self) -> bool:
        """Whether it is what the reference gives from own values that prove nothing.

        In whatever brackets the values and the answer stand.
        """
        if not self.own or self.inputs_are_right:
            return False
        return all(map(self._follows_loosely, range(len(self.cases))))

    def _follows_loosely(self, case: int) -> bool:
        known = dict(self.cases[case].known)
        for name in (*self.own, self.name):
            reading = self.seen[case].get(name, ABSENT)
            found = forgiven(reading, tuple(known[name].shape))
            if found is None:
                return False
            known[name] = found
        return self.step.accepts(known[self.name], self._refer(known))

    @property
    def starts_from_brackets(self) -> bool:
        """Whether an earlier value stands in more brackets than asked for."""
        shapes = {name: tuple(self.cases[0].known[name].shape) for name in self.own}
        return any(self._why(name, shape) == "brackets" for name, shape in shapes.items())

    def _why(self, name: str, shape: Shape) -> str | None:
        try:
            shaped(self.seen[0].get(name, ABSENT), shape)
        except Unreadable as problem:
            return problem.why
        return None

    def _refer(self, known: Mapping[str, Any]) -> Numbers:
        return refer(self.part, known)

    def _is(self, case: int, right: Numbers) -> bool:
        found = self.found[case]
        return found is not None and self.step.accepts(found, right)

    @cached_property
    def is_typed_in(self) -> bool:
        """Whether it stays the same whatever the given numbers are."""
        first, *others = self.found
        return bool(others) and all(_same(first, other) for other in others)

    def stays_like(self, own: "ComputedAnswer") -> bool:
        """Whether earlier values do not go into it: where they are put right, it is as before.

        Only the notebook's numbers are the same in both runs.
        """
        put_right = not all(own._is_right_at(name, 0) for name in own.own)
        return self.is_typed_in or (put_right and _same(self.found[0], own.found[0]))

    @cached_property
    def inputs_are_right(self) -> bool:
        """Whether all earlier values of the student are right, in every case."""
        return all(map(self.is_right_in, self.own))

    def is_right_in(self, name: str) -> bool:
        """Whether this earlier value of the student is right, in every case."""
        return all(self._is_right_at(name, case) for case in range(len(self.cases)))

    def _is_right_at(self, name: str, case: int) -> bool:
        known, right = self._inputs(case, [name]), self.cases[case].known
        return known is not None and self.step.accepts(known[name], right[name])

    @cached_property
    def inputs_can_be_carried(self) -> bool:
        """Whether a slip in the earlier values can be carried forward.

        It cannot where the step has nothing to do that its values would show: see `_prove`.
        """
        known = [inputs for inputs in self.inputs if inputs is not None]
        results = [self._refer(inputs) for inputs in known]
        proves = len(known) == len(self.cases) and self._prove(self.own, known, results)
        return proves and not self._are_emptied(results)

    @property
    def inputs_are_sound(self) -> bool:
        """Whether what follows from the earlier values shows something: right ones, or carried."""
        return self.inputs_are_right or self.inputs_can_be_carried

    def _are_emptied(self, results: Sequence[Numbers]) -> bool:
        """Whether next to nothing is left in each case, of those where right values leave more."""
        pairs = zip(self.cases, results, strict=True)
        judged = [result for case, result in pairs if not _is_thin(case.known[self.name])]
        return bool(judged) and all(map(_is_thin, judged))

    def shows(self, mistake: Mistake, carry: bool) -> bool:
        """Whether the value shows in every case that this mistake was made, and no more.

        Started from right earlier values or, with `carry`, from own ones that prove something.
        Numbers that were typed or copied show nothing.
        """
        own = self.goes_into(mistake)
        right = [dict(case.known) for case in self.cases]
        mine = [known for number in range(len(right)) if (known := self._inputs(number, own))]
        is_carried = carry and len(mine) == len(right) and self.inputs_are_sound
        starts = [right, mine] if is_carried else [right]
        return any(self._shows(mistake, own, known) for known in starts)

    def goes_into(self, mistake: Mistake) -> list[str]:
        """The student's earlier variables that this mistake starts from."""
        return [name for name in mistake.takes if name in self.variables and self._varies(name)]

    def _varies(self, name: str) -> bool:
        """Whether what is right for the variable is another thing in other cases."""
        return not self._stays([case.known[name] for case in self.cases])

    def _shows(self, mistake: Mistake, own: Sequence[str], known: Sequence[Known]) -> bool:
        results = [compute(mistake, one) for one in known]
        if any(result is None for result in results):
            return False
        sound = [result for result in results if result is not None]
        pairs = zip(self.found, sound, strict=True)
        return all(
            found is not None and self.step.accepts(found.squeeze(), wrong.squeeze())
            for found, wrong in pairs
        ) and self._prove(own, known, sound)

    def _prove(
        self, own: Sequence[str], known: Sequence[Known], results: Sequence[Numbers]
    ) -> bool:
        """Whether these inputs, one for each case, and what follows from them prove something.

        The student's own values prove nothing when they or the result stay the same with other
        given numbers, when they are all equal, when few of them are more than nothing, or when
        the step leaves them as they are.
        """
        return not (
            self._stays(results)
            or any(self._proves_nothing([inputs[name] for inputs in known]) for name in own)
            or any(self._leaves(name, known, results) for name in own)
        )

    def under(self, name: str) -> "ComputedAnswer":
        """The answer as if this variable were the one that is asked for."""
        seen = [{**values, self.name: values.get(name, ABSENT)} for values in self.seen]
        return replace(self, seen=seen)

    @property
    def is_of_the_shape(self) -> bool:
        """Whether it is something that has the right numbers for a shape."""
        read = [values.get(self.name, ABSENT) for values in self.seen]
        return all(
            holds_numbers(one)
            and one.numbers.ndim > 1
            and list(one.numbers.shape) == case.known[self.name].tolist()
            for one, case in zip(read, self.cases, strict=True)
        )

    @property
    def is_in_form(self) -> bool:
        """Whether it holds as many numbers as asked for, in the right shape, in every case."""
        return all(
            found is not None and found.shape == right.shape for found, right in self.beside_right()
        )

    @property
    def is_in_another_order(self) -> bool:
        """Whether it holds the right numbers in every case, and not where they belong."""
        return all(
            found is not None
            and found.size > 1
            and self.step.accepts(np.sort(found.flatten()), np.sort(right.flatten()))
            for found, right in self.beside_right()
        )

    @property
    def is_nearly_right_elsewhere(self) -> bool:
        """Whether with the notebook's numbers it is right, and all but one number with others.

        Not where there are so few that one is half of them.
        """
        off = [
            int((~self.step.near(found, right)).sum())
            if found is not None and found.shape == right.shape
            else right.size
            for found, right in self.beside_right()
        ]
        is_little = max(off) == 1 < math.prod(self.shape) - 1
        return off[0] == 0 and is_little and not self.is_typed_in

    @property
    def is_rounded(self) -> bool:
        """Whether in every case all numbers have few decimals, although they should have more.

        Not where they are what follows from earlier values, and not where only the notebook's own
        numbers count.
        """
        if len(self.cases) == 1 or not all(map(_has_few_decimals, self.found)):
            return False
        known = [case.known for case in self.cases]
        return not any(all(map(self._is_exactly, self.found, one)) for one in (known, self.inputs))

    def _is_exactly(self, found: Numbers | None, known: Mapping[str, Any] | None) -> bool:
        """Whether it is, to the last digit, what follows from these."""
        if known is None or found is None:
            return False
        right = self._refer(known)
        return found.shape == right.shape and np.allclose(found, right, rtol=0, atol=DIGITS)

    @property
    def is_unfinished(self) -> bool:
        """Whether in every case at least half of the numbers are there, and right, beside dots."""
        return not self._can_be_guessed and all(map(self._is_begun, range(len(self.cases))))

    @property
    def _can_be_guessed(self) -> bool:
        """Whether one of its numbers can: where nothing that was given goes into two."""
        return self.shape == (2,) and self.variables >= set(self.part.of)

    def _is_begun(self, case: int) -> bool:
        right = self.cases[case].known[self.name]
        there = begun(self.seen[case].get(self.name, ABSENT), tuple(right.shape))
        return 2 * len(there) >= right.size and all(
            self.step.accepts(number, right[place]) for place, number in there.items()
        )

    @property
    def is_off_by_one_number(self) -> bool:
        """Whether in every case all numbers but one, of at least two, are right.

        Not where they follow from own values that prove nothing, nor where one can be guessed.
        """
        if self.follows_anyway or self._can_be_guessed:
            return False
        return all(
            found is not None
            and found.shape == right.shape
            and found.size > 1
            and int((~self.step.near(found, right)).sum()) == 1
            for found, right in self.beside_right()
        )

    @property
    def is_coarse(self) -> bool:
        """Whether in every case no number is further away from right than rounding takes it.

        Of numbers that were typed in, in the notebook's own case. Not where only that counts.
        """
        beside = list(self.beside_right())
        return len(beside) > 1 and all(
            found is not None
            and found.shape == right.shape
            and bool((abs(found - right) <= COARSE * abs(right).max()).all())
            for found, right in beside[: 1 if self.is_typed_in else None]
        )

    def beside_right(self) -> Iterator[tuple[Numbers | None, Numbers]]:
        """In each case, the student's numbers and the right ones."""
        return zip(self.found, (case.known[self.name] for case in self.cases), strict=True)

    def _stays(self, values: Sequence[Numbers]) -> bool:
        """Whether they are the same in every case but the first, as far as the step looks."""
        one, *others = values[1:] or values
        return bool(others) and all(self.step.accepts(other, one) for other in others)

    def _proves_nothing(self, values: Sequence[Numbers]) -> bool:
        is_level = any(map(_is_level, values))
        return self._stays(values) or is_level or any(map(_is_thin, values[1:]))

    def _leaves(self, name: str, known: Sequence[Known], results: Sequence[Numbers]) -> bool:
        """Whether the step gives this input back, in every case, where a right one does not."""
        right = [case.known for case in self.cases]
        if all(self.step.accepts(case[name], case[self.name]) for case in right):
            return False
        return all(map(self.step.accepts, [inputs[name] for inputs in known], results))


def _has_few_decimals(numbers: Numbers | None) -> bool:
    return numbers is not None and np.allclose(
        numbers, numbers.round(DECIMALS), rtol=0, atol=DIGITS / 10
    )


def _is_level(values: Numbers) -> bool:
    """Whether several numbers are nearly all the same."""
    if values.size < 2:
        return False
    return bool(values.max() - values.min() <= LEVEL * abs(values).max())


def _is_thin(values: Numbers) -> bool:
    """Whether no more than half of several numbers are more than next to nothing."""
    return values.size > 1 and 2 * _more_than_nothing(values) <= values.size


def _more_than_nothing(values: Numbers) -> int:
    return int(np.count_nonzero(abs(values) > NOTHING * abs(values).max()))


def _same(one: Numbers | None, other: Numbers | None) -> bool:
    return one is not None and other is not None and np.array_equal(one, other)


def _numbers(values: Values, name: str, shape: Shape) -> Numbers | None:
    """What was read, in this shape; None also where a number is not finite."""
    try:
        found = without_brackets(values.get(name, ABSENT).numbers, shape)
    except Unreadable:
        return None
    return found if np.isfinite(found).all() else None


def find_mistake(answer: ComputedAnswer, tries: Sequence[ComputedAnswer]) -> Mistake | None:
    """The wrong computation that gives the student's numbers in every case.

    Own earlier values that prove nothing come last: almost anything follows from them.
    """
    answers = [answer, *tries] if answer.inputs_are_sound else [*tries, answer]
    return next(
        (
            mistake
            for one in answers
            for mistake in one.part.mistakes
            if all(_explains(mistake, one, case) for case in range(len(one.cases)))
        ),
        None,
    )


def _explains(mistake: Mistake, answer: ComputedAnswer, case: int) -> bool:
    found, right = answer.found[case], answer.cases[case].known
    computed = (compute(mistake, known) for known in (answer.known[case], right))
    return (
        found is not None
        and bool(found.size)
        and any(
            answer.step.accepts(found.squeeze(), wrong.squeeze())
            for wrong in computed
            if wrong is not None
        )
    )
