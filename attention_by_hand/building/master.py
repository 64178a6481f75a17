"""The source notebook as the grader reads it: its cells, its numbers, its written-out values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode, from_dict
from nbgrader.utils import compute_checksum

from attention_by_hand.building import grade_cells
from attention_by_hand.building.cells import grade_id, points_in
from attention_by_hand.building.misfit import BadMaster, Misfit
from attention_by_hand.building.setup import defined
from attention_by_hand.judging.cases import cases_of, notebook_case
from attention_by_hand.judging.parting import marks_inside
from attention_by_hand.lesson import Case, Lesson, find_lesson
from attention_by_hand.sandbox.values import Value

REGION = re.compile(r"^[ \t]*### BEGIN (?:SOLUTION|HIDDEN TESTS).*?### END [A-Z ]+\n?", re.M | re.S)


@dataclass(frozen=True)
class Master:
    """A source notebook, with solutions and hidden tests, and its lesson.

    `here_only_files` are those beside it that are there with the notebook's numbers alone.
    """

    notebook: NotebookNode
    lesson: Lesson
    here_only_files: tuple[bytes, ...] = ()

    @cached_property
    def cells(self) -> Mapping[str, NotebookNode]:
        """The cells with a grade_id, in the order of the notebook."""
        return {grade_id(cell): cell for cell in self.notebook.cells if grade_id(cell)}

    @cached_property
    def points(self) -> Mapping[str, float]:
        """What each graded cell is worth."""
        return points_in(self.notebook.cells)

    @cached_property
    def given(self) -> tuple[str, ...]:
        """What students got in the code cells that they may not change, but for `here_only`."""
        return tuple(
            self.released(name)
            for name, cell in self.cells.items()
            if cell.cell_type == "code"
            and cell.metadata.nbgrader["locked"]
            and name not in self.lesson.here_only
        )

    @cached_property
    def here_only_marks(self) -> frozenset[int]:
        """By which the functions and classes of `here_only_files` are known elsewhere."""
        texts = (one.decode(errors="replace") for one in self.here_only_files)
        return frozenset[int]().union(*map(marks_inside, texts))

    @cached_property
    def setup(self) -> NotebookNode:
        """The cell that defines the given variables."""
        name = self.lesson.given.setup
        if name not in self.cells:
            raise BadMaster(f"the source notebook has no cell `{name}`, which defines the numbers")
        return self.cells[name]

    @cached_property
    def variables(self) -> Mapping[str, Value]:
        """What the setup cell defines of what is given, as plain data."""
        return defined(self.setup.source, self.lesson.given)

    @cached_property
    def given_values(self) -> Mapping[str, Value]:
        """The given variables as the setup cell defines them, as plain data."""
        return {name: self.variables[name] for name in self.lesson.given.names}

    @cached_property
    def notebook_case(self) -> Case:
        """The notebook's own numbers."""
        return notebook_case(self.lesson, self.variables)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The notebook's own numbers, then the others that a submission is run with."""
        return self.cases_with(self.lesson.given.seed)

    def cases_with(self, seed: int) -> tuple[Case, ...]:
        """The same, with other numbers drawn from another seed."""
        if seed not in self._by_seed:
            given = replace(self.lesson.given, seed=seed)
            self._by_seed[seed] = cases_of(replace(self.lesson, given=given), self.variables)
        return self._by_seed[seed]

    @cached_property
    def _by_seed(self) -> dict[int, tuple[Case, ...]]:
        return {}

    @cached_property
    def wrong_points(self) -> tuple[Misfit, ...]:
        """Where the notebook and the lesson have other cells, or other points."""
        return tuple(self._wrong_points())

    def _wrong_points(self) -> Iterator[Misfit]:
        worth = {step.marker: step.points for step in self.lesson.steps}
        worth |= {prose.name: prose.points for prose in self.lesson.prose}
        for name, points in worth.items():
            if name not in self.points:
                yield Misfit("", f"there is no cell `{name}`, and the lesson has one")
            elif self.points[name] != points:
                here = f"{self.points[name]:g} points"
                yield Misfit(name, f"it has {here}, in the lesson {points:g}")
        for name in self.points.keys() - worth.keys():
            if self.points[name]:
                yield Misfit(name, "it has points, and the lesson does not know it")

    @cached_property
    def wrong_values(self) -> tuple[Misfit, ...]:
        """Where a grade cell writes out other values than the reference computes."""
        return tuple(self._wrong_values())

    def _wrong_values(self) -> Iterator[Misfit]:
        for step in self.lesson.steps:
            if cell := self.cells.get(step.marker):
                for problem in grade_cells.problems(step, cell.source, self.notebook_case):
                    yield Misfit(step.marker, problem)

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

    def is_untouched(self, cell: NotebookNode, name: str = "") -> bool:
        """Whether a submitted cell, or a copy of `name`, reads as released, blank lines aside."""
        return lines_of(cell.source) == self.released_lines[name or grade_id(cell)]

    @cached_property
    def released_lines(self) -> Mapping[str, tuple[str, ...]]:
        """What tells each released cell from others."""
        return {name: lines_of(cell.source) for name, cell in self._as_released.items()}


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a cell's text, without blank ones and what cannot be seen."""
    return tuple(line.rstrip() for line in text.splitlines() if line.strip())


@lru_cache(maxsize=4)
def _read(path: Path, assignment: str, _modified: int) -> Master:
    try:
        notebook = nbformat.read(path, as_version=4)
    except (ValueError, nbformat.reader.NotJSONError) as error:
        raise BadMaster(f"{path.name} in source/ is not a notebook: {error}") from None
    lesson = find_lesson(assignment)
    files = (path.with_name(name) for name in lesson.extras.keys() & lesson.here_only)
    master = Master(notebook, lesson, tuple(one.read_bytes() for one in files if one.is_file()))
    if misfits := (*master.wrong_points, *master.wrong_values):
        raise BadMaster(f"{path}: {'; '.join(map(str, misfits))}. Run `attention-by-hand build`")
    return master


def read_master(path: Path, assignment: str) -> Master:
    """The source notebook at `path`, read again only when the file has changed.

    BadMaster when it and its lesson do not fit together.
    """
    if not path.is_file():
        raise BadMaster(f"there is no {path}: run `attention-by-hand build` first")
    return _read(path, assignment, path.stat().st_mtime_ns)
