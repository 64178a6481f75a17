"""A submission, run: with the notebook's numbers, with others, and with early steps put right."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from attention_by_hand.judging.evidence import Evidence, Found, Submission
from attention_by_hand.judging.reading import Container, put_into, put_like
from attention_by_hand.lesson import Case, Lesson, Step
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.run import Cell, Run, Stop
from attention_by_hand.sandbox.values import MISSING, Value

Given = dict[str, dict[str, Value]]
NAME = re.compile(r"\w+")
LEFT_OUT = 3  # how many cells that hit a limit are left out before the rest counts as not reached


def gather(
    lesson: Lesson, submission: Submission, cases: Sequence[Case], sandbox: Sandbox
) -> Evidence:
    """Run the submission in every case."""
    runs = _Runs(lesson, submission, sandbox)
    first = runs.as_handed_in()
    stops = tuple(runs.stops)
    others = [runs.with_numbers(case, {}) for case in cases[1:]]
    found = (first.values, *(other.values for other in others))

    @cache
    def guided(container: Container) -> tuple[Found, ...]:
        return tuple(
            runs.with_numbers(case, _right_steps(lesson, case, own, container)).values
            for case, own in zip(cases, found, strict=True)
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


@dataclass
class _Runs:
    """Runs of one submission, as handed in and with other numbers put in.

    A cell that hits a limit is left out, of that run and of those that follow. When too many
    do, there are no more runs: a notebook that never ends costs a bounded time.
    """

    lesson: Lesson
    submission: Submission
    sandbox: Sandbox
    stops: list[Stop] = field(default_factory=list)

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

    def _run(self, given: Given, steps: Sequence[Step], outputs: bool) -> Run:
        run = Run(values={}, outputs={}, stop=None)
        while len(self.stops) <= LEFT_OUT:
            left_out = {stop.cell for stop in self.stops}
            cells = self._cells(left_out if outputs else left_out | self._checks)
            want = self._wanted(steps, left_out)
            files = self.submission.files
            run = self.sandbox.run(cells, given, want, files=files, outputs=outputs)
            if run.stop is None:
                break
            self.stops.append(run.stop)
        return run

    def _cells(self, silent: set[str]) -> list[Cell]:
        return [Cell(cell.id, "") if cell.id in silent else cell for cell in self.submission.cells]

    @cached_property
    def _checks(self) -> set[str]:
        """The check cells: they change nothing, and say what they see."""
        return {step.check for step in self.lesson.steps}

    def _wanted(self, steps: Sequence[Step], left_out: set[str]) -> dict[str, list[str]]:
        """At each step's places: its own variables and those that others build on."""
        places = {cell.id for cell in self.submission.cells} - left_out
        return {
            place: sorted({part.variable for part in step.parts} | self.lesson.carried)
            for step in steps
            for place in (step.marker, *self.submission.copies.get(step.name, ()))
            if place in places
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


def _right_steps(lesson: Lesson, case: Case, found: Found, container: Container) -> Given:
    """Right values for what later steps build on."""
    given: Given = {}
    for step, names in _built_on(lesson):
        own = found.get(step.marker, {})
        given[step.marker] = {
            name: put_into(container, case.known[name], own.get(name, MISSING)) for name in names
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
    try:
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
