"""The demo: a scratch course with the sample class, from the handout to the exported marks."""

import shutil
from pathlib import Path

from rich.console import Console

from attention_by_hand import Problem, batch
from attention_by_hand.build import NOTEBOOK, build, make_handouts
from attention_by_hand.console import first_remarks, follow, marks_table
from attention_by_hand.course import Course
from attention_by_hand.export import CanvasExporter, MoodleExporter, PlainExporter
from attention_by_hand.marks import read_marks
from attention_by_hand.report import write_report
from attention_by_hand.sample import hand_in
from attention_by_hand.workers import Workers

MARK = ".attention-by-hand-demo"


def demo(root: Path, folder: Path, count: int | None) -> int:
    """Hand the sample class in to a scratch course in `folder`, grade it, and show the marks."""
    out = Console()
    build(root)
    course = make_course(root, _empty(folder))
    make_handouts(root, folder / "handout")
    students = hand_in(root / "examples", root / "release" / NOTEBOOK, folder / "submitted")
    course.prepare()
    with Workers(count, len(students)) as workers:
        failed = follow(
            "Grading", batch.run(batch.grade_one, folder, students, workers), len(students)
        )
        graded = sorted(set(students) - {outcome.student for outcome in failed})
        pages = batch.run(batch.write_feedback, folder, graded, workers)
        failed += follow("Feedback", pages, len(graded))
    write_report(course)
    export(course)
    marks = read_marks(course)
    out.print("", marks_table(marks), "", first_remarks(marks), "", sep="\n")
    out.print(_next_steps(root, folder), highlight=False)
    return 0


def _empty(folder: Path) -> Path:
    """A folder for the demo; only what an earlier demo made is replaced."""
    if folder.exists() and not (folder / MARK).exists() and any(folder.iterdir()):
        raise Problem(f"{folder} holds something else than an earlier demo: choose another folder")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).touch()
    return folder


def make_course(root: Path, folder: Path) -> Course:
    """A course directory like the one at `root`, with nothing handed in."""
    shutil.copy(root / "nbgrader_config.py", folder)
    shutil.copytree(root / "source", folder / "source")
    return Course(folder)


def export(course: Course) -> None:
    """The marks for Canvas, Moodle and spreadsheets, as `nbgrader export` writes them."""
    with course.gradebook() as gradebook:
        for exporter in (CanvasExporter, MoodleExporter, PlainExporter):
            to = course.root / exporter.file_name.default_value
            exporter(config=course.config, to=str(to)).export(gradebook)


def _next_steps(root: Path, folder: Path) -> str:
    shown = folder.relative_to(root) if folder.is_relative_to(root) else folder

    def page(student: str) -> str:
        return f"feedback/{student}/{NOTEBOOK.with_suffix('.html')}"

    return (
        f"To look at, in {shown}/:\n"
        f"  the handout        handout/handout.pdf, and its key, handout-key.pdf\n"
        f"  the class report   reports/index.html\n"
        f"  a feedback page    {page('student-05')}\n"
        f"  an attacker's      {page('student-17')}\n"
        f"  the marks          grades-canvas.csv, grades-moodle.csv, grades.csv\n"
        f"In Formgrader:       make formgrader   (the reflections wait for a person)\n"
    )
