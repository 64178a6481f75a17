"""The sample class through real nbgrader: the same marks from every way in."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from course_help import EXAMPLES, LESSON, NOTEBOOK, ROOT, Marks, make_course, read_marks
from pages import assert_is_readable_anywhere
from playwright.sync_api import Page

from attention_by_hand import batch
from attention_by_hand.building.sample import hand_in
from attention_by_hand.course.directory import Course
from attention_by_hand.course.students import read_class
from attention_by_hand.demo import export
from attention_by_hand.pages.report import describe, write_report

FULL = (3, 4, 4, 4, 4, 2, 2, 3)
POINTS = {
    "student-01": FULL,
    "student-02": FULL,
    "student-03": FULL,
    "student-04": (3, 2, 4, 4, 4, 2, 2, 3),
    "student-05": (3, 0, 4, 4, 4, 2, 2, 3),
    "student-06": (3, 4, 1.5, 4, 4, 2, 2, 3),
    "student-07": (3, 4, 4, 2, 4, 2, 2, 3),
    "student-08": (3, 4, 4, 4, 3, 2, 2, 3),
    "student-09": (3, 2, 2, 2, 4, 2, 2, 3),
    "student-10": (3, 4, 4, 0, 0, 0, 0, 0),
    "student-11": (0, 0, 0, 0, 0, 0, 0, 0),
    "student-12": (3, 0, 4, 4, 4, 2, 2, 3),
    "student-13": FULL,
    "student-14": FULL,
    "student-15": (3, 4, 4, 4, 4, 2, 2, 0.75),
    "student-16": (3, 4, 4, 4, 4, 1.25, 0.5, 3),
    "student-17": (0, 0, 0, 0, 0, 0, 0, 0),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course directory with the sample class handed in, and a short time limit."""
    folder = tmp_path_factory.mktemp("course")
    course = make_course(folder)
    with (folder / "nbgrader_config.py").open("a") as config:
        config.write("\nc.RunAndJudge.limits = {'cell_seconds': 4}\n")
    hand_in(EXAMPLES, ROOT / "release" / NOTEBOOK, folder / "submitted")
    return course


@pytest.fixture(scope="module")
def graded(course: Course) -> dict[str, Marks]:
    """The class graded with `attention-by-hand grade`."""
    status = run("attention-by-hand", "grade", course=course)
    assert status.returncode == 0, status.stderr
    return {marks.student: marks for marks in read_marks(course)}


def run(*command: str, course: Course) -> subprocess.CompletedProcess[str]:
    program, *arguments = command
    return subprocess.run(
        [Path(sys.executable).with_name(program), *arguments],
        cwd=course.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=800,
    )


@pytest.mark.parametrize("student", POINTS)
def test_each_loses_exactly_what_the_slip_deserves(student: str, graded: dict[str, Marks]) -> None:
    assert tuple(graded[student].points.values()) == POINTS[student]


@pytest.mark.parametrize("student", POINTS)
def test_everybody_is_told_something_about_every_step(
    student: str, graded: dict[str, Marks]
) -> None:
    assert all(graded[student].messages.values())


def test_reflections_wait_for_a_person(course: Course, graded: dict[str, Marks]) -> None:
    assert graded
    with course.gradebook() as gradebook:
        grades = gradebook.find_submission("self_attention", "student-01").notebooks[0].grades
        waiting = {grade.name for grade in grades if grade.needs_manual_grade}
    assert waiting == {"softmax-reflection", "experiment-reflection", "shapes-reflection"}


def test_nbgrader_autograde_gives_the_same_marks(course: Course, graded: dict[str, Marks]) -> None:
    students = ["student-01", "student-05", "student-13"]
    for student in students:
        done = run("nbgrader", "autograde", "self_attention", "--student", student, "--force",
                   course=course)  # fmt: skip
        assert done.returncode == 0, done.stderr
    again = {marks.student: marks for marks in read_marks(course)}
    assert {name: again[name] for name in students} == {name: graded[name] for name in students}


def test_the_feedback_page_shows_no_hidden_test_and_loads_nothing(
    course: Course, graded: dict[str, Marks]
) -> None:
    assert batch.write_feedback(course.root, course.assignment, "student-05").problem is None
    page = (course.root / "feedback/student-05" / NOTEBOOK).with_suffix(".html").read_text("utf-8")
    assert "You compared the query with the values" in graded["student-05"].messages["scores"]
    assert graded["student-05"].messages["scores"] in page
    for hidden in ("HIDDEN", "grade(", "handout=", "Rubric", "<script", "http://", "https://"):
        assert hidden not in page


@pytest.mark.parametrize("student", ["student-05", "student-15"])  # one slip; plots and prints
def test_a_feedback_page_is_readable_anywhere_and_shows_nobody_else(
    student: str, course: Course, graded: dict[str, Marks], page: Page
) -> None:
    assert batch.write_feedback(course.root, course.assignment, student).problem is None
    assert_is_readable_anywhere(
        page, (course.root / "feedback" / student / NOTEBOOK).with_suffix(".html")
    )
    content = page.content()
    assert not [other for other in graded if other != student and other in content]
    assert all(page.eval_on_selector_all("img", "all => all.map(image => image.alt)"))
    for step, message in graded[student].messages.items():
        row = page.locator(".summary tr", has=page.get_by_role("link", name=step, exact=True))
        assert row.locator("td").last.inner_text() == message.replace("`", "")


def test_the_class_report_tells_what_became_of_the_class(
    course: Course, graded: dict[str, Marks], page: Page
) -> None:
    assert graded
    assert_is_readable_anywhere(page, write_report(course)[0])
    found = describe(LESSON, read_class(course))
    for place, step in enumerate(LESSON.steps):
        [row] = [row for row in found["steps"] if row["name"] == step.name]
        earned = [points[place] for points in POINTS.values()]
        assert row["right"] == sum(points == step.points for points in earned)
        assert row["wrong"] + row["untouched"] == earned.count(0)
        assert row["share"] == pytest.approx(sum(earned) / len(earned) / step.points)
    reasons = {student: " ".join(said) for student, said in found["look"]}
    assert "Nothing right" in reasons["student-11"]
    assert "ran longer than 4 s" in reasons["student-14"]
    assert "student-01" not in reasons
    made = {(name, who) for one in found["mistakes"] for name in one["variables"]
            for who in one["who"]}  # fmt: skip
    assert {("scores", "student-05"), ("output", "student-07"), ("weights", "student-09")} <= made


@pytest.mark.parametrize(
    ("file", "who", "encoding"),
    [
        ("grades-canvas.csv", "SIS Login ID", "utf-8"),
        ("grades-moodle.csv", "Username", "utf-8"),
        ("grades.csv", "student_id", "utf-8-sig"),
    ],
)
def test_the_exported_totals_are_the_marks(
    file: str, who: str, encoding: str, course: Course, graded: dict[str, Marks]
) -> None:
    export(course)
    with (course.root / file).open(encoding=encoding, newline="") as lines:
        rows = list(csv.DictReader(lines, strict=True))
    total = "score" if "score" in rows[0] else "self_attention"
    exported = {row[who]: float(row[total]) for row in rows if row[who]}
    assert exported == {student: marks.total for student, marks in graded.items()}


def test_the_class_gets_its_pages_in_parallel(course: Course, graded: dict[str, Marks]) -> None:
    done = run("attention-by-hand", "feedback", "--quiet", course=course)
    assert (done.returncode, done.stderr) == (0, "")
    pages = course.root.glob("feedback/*/self_attention/self_attention.html")
    assert {page.parts[-3] for page in pages} == set(graded)


RELEASED = (ROOT / "release" / NOTEBOOK).read_bytes()
BROKEN = {
    "no-json": (b"# my solution", NOTEBOOK.name, "holds no JSON"),
    "empty": (b"", NOTEBOOK.name, "is empty"),
    "nothing-in-it": (b"{}", NOTEBOOK.name, "has no cells"),
    "foreign": (b'{"cells": [], "nbformat": 4}', NOTEBOOK.name, "another notebook"),
    "binary": (b"\x89PNG\r\n\x1a\n\xff", NOTEBOOK.name, "is not text"),
    "renamed": (RELEASED, "attention (1).ipynb", "rename"),
}
ENCODED = {
    "utf-16": RELEASED.decode().encode("utf-16"),
    "with-bom": b"\xef\xbb\xbf" + RELEASED,
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, str]:
    """A class in which some handed in what cannot be graded, and what `grade` says to it."""
    course = make_course(tmp_path_factory.mktemp("broken"))
    contents = {**BROKEN, **{name: (text, NOTEBOOK.name, "") for name, text in ENCODED.items()}}
    for student, (content, name, _) in contents.items():
        folder = course.root / "submitted" / student / "self_attention"
        folder.mkdir(parents=True)
        (folder / name).write_bytes(content)
    (course.root / "submitted/no-notebook/self_attention").mkdir(parents=True)
    done = run("attention-by-hand", "grade", course=course)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "no-notebook: there is no self_attention.ipynb, nor another notebook" in done.stderr
    return course, done.stderr


@pytest.mark.parametrize("student", BROKEN)
def test_what_cannot_be_graded_is_named_with_the_reason(
    student: str, broken: tuple[Course, str]
) -> None:
    [line] = [line for line in broken[1].splitlines() if line.startswith(f"{student}: ")]
    assert BROKEN[student][2] in line


def test_the_others_are_graded_whatever_their_encoding(broken: tuple[Course, str]) -> None:
    marks = {marks.student: marks for marks in read_marks(broken[0])}
    assert all(marks[student].points["scores"] == 0 for student in ENCODED)
    assert not (set(BROKEN) & {student for student in marks if marks[student].messages["scores"]})


def test_whoever_has_no_grade_gets_no_page_and_the_reason_is_to_be_found(
    broken: tuple[Course, str],
) -> None:
    done = run("attention-by-hand", "feedback", "empty", course=broken[0])
    assert done.returncode == 1
    assert "there is no grade of empty: `attention-by-hand grade` says why" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["grade", "nobody"], 1, "nothing handed in by nobody"),
        (["grade", "--course", "elsewhere"], 1, "there is no folder"),
        (["grade", "--course", "submitted"], 1, "is no course directory"),
        (["grade", "--assignment", "attention"], 1, "but for: self_attention"),
        (["mark", "--port", "70000"], 2, "not a port, 1 to 65535"),
        (["demo", "--course", "nbgrader_config.py"], 1, "is no folder: choose another one"),
        (["feedback", "nobody"], 1, "nothing handed in by nobody"),
        (["grade", "--workers", "0"], 2, "not a number of workers"),
        (["frobnicate"], 2, "invalid choice"),
    ],
)
def test_wrong_usage_gets_one_sentence(
    arguments: list[str], status: int, sentence: str, course: Course
) -> None:
    done = run("attention-by-hand", *arguments, course=course)
    assert done.returncode == status
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
