"""The demo: a scratch course with the sample class, from the handout to the exported marks."""

import shutil
from pathlib import Path

from rich.console import Console

from attention_by_hand import Problem, batch
from attention_by_hand.building.build import build
from attention_by_hand.building.sample import hand_in
from attention_by_hand.building.source import home_of_master
from attention_by_hand.config import CONFIG, LINES
from attention_by_hand.course.directory import Course
from attention_by_hand.course.students import read_results
from attention_by_hand.exports import CanvasExporter, MoodleExporter, PlainExporter
from attention_by_hand.lesson import Lesson, lesson_home
from attention_by_hand.pages.handout import make_handouts
from attention_by_hand.pages.report import write_report
from attention_by_hand.terminal import first_remarks, follow, marks_table
from attention_by_hand.workers import Workers

MARK = ".attention-by-hand-demo"
# A folder that all courses share may name another course and its gradebook: not for a demo.
SETTINGS = """\
from pathlib import Path

c = get_config()

{lines}

c.CourseDirectory.course_id = "demo"
c.CourseDirectory.root = str(Path(__file__).parent)
c.CourseDirectory.db_url = f"sqlite:///{{c.CourseDirectory.root}}/gradebook.db"
"""


def demo(root: Path, lesson: Lesson, folder: Path, count: int | None) -> int:
    """Hand the sample class in to a scratch course in `folder`, grade it, and show the marks.

    1 when somebody could not be graded, else 0.
    """
    course = make_course(root, lesson, _empty(folder))
    build(folder, lesson)
    make_handouts(folder, lesson, folder / "handout")
    release = folder / "release" / lesson.name / f"{lesson.name}.ipynb"
    students = hand_in(lesson_home(lesson.name) / "examples", release, folder / "submitted")
    course.prepare()
    failed = _grade(course, students, count)
    write_report(course)
    export(course)
    _show(course, folder.relative_to(root) if folder.is_relative_to(root) else folder)
    return int(failed)


def _empty(folder: Path) -> Path:
    """A folder for the demo; only what an earlier demo made is replaced."""
    if folder.exists() and not folder.is_dir():
        raise Problem(f"{folder} is no folder: choose another one")
    if folder.exists() and not (folder / MARK).exists() and any(folder.iterdir()):
        raise Problem(f"{folder} holds something else than an earlier demo: choose another folder")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).touch()
    return folder


def make_course(root: Path, lesson: Lesson, folder: Path) -> Course:
    """A course of its own with the master at `root`, or else with the one that comes with it."""
    home = home_of_master(root, lesson)
    shutil.copytree(home / "notebooks" / lesson.name, folder / "notebooks" / lesson.name)
    (folder / CONFIG).write_text(SETTINGS.format(lines="\n".join(LINES)))
    return Course.open(folder, lesson.name)


def _grade(course: Course, students: list[str], count: int | None) -> bool:
    """Grade and write feedback; whether it failed for somebody."""
    with Workers(count, len(students), batch.GRADING) as workers:
        outcomes = batch.run(batch.grade_one, course, students, workers)
        failed = follow("Grading", outcomes, len(students))
        graded = sorted(set(students) - {outcome.student for outcome in failed})
        pages = batch.run(batch.write_feedback, course, graded, workers)
        return bool(failed + follow("Feedback", pages, len(graded)))


def export(course: Course) -> None:
    """The marks for Canvas, Moodle and spreadsheets, as `nbgrader export` writes them."""
    with course.gradebook() as gradebook:
        for exporter in (CanvasExporter, MoodleExporter, PlainExporter):
            to = course.root / exporter.file_name.default_value
            exporter(config=course.config, to=str(to)).export(gradebook)


def _show(course: Course, shown: Path) -> None:
    found = read_results(course)
    tables = marks_table(course.lesson, found), "", first_remarks(course.lesson, found)
    out = Console()
    out.print("", *tables, "", sep="\n")
    out.print(_next_steps(course.assignment, shown), highlight=False)


def _next_steps(assignment: str, shown: Path) -> str:
    def page(student: str) -> str:
        return f"feedback/{student}/{assignment}/{assignment}.html"

    return (
        f"To look at, in {shown}/:\n"
        f"  the handout        handout/handout.pdf, and its key, handout-key.pdf\n"
        f"  the class report   reports/index.html\n"
        f"  a feedback page    {page('student-05')}\n"
        f"  an attacker's      {page('student-17')}\n"
        f"  the marks          grades-canvas.csv, grades-moodle.csv, grades.csv\n"
        f"Mark the reflections:  attention-by-hand mark --course {shown}\n"
        f"In Formgrader:         run `jupyter lab` there\n"
    )
