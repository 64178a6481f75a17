"""A submission, run: with the handout's vectors, with others, and with early steps put right."""

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from attention_by_hand.cases import VECTORS, Case
from attention_by_hand.reading import Container, array, put_into
from attention_by_hand.sandbox import MISSING, Cell, Missing, Run, Sandbox, Stop, Value
from attention_by_hand.steps import STEPS, Step

Values = Mapping[str, Value | Missing]
Found = Mapping[str, Values]  # what was read: place (a cell id) -> variable -> value
Given = dict[str, dict[str, Value]]

CARRIED = {name for step in STEPS for part in step.parts for name in part.of if name not in VECTORS}
ASKED_FOR = frozenset(part.variable for step in STEPS for part in step.parts)
NAME = re.compile(r"\w+")
CHECKS = {f"{step.name}-check" for step in STEPS}  # they change nothing, and say what they see
COMPUTED = [step for step in STEPS if step.handout_share < 1]  # judged with other vectors as well
LEFT_OUT = 3  # how many cells that hit a limit are left out before the rest counts as not reached


@dataclass(frozen=True)
class Submission:
    """The code cells of a repaired notebook, and the files handed in with it.

    `copies` names the cells that were once a copy of a step's answer cell: the step's
    variables are read there as well. `written` is the text of all cells that are not as released.
    """

    cells: tuple[Cell, ...]
    setup: str
    written: str = ""
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Evidence:
    """What the runs of one submission brought back, for each case.

    `guided` runs all cases again with right earlier values put in, in such a container.
    `untouched` are the variables that the student wrote nothing about.
    """

    cases: tuple[Case, ...]
    found: tuple[Found, ...]
    guided: Callable[[Container], tuple[Found, ...]] | None = None
    untouched: frozenset[str] = frozenset()
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outputs: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    stops: tuple[Stop, ...] = ()
    other_stop: Stop | None = None


def marker(step: Step) -> str:
    """The grade cell where the step's variables are read."""
    return f"{step.name}-test"


def gather(submission: Submission, cases: Sequence[Case], sandbox: Sandbox) -> Evidence:
    """Run the submission in every case."""
    runs = _Runs(submission, sandbox)
    first = runs.as_handed_in()
    stops = tuple(runs.stops)
    others = [runs.with_vectors(case, {}) for case in cases[1:]]
    found = (first.values, *(other.values for other in others))
    other_stop = next(iter(runs.stops[len(stops) :]), None)

    @cache
    def guided(container: Container) -> tuple[Found, ...]:
        return tuple(
            runs.with_vectors(case, _right_steps(case, own, container)).values
            for case, own in zip(cases, found, strict=True)
        )

    return Evidence(
        cases=tuple(cases),
        found=found,
        guided=guided,
        untouched=ASKED_FOR - set(NAME.findall(submission.written)),
        copies=submission.copies,
        outputs=first.outputs,
        stops=stops,
        other_stop=other_stop,
    )


@dataclass
class _Runs:
    """Runs of one submission, as handed in and with other vectors put in.

    A cell that hits a limit is left out, of that run and of those that follow. When too many
    do, there are no more runs: a notebook that never ends costs a bounded time.
    """

    submission: Submission
    sandbox: Sandbox
    stops: list[Stop] = field(default_factory=list)

    def as_handed_in(self) -> Run:
        return self._run({}, STEPS, outputs=True)

    def with_vectors(self, case: Case, given: Given) -> Run:
        """The vectors are put in after the setup cell, and after what else sets them."""
        vectors: dict[str, Value] = {name: array(getattr(case, name).float()) for name in VECTORS}
        setups = dict.fromkeys(self._setups, vectors)
        return self._run({**setups, **given}, COMPUTED, outputs=False)

    def _run(self, given: Given, steps: Sequence[Step], outputs: bool) -> Run:
        run = Run(values={}, outputs={}, stop=None)
        while len(self.stops) <= LEFT_OUT:
            left_out = {stop.cell for stop in self.stops}
            silent = left_out if outputs else left_out | CHECKS
            cells = [Cell(c.id, "") if c.id in silent else c for c in self.submission.cells]
            want = self._wanted(steps, left_out)
            files = self.submission.files
            run = self.sandbox.run(cells, given, want, files=files, outputs=outputs)
            if run.stop is None:
                break
            self.stops.append(_with_number(run.stop, cells))
        return run

    def _wanted(self, steps: Sequence[Step], left_out: set[str]) -> dict[str, list[str]]:
        """At each step's places: its own variables and those that others build on."""
        places = {cell.id for cell in self.submission.cells} - left_out
        return {
            place: sorted({part.variable for part in step.parts} | CARRIED)
            for step in steps
            for place in (marker(step), *self.submission.copies.get(step.name, ()))
            if place in places
        }

    @cached_property
    def _setups(self) -> list[str]:
        """The setup cell, and what else sets vectors to constants."""
        setup = self.submission.setup.strip()
        return [
            cell.id
            for cell in self.submission.cells
            if cell.source.strip() == setup or _sets_constants(cell.source)
        ]


def _with_number(stop: Stop, cells: Sequence[Cell]) -> Stop:
    """The reason with the cell's number, as the notebook shows it."""
    number = next((n for n, cell in enumerate(cells, start=1) if cell.id == stop.cell), 0)
    return replace(stop, reason=stop.reason.replace("This cell", f"Cell {number}", 1))


def _right_steps(case: Case, found: Found, container: Container) -> Given:
    """Right values for the steps that others build on."""
    given: Given = {}
    for step in STEPS:
        if len(step.parts) == 1 and (name := step.parts[0].variable) in CARRIED:
            own = found.get(marker(step), {}).get(name, MISSING)
            given[marker(step)] = {name: put_into(container, case.truth[name], own)}
    return given


def _sets_constants(source: str) -> bool:
    """Whether the cell does nothing but set some of the vectors anew, from constants."""
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    statements = [statement for statement in statements if not isinstance(statement, ast.Import)]
    return bool(statements) and all(_sets_one(statement) for statement in statements)


def _sets_one(statement: ast.stmt) -> bool:
    names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    set_names = {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return (
        isinstance(statement, ast.Assign)
        and bool(set_names)
        and set_names <= {*VECTORS, "tokens"}
        and not (names - set_names) - {"torch"}
    )
