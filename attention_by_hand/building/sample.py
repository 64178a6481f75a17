"""The sample class: small texts in `examples/`, rendered into notebooks as students hand in.

A text starts with a line that describes the student, and holds one part for each cell:

    # %% mean                the answer in the cell `mean`
    # %% after mean          a cell of the student's own, after the cell `mean`
    # %% copy mean           a copy of the cell `mean` after its grade cell, id and all
    # %% delete mean-check   the cell is gone

`# like student-01` in the first lines starts from that student's answers.
"""

import re
from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from attention_by_hand.building.cells import grade_id

PART = re.compile(r"^# %% (.+)$", re.MULTILINE)
LIKE = re.compile(r"^# like (\S+)$", re.MULTILINE)


def hand_in(examples: Path, release: Path, submitted: Path) -> list[str]:
    """Render every example into `submitted/<student>/…`; the students' ids.

    `release` is the released notebook, whose name is the assignment's.
    """
    released = nbformat.read(release, as_version=4)
    students = sorted(path.stem for path in examples.glob("*.py"))
    for student in students:
        folder = submitted / student / release.stem
        folder.mkdir(parents=True)
        nbformat.write(render(examples / f"{student}.py", released), folder / release.name)
    return students


def render(example: Path, released: NotebookNode) -> NotebookNode:
    """The released notebook, filled in as the example says."""
    notebook = deepcopy(released)
    for directive, text in _parts(example):
        _fill_in(notebook, directive.split(), text)
    return notebook


def _parts(example: Path) -> list[tuple[str, str]]:
    head, *pairs = PART.split(example.read_text(encoding="utf-8"))
    like = LIKE.search(head)
    start = _parts(example.with_stem(like[1])) if like else []
    return start + [
        (name, text.strip("\n")) for name, text in zip(pairs[::2], pairs[1::2], strict=True)
    ]


def _fill_in(notebook: NotebookNode, directive: list[str], text: str) -> None:
    action, name = directive if len(directive) == 2 else ("answer", directive[0])
    places = {grade_id(cell): place for place, cell in enumerate(notebook.cells)}
    if name not in places:
        raise ValueError(f"an example names the cell `{name}`, which the release has not")
    cell = notebook.cells[places[name]]
    if action == "answer":
        cell.source = text if cell.cell_type == "code" else re.sub("^# ?", "", text, flags=re.M)
    elif action == "after":
        notebook.cells.insert(places[name] + 1, new_code_cell(text))
    elif action == "copy":
        copied = deepcopy(cell) if not text else {**deepcopy(cell), "source": text}
        notebook.cells.insert(
            places[f"{name}-test"] + 1, nbformat.from_dict({**copied, "id": f"{name}-copy"})
        )
    elif action == "delete":
        del notebook.cells[places[name]]
    else:
        raise ValueError(f"an example says {action!r}, which means nothing")
