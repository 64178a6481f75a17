"""Honest accidents mended: the notebook as handed in, back in a shape that can be graded.

Nothing that a student wrote is lost. A second cell with the same id, or text written into a
locked cell, stays in the notebook as a plain cell and is run like any other.
"""

from collections.abc import Iterable
from itertools import takewhile

from nbformat import NotebookNode, from_dict

from attention_by_hand.building.cells import COPY_OF, OURS, grade_id
from attention_by_hand.building.master import Master, lines_of
from attention_by_hand.building.normal import new_cell, notebook_of
from attention_by_hand.judging.parting import is_set
from attention_by_hand.lesson import Step


def repair(submitted: NotebookNode, master: Master) -> NotebookNode:
    """A normal notebook with every cell of the master once, in an order that can be graded."""
    cells = recognised(submitted, master)
    named: dict[str, list[NotebookNode]] = {}
    for cell in cells:
        named.setdefault(grade_id(cell), []).append(cell)
    for name in master.cells:
        if name in named:
            _keep_one(cells, named[name], master)
    _put_in_order(cells, master)
    for number, cell in enumerate(cells, start=1):
        cell["id"] = grade_id(cell) or f"cell-{number}"
    metadata = {"kernelspec": master.notebook.metadata.get("kernelspec", {})}
    return notebook_of(cells, metadata)


def recognised(submitted: NotebookNode, master: Master) -> list[NotebookNode]:
    """The cells: those of the master by their ids, and plain ones.

    Some tools drop what a cell's metadata holds. A cell is then known by its text, as released.
    """
    cells: list[NotebookNode] = submitted.cells
    named = {grade_id(cell) for cell in cells}
    texts = {
        text: name for name, text in master.released_lines.items() if text and name not in named
    }
    for cell in cells:
        if grade_id(cell) not in master.cells:
            name = texts.pop(lines_of(cell.source), "")
            cell.metadata = NotebookNode({"nbgrader": {"grade_id": name}} if name else {})
    return cells


def _keep_one(cells: list[NotebookNode], found: list[NotebookNode], master: Master) -> None:
    """Of the cells with this id one keeps it; the others become plain cells."""
    name = grade_id(found[0])
    kept = _best(cells, found, master) if len(found) > 1 else found[0]
    for cell in found:
        if cell is not kept:
            cell.metadata = NotebookNode({OURS: {COPY_OF: name}})
    place = _place(cells, kept)
    cells[place : place + 1] = _restore(kept, master)


def _place(cells: list[NotebookNode], cell: NotebookNode) -> int:
    return next(place for place, one in enumerate(cells) if one is cell)


def _best(cells: list[NotebookNode], found: list[NotebookNode], master: Master) -> NotebookNode:
    """The last one that was filled in, rather before the grade cell than after it."""
    marker = f"{grade_id(found[0])}-test"
    tests = [index for index, cell in enumerate(cells) if grade_id(cell) == marker]
    end = tests[-1] if tests else len(cells)
    filled = [cell for cell in found if not master.is_untouched(cell)]
    before = [cell for cell in cells[:end] if any(cell is one for one in filled)]
    return (before or filled or found)[-1]


def _restore(cell: NotebookNode, master: Master) -> list[NotebookNode]:
    """The cell with the master's metadata and, where it is locked, the master's text."""
    original = master.cells[grade_id(cell)]
    if not original.metadata.nbgrader.get("locked"):
        restored = master.as_released(grade_id(cell))
        return [restored if master.is_untouched(cell) else _filled(restored, cell)]
    as_made = master.is_untouched(cell) or cell.source == original.source
    written_into = [] if as_made else [_filled(new_cell(cell.cell_type, ""), cell)]
    return [*written_into, from_dict(original)]


def _filled(empty: NotebookNode, cell: NotebookNode) -> NotebookNode:
    """A cell with the text and the pictures of another."""
    empty.source = cell.source
    if empty.cell_type == "markdown" and "attachments" in cell:
        empty.attachments = cell.attachments
    return empty


def _put_setup_first(
    cells: list[NotebookNode], own: dict[str, NotebookNode], master: Master
) -> None:
    """Where it has slipped below an answer, nothing was there to compute from."""
    setup = own.get(master.lesson.given.setup)
    answers = [own[step.name] for step in master.lesson.steps if step.name in own]
    if setup and answers:
        first, place = min(_place(cells, one) for one in answers), _place(cells, setup)
        if place > first:
            cells.insert(first, cells.pop(place))


def _put_in_order(cells: list[NotebookNode], master: Master) -> None:
    """Add each cell that is missing after its predecessor, move there what is locked and early.

    Without its grade cell, nobody knows how far an answer goes: its step is read once more after
    the student's own cells below that set its variables.
    """
    own = {grade_id(cell): cell for cell in cells}
    steps = {step.marker: step for step in master.lesson.steps if step.name in own}
    _put_setup_first(cells, own, master)
    after = -1
    for name, original in master.cells.items():
        is_locked = original.metadata.nbgrader.get("locked")
        if name not in own:
            own[name] = from_dict(original) if is_locked else master.as_released(name)
            if name in steps:
                _read_below(cells[after + 1 :], steps[name], master)
            cells.insert(after + 1, own[name])
        elif is_locked and (early := _place(cells, own[name])) < after:
            cells.insert(after, cells.pop(early))
        after = _place(cells, own[name])


def _read_below(cells: Iterable[NotebookNode], step: Step, master: Master) -> None:
    """Make the student's own cells that go on with the answer, or try it again, copies of it."""
    names = [part.variable for part in step.parts]
    for cell in takewhile(lambda one: _is_own(one, master), cells):
        if cell.cell_type == "code" and is_set(cell.source, *names):
            cell.metadata = NotebookNode({OURS: {COPY_OF: step.name}})


def _is_own(cell: NotebookNode, master: Master) -> bool:
    """Whether the student has added it."""
    return not grade_id(cell) and not master.handed_out(cell)
