"""The grade cells, and what they call: `grade("scores", handout=[2, 9, 9, 4])`.

`run_grade_cells` executes an instructor's grade cells in this process, never in a student's.
In the master notebook itself, run as a script or in JupyterLab, `grade` judges the notebook's
own variables.
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import torch
from torch import Tensor

from attention_by_hand.cases import Case, handout_case
from attention_by_hand.explain import listed
from attention_by_hand.judge import Verdict, judge
from attention_by_hand.master import BadMaster, Master
from attention_by_hand.sandbox import Value
from attention_by_hand.steps import STEPS, Part, Step, find_step
from attention_by_hand.submission import Evidence, marker

WrittenOut = float | Sequence["WrittenOut"]


@dataclass(frozen=True)
class Graded:
    """What a grade cell printed, what it returned, and the verdict behind it."""

    cell: str
    printed: str
    result: object
    verdict: Verdict


@dataclass
class _Session:
    evidence: Evidence
    verdicts: list[Verdict] = field(default_factory=list)


_session: ContextVar[_Session | None] = ContextVar("session", default=None)


def run_grade_cells(master: Master, evidence: Evidence) -> list[Graded]:
    """Execute every grade cell of the master on this evidence."""
    namespace: dict[str, Any] = {}
    with _grading(evidence) as session:
        return [_run(marker(step), master, namespace, session) for step in STEPS]


@contextmanager
def _grading(evidence: Evidence) -> Iterator[_Session]:
    token = _session.set(session := _Session(evidence))
    try:
        yield session
    finally:
        _session.reset(token)


def _run(cell: str, master: Master, namespace: dict[str, Any], session: _Session) -> Graded:
    before = len(session.verdicts)
    try:
        printed, result = _execute(master.cells[cell].source, namespace)
    except BadMaster:
        raise
    except Exception as error:
        raise BadMaster(f"cell `{cell}` stopped with {type(error).__name__}: {error}") from error
    if len(session.verdicts) != before + 1:
        raise BadMaster(f"cell `{cell}` has to call `grade` once")
    return Graded(cell, printed, result, session.verdicts[-1])


def _execute(source: str, namespace: dict[str, Any]) -> tuple[str, object]:
    """What an instructor's cell prints, and the value of its last expression."""
    *statements, last = ast.parse(source).body
    if not isinstance(last, ast.Expr):
        raise BadMaster("a grade cell has to end with a call of `grade`")
    with redirect_stdout(StringIO()) as printed:
        exec(compile(ast.Module(statements, []), "grade cell", "exec"), namespace)
        result = eval(compile(ast.Expression(last.value), "grade cell", "eval"), namespace)
    return printed.getvalue(), result


def grade(name: str, handout: WrittenOut) -> float:
    """Print the verdict on the step and return its points.

    `handout` states the step's values for the handout's vectors, one after the other when the
    step has several. BadMaster when the reference disagrees.
    """
    step = find_step(name)
    session = _session.get() or _Session(_own_evidence(step))
    check_written_out(step, handout, session.evidence.cases[0])
    verdict = judge(step, session.evidence)
    session.verdicts.append(verdict)
    print(verdict.message)
    return verdict.points


def check_written_out(step: Step, handout: WrittenOut, case: Case) -> None:
    """The values that a grade cell writes out are those of the notebook's own vectors."""
    written = handout if isinstance(handout, tuple) else (handout,)
    if len(written) != len(step.parts):
        raise BadMaster(
            f"cell `{marker(step)}` writes out {len(written)} values, not {len(step.parts)}"
        )
    for part, values in zip(step.parts, written, strict=True):
        if problem := _disagreement(part, torch.tensor(values, dtype=torch.float64), case):
            raise BadMaster(f"cell `{marker(step)}` writes out `{part.variable}` as {problem}")


def _disagreement(part: Part, written: Tensor, case: Case) -> str | None:
    if part.goal:
        missed = part.goal(written, case.keys)
        return f"{listed(written)}, but with that query {missed}" if missed else None
    right = case.truth[part.variable]
    same = written.shape == right.shape and bool(
        ((written - right).abs() <= 5e-4 * right.abs()).all()
    )
    shown = listed(written, 6), listed(right, 6)
    return None if same else f"{shown[0]}, but the notebook's vectors give {shown[1]}"


def _own_evidence(step: Step) -> Evidence:
    variables = vars(sys.modules["__main__"])
    found = {name: _plain(value) for name, value in variables.items() if name in _names(step)}
    return Evidence(cases=(handout_case(variables),), found=({marker(step): found},))


def _names(step: Step) -> set[str]:
    return {name for part in step.parts for name in (part.variable, *part.of)}


def _plain(value: object) -> Value:
    """Lists of numbers, from the notebook's own tensors."""
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return value.tolist() if isinstance(value, Tensor) else value  # type: ignore[return-value]
