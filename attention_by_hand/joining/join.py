"""What it takes to have a lesson in a course, and doing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import MissingEntry

from attention_by_hand import Problem
from attention_by_hand.building.cells import grade_id
from attention_by_hand.building.release import places, read_config
from attention_by_hand.course.directory import Course
from attention_by_hand.course.intake import read_submission
from attention_by_hand.joining.copies import Copy, State, copies, note
from attention_by_hand.joining.settings import Settings, settings_with_lines
from attention_by_hand.lesson import Lesson


@dataclass(frozen=True)
class Joining:
    """The files and the settings of a lesson that joins a course.

    update: replace also what is older than what the lesson brings now.
    """

    lesson: Lesson
    copies: tuple[Copy, ...]
    settings: Settings
    update: bool

    @property
    def missing(self) -> list[Copy]:
        """The files that the course has not."""
        return self._in(State.MISSING)

    @property
    def older(self) -> list[Copy]:
        """The files that nobody has edited, and that the lesson has newer ones of."""
        return self._in(State.OLDER)

    @property
    def unlike(self) -> list[Copy]:
        """The files that stay, and that the lesson has other ones of."""
        return self._in(State.UNLIKE)

    def _in(self, state: State) -> list[Copy]:
        return [copy for copy in self.copies if copy.state is state]

    def carry_out(self) -> None:
        """Copy the files, note which, and add the lines."""
        seen = self._in(State.SAME) + (self.unlike if self.update else [])
        done = self.missing + (self.older if self.update else [])
        for copy in done:
            copy.carry_out()
        folder = next(copy.place.parent for copy in self.copies)
        note(folder, {copy.name: copy.digest for copy in [*seen, *done]})
        self.settings.carry_out()


def join(root: Path, lesson: Lesson, update: bool = False) -> Joining:
    """What it takes to have the lesson in the course at `root`; Problem when it cannot be."""
    settings = settings_with_lines(root, read_config(root))
    joining = Joining(lesson, tuple(copies(lesson, places(root, lesson.name))), settings, update)
    for path in (settings.path, *(copy.place for copy in joining.copies)):
        _refuse_in_the_way(path)
    for other in _others(root, lesson):
        raise Problem(
            f"{other} is another assignment, and the lesson has the same name: rename yours, "
            "or make a course of its own for the lesson"
        )
    return joining


def _refuse_in_the_way(path: Path) -> None:
    folder = next(folder for folder in path.parents if folder.exists())
    if not folder.is_dir():
        raise Problem(f"{folder} is a file, and a folder has to be there: rename it")
    if path.exists() and not path.is_file():
        raise Problem(f"{path} is in the way: a file of that name has to be there")


def _others(root: Path, lesson: Lesson) -> Iterator[str]:
    """What has the lesson's name in this course and is not the lesson."""
    folder = places(root, lesson.name)["source"]
    path = folder / f"{lesson.name}.ipynb"
    if folder.is_dir() and any(folder.iterdir()):
        cells = read_submission(path).cells if path.is_file() else []
        if not any(grade_id(cell) in lesson.markers for cell in cells):
            yield str(folder)
    known = _in_gradebook(Course(root, lesson.name))
    if known and not known & lesson.markers.keys():
        yield f"{lesson.name} in the gradebook"


def _in_gradebook(course: Course) -> set[str]:
    """The graded cells that the gradebook has of this assignment."""
    url = course.directory().db_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        return set()  # to open it would be to make it
    with course.gradebook() as gradebook:
        try:
            books = gradebook.find_assignment(course.assignment).notebooks
        except MissingEntry:
            return set()
        return {cell.name for book in books for cell in [*book.grade_cells, *book.task_cells]}
