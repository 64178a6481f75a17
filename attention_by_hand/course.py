"""A course directory: a folder with `nbgrader_config.py`, `source/` and `submitted/`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from attention_by_hand import Problem
from attention_by_hand.master import ASSIGNMENT


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

    def gradebook(self) -> Gradebook:
        """The course's gradebook, to be closed by whoever asks for it."""
        directory = self.directory()
        return Gradebook(directory.db_url, directory.course_id)

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

    def prepare(self) -> None:
        """Enter the assignment into the gradebook where nobody has yet."""
        with self.gradebook() as gradebook:
            try:
                if gradebook.find_assignment(ASSIGNMENT).notebooks:
                    return
            except MissingEntry:
                pass
        self.generate()

    def generate(self, **settings: Any) -> None:
        """Make the release, as `nbgrader generate_assignment --force` does."""
        converter = GenerateAssignment(
            coursedir=self.directory("."), config=self.config, force=True, **settings
        )
        converter.start()
