"""A submission, run: with the notebook's numbers, with others, and with early steps put right."""

import ast
import re
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from attention_by_hand.judging.evidence import Evidence, Found, Submission
from attention_by_hand.judging.reading import ABSENT, Container, Reading, put_into, put_like
from attention_by_hand.lesson import Case, Lesson, Step
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.run import Cell, Run, Stop
from attention_by_hand.sandbox.values import Value

Given = dict[str, dict[str, Value]]  # a cell's id, or a step's name -> variable -> value
NAME = re.compile(r"\w+")
LONGEST_SETUP = 10_000  # letters of a cell that may set the given variables anew
LEFT_OUT = 3  # how many cells that hit a limit are left out before the rest counts as not reached


def gather(
    lesson: Lesson, submission: Submission, cases: Sequence[Case], sandbox: Sandbox
) -> Evidence:
    """Run the submission in every case."""
    runs = _Runs(lesson, submission, sandbox)
    first = runs.as_handed_in()
    stops = tuple(runs.stops)
    own = (first, *(runs.with_numbers(case, {}) for case in cases[1:]))
    found = tuple(map(_readings, own))

    @cache
    def guided(container: Container) -> tuple[Found, ...]:
        return tuple(
            runs.guided(case, run, _right_values(lesson, case, seen, container))
            for case, run, seen in zip(cases, own, found, strict=True)
        )

    return Evidence(
        cases=tuple(cases),
        found=found,
        guided=guided,
        untouched=frozenset(lesson.parts.keys() - set(NAME.findall(submission.written))),
        copies=submission.copies,
        outputs=first.outputs,
        stops=stops,
        other_stop=next(iter(runs.stops[len(stops) :]), None),
    )


def _readings(run: Run) -> Found:
    return {
        place: {name: Reading(value) for name, value in values.items()}
        for place, values in run.values.items()
    }


@dataclass
class _Runs:
    """Runs of one submission, as handed in and with other numbers put in.

    A cell that hits a limit is left out, of that run and of those that follow. When too many
    do, or when the time for all runs is over, there are no more runs.
    """

    lesson: Lesson
    submission: Submission
    sandbox: Sandbox
    stops: list[Stop] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def as_handed_in(self) -> Run:
        return self._run({}, self.lesson.steps, outputs=True)

    def with_numbers(self, case: Case, given: Given) -> Run:
        """The case's numbers are put in after the setup cell, and after what else sets them."""
        numbers = {
            name: put_like(self.submission.given[name], case.known[name])
            for name in self.lesson.given.names
        }
        steps = [step for step in self.lesson.steps if step.notebook_share < 1]
        return self._run({**dict.fromkeys(self._setups, numbers), **given}, steps, outputs=False)

    def guided(self, case: Case, own: Run, right: Given) -> Found:
        """Once more, with right values of each step put in after the last place where it is read.

        So a value that was put in is never read as the student's. Nor does a step count whose
        cell ends with an error in this run alone.
        """
        places = {step.name: self._places(step) for step in self.lesson.steps}
        given = {places[name][-1]: values for name, values in right.items() if places[name]}
        run = self.with_numbers(case, given)
        found = _readings(run)
        for step in self.lesson.steps:
            if step.name in run.raised - own.raised:
                found = {
                    place: one for place, one in found.items() if place not in places[step.name]
                }
        return found

    def _places(self, step: Step) -> list[str]:
        """Where the step is read, in the order of the notebook."""
        places = {step.marker, *self.submission.copies.get(step.name, ())}
        return [cell.id for cell in self.submission.cells if cell.id in places]

    def _run(self, given: Given, steps: Sequence[Step], outputs: bool) -> Run:
        run = Run(values={}, outputs={}, stop=None)
        while len(self.stops) <= LEFT_OUT and self._left > 0:
            left_out = {stop.cell for stop in self.stops}
            cells = self._cells(left_out if outputs else left_out | self._checks)
            want = self._wanted(steps, left_out)
            files, left = self.submission.files, self._left
            run = self.sandbox.run(cells, given, want, files=files, outputs=outputs, seconds=left)
            if run.stop is None:
                break
            self.stops.append(run.stop if self._left > 0 else self._too_long(run.stop.cell))
        return run

    @property
    def _left(self) -> float:
        """Seconds for further runs."""
        return self.sandbox.limits.submission_seconds - (time.monotonic() - self.began)

    def _too_long(self, cell: str) -> Stop:
        seconds = self.sandbox.limits.submission_seconds
        return Stop(cell, f"All runs of the notebook took longer than {seconds:g} s.", "budget")

    def _cells(self, silent: set[str]) -> list[Cell]:
        return [Cell(cell.id, "") if cell.id in silent else cell for cell in self.submission.cells]

    @cached_property
    def _checks(self) -> set[str]:
        """The check cells: they change nothing, and say what they see."""
        return {step.check for step in self.lesson.steps}

    def _wanted(self, steps: Sequence[Step], left_out: set[str]) -> dict[str, list[str]]:
        """At each step's places: its own variables and those that others build on."""
        return {
            place: sorted({part.variable for part in step.parts} | self.lesson.carried)
            for step in steps
            for place in self._places(step)
            if place not in left_out
        }

    @cached_property
    def _setups(self) -> list[str]:
        """The setup cell, and what else sets the given variables to constants."""
        setup = self.submission.setup.strip()
        return [
            cell.id
            for cell in self.submission.cells
            if cell.source.strip() == setup or _sets_constants(cell.source, self.lesson)
        ]


def _right_values(lesson: Lesson, case: Case, found: Found, container: Container) -> Given:
    """Right values for what later steps build on, by step."""
    given: Given = {}
    for step, names in _built_on(lesson):
        own = found.get(step.marker, {})
        given[step.name] = {
            name: put_into(container, case.known[name], own.get(name, ABSENT).value)
            for name in names
        }
    return given


def _built_on(lesson: Lesson) -> Iterator[tuple[Step, list[str]]]:
    """The steps with variables that a later step is computed from."""
    for place, step in enumerate(lesson.steps, start=1):
        later = {name for one in lesson.steps[place:] for part in one.computed for name in part.of}
        if names := [part.variable for part in step.computed if part.variable in later]:
            yield step, names


def _sets_constants(source: str, lesson: Lesson) -> bool:
    """Whether the cell does nothing but set some of the given variables anew, from constants."""
    if len(source) > LONGEST_SETUP:
        return False
    try:
        with warnings.catch_warnings(action="ignore"):
            statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    statements = [statement for statement in statements if not isinstance(statement, ast.Import)]
    return bool(statements) and all(_sets_one(statement, lesson) for statement in statements)


def _sets_one(statement: ast.stmt, lesson: Lesson) -> bool:
    found = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
    names = {node.id for node in found}
    set_names = {node.id for node in found if isinstance(node.ctx, ast.Store)}
    return (
        isinstance(statement, ast.Assign)
        and bool(set_names)
        and set_names <= {*lesson.given.names, *lesson.given.constants}
        and not (names - set_names) - set(lesson.libraries)
    )
