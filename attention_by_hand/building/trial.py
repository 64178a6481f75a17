"""The source notebook tried out: its solutions earn everything, what students get earns nothing.

It runs as a submission does, but without a sandbox: the code is the teacher's own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from nbformat import NotebookNode, from_dict

from attention_by_hand.building.master import Master
from attention_by_hand.building.misfit import Misfit
from attention_by_hand.building.normal import normalise
from attention_by_hand.building.repair import repair
from attention_by_hand.building.submission import to_submission
from attention_by_hand.judging.evidence import Evidence
from attention_by_hand.judging.judge import judge
from attention_by_hand.judging.running import gather
from attention_by_hand.judging.wording import code
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.kinds import OPEN


def misfits(master: Master) -> Iterator[Misfit]:
    """What is wrong with the solutions, the checks or the blanks."""
    libraries = master.lesson.libraries
    with Sandbox(kind=OPEN, familiar=master.given, libraries=libraries) as sandbox:
        solved = _run(master, master.notebook, sandbox)
        yield from _stopped(solved)
        yield from _failed_checks(master, solved)
        for verdict in judge(master.lesson, solved):
            if verdict.points < verdict.out_of:
                earned = f"{verdict.points:g} of {verdict.out_of:g} points"
                yield Misfit(verdict.step, f"its solution earns {earned}: {verdict.message}")
        for verdict in judge(master.lesson, _run(master, _blank(master), sandbox)):
            if verdict.points:
                earned = f"{verdict.points:g} points"
                yield Misfit(verdict.step, f"it earns {earned} as students get it")


def _run(master: Master, notebook: NotebookNode, sandbox: Sandbox) -> Evidence:
    submission = to_submission(repair(normalise(notebook), master), master, {})
    return gather(master.lesson, submission, master.cases, sandbox)


def _blank(master: Master) -> NotebookNode:
    """The notebook as students get it."""
    notebook = from_dict(master.notebook)
    notebook.cells = [
        master.as_released(cell.id) if cell.id in master.cells else cell for cell in notebook.cells
    ]
    return notebook


def _stopped(evidence: Evidence) -> Iterator[Misfit]:
    return (Misfit(stop.cell, stop.reason) for stop in evidence.all_stops)


def _failed_checks(master: Master, evidence: Evidence) -> Iterator[Misfit]:
    """The cells that stop with an error although every answer is right."""
    checks = {step.check for step in master.lesson.steps}
    for cell, outputs in evidence.outputs.items():
        if said := [_error(output) for output in outputs if output["output_type"] == "error"]:
            about = "the check of a right answer says" if cell in checks else "it stops with"
            yield Misfit(cell, f"{about}: {said[0]}")


def _error(output: Mapping[str, Any]) -> str:
    return code(f"{output['ename']}: {output['evalue']}", length=300)
