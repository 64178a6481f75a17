"""What nbgrader calls, set in `nbgrader_config.py`: read, repair, run and judge, save.

It works from the command line, from nbgrader's Python API and from Formgrader alike.
"""

import glob
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode, v4
from nbgrader.api import BaseCell, Gradebook
from nbgrader.preprocessors import AssignLatePenalties, LimitOutput, NbGraderPreprocessor
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution
from traitlets import Bool, Dict, Enum, Int

from attention_by_hand import Problem
from attention_by_hand.building.cells import KERNEL, OURS, grade_id
from attention_by_hand.building.exporting import LessonExporter, Resources
from attention_by_hand.building.master import Master, read_master
from attention_by_hand.building.misfit import BadMaster
from attention_by_hand.building.normal import CannotGrade
from attention_by_hand.building.repair import recognised, repair
from attention_by_hand.building.submission import to_submission
from attention_by_hand.course import notebook
from attention_by_hand.course.directory import UNPROTECTED, stamp_of
from attention_by_hand.course.intake import (
    Refused,
    read_files,
    read_submission,
    unsafe_files,
)
from attention_by_hand.course.records import Earlier
from attention_by_hand.course.warm import Wanted, keeper
from attention_by_hand.judging.running import gather
from attention_by_hand.lesson import find_lesson, lesson_files
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.kinds import OPEN, SAID, STRONGEST_FIRST, SandboxMissing
from attention_by_hand.sandbox.limits import Limits

BEING_COMPILED = "*.pyc*"  # files that are there one moment and gone the next


class SubmissionExporter(LessonExporter, NotebookExporter):  # type: ignore[misc]
    """Reads what was handed in, whatever an editor did to its encoding.

    nbgrader makes it before it touches any submission, so this is where grading is refused
    when there is no sandbox, and where links and devices are taken out of its sight.
    """

    converter, stock = "Autograde", NotebookExporter

    @property
    def own(self) -> Iterator[Any]:
        """Repaired first; then run in the sandbox, judged and saved."""
        converter = self.parent
        repairing = (Repair,) if converter._sanitizing else ()
        grading = GRADE if not repairing or getattr(converter, "at_once", False) else ()
        for kind in (*repairing, *grading):
            yield kind(parent=self)

    def __init__(self, **settings: Any) -> None:
        """Refused when student code cannot be isolated."""
        super().__init__(**settings)
        converter = self.parent
        try:
            kind = RunAndJudge(parent=self).start(converter.coursedir.assignment_id).kind
        except (SandboxMissing, TypeError, Problem) as error:
            converter.log.error(str(error))
            raise Refused(str(error)) from None
        if kind == OPEN:
            converter.log.warning(UNPROTECTED)
        converter.log.info(SAID[kind])
        self.earlier = dict(self._earlier())
        unsafe = [name for folder in converter.assignments for name in unsafe_files(folder)]
        ignore = converter.coursedir.ignore
        converter.coursedir.ignore = [*ignore, BEING_COMPILED, *map(glob.escape, unsafe)]

    def _earlier(self) -> Iterator[tuple[str, Earlier]]:
        """By student, what the grades were made from: nbgrader removes it before it grades."""
        course = self.parent.coursedir
        names = "(.*)", re.escape(course.assignment_id)
        pattern = course.format_path(course.submitted_directory, *names, escape=True)
        for folder in self.parent.assignments:
            if found := re.fullmatch(pattern, folder):
                where = found[1], course.assignment_id
                graded = Path(course.format_path(course.autograded_directory, *where))
                yield found[1], Earlier.read(graded / f"{course.assignment_id}.ipynb")

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> Any:
        """Convert the notebook in this file; CannotGrade when it holds none."""
        path, course, known = Path(filename), self.parent.coursedir, resources["nbgrader"]
        who = known["student"], known["assignment"]
        if path.parent == Path(course.format_path(course.submitted_directory, *who)):
            # Before the file is read: whatever changes from here on makes the grade stale.
            stamp = stamp_of(course, known["assignment"], known["student"])
            resources[OURS] = {"stamp": stamp.as_metadata()}
            return self.from_notebook_node(read_submission(path), resources, **kw)
        return self.from_notebook_node(v4.reads(path.read_text("utf-8")), resources, **kw)

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **_kw: Any) -> Any:
        """As nbconvert's, but for a copy of what was just read, and with a line for each cell.

        To indent everything would take ten times as long.
        """
        nb, resources = self._preprocess(nb, self._init_resources(resources))
        rest = {name: entry for name, entry in nb.items() if name != "cells"}
        cells = ",\n".join(map(_as_json, nb.cells))
        return f'{{"cells": [\n{cells}\n],\n{_as_json(rest)[1:]}\n', resources


def _as_json(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False, sort_keys=True)


class _OurPreprocessor(NbGraderPreprocessor):  # type: ignore[misc]
    """Knows the course directory, which nbconvert's exporter holds."""

    def _folder(self, step: str, resources: Resources) -> Path:
        course, known = self.parent.parent.coursedir, resources["nbgrader"]
        student = known["student"] if step != course.source_directory else "."
        return Path(course.format_path(step, student, known["assignment"]))

    def _master(self, resources: Resources) -> Master:
        course, known = self.parent.parent.coursedir, resources["nbgrader"]
        folder = self._folder(course.source_directory, resources)
        return read_master(folder / f"{known['notebook']}.ipynb", known["assignment"])


class Repair(_OurPreprocessor):
    """Mends honest accidents before nbgrader sees the notebook."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """The notebook with every cell of the master once; CannotGrade when it has none."""
        master = self._master(resources)
        if not any(map(grade_id, recognised(nb, master))):
            name = resources["nbgrader"]["notebook"]
            raise CannotGrade(
                f"{name}.ipynb is another notebook: no cell of the released one is in it"
            )
        repaired = repair(nb, master)
        repaired.metadata[OURS] = resources[OURS]
        repaired.metadata["kernelspec"] = NotebookNode(KERNEL)
        return repaired, resources


class RunAndJudge(_OurPreprocessor):
    """Runs the notebook in the sandbox, and judges in this process."""

    limits = Dict(help="Bounds for one run, by name: see sandbox/limits.py.").tag(config=True)
    seed = Int(None, allow_none=True, help="Draws other numbers than the lesson's own seed.").tag(
        config=True
    )
    isolated = Bool(True, help="False runs student code WITHOUT a sandbox.").tag(config=True)
    sandbox = Enum(
        STRONGEST_FIRST,
        None,
        allow_none=True,
        help="Insists on one; else the strongest that works.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """The notebook with outputs, and with points and messages in its grade cells."""
        master = self._master(resources)
        sandbox = self.start(master.lesson.name)
        folder = self._folder(self.parent.parent.coursedir.submitted_directory, resources)
        files = read_files(folder, sandbox.limits.submitted_bytes)
        submission = to_submission(nb, master, files)
        seed = master.lesson.given.seed if self.seed is None else self.seed
        evidence = gather(master.lesson, submission, master.cases_with(seed), sandbox)
        notebook.show_outputs(nb, evidence)
        notebook.show_verdicts(nb, master.lesson, evidence)
        notebook.hide_tests(nb, master)
        notebook.note(nb, evidence, sandbox.kind)
        return nb, resources

    def start(self, assignment: str) -> Sandbox:
        """This process's sandbox, within the limits of the configuration."""
        lesson = find_lesson(assignment)
        limits = Limits(**self.limits)
        familiar = self._familiar(assignment)
        secrets = (Path(self._course.root), *lesson_files(assignment))
        modules = lesson.libraries, lesson.also
        kind = self.sandbox if self.isolated else OPEN
        return keeper.get(Wanted(limits, kind, familiar, *modules, secrets))

    @property
    def _course(self) -> Any:
        return self.parent.parent.coursedir

    def _familiar(self, assignment: str) -> tuple[str, ...]:
        course = self._course
        folder = Path(course.format_path(course.source_directory, ".", assignment))
        try:
            return read_master(folder / f"{assignment}.ipynb", assignment).given
        except BadMaster:  # which each submission is told, in its turn
            return ()


class SaveGrades(_OurPreprocessor):
    """Puts points and messages into the gradebook, all at once or not at all."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """By nbgrader's rules; what a person entered stays."""
        known = resources["nbgrader"]
        verdicts = [cell.metadata.get(OURS, {}).get("verdict") for cell in nb.cells]
        said = {verdict["step"]: verdict["message"] for verdict in verdicts if verdict}
        is_as_before = self._is_as_before(nb, known["student"])
        with Gradebook(known["db_url"]) as gradebook:
            where = (known["notebook"], known["assignment"], known["student"])
            saved = gradebook.find_submission_notebook(*where)
            cells = gradebook.db.query(BaseCell.id, BaseCell.name)
            names = dict(iter(cells.filter_by(notebook_id=saved.notebook_id)))
            grades = {names[grade.cell_id]: grade for grade in saved.grades}
            comments = {names[comment.cell_id]: comment for comment in saved.comments}
            for cell in nb.cells:
                if is_grade(cell):
                    _save_points(grades[grade_id(cell)], cell, is_as_before(cell))
                if is_solution(cell):
                    comments[grade_id(cell)].auto_comment = said.get(grade_id(cell), _none(cell))
            gradebook.db.commit()
        return nb, resources

    def _is_as_before(self, nb: NotebookNode, student: str) -> Callable[[NotebookNode], bool]:
        """Whether what a person marked is the same: the text, or all that was handed in."""
        earlier = self.parent.earlier.get(student, Earlier())
        is_the_same = earlier.submission == nb.metadata[OURS]["stamp"]["submission"]

        def is_as_before(cell: NotebookNode) -> bool:
            text = earlier.answers.get(grade_id(cell))
            return is_the_same if text is None else bool(text == cell.source)

        return is_as_before


def _none(cell: NotebookNode) -> str | None:
    """nbgrader's own comment on an answer that was left as released."""
    return "No response." if cell.metadata.nbgrader["checksum"] == compute_checksum(cell) else None


def _save_points(grade: Any, cell: NotebookNode, is_as_before: bool) -> None:
    """A mark that a person gave is shown again when what it was given for has changed."""
    before = grade.auto_score
    grade.auto_score, _ = determine_grade(cell)
    if grade.manual_score is None:
        grade.needs_manual_grade = grade.auto_score is None
    elif not is_as_before or grade.auto_score != before:
        grade.needs_manual_grade = True


GRADE = (RunAndJudge, LimitOutput, SaveGrades, AssignLatePenalties)
