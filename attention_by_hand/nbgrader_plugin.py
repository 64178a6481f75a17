"""What nbgrader calls, set in `nbgrader_config.py`: read, repair, run and judge, save.

It works from the command line, from nbgrader's Python API and from Formgrader alike.
"""

import atexit
import glob
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution
from traitlets import Bool, Dict

from attention_by_hand import Problem
from attention_by_hand.grading import Graded, run_grade_cells
from attention_by_hand.master import ASSIGNMENT, BadMaster, Master, grade_id, read_master
from attention_by_hand.repair import COPY_OF, OURS, repair
from attention_by_hand.sandbox import Cell, Limits, Sandbox, SandboxMissing, Stop
from attention_by_hand.stamp import Stamp
from attention_by_hand.steps import STEPS
from attention_by_hand.submission import Evidence, Submission, gather, marker

Resources = dict[str, Any]
MOST_FILES = 1000
LARGEST_NOTEBOOK = 64 << 20  # bytes: pictures and animations in outputs may take some
UNPROTECTED = (
    "these submissions ran WITHOUT a sandbox: their code could read and change whatever you can. "
    "Take `c.RunAndJudge.isolated = False` out of nbgrader_config.py."
)
SHOWN_ONLY = {"explorer"}  # a widget for the student's eyes: nothing to run, nothing to grade


class CannotGrade(Problem):
    """A submission that holds nothing to grade; the message is one sentence."""


class Refused(NbGraderException, Problem):  # type: ignore[misc]
    """Nothing can be graded here at all; the message says why."""


class SubmissionExporter(NotebookExporter):  # type: ignore[misc]
    """Reads what was handed in, whatever an editor did to its encoding.

    nbgrader makes it before it touches any submission, so this is where grading is refused
    when there is no sandbox, and where links and devices are taken out of its sight.
    """

    def __init__(self, **settings: Any) -> None:
        """Refused when student code cannot be isolated."""
        super().__init__(**settings)
        converter = self.parent
        try:
            RunAndJudge(parent=self).sandbox()
        except (SandboxMissing, TypeError) as error:
            converter.log.error(str(error))
            raise Refused(str(error)) from None
        if not RunAndJudge(parent=self).isolated:
            converter.log.warning(UNPROTECTED)
        unsafe = [name for folder in converter.assignments for name in unsafe_files(folder)]
        converter.coursedir.ignore = [*converter.coursedir.ignore, *map(glob.escape, unsafe)]

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> Any:
        """Convert the notebook in this file; CannotGrade when there is none in it."""
        path, course = Path(filename), self.parent.coursedir
        if path.parent == submitted_folder(course, resources["nbgrader"]["student"]):
            # Before it is read: whatever changes from here on makes the grade stale.
            self.stamp = stamp_of(course, resources["nbgrader"]["student"])
        return self.from_notebook_node(read_submission(path), resources, **kw)


def submitted_folder(course: CourseDirectory, student: str) -> Path:
    """Where this student's files were handed in."""
    return Path(course.format_path(course.submitted_directory, student, ASSIGNMENT))


def stamp_of(course: CourseDirectory, student: str) -> Stamp:
    """What a grade of this student would be made from now."""
    source = Path(course.format_path(course.source_directory, ".", ASSIGNMENT))
    settings = Path(course.root) / "nbgrader_config.py"
    return Stamp.of(submitted_folder(course, student), source, settings)


def unsafe_files(folder: str) -> Iterator[str]:
    """Links, devices and the like in what was handed in: nbgrader would copy what they show."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if not stat.S_ISREG(os.lstat(path).st_mode):
                yield path


def read_submission(path: Path) -> NotebookNode:
    """The notebook in the file, cells unchecked; CannotGrade says what it is instead."""
    if path.is_symlink() or not path.is_file():
        raise CannotGrade(f"{path.name} is a link or a device, not a file")
    if path.stat().st_size > LARGEST_NOTEBOOK:
        raise CannotGrade(
            f"{path.name} is larger than {LARGEST_NOTEBOOK >> 20} MB: clear its outputs"
        )
    text = _decode(path.read_bytes(), path.name)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise CannotGrade(f"{path.name} is not a notebook: it holds no JSON") from None
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise CannotGrade(f"{path.name} is not a notebook: it has no cells")
    return from_dict({**new_notebook(), **content, "cells": list(map(_one_text, content["cells"]))})


def _one_text(cell: Any) -> Any:
    """The cell with its lines joined, as nbformat does when it reads a file."""
    lines = cell.get("source") if isinstance(cell, dict) else None
    return {**cell, "source": "".join(map(str, lines))} if isinstance(lines, list) else cell


def _decode(content: bytes, name: str) -> str:
    if not content.strip():
        raise CannotGrade(f"{name} is empty")
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise CannotGrade(f"{name} is not a notebook: it is not text") from None


class _OurPreprocessor(NbGraderPreprocessor):  # type: ignore[misc]
    """Knows the course directory, which nbconvert's exporter holds."""

    def _folder(self, step: str, resources: Resources) -> Path:
        course, known = self.parent.parent.coursedir, resources["nbgrader"]
        student = known["student"] if step != course.source_directory else "."
        return Path(course.format_path(step, student, known["assignment"]))

    def _master(self, resources: Resources) -> Master:
        course, name = self.parent.parent.coursedir, resources["nbgrader"]["notebook"]
        return read_master(self._folder(course.source_directory, resources) / f"{name}.ipynb")


class Repair(_OurPreprocessor):
    """Mends honest accidents before nbgrader sees the notebook."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """The notebook with every cell of the master once; CannotGrade when it has none."""
        master = self._master(resources)
        if not any(grade_id(cell) in master.cells for cell in nb.cells if isinstance(cell, dict)):
            name = resources["nbgrader"]["notebook"]
            raise CannotGrade(
                f"{name}.ipynb is another notebook: no cell of the released one is in it"
            )
        return repair(nb, master), resources


class RunAndJudge(_OurPreprocessor):
    """Runs the notebook in the sandbox, then the grade cells in this process."""

    limits = Dict(help="Bounds for one run, by name: see sandbox/limits.py.").tag(config=True)
    isolated = Bool(True, help="False runs student code WITHOUT a sandbox.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """The notebook with outputs, and with points and messages in its grade cells."""
        master = self._master(resources)
        course = self.parent.parent.coursedir
        folder = self._folder(course.submitted_directory, resources)
        files = read_files(folder, self.sandbox().limits.submitted_bytes)
        submission = to_submission(nb, master, files)
        evidence = gather(submission, master.cases, self.sandbox())
        show_outputs(nb, evidence)
        show_verdicts(nb, master, evidence)
        nb.metadata[OURS] = {
            "stamp": self.parent.stamp.as_metadata(),
            "stops": list(map(asdict, all_stops(evidence))),
            "unprotected": not self.isolated,
        }
        return nb, resources

    def sandbox(self) -> Sandbox:
        """This process's sandbox, within the limits of the configuration."""
        return _sandbox(os.getpid(), Limits(**self.limits), self.isolated, self._familiar())

    def _familiar(self) -> tuple[str, ...]:
        course = self.parent.parent.coursedir
        folder = Path(course.format_path(course.source_directory, ".", ASSIGNMENT))
        try:
            return read_master(folder / f"{ASSIGNMENT}.ipynb").given
        except BadMaster:  # which each submission is told, in its turn
            return ()


@lru_cache(maxsize=1)
def _sandbox(_process: int, limits: Limits, isolated: bool, familiar: tuple[str, ...]) -> Sandbox:
    """One sandbox a process, kept warm from submission to submission."""
    _close_sandbox()  # that of an older configuration
    sandbox = Sandbox(limits, isolated=isolated, familiar=familiar)
    sandbox.run([Cell("", "")], {}, {})  # SandboxMissing now, not in the middle of a class
    _opened.append(sandbox)
    return sandbox


_opened: list[Sandbox] = []


@atexit.register
def _close_sandbox() -> None:
    while _opened:
        _opened.pop().close()


def read_files(folder: Path, most: int) -> dict[str, bytes]:
    """The student's own data files, as long as they fit: no links, no notebooks."""
    files: dict[str, bytes] = {}
    for path in sorted(islice(folder.rglob("*"), MOST_FILES)):
        is_own = path.is_file() and not path.is_symlink() and path.suffix != ".ipynb"
        if is_own and path.stat().st_size <= most:
            most -= path.stat().st_size
            files[str(path.relative_to(folder))] = path.read_bytes()
    return files


def to_submission(nb: NotebookNode, master: Master, files: Mapping[str, bytes]) -> Submission:
    """The code cells; grade cells only mark where a step is read."""
    not_run = {marker(step) for step in STEPS} | SHOWN_ONLY
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    copies: dict[str, tuple[str, ...]] = {}
    for cell in code:
        if name := cell.metadata.get(OURS, {}).get(COPY_OF):
            copies[name] = (*copies.get(name, ()), cell.id)
    cells = tuple(Cell(cell.id, "" if cell.id in not_run else cell.source) for cell in code)
    written = "\n".join(cell.source for cell in code if not master.handed_out(cell))
    return Submission(cells, master.setup.source, written, copies, files)


def show_outputs(nb: NotebookNode, evidence: Evidence) -> None:
    """What the cells of the first run printed, drew or raised."""
    reasons = {stop.cell: stop.reason for stop in evidence.stops}
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=1):
        cell.execution_count = number
        cell.outputs = [from_dict(output) for output in evidence.outputs.get(cell.id, ())]
        if cell.id in reasons:
            cell.outputs = [new_output("stream", name="stderr", text=reasons[cell.id] + "\n")]


def all_stops(evidence: Evidence) -> tuple[Stop, ...]:
    """Every limit that a run hit, with the handout's vectors and with others."""
    return (*evidence.stops, *filter(None, [evidence.other_stop]))


def show_verdicts(nb: NotebookNode, master: Master, evidence: Evidence) -> None:
    """Put what the grade cells printed and returned into the notebook."""
    cells = {cell.id: cell for cell in nb.cells}
    for graded in run_grade_cells(master, evidence):
        cell = cells[graded.cell]
        cell.outputs = list(_shown(graded, cell.execution_count))
        cell.metadata[OURS] = {"verdict": asdict(graded.verdict)}


def _shown(graded: Graded, count: int) -> Iterator[NotebookNode]:
    if graded.printed:
        yield new_output("stream", name="stdout", text=graded.printed)
    if graded.result is not None:
        text = f"{graded.result:g}" if isinstance(graded.result, float) else repr(graded.result)
        yield new_output("execute_result", data={"text/plain": text}, execution_count=count)


class SaveGrades(_OurPreprocessor):
    """Puts points and messages into the gradebook, all at once or not at all."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """By nbgrader's rules; what a person entered stays."""
        known = resources["nbgrader"]
        verdicts = [cell.metadata.get(OURS, {}).get("verdict") for cell in nb.cells]
        said = {verdict["step"]: verdict["message"] for verdict in verdicts if verdict}
        with Gradebook(known["db_url"]) as gradebook:
            where = (known["notebook"], known["assignment"], known["student"])
            saved = gradebook.find_submission_notebook(*where)
            grades = {grade.name: grade for grade in saved.grades}
            comments = {comment.name: comment for comment in saved.comments}
            for cell in nb.cells:
                if is_grade(cell):
                    _save_score(grades[grade_id(cell)], cell)
                if is_solution(cell):
                    comments[grade_id(cell)].auto_comment = said.get(grade_id(cell), _none(cell))
            gradebook.db.commit()
        return nb, resources


def _none(cell: NotebookNode) -> str | None:
    """nbgrader's own comment on an answer that was left as released."""
    return "No response." if cell.metadata.nbgrader["checksum"] == compute_checksum(cell) else None


def _save_score(grade: Any, cell: NotebookNode) -> None:
    grade.auto_score, _ = determine_grade(cell)
    grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
