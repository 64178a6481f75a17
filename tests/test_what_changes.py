"""What changes, changes the marks; what does not, is not run, and not read by a person, again."""

import shutil
from datetime import timedelta
from pathlib import Path

import nbformat
import pytest
from course_help import LESSON, NOTEBOOK, grade_apart, hand_in, make_course, marks

from attention_by_hand import batch
from attention_by_hand.building.cells import grade_id
from attention_by_hand.course.directory import Course
from attention_by_hand.course.penalties import assign_penalties

NAME = LESSON.name
PROSE = ("softmax-reflection", "shapes-reflection")
LATE = """
from nbgrader.plugins import BasePlugin


class Late(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return {penalty}
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two students, graded, who handed in on the first of May."""
    course = make_course(tmp_path_factory.mktemp("graded"))
    for student, example in (("ada", "student-01"), ("ben", "student-05")):
        hand_in(course, student, example)
        course.submitted_by(student).joinpath("timestamp.txt").write_text("2031-05-01 12:00 UTC")
    assert grade_apart(course).returncode == 0
    return course.root


@pytest.fixture
def course(graded: Path, tmp_path: Path) -> Course:
    """A copy of theirs, to do anything with, with a penalty for those who are late."""
    root = shutil.copytree(graded, tmp_path / "course")
    (root / "late.py").write_text(LATE.format(penalty=2))
    with (root / "nbgrader_config.py").open("a") as file:
        file.write("c.AssignLatePenalties.plugin_class = 'late.Late'\n")
    return Course.open(root)


def due(course: Course, when: str | None) -> None:
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=when)


def penalties(course: Course) -> dict[str, float]:
    with course.gradebook() as gradebook:
        found = gradebook.assignment_submissions(NAME)
        return {one.student_id: one.late_submission_penalty for one in found}


def test_due_dates_extensions_and_plugins_change_penalties_and_run_nothing(course: Course) -> None:
    written = {path: path.stat().st_mtime_ns for path in course.root.glob("autograded/*/*/*.ipynb")}
    due(course, "2031-04-30 12:00 UTC")
    assert "The late penalty has changed for ada, ben.\n" in grade_apart(course).stderr
    assert penalties(course) == {"ada": 2, "ben": 2}
    assert assign_penalties(course, ["ada", "ben"]) == []
    with course.gradebook() as gradebook:
        gradebook.find_submission(NAME, "ben").extension = timedelta(days=2)
        gradebook.db.commit()
    assert assign_penalties(course, ["ada", "ben"]) == ["ben"]
    (course.root / "late.py").write_text(LATE.format(penalty="score + 5"))
    assert "changed for ada.\n" in grade_apart(course).stderr
    assert penalties(course) == {"ada": 26, "ben": 0}, "never more than the points"
    due(course, None)
    assert assign_penalties(course, ["ada", "ben"]) == ["ada"]
    assert penalties(course) == {"ada": 0, "ben": 0}
    assert written == {path: path.stat().st_mtime_ns for path in written}


def test_a_plugin_that_fails_is_said_in_a_sentence(course: Course) -> None:
    (course.root / "late.py").write_text(LATE.format(penalty="1 / 0"))
    due(course, "2031-04-30 12:00 UTC")
    done = grade_apart(course)
    assert done.returncode == 1
    assert "the late penalty of ada: ZeroDivisionError: division by zero" in done.stderr
    assert "Traceback" not in done.stderr


def test_other_limits_are_other_rules(course: Course) -> None:
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write("# A word.\n")
    assert "2 grades are up to date" in grade_apart(course).stderr
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write("c.RunAndJudge.seed = 4711\n")
    assert "Grading: 2 of 2" in grade_apart(course).stderr


def mark(course: Course, student: str, *cells: str) -> None:
    """What a person enters in Formgrader."""
    with course.gradebook() as gradebook:
        for cell in cells:
            found = gradebook.find_grade(cell, NAME, NAME, student)
            found.manual_score, found.needs_manual_grade = 1, False
        gradebook.db.commit()


def waiting(course: Course, student: str) -> set[str]:
    with course.gradebook() as gradebook:
        grades = gradebook.find_submission_notebook(NAME, NAME, student).grades
        return {grade.name for grade in grades if grade.needs_manual_grade}


def rewrite(course: Course, student: str, **texts: str) -> None:
    """Hand in again, with other texts in some cells."""
    path = course.submitted_by(student) / NOTEBOOK.name
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = texts.get(grade_id(cell).replace("-", "_"), cell.source)
    nbformat.write(notebook, path)


def test_marks_that_a_person_gave_come_back_only_for_what_has_changed(course: Course) -> None:
    mark(course, "ada", *PROSE, "scores-test")
    assert waiting(course, "ada") == {"experiment-reflection"}
    assert grade_apart(course, "--force").returncode == 0
    assert waiting(course, "ada") == {"experiment-reflection"}
    rewrite(course, "ada", softmax_reflection="Another thought.")
    assert grade_apart(course).returncode == 0
    assert waiting(course, "ada") == {
        "experiment-reflection", "softmax-reflection", "scores-test",
    }  # fmt: skip
    assert grade_apart(course, "--force").returncode == 0
    assert "softmax-reflection" in waiting(course, "ada"), "until a person has looked"
    assert batch.write_feedback(course.root, NAME, "ada").problem is None
    page = (course.root / "feedback/ada" / NOTEBOOK).with_suffix(".html").read_text("utf-8")
    assert page.count("until then, your earlier points count") == 1
    assert page.count("Waits to be read by a person") == 1


def test_a_mark_in_place_of_an_automatic_one_comes_back_when_that_is_another_one(
    course: Course,
) -> None:
    mark(course, "ada", *PROSE, "scores-test")
    with course.gradebook() as gradebook:  # as other tests would have given
        gradebook.find_grade("scores-test", NAME, NAME, "ada").auto_score = 1
        gradebook.db.commit()
    assert grade_apart(course, "--force").returncode == 0
    assert marks(course)["ada"].points["scores"] == 4
    assert waiting(course, "ada") == {"experiment-reflection", "scores-test"}


def test_newer_work_in_the_exchange_is_named(course: Course, tmp_path: Path) -> None:
    inbound = tmp_path / "exchange" / "attention" / "inbound"
    for student, time in (("ada", "05-01 12"), ("ben", "05-02 09"), ("o'hara", "05-02 10")):
        (inbound / f"{student}+{NAME}+2031-{time}:00:00 UTC").mkdir(parents=True)
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(f"c.Exchange.root = {str(tmp_path / 'exchange')!r}\n")
    assert (
        "The exchange has newer work by ben, o'hara: "
        f"`nbgrader collect {NAME} --update` brings it.\n"
    ) in grade_apart(course).stderr
