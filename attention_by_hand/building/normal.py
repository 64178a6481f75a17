"""The door: a notebook from a student, in a form that all later code relies on.

Every cell is a dictionary with a known type, text that can be written as UTF-8, no outputs, and of
its metadata nothing but nbgrader's id. Sizes are bounded here. A cell that holds too much is left
out, with a sentence in its place; everything else is graded.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nbformat import NotebookNode, from_dict

from attention_by_hand import Problem
from attention_by_hand.building.cells import grade_id

CELLS = 1000  # in a notebook
CELL_LETTERS = 40_000  # in a code cell: all that the notebook comes with, and as much again
CODE_LETTERS = 300_000  # in all code cells together
WORDS_LETTERS = 5_000_000  # in another cell: a picture may be written out in it
ID_LETTERS = 100
PICTURES = {"image/png", "image/jpeg", "image/gif"}

KINDS: Mapping[str, dict[str, Any]] = {
    "code": {"outputs": [], "execution_count": None},
    "markdown": {},
    "raw": {},
}


class CannotGrade(Problem):
    """A submission that holds nothing to grade; the message is one sentence."""


def normalise(content: Mapping[str, Any]) -> NotebookNode:
    """The notebook in normal form; CannotGrade when it has no cells, or too many."""
    cells = content.get("cells")
    if not isinstance(cells, list):
        raise CannotGrade("it has no cells")
    if len(cells) > CELLS:
        raise CannotGrade(f"it has {len(cells)} cells, and at most {CELLS} are graded")
    normal = list(_bounded(map(normal_cell, _dicts(cells))))
    for number, cell in enumerate(normal, start=1):
        cell["id"] = f"cell-{number}"
    return notebook_of(normal, {})


def notebook_of(cells: list[NotebookNode], metadata: dict[str, Any]) -> NotebookNode:
    """A notebook of these cells. It is checked where it is written, and not here."""
    form = {"nbformat": 4, "nbformat_minor": 5}
    return NotebookNode({"metadata": from_dict(metadata), **form, "cells": cells})


def normal_cell(cell: Mapping[str, Any]) -> NotebookNode:
    """A cell with its type, its text, its pictures and its id, and nothing else."""
    kind = cell.get("cell_type")
    source = re.sub(r"\r\n?", "\n", _text(cell.get("source")))  # as Python reads it
    clean = new_cell(kind if isinstance(kind, str) else "raw", source)
    if clean.cell_type == "markdown" and (pictures := _pictures(cell.get("attachments"))):
        clean["attachments"] = pictures
    if name := grade_id(cell):
        clean.metadata["nbgrader"] = {"grade_id": _text(name[:ID_LETTERS])}
    return clean


def new_cell(kind: str, source: str) -> NotebookNode:
    """A cell of this kind, or a raw one; its id comes with its place in the notebook."""
    kind = kind if kind in KINDS else "raw"
    return from_dict({"cell_type": kind, "metadata": {}, "source": source, **KINDS[kind]})


def _bounded(cells: Iterable[NotebookNode]) -> Iterator[NotebookNode]:
    """The cells, without the text of those that hold too much."""
    left = CODE_LETTERS
    for cell in cells:
        length, is_code = len(cell.source), cell.cell_type == "code"
        most = min(CELL_LETTERS, left) if is_code else WORDS_LETTERS
        left -= length if is_code and length <= most else 0
        if length > most:
            cell.source = f"# Left out: this cell has {length} letters, and {most} are read here."
        yield cell


def _dicts(cells: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    return (cell for cell in cells if isinstance(cell, Mapping))


def _text(source: Any) -> str:
    """Text, or the lines of a list joined as nbformat does it, without lone surrogates."""
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source.encode(errors="replace").decode() if isinstance(source, str) else ""


def _pictures(attachments: Any) -> dict[str, dict[str, str]]:
    """Photos and drawings that were pasted into an answer."""
    entries = attachments.items() if isinstance(attachments, Mapping) else ()
    return {
        _text(name): {_text(kind): _text(data) for kind, data in bundle.items()}
        for name, bundle in entries
        if isinstance(bundle, Mapping) and bundle and set(bundle) <= PICTURES
    }
