"""Shared by the tests that grade a class: the lesson, its notebook, and courses to hand in to."""

import contextlib
import io
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import SubmittedNotebook

from attention_by_hand.building.sample import render
from attention_by_hand.cli import main
from attention_by_hand.course.directory import Course
from attention_by_hand.lesson import Lesson, find_lesson

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
LESSON = find_lesson("self_attention")
NOTEBOOK = Path("self_attention") / "self_attention.ipynb"
FULL = {step.name: step.points for step in LESSON.steps}
PROGRAM = Path(sys.executable).with_name("attention-by-hand")
EXAMPLE = [f"student-{number:02}" for number in (1, 2, 5, 6, 8, 9, 10, 11, 12, 16)]


@dataclass(frozen=True)
class Marks:
    """One student's automatic points for each step, and the message for each."""

    student: str
    points: Mapping[str, float | None]
    messages: Mapping[str, str]

    @property
    def total(self) -> float:
        """All automatic points."""
        return sum(points or 0 for points in self.points.values())


def make_course(folder: Path) -> Course:
    """A course directory like this repository, with nothing handed in."""
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    shutil.copytree(ROOT / "source" / LESSON.name, folder / "source" / LESSON.name)
    return Course.open(folder, LESSON.name)


def hand_in(course: Course, student: str, example: str) -> None:
    """Put an example's notebook where this student's work belongs."""
    released = nbformat.read(ROOT / "release" / NOTEBOOK, as_version=4)
    path = course.root / "submitted" / student / NOTEBOOK
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(render(EXAMPLES / f"{example}.py", released), path)


def grade(course: Course, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`attention-by-hand grade`, to its end."""
    return command(course, "grade", *arguments)


def command(course: Course, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of `attention-by-hand`: in this process, with workers of its own."""
    stdout, stderr = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(course.root),
        contextlib.redirect_stdout(stdout),
        contextlib.redirect_stderr(stderr),
    ):
        status = main(arguments)
    return subprocess.CompletedProcess(arguments, status, stdout.getvalue(), stderr.getvalue())


def grade_apart(course: Course, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, which knows nothing of a course yet."""
    return subprocess.run(
        [PROGRAM, "grade", *arguments], cwd=course.root, capture_output=True, text=True,
        check=False, timeout=800,
    )  # fmt: skip


def read_marks(course: Course) -> list[Marks]:
    """The automatic marks of all who have a submission in the gradebook, by id."""
    with course.gradebook() as gradebook:
        submissions = gradebook.assignment_submissions(course.assignment)
        return sorted(
            (_read_marks(one.student_id, one.notebooks[0], course.lesson) for one in submissions),
            key=lambda one: one.student,
        )


def _read_marks(student: str, notebook: SubmittedNotebook, lesson: Lesson) -> Marks:
    points = {grade.name: grade.auto_score for grade in notebook.grades}
    said = {comment.name: comment.comment or "" for comment in notebook.comments}
    return Marks(
        student,
        {step.name: points[step.marker] for step in lesson.steps},
        {step.name: said.get(step.name, "") for step in lesson.steps},
    )


def marks(course: Course) -> dict[str, Marks]:
    """The same, by student."""
    return {one.student: one for one in read_marks(course)}
