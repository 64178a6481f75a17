"""Student code of a lesson runs in the sandbox or not at all, however the course is configured."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from course_help import LESSON, NOTEBOOK, ROOT, hand_in
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell
from sqlalchemy import text

from attention_by_hand.building.cells import KERNEL
from attention_by_hand.config import LINES
from attention_by_hand.course.directory import Course

STOCK = "c = get_config()\n"
OURS = STOCK + "\n".join(LINES) + "\n"
OTHER = 'c.Autograde.exporter_class = "nbconvert.exporters.NotebookExporter"\n'
EXECUTE = "".join(
    f"c.Autograde.{stage}_preprocessors = [{names}]\n"
    for stage, names in {
        "sanitize": '"nbgrader.preprocessors.ClearOutput"',
        "autograde": '"nbgrader.preprocessors.Execute", "nbgrader.preprocessors.SaveAutoGrades"',
    }.items()
)
FEEDBACK = (
    'c.GenerateFeedback.exporter_class = "attention_by_hand.pages.feedback.FeedbackExporter"\n'
)
WITHOUT = {
    "no file": None,
    "nothing of ours": STOCK,
    "the half for feedback": STOCK + FEEDBACK,
    "a later line": OURS + OTHER + "c.GenerateFeedback.exporter_class = 'nbconvert.HTMLExporter'\n",
}
WITH = {"both lines": OURS, "later preprocessors": OURS + EXECUTE}


def make_course(root: Path, settings: str | None) -> tuple[Course, Path]:
    """A course with one student's work, which writes a file beside the course where it can."""
    written = root / "written by a student"
    course = root / "course"
    shutil.copytree(ROOT / "source" / LESSON.name, course / "source" / LESSON.name)
    if settings is not None:
        (course / "nbgrader_config.py").write_text(settings)
    opened = Course(course, LESSON.name)
    hand_in(opened, "eve", "student-05")
    path = course / "submitted/eve" / NOTEBOOK
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(0, new_code_cell(f"open({str(written)!r}, 'w').write('x')"))
    nbformat.write(notebook, path)
    return opened, written


def run(course: Course, *command: str, **environment: str) -> tuple[int, str]:
    """The exit status of a command, and all that it said."""
    program, *arguments = command
    folder = Path(sys.executable).parent
    path = f"{folder}:{os.environ['PATH']}"
    done = subprocess.run(
        [folder / program, *arguments],
        cwd=course.root, env={**os.environ, "PATH": path, **environment},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=800,
    )  # fmt: skip
    return done.returncode, done.stdout


def marks(course: Course) -> list[str]:
    """Every automatic mark and comment that the gradebook holds."""
    with course.gradebook() as gradebook:
        found = gradebook.db.execute(text("select auto_score from grade where auto_score > -1"))
        said = gradebook.db.execute(
            text("select auto_comment from comment where auto_comment > ''")
        )
        return sorted(map(str, [*found, *said]))


@pytest.mark.parametrize("settings", WITHOUT.values(), ids=WITHOUT)
def test_nbgrader_alone_runs_nothing_and_says_what_to_add(
    settings: str | None, tmp_path: Path
) -> None:
    course, written = make_course(tmp_path, settings)
    if settings is None or LINES[0] not in settings:
        status, said = run(course, "nbgrader", "generate_assignment", LESSON.name)
        assert status != 0
        assert all(line in said for line in LINES)
    assert run(course, "nbgrader", "autograde", LESSON.name)[0] != 0
    assert marks(course) == []
    status, said = run(course, "attention-by-hand", "grade")
    assert (status, said.splitlines()[1:]) == (0, ["Grading: 1 of 1"]), said
    assert said.startswith("Student code runs in a sandbox of ")
    graded = marks(course)
    assert len(graded) > 8
    status, said = run(course, "nbgrader", "generate_feedback", LESSON.name)
    page = (course.root / "feedback/eve" / NOTEBOOK).with_suffix(".html").read_text("utf-8")
    assert "HIDDEN" not in page
    assert "handout=" not in page
    status, said = run(course, "nbgrader", "autograde", LESSON.name, "--force")
    assert status != 0
    assert all(line in said for line in LINES)
    assert marks(course) == graded
    assert not written.exists()


@pytest.mark.parametrize("settings", WITH.values(), ids=WITH)
def test_with_the_two_lines_nbgrader_grades_in_the_sandbox(settings: str, tmp_path: Path) -> None:
    course, written = make_course(tmp_path, settings)
    assert run(course, "nbgrader", "generate_assignment", LESSON.name)[0] == 0
    status, said = run(course, "nbgrader", "autograde", LESSON.name)
    assert status == 0, said
    graded = marks(course)
    assert len(graded) > 8
    assert run(course, "attention-by-hand", "grade", "--force", "--quiet") == (0, "")
    assert marks(course) == graded
    assert not written.exists()


def test_the_lines_may_stand_in_a_folder_that_all_courses_share(tmp_path: Path) -> None:
    course, written = make_course(tmp_path, None)
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "nbgrader_config.py").write_text(OURS)
    folders = {"JUPYTER_CONFIG_PATH": str(shared)}
    assert run(course, "nbgrader", "generate_assignment", LESSON.name, **folders)[0] == 0
    assert run(course, "nbgrader", "autograde", LESSON.name, **folders)[0] == 0
    assert len(marks(course)) > 8
    assert not written.exists()


def test_a_grade_cell_that_nbgrader_executes_ends_the_run_and_leaves_no_mark(
    tmp_path: Path,
) -> None:
    course, _ = make_course(tmp_path, STOCK)
    course.prepare()
    with course.gradebook() as gradebook:  # as if an earlier version had entered the notebook
        notebook = gradebook.find_notebook(LESSON.name, LESSON.name)
        notebook.kernelspec = json.dumps(KERNEL)
        gradebook.db.commit()
    status, said = run(course, "nbgrader", "autograde", LESSON.name)
    assert status != 0
    assert "NOT GRADED" in said
    assert all(line in said for line in LINES)
    assert marks(course) == []
    assert not list(course.root.glob("autograded/eve/*"))


def test_a_grade_cell_in_any_other_kernel_says_what_to_add() -> None:
    source = nbformat.read(ROOT / "source" / NOTEBOOK, as_version=4)
    source.cells = [cell for cell in source.cells if cell.id == "scores-test"]
    NotebookClient(source, allow_errors=True).execute()
    [error] = source.cells[0].outputs
    assert error.ename == "RuntimeError"
    assert all(line in error.evalue for line in LINES)
