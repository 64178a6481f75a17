"""A course directory: a folder with `nbgrader_config.py`, `source/` and `submitted/`."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from nbgrader.api import (
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import DBAPIError
from traitlets.config import Config

from attention_by_hand import Problem
from attention_by_hand.building.cells import NO_KERNEL, points_in
from attention_by_hand.building.release import generate, read_config
from attention_by_hand.config import CONFIG, configure
from attention_by_hand.course.stamp import Stamp
from attention_by_hand.lesson import Lesson, check_name, find_lesson, lesson_names

if TYPE_CHECKING:
    from attention_by_hand.building.master import Master

UNPROTECTED = (
    "these submissions ran WITHOUT a sandbox: their code could read and change whatever you can. "
    "Take `c.RunAndJudge.isolated = False` out of nbgrader_config.py."
)


class BadCourse(Problem):
    """The folder is no course directory; the message says what is missing."""


@dataclass(frozen=True)
class Course:
    """A course directory, its configuration, and the name of the lesson's assignment.

    The lesson is imported where it is needed, and PyTorch with it: to see which grades are up to
    date takes neither.
    """

    root: Path
    assignment: str

    @classmethod
    def open(cls, root: Path, assignment: str | None = None) -> Self:
        """The course in this folder, with this lesson or with the only one that it has.

        BadCourse when it is no course, or has no such lesson.
        """
        _check(root)
        return cls(root, check_name(assignment) if assignment else _only_lesson(root))

    @cached_property
    def config(self) -> Config:
        """What the course has set, as nbgrader reads it, and what lessons need."""
        config = read_config(self.root)
        configure(config)
        return config

    @cached_property
    def lesson(self) -> Lesson:
        """What the grader knows of the assignment; Problem where it is no lesson."""
        return find_lesson(self.assignment)

    def directory(self, student: str = "*") -> CourseDirectory:
        """nbgrader's view of the folder, for one student or for all."""
        return CourseDirectory(
            config=self.config, assignment_id=self.assignment, student_id=student
        )

    @property
    def master(self) -> "Master":
        """The source notebook; BadMaster when it does not work."""
        from attention_by_hand.building.master import read_master

        return read_master(self._notebook("source_directory", "."), self.assignment)

    def submitted_by(self, student: str) -> Path:
        """The folder with this student's files."""
        return self._notebook("submitted_directory", student).parent

    def autograded(self, student: str) -> Path:
        """Where a graded notebook is, once there is one."""
        return self._notebook("autograded_directory", student)

    def _notebook(self, step: str, student: str) -> Path:
        directory = self.directory(student)
        folder = directory.format_path(getattr(directory, step), student, self.assignment)
        return Path(folder) / f"{self.assignment}.ipynb"

    def stamp(self, student: str) -> Stamp:
        """What a grade of this student would be made from now."""
        return stamp_of(self.directory(student), self.assignment, student)

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        """The course's gradebook; Problem when the database does not do what it should."""
        directory = self.directory()
        try:
            with Gradebook(directory.db_url, directory.course_id) as gradebook:
                yield gradebook
        except DBAPIError as error:
            raise Problem(f"the gradebook: {error.orig}") from None
        except ModuleNotFoundError as error:
            raise Problem(f"the gradebook's database needs `pip install {error.name}`") from None

    @property
    def submitted(self) -> list[str]:
        """The students with a folder for this assignment, in order."""
        path = os.path.relpath(self.submitted_by("*"), self.root)
        position = Path(path).parts.index("*")
        found = (one.relative_to(self.root) for one in self.root.glob(path) if one.is_dir())
        return sorted(one.parts[position] for one in found)

    def choose(self, students: Sequence[str]) -> list[str]:
        """These students, or all who handed in; BadCourse when somebody did not."""
        submitted = self.submitted
        if missing := sorted(set(students) - set(submitted)):
            raise BadCourse(f"nothing handed in by {', '.join(missing)}")
        if not submitted:
            raise BadCourse(
                f"nothing has been handed in: {self.root} has no submitted/*/{self.assignment}"
            )
        return sorted(set(students)) or submitted

    @property
    def waiting_for_a_person(self) -> set[str]:
        """The students who have answers that nobody has marked yet."""
        with self.gradebook() as gradebook:
            submissions = gradebook.assignment_submissions(self.assignment)
            return {one.student_id for one in submissions if one.needs_manual_grade}

    @property
    def graded(self) -> set[str]:
        """The students who have all their automatic points."""
        with self.gradebook() as gradebook:
            try:
                submissions = gradebook.assignment_submissions(self.assignment)
            except MissingEntry:
                return set()
            waits = (
                gradebook.db.query(SubmittedAssignment.student_id)
                .join(SubmittedNotebook)
                .join(Grade)
                .join(GradeCell, GradeCell.id == Grade.cell_id)
                .filter(Grade.auto_score.is_(None), GradeCell.cell_type == "code")
                .filter(SubmittedAssignment.assignment.has(name=self.assignment))
            )
            return {one.student_id for one in submissions} - {student for (student,) in waits}

    def withdraw(self, student: str) -> None:
        """Take back the automatic points and remarks; what a person entered stays."""
        with self.gradebook() as gradebook:
            try:
                notebooks = gradebook.find_submission(self.assignment, student).notebooks
            except MissingEntry:
                return
            for notebook in notebooks:
                for grade in notebook.grades:
                    grade.auto_score, grade.needs_manual_grade = None, True
                for comment in notebook.comments:
                    comment.auto_comment = None
            gradebook.db.commit()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """One grader at a time; Problem when another is at work. It ends with the process."""
        path = self.root / ".grading.lock"
        with path.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Problem(
                    f"{self.root} is being graded already: wait until it is done"
                ) from None
            yield

    def prepare(self) -> None:
        """Enter the assignment into the gradebook, or its new cells and points."""
        points = self._points()
        with self.gradebook() as gradebook:
            try:
                cells = gradebook.find_notebook(self.assignment, self.assignment).grade_cells
                known = {cell.name: cell.max_score for cell in cells}
            except MissingEntry:
                known = {}
        if known != points:
            generate(self.config, self.assignment)
        self._guard()

    def _points(self) -> Mapping[str, float]:
        """What each graded cell is worth; BadMaster where the source notebook does not say."""
        source = self._notebook("source_directory", ".")
        try:
            return points_in(json.loads(source.read_bytes())["cells"])
        except (OSError, ValueError, LookupError, TypeError):
            return self.master.points

    def _guard(self) -> None:
        """Let the gradebook name no kernel that there is: nbgrader alone runs nothing then."""
        with self.gradebook() as gradebook:
            notebook = gradebook.find_notebook(self.assignment, self.assignment)
            if notebook.kernelspec != json.dumps(NO_KERNEL):
                notebook.kernelspec = json.dumps(NO_KERNEL)
                gradebook.db.commit()

    @property
    def is_unprotected(self) -> bool:
        """Whether the settings run student code without a sandbox."""
        return self.config.RunAndJudge.get("isolated", True) is False


def stamp_of(directory: CourseDirectory, assignment: str, student: str) -> Stamp:
    """What a grade of this student would be made from now."""
    submitted = directory.format_path(directory.submitted_directory, student, assignment)
    source = directory.format_path(directory.source_directory, ".", assignment)
    return Stamp.of(Path(submitted), Path(source), directory.config, assignment)


def lessons_in(root: Path) -> list[str]:
    """The assignments in this course that have a lesson here, in order."""
    config = read_config(root)
    directory = CourseDirectory(config=config)
    source = Path(directory.format_path(directory.source_directory, ".", "."))
    return sorted(path.name for path in source.glob("*/") if path.name in lesson_names())


def _check(root: Path) -> None:
    if not root.is_dir():
        raise BadCourse(f"there is no folder {root}")
    if not (root / "source").exists() and not (root / CONFIG).exists():
        raise BadCourse(f"{root} is no course directory: it has neither source/ nor {CONFIG}")


def _only_lesson(root: Path) -> str:
    found = lessons_in(root)
    if not found:
        raise BadCourse(f"{root} has no assignment that there is a lesson for in its source/")
    if len(found) > 1:
        raise BadCourse(f"{root} has several lessons, say which: --assignment {' or '.join(found)}")
    return found[0]
