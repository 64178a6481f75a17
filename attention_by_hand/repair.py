"""Honest accidents mended: the notebook as handed in, back in a shape that can be graded.

Nothing that a student wrote is lost. A second cell with the same id, or text written into a
locked cell, stays in the notebook as a plain cell and is run like any other.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from attention_by_hand.master import Master, grade_id

COPY_OF = "copy_of"
OURS = "attention_by_hand"
MAKE: Mapping[str, Callable[..., NotebookNode]] = {
    "code": new_code_cell,
    "markdown": new_markdown_cell,
    "raw": new_raw_cell,
}


def repair(submitted: Mapping[str, Any], master: Master) -> NotebookNode:
    """A notebook with every cell of the master once, in an order that can be graded."""
    cells = [_clean(cell, master) for cell in _dicts(submitted.get("cells"))]
    for name in master.cells:
        _keep_one(cells, name, master)
    predecessor = ""
    for name in master.cells:
        _put_in_place(cells, name, predecessor, master)
        predecessor = name
    for number, cell in enumerate(cells, start=1):
        cell["id"] = grade_id(cell) or f"cell-{number}"
    metadata = {"kernelspec": master.notebook.metadata.get("kernelspec", {})}
    return new_notebook(cells=cells, metadata=deepcopy(metadata))


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    entries = value if isinstance(value, list) else []
    return [entry for entry in entries if isinstance(entry, Mapping)]


def _clean(cell: Mapping[str, Any], master: Master) -> NotebookNode:
    """A new cell with the text, and of the metadata only an id that the master knows."""
    make = MAKE.get(str(cell.get("cell_type")), new_raw_cell)
    clean = make(source=str(cell.get("source", "")))
    if clean.cell_type == "markdown" and (pictures := _pictures(cell.get("attachments"))):
        clean["attachments"] = pictures
    if grade_id(cell) in master.cells:
        clean.metadata["nbgrader"] = {"grade_id": grade_id(cell)}
    return clean


def _pictures(attachments: Any) -> dict[str, dict[str, str]]:
    """Photos and drawings that were pasted into an answer."""
    entries = attachments.items() if isinstance(attachments, Mapping) else ()
    return {
        str(name): {str(kind): data for kind, data in bundle.items() if isinstance(data, str)}
        for name, bundle in entries
        if isinstance(bundle, Mapping) and set(bundle) <= {"image/png", "image/jpeg", "image/gif"}
    }


def _keep_one(cells: list[NotebookNode], name: str, master: Master) -> None:
    """Of the cells with this id one keeps it; the others become plain cells."""
    found = [cell for cell in cells if grade_id(cell) == name]
    if not found:
        return
    kept = _best(cells, found, name, master)
    for cell in found:
        if cell is not kept:
            cell.metadata = {OURS: {COPY_OF: name}}
    position = next(index for index, cell in enumerate(cells) if cell is kept)
    cells[position : position + 1] = _restore(kept, master)


def _best(
    cells: list[NotebookNode], found: list[NotebookNode], name: str, master: Master
) -> NotebookNode:
    """The last one that was filled in, rather before the grade cell than after it."""
    tests = [index for index, cell in enumerate(cells) if grade_id(cell) == f"{name}-test"]
    end = tests[-1] if tests else len(cells)
    filled = [cell for cell in found if not master.is_untouched(cell)]
    before = [cell for cell in cells[:end] if any(cell is one for one in filled)]
    return (before or filled or found)[-1]


def _restore(cell: NotebookNode, master: Master) -> list[NotebookNode]:
    """The cell with the master's metadata and, where it is locked, the master's text."""
    original = master.cells[grade_id(cell)]
    if not original.metadata.nbgrader.get("locked"):
        restored = master.as_released(grade_id(cell))
        if not master.is_untouched(cell):
            restored.source = cell.source
        return [restored]
    as_made = master.is_untouched(cell) or cell.source == original.source
    written_into = [] if as_made else [_plain(cell)]
    return [*written_into, deepcopy(original)]


def _plain(cell: NotebookNode) -> NotebookNode:
    return MAKE[cell.cell_type](source=cell.source)


def _put_in_place(cells: list[NotebookNode], name: str, predecessor: str, master: Master) -> None:
    """Add the cell after its predecessor when it is missing, or locked and too early."""
    places = {grade_id(cell): index for index, cell in enumerate(cells) if grade_id(cell)}
    after = places.get(predecessor, -1)
    if name not in places:
        cells.insert(after + 1, _missing(name, master))
    elif places[name] < after and master.cells[name].metadata.nbgrader.get("locked"):
        cells.insert(after, cells.pop(places[name]))


def _missing(name: str, master: Master) -> NotebookNode:
    original = master.cells[name]
    is_locked = original.metadata.nbgrader.get("locked")
    return deepcopy(original) if is_locked else master.as_released(name)
