"""What came out of running and judging, written into the notebook that people will see."""

from dataclasses import asdict
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.utils import is_grade

from attention_by_hand.building.cells import OURS
from attention_by_hand.building.master import Master
from attention_by_hand.judging.evidence import Evidence
from attention_by_hand.judging.judge import judge
from attention_by_hand.lesson import Lesson
from attention_by_hand.sandbox.kinds import OPEN


def show_outputs(nb: NotebookNode, evidence: Evidence) -> None:
    """What the cells of the first run printed, drew or raised."""
    reasons = {stop.cell: stop.reason for stop in evidence.stops}
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=1):
        cell.execution_count = number
        cell.outputs = [_shown(output, cell) for output in evidence.outputs.get(cell.id, ())]
        if cell.id in reasons:
            cell.outputs = [_said(reasons[cell.id] + "\n", "stderr")]


def _shown(output: dict[str, Any], cell: NotebookNode) -> NotebookNode:
    """The output; in a grade cell none that nbgrader could take for points."""
    if is_grade(cell) and output["output_type"] == "execute_result":
        output = {name: output[name] for name in ("data", "metadata")}
        output["output_type"] = "display_data"
    return from_dict(output)


def show_verdicts(nb: NotebookNode, lesson: Lesson, evidence: Evidence) -> None:
    """In each grade cell: the message, the points as nbgrader reads them, and the verdict."""
    cells = {cell.id: cell for cell in nb.cells}
    for step, verdict in zip(lesson.steps, judge(lesson, evidence), strict=True):
        cell = cells[step.marker]
        cell.outputs = [_said(f"{verdict.message}\n"), _earned(verdict.points, cell)]
        cell.metadata[OURS] = {"verdict": asdict(verdict)}


def _said(text: str, name: str = "stdout") -> NotebookNode:
    """Text below a cell."""
    return from_dict({"output_type": "stream", "name": name, "text": text})


def _earned(points: float, cell: NotebookNode) -> NotebookNode:
    """The points of a grade cell, where nbgrader looks for them."""
    shown = {"data": {"text/plain": f"{points:g}"}, "execution_count": cell.execution_count}
    return from_dict({"output_type": "execute_result", "metadata": {}, **shown})


def hide_tests(nb: NotebookNode, master: Master) -> None:
    """Grade cells as students know them: no page that is made of this gives a test away."""
    for cell in nb.cells:
        if cell.id in master.lesson.markers:
            cell.source = master.released(cell.id)


def note(nb: NotebookNode, evidence: Evidence, sandbox: str) -> None:
    """In the notebook's metadata: the limits that its runs hit, and the kind of sandbox."""
    nb.metadata[OURS] |= {
        "stops": [asdict(stop) for stop in evidence.all_stops],
        "sandbox": sandbox,
        "unprotected": sandbox == OPEN,
    }
