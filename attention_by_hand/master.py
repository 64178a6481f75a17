"""The source notebook as the grader reads it: its cells, its vectors, its grade calls."""

import re
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, from_dict
from nbgrader.utils import compute_checksum

from attention_by_hand import Problem
from attention_by_hand.cases import Case, handout_case, other_cases

ASSIGNMENT = "self_attention"
REGION = re.compile(r"^[ \t]*### BEGIN (?:SOLUTION|HIDDEN TESTS).*?### END [A-Z ]+\n?", re.M | re.S)


class BadMaster(Problem):
    """The source notebook does not work with this grader; the message says where."""


@dataclass(frozen=True)
class Master:
    """A source notebook, with solutions and hidden tests."""

    notebook: NotebookNode

    @cached_property
    def cells(self) -> Mapping[str, NotebookNode]:
        """The cells with a grade_id, in the order of the notebook."""
        return {grade_id(cell): cell for cell in self.notebook.cells if grade_id(cell)}

    @cached_property
    def points(self) -> Mapping[str, float]:
        """What each graded cell is worth."""
        entries = {name: cell.metadata.nbgrader for name, cell in self.cells.items()}
        return {name: float(entry["points"]) for name, entry in entries.items() if entry["grade"]}

    @cached_property
    def given(self) -> tuple[str, ...]:
        """What students got in the code cells that they may not change."""
        return tuple(
            self.released(name)
            for name, cell in self.cells.items()
            if cell.cell_type == "code" and cell.metadata.nbgrader["locked"]
        )

    @cached_property
    def setup(self) -> NotebookNode:
        """The cell that defines tokens, query, keys and values."""
        if "setup" not in self.cells:
            raise BadMaster("the source notebook has no cell `setup` that defines the vectors")
        return self.cells["setup"]

    @cached_property
    def variables(self) -> Mapping[str, Any]:
        """What the setup cell defines."""
        namespace: dict[str, Any] = {}
        with redirect_stdout(StringIO()):
            exec(compile(self.setup.source, "setup", "exec"), namespace)
        return namespace

    @cached_property
    def tokens(self) -> Sequence[str]:
        """What the setup cell calls `tokens`; BadMaster when that is no list."""
        tokens = self.variables.get("tokens")
        if not isinstance(tokens, list):
            raise BadMaster("the setup cell defines no list `tokens`")
        return tokens

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The handout's vectors, then the others that a submission is run with."""
        handout = handout_case(self.variables)
        return (handout, *other_cases(handout))

    def released(self, name: str) -> str:
        """The cell's text as students get it: without solutions and hidden tests."""
        return REGION.sub("", self.cells[name].source).rstrip()

    def as_released(self, name: str) -> NotebookNode:
        """A copy of the cell with that text, by whose checksum nbgrader knows it unanswered."""
        return from_dict(self._as_released[name])

    @cached_property
    def _as_released(self) -> Mapping[str, NotebookNode]:
        cells = {name: from_dict(cell) for name, cell in self.cells.items()}
        for name, cell in cells.items():
            cell.source = self.released(name)
            cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
        return cells

    def handed_out(self, cell: NotebookNode) -> bool:
        """Whether a cell of a repaired notebook is one that every student has."""
        if not grade_id(cell):
            return cell.source in self._unnamed
        is_locked = self.cells[grade_id(cell)].metadata.nbgrader.get("locked")
        return bool(is_locked) or self.is_untouched(cell)

    @cached_property
    def _unnamed(self) -> set[str]:
        return {cell.source for cell in self.notebook.cells if not grade_id(cell)}

    def is_untouched(self, cell: NotebookNode) -> bool:
        """Whether a submitted cell reads as it was released, blank lines aside."""
        return _lines(cell.source) == _lines(self._as_released[grade_id(cell)].source)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


@lru_cache(maxsize=4)
def _read(path: Path, _modified: int) -> Master:
    try:
        return Master(nbformat.read(path, as_version=4))
    except (ValueError, nbformat.reader.NotJSONError) as error:
        raise BadMaster(f"{path.name} in source/ is not a notebook: {error}") from None


def read_master(path: Path) -> Master:
    """The source notebook at `path`, read again only when the file has changed."""
    if not path.is_file():
        raise BadMaster(f"there is no {path}: run `attention-by-hand build` first")
    return _read(path, path.stat().st_mtime_ns)


def grade_id(cell: Mapping[str, Any]) -> str:
    """The cell's nbgrader id, or "" where it has none."""
    entry = cell.get("metadata", {}).get("nbgrader")
    name = entry.get("grade_id") if isinstance(entry, Mapping) else None
    return name if isinstance(name, str) else ""
