"""What is written into the metadata of a notebook's cells."""

from collections.abc import Mapping
from typing import Any

OURS = "attention_by_hand"  # the key of our own entries, in a cell and in a notebook
COPY_OF = "copy_of"  # in ours: the id of the cell that this one is a copy of


def grade_id(cell: Mapping[str, Any]) -> str:
    """The cell's nbgrader id, or "" where it has none."""
    found: Any = cell
    for key in ("metadata", "nbgrader", "grade_id"):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else ""
