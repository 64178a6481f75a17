"""A second lesson, in a package of its own, beside the first one in the same course.

Nothing of the grader is changed for it: what it needs is `second_lesson/`, and nothing else.
"""

import csv
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from course_help import PROGRAM, ROOT, Marks, hand_in, marks

from attention_by_hand import Problem
from attention_by_hand.building import sample
from attention_by_hand.building.cells import grade_id
from attention_by_hand.course.directory import Course
from attention_by_hand.lesson import find_lesson

SECOND = Path(__file__).parent / "second_lesson"
NAME = "variance"
FULL = {"mean": 1, "deviations": 2, "variance": 2, "wider": 1.5}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a machine where the second lesson is installed, as pip would do it."""
    site = tmp_path_factory.mktemp("site")
    project = tomllib.loads((SECOND / "pyproject.toml").read_text())["project"]
    shutil.copy(SECOND / "variance_by_hand.py", site)
    about = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n")
    [(group, entries)] = project["entry-points"].items()
    lines = (f"{name} = {target}" for name, target in entries.items())
    (about / "entry_points.txt").write_text("\n".join([f"[{group}]", *lines]))
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(site)
        yield {**os.environ, "PYTHONPATH": str(site)}
    sys.modules.pop("variance_by_hand", None)
    find_lesson.cache_clear()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, installed: dict[str, str]) -> Path:
    """A folder with both masters, and what the command makes of them."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    shutil.copytree(SECOND / "notebooks", root / "notebooks", dirs_exist_ok=True)
    run(root, installed, PROGRAM, "build")
    return root


@pytest.fixture(scope="module")
def graded(built: Path, installed: dict[str, str]) -> Course:
    """The course with both assignments handed in and graded, one after the other."""
    release = built / "release" / NAME / f"{NAME}.ipynb"
    sample.hand_in(SECOND / "examples", release, built / "submitted")
    first = Course.open(built, "self_attention")
    for student in ("student-01", "student-05"):
        hand_in(first, student, student)
    for name in (NAME, "self_attention"):
        run(built, installed, PROGRAM, "grade", "--assignment", name)
    return Course.open(built, NAME)


def run(folder: Path, environment: dict[str, str], *command: str | Path) -> str:
    """What a command that goes well says."""
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_release_has_blanks_and_no_answers(built: Path) -> None:
    released = nbformat.read(built / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    cells = {grade_id(cell): cell for cell in released.cells}
    assert cells["mean"].source.strip() == "mean = ..."
    assert cells["mean-test"].source == "# Graded: `mean` (1 point)."
    assert cells["variance-test"].source == "# Graded: `variance` and `spread` (2 points)."
    assert cells["wider-test"].metadata.nbgrader.points == 1.5
    text = "\n".join(cell.source for cell in released.cells)
    assert "Find 5 numbers with 4 times the variance." in text
    assert "Deviations add up to zero" not in text


@pytest.mark.parametrize(
    ("student", "lost"),
    [
        ("student-01", {}),
        ("student-02", {"mean": 0}),
        ("student-03", {"deviations": 0}),
        ("student-04", {"mean": 0.5, "deviations": 0.5}),
        ("student-05", {"variance": 0, "wider": 0}),
        ("student-06", dict.fromkeys(FULL, 0)),
    ],
)
def test_each_slip_costs_its_own_step(student: str, lost: dict[str, float], graded: Course) -> None:
    assert marks(graded)[student].points == {**FULL, **lost}


def said(graded: Course, student: str) -> Marks:
    return marks(graded)[student]


def test_an_early_slip_is_carried_forward(graded: Course) -> None:
    messages = said(graded, "student-02").messages
    assert "one less than there are numbers: 7.5." in messages["mean"]
    assert messages["deviations"].startswith("`deviations` is right for your `mean`")


def test_mistakes_are_named(graded: Course) -> None:
    assert "Take the mean from it." in said(graded, "student-03").messages["deviations"]
    wrong = said(graded, "student-05").messages
    assert "58 is the sum of the squares." in wrong["variance"]
    assert "You halved the variance: 29." in wrong["variance"]
    assert wrong["wider"].startswith("You moved all numbers alike.")


def test_typed_numbers_are_told_so_in_words_that_fit_any_lesson(graded: Course) -> None:
    assert said(graded, "student-04").messages["mean"] == (
        "0.5 of 1: `mean` is right for the numbers of the notebook, but it stays the same when the "
        "given numbers change. Compute it from the variables instead of typing numbers, and it "
        "earns the rest."
    )


def test_the_first_lesson_is_graded_beside_it(graded: Course) -> None:
    first = marks(Course.open(graded.root, "self_attention"))
    assert {name: one.total for name, one in first.items() if one.total} == {
        "student-01": 26,
        "student-05": 22,
    }


def test_nbgrader_itself_gives_the_same_marks(graded: Course, installed: dict[str, str]) -> None:
    before = marks(graded)["student-02"]
    nbgrader = PROGRAM.with_name("nbgrader")
    run(graded.root, installed, nbgrader, "autograde", NAME, "--student=student-02", "--force")
    assert marks(graded)["student-02"] == before


def test_feedback_and_report_speak_of_this_lesson(
    graded: Course, installed: dict[str, str]
) -> None:
    run(graded.root, installed, PROGRAM, "feedback", "--assignment", NAME)
    page = graded.root / "feedback" / "student-02" / NAME / f"{NAME}.html"
    assert "<title>Feedback: Variance by hand</title>" in page.read_text("utf-8")
    assert "You divided by one less than there are numbers" in page.read_text("utf-8")
    run(graded.root, installed, PROGRAM, "report", "--assignment", NAME)
    report = (graded.root / "reports" / NAME / "index.html").read_text("utf-8")
    assert "Class report: Variance by hand" in report
    for words in ("One too few", "ST-Spread", "why-squares"):
        assert words in report
    assert "TM-SelfAttention" not in report


def test_the_marks_are_exported(graded: Course, installed: dict[str, str]) -> None:
    exporter = "attention_by_hand.exports.PlainExporter"
    options = ["--ExportPlugin.assignment=variance", "--PlainExporter.steps=True"]
    nbgrader = PROGRAM.with_name("nbgrader")
    run(graded.root, installed, nbgrader, "export", f"--exporter={exporter}", *options)
    with (graded.root / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    steps = ["mean", "deviations", "variance", "why-squares", "wider"]
    assert list(rows["student-02"])[-5:] == steps
    assert rows["student-02"]["score"] == "5.5"
    assert rows["student-02"]["max_score"] == "8"


def test_a_course_with_two_lessons_asks_which(graded: Course, installed: dict[str, str]) -> None:
    done = subprocess.run(
        [PROGRAM, "grade"], cwd=graded.root, env=installed, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "say which: --assignment self_attention or variance" in done.stderr


def test_it_has_no_handout(graded: Course, installed: dict[str, str]) -> None:
    done = subprocess.run(
        [PROGRAM, "handout", "--assignment", NAME],
        cwd=graded.root, env=installed, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "attention-by-hand: the lesson variance has no handout\n"


def test_an_entry_point_that_is_no_lesson_is_said(
    installed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import variance_by_hand

    assert installed
    find_lesson.cache_clear()
    monkeypatch.setattr(variance_by_hand, "LESSON", "a text")
    with pytest.raises(Problem, match="'variance' is not the Lesson of that name"):
        find_lesson(NAME)
    find_lesson.cache_clear()
