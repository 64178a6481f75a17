"""A course directory: a folder with `nbgrader_config.py`, `source/` and `submitted/`."""

import fcntl
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nbgrader.api import (
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import DBAPIError
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from attention_by_hand import Problem
from attention_by_hand.master import ASSIGNMENT, Master, read_master


class BadCourse(Problem):
    """The folder is no course directory; the message says what is missing."""


@dataclass(frozen=True)
class Course:
    """A course directory and its configuration."""

    root: Path

    def __post_init__(self) -> None:
        for name in ("nbgrader_config.py", "source"):
            if not (self.root / name).exists():
                raise BadCourse(f"{self.root} is no course directory: it has no {name}")

    @cached_property
    def config(self) -> Config:
        """What `nbgrader_config.py` sets, as the command line would read it."""
        config = PyFileConfigLoader("nbgrader_config.py", path=str(self.root)).load_config()
        config.CourseDirectory.root = str(self.root)
        return config

    def directory(self, student: str = "*") -> CourseDirectory:
        """nbgrader's view of the folder, for one student or for all."""
        return CourseDirectory(config=self.config, assignment_id=ASSIGNMENT, student_id=student)

    @property
    def master(self) -> Master:
        """The source notebook; BadMaster when it does not work."""
        return read_master(self._notebook("source_directory", "."))

    def autograded(self, student: str) -> Path:
        """Where a graded notebook is, once there is one."""
        return self._notebook("autograded_directory", student)

    def _notebook(self, step: str, student: str) -> Path:
        directory = self.directory(student)
        folder = directory.format_path(getattr(directory, step), student, ASSIGNMENT)
        return Path(folder) / f"{ASSIGNMENT}.ipynb"

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
        pattern = self.directory().format_path(
            self.directory().submitted_directory, "*", ASSIGNMENT
        )
        found = Path("/").glob(pattern.lstrip("/"))
        position = Path(pattern).parts.index("*")
        return sorted(path.parts[position] for path in found if path.is_dir())

    def choose(self, students: Sequence[str]) -> list[str]:
        """These students, or all who handed in; BadCourse when somebody did not."""
        submitted = self.submitted
        if missing := sorted(set(students) - set(submitted)):
            raise BadCourse(f"nothing handed in by {', '.join(missing)}")
        if not submitted:
            raise BadCourse(
                f"nothing has been handed in: {self.root} has no submitted/*/{ASSIGNMENT}"
            )
        return sorted(set(students)) or submitted

    @property
    def graded(self) -> set[str]:
        """The students who have all their automatic points."""
        with self.gradebook() as gradebook:
            try:
                submissions = gradebook.assignment_submissions(ASSIGNMENT)
            except MissingEntry:
                return set()
            waits = (
                gradebook.db.query(SubmittedAssignment.student_id)
                .join(SubmittedNotebook)
                .join(Grade)
                .join(GradeCell, GradeCell.id == Grade.cell_id)
                .filter(Grade.auto_score.is_(None), GradeCell.cell_type == "code")
            )
            return {one.student_id for one in submissions} - {student for (student,) in waits}

    def withdraw(self, student: str) -> None:
        """Take back the automatic points and remarks; what a person entered stays."""
        with self.gradebook() as gradebook:
            try:
                notebooks = gradebook.find_submission(ASSIGNMENT, student).notebooks
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
        master = self.master
        with self.gradebook() as gradebook:
            try:
                cells = gradebook.find_notebook(ASSIGNMENT, ASSIGNMENT).grade_cells
                known = {cell.name: cell.max_score for cell in cells}
            except MissingEntry:
                known = {}
        if known != master.points:
            self.generate()

    @property
    def is_unprotected(self) -> bool:
        """Whether the settings run student code without a sandbox."""
        return self.config.RunAndJudge.get("isolated", True) is False

    def generate(self) -> None:
        """Make the release, as `nbgrader generate_assignment --force` does."""
        settings = {"coursedir": self.directory("."), "config": self.config, "force": True}
        converter = GenerateAssignment(**settings)
        try:
            with silence(converter.log):
                converter.start()
        except NbGraderException:
            raise BadCourse(
                "nbgrader cannot take this notebook: when submissions have been graded, cells may "
                "change but not come or go (`nbgrader generate_assignment --force` says more)"
            ) from None


@contextmanager
def silence(*logs: logging.Logger) -> Iterator[None]:
    """Keep nbgrader quiet for a while: what goes wrong is said in a sentence."""
    before = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for log, level in zip(logs, before, strict=True):
            log.setLevel(level)
