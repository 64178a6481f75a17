"""What is written into the metadata of a notebook's cells."""

from collections.abc import Iterable, Mapping
from typing import Any

from attention_by_hand.config import ASKED

OURS = "attention_by_hand"  # the key of our own entries, in a cell and in a notebook
COPY_OF = "copy_of"  # in ours: the id of the cell that this one is a copy of
NOTICE = "notice"  # in ours: the cell that stops nbgrader where it does not know of the sandbox

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
NO_KERNEL = {**KERNEL, "name": f"(student code runs in a sandbox only: {ASKED})"}


def is_notice(cell: Mapping[str, Any]) -> bool:
    """Whether it is the cell that stops nbgrader where it does not know of the sandbox."""
    return bool(cell.get("metadata", {}).get(OURS, {}).get(NOTICE))


def points_in(cells: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """What each graded cell of a source notebook is worth."""
    entries = [cell["metadata"]["nbgrader"] for cell in cells if grade_id(cell)]
    return {entry["grade_id"]: float(entry["points"]) for entry in entries if entry["grade"]}


def grade_id(cell: Mapping[str, Any]) -> str:
    """The cell's nbgrader id, or "" where it has none."""
    found: Any = cell
    for key in ("metadata", "nbgrader", "grade_id"):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else ""
