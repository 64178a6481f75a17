"""The numbers that a submission is run with: the notebook's own, and others in the same shapes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from random import Random
from secrets import randbits
from typing import Any

import numpy as np

from attention_by_hand import Problem
from attention_by_hand.judging.mistakes import refer
from attention_by_hand.judging.reading import Unreadable, numbers
from attention_by_hand.lesson import Case, Lesson
from attention_by_hand.numbers import Numbers
from attention_by_hand.sandbox.values import Value

SEED_BITS = 128  # of a seed that nobody can try
MOST_CANDIDATES = 20_000  # after which no fit numbers are to be found


def make_case(lesson: Lesson, name: str, known: Mapping[str, Any]) -> Case:
    """The case of these given variables and constants, with all that is right for them.

    Problem when the lesson cannot compute something from them.
    """
    all_known = dict(known)
    for part in (part for step in lesson.steps for part in step.computed):
        try:
            all_known[part.variable] = refer(part, all_known)
        except (ValueError, TypeError, LookupError) as error:
            raise Problem(f"`{part.variable}` cannot be computed: {error}") from None
    return Case(name, all_known)


def notebook_case(lesson: Lesson, variables: Mapping[str, Value]) -> Case:
    """The case of what the setup cell defines; Problem when something is missing there."""
    wanted = (*lesson.given.names, *lesson.given.constants)
    if missing := [name for name in wanted if name not in variables]:
        raise Problem(f"the setup cell does not define {', '.join(missing)}")
    known: dict[str, Any] = {name: _numbers(name, variables[name]) for name in lesson.given.names}
    known |= {name: variables[name] for name in lesson.given.constants}
    return make_case(lesson, "notebook", known)


def _numbers(name: str, value: Value) -> Numbers:
    try:
        return numbers(value)
    except Unreadable:
        raise Problem(f"the setup cell defines `{name}`, but not as numbers") from None


@np.errstate(all="ignore")
def other_cases(lesson: Lesson, notebook: Case, source: Random) -> tuple[Case, ...]:
    """Cases in the notebook's shapes, drawn from this source.

    Problem when no numbers are found that tell right work from wrong.
    """
    candidates = islice(_candidates(lesson, notebook, source), MOST_CANDIDATES)
    fit = (case for case in candidates if lesson.given.tells_apart(case.known))
    found = tuple(islice(fit, lesson.given.others))
    if len(found) < lesson.given.others:
        raise Problem(
            "no other numbers in these shapes tell right work from wrong: change the numbers in "
            "the setup cell, or how the lesson draws others"
        )
    return found


def fresh_cases(lesson: Lesson, cases: Sequence[Case]) -> tuple[Case, ...]:
    """The notebook's case, and for each of the others one of numbers that nobody can know."""
    others = other_cases(lesson, cases[0], Random(randbits(SEED_BITS))) if cases[1:] else ()
    return (cases[0], *others[: len(cases) - 1])


def _candidates(lesson: Lesson, notebook: Case, source: Random) -> Iterator[Case]:
    """Cases of other numbers; what only the notebook's numbers count for stays as it is there."""
    stays = {
        part.variable: notebook.known[part.variable]
        for step in lesson.steps
        if step.notebook_share == 1
        for part in step.computed
    }
    like = {name: notebook.known[name] for name in lesson.given.names}
    constants = {name: notebook.known[name] for name in lesson.given.constants}
    while True:
        case = make_case(lesson, "other", {**constants, **lesson.given.draw(source, like)})
        yield replace(case, known={**case.known, **stays})


def cases_of(lesson: Lesson, variables: Mapping[str, Value]) -> tuple[Case, ...]:
    """The notebook's case, from what its setup cell defines, and the others."""
    notebook = notebook_case(lesson, variables)
    return (notebook, *other_cases(lesson, notebook, Random(lesson.given.seed)))
