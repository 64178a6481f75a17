"""The release: made by nbgrader's own `generate_assignment`."""

import glob
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGrader
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import (
    ClearHiddenTests,
    ClearMarkScheme,
    ClearSolutions,
    NbGraderPreprocessor,
)
from traitlets.config import Application, Config

from attention_by_hand import Problem
from attention_by_hand.building.cells import KERNEL, NO_KERNEL, is_notice
from attention_by_hand.building.exporting import LessonExporter, Resources
from attention_by_hand.config import CONFIG, EXPORTERS, reach_programs

# As the masters are written, whatever a course has set for notebooks of its own.
WRITTEN: dict[type, dict[str, Any]] = {
    ClearSolutions: {
        "code_stub": {"python": ""},
        "text_stub": "",
        "begin_solution_delimeter": "BEGIN SOLUTION",
        "end_solution_delimeter": "END SOLUTION",
    },
    ClearHiddenTests: {
        "begin_test_delimeter": "BEGIN HIDDEN TESTS",
        "end_test_delimeter": "END HIDDEN TESTS",
    },
    ClearMarkScheme: {
        "begin_mark_scheme_delimeter": "BEGIN MARK SCHEME",
        "end_mark_scheme_delimeter": "END MARK SCHEME",
    },
}


def read_config(root: Path) -> Config:
    """What nbgrader's commands would read in this folder; Problem when they could not.

    The folders of `jupyter --paths` come first, and the course's own file has the last word.
    """
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))  # where nbgrader finds a course's own plugins
    app = NbGrader(raise_config_file_errors=True)
    files = [("jupyter_config", app.config_file_paths), (Path(CONFIG).stem, app.config_file_paths)]
    for name, folders in (*files, (Path(CONFIG).stem, [str(root)])):
        try:
            Application.load_config_file(app, name, folders)
        except Exception as error:
            raise Problem(f"{name} cannot be read: {type(error).__name__}: {error}") from None
    config = app.config
    config.CourseDirectory.root = str(root)
    return config


def places(root: Path, assignment: str) -> dict[str, Path]:
    """Where a course has the master, the source and the release of an assignment."""
    course = CourseDirectory(config=read_config(root))
    steps = {"source": course.source_directory, "release": course.release_directory}
    return {
        "notebooks": root / "notebooks" / assignment,
        **{name: Path(course.format_path(step, ".", assignment)) for name, step in steps.items()},
    }


class Guard(NbGraderPreprocessor):  # type: ignore[misc]
    """Lets the gradebook name a kernel that no machine has: nbgrader alone runs nothing then."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Take out the notice that stops nbgrader without our exporter."""
        nb.cells = [cell for cell in nb.cells if not is_notice(cell)]
        nb.metadata["kernelspec"] = NotebookNode(NO_KERNEL)
        return nb, resources


class Unguard(NbGraderPreprocessor):  # type: ignore[misc]
    """Gives students a kernel that they have."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Put the kernel's name back."""
        nb.metadata["kernelspec"] = NotebookNode(KERNEL)
        return nb, resources


class ReleaseExporter(LessonExporter, NotebookExporter):  # type: ignore[misc]
    """Makes the release of a lesson, in which placeholders stand in the master itself."""

    converter, stock = "GenerateAssignment", NotebookExporter

    def __init__(self, **settings: Any) -> None:
        """Made before nbgrader looks at what the gradebook knows of the assignment."""
        super().__init__(**settings)
        if self.parent and not self.parent.no_database:
            _forget_empty(self.parent.coursedir)

    @property
    def own(self) -> Iterator[Any]:
        """nbgrader's preprocessors, which read the source as it is written."""
        for kind in (Guard, *self.parent.preprocessors, Unguard):
            made = kind(parent=self)
            for name, value in WRITTEN.get(kind, {}).items():
                setattr(made, name, value)
            yield made


def _forget_empty(course: CourseDirectory) -> None:
    """Take out what nbgrader left where it was stopped: submissions to no notebook.

    Nobody has a mark in them, and nbgrader would not enter the notebook while they are there.
    """
    with Gradebook(course.db_url, course.course_id) as gradebook:
        try:
            assignment = gradebook.find_assignment(course.assignment_id)
        except MissingEntry:
            return
        empty = [] if assignment.notebooks else list(assignment.submissions)
        for student in [one.student_id for one in empty if one.extension is None]:
            gradebook.remove_submission(course.assignment_id, student)


class AnyFolder:
    """A converter of nbgrader that takes folder names as they are, also with brackets in them."""

    def init_notebooks(self: Any) -> None:
        """Find the notebooks of one assignment and student."""
        folder = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        found = sorted(glob.glob(os.path.join(glob.escape(folder), "*.ipynb")))
        if not found:
            raise NbGraderException(f"there is no notebook in {folder}")
        self.assignments: dict[str, list[str]] = {folder: found}
        self.notebooks: list[str] = []


class _GenerateAssignment(AnyFolder, GenerateAssignment):  # type: ignore[misc]
    pass


def generate(config: Config, assignment: str) -> None:
    """Make the release and enter it into the gradebook, as `nbgrader generate_assignment` does."""
    reach_programs()
    directory = CourseDirectory(config=config, assignment_id=assignment, student_id=".")
    converter = _GenerateAssignment(coursedir=directory, config=config, force=True)
    converter.exporter_class = EXPORTERS["GenerateAssignment"]
    try:
        with silence(converter.log):
            converter.start()
    except NbGraderException:
        raise Problem(
            "nbgrader cannot take this notebook: when submissions have been graded, cells may "
            "change but not come or go (`nbgrader generate_assignment --force` says more)"
        ) from None


def release(assignment: str, source: Path, target: Path) -> Sequence[Path]:
    """Make `target` from `source` in a scratch course, so that no gradebook is touched."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        shutil.copytree(source, scratch / "source" / assignment)
        generate(Config(CourseDirectory=Config(root=folder)), assignment)
        made = scratch / "release" / assignment
        shutil.copytree(made, target, copy_function=shutil.copyfile, dirs_exist_ok=True)
    return sorted(path for path in target.iterdir() if path.is_file())


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
