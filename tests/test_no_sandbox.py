"""The strongest sandbox that there is; without one no grade, unless somebody asks for that."""

import subprocess
import sys
from pathlib import Path

import pytest
from course_help import NOTEBOOK, ROOT, hand_in, make_course, read_marks
from playwright.sync_api import Page, expect

from attention_by_hand import batch
from attention_by_hand.course.directory import Course
from attention_by_hand.course.intake import Refused
from attention_by_hand.course.warm import Wanted, keeper
from attention_by_hand.pages.report import write_report
from attention_by_hand.sandbox.kinds import SandboxMissing

CONTAINER = [sys.executable, str(ROOT / "tests" / "like_a_container.py")]
GRADERS = {
    "attention-by-hand": ["attention-by-hand", "grade"],
    "attention-by-hand --force": ["attention-by-hand", "grade", "--force"],
    "nbgrader": ["nbgrader", "autograde", "self_attention"],
}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = make_course(tmp_path)
    hand_in(course, "ada", "student-01")
    course.prepare()
    return course


def grade(course: Course, command: str, *regime: str) -> subprocess.CompletedProcess[str]:
    """Grade, on a plain machine or where namespaces are refused, or more."""
    program, *arguments = GRADERS[command]
    return subprocess.run(
        [*regime, Path(sys.executable).with_name(program), *arguments],
        cwd=course.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def state(course: Course) -> dict[str, bytes]:
    """All files of the course but the log and the empty lock."""
    files = (path for path in course.root.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files if path.suffix != ".lock"}


def set_up(course: Course, line: str) -> None:
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write(f"{line}\n")


@pytest.mark.parametrize("command", ["attention-by-hand", "nbgrader"])
def test_grading_refuses_in_one_line_and_touches_nothing(command: str, course: Course) -> None:
    before = state(course)
    done = grade(course, command, *CONTAINER, "--without-landlock")
    assert done.returncode != 0
    [said] = [line for line in done.stderr.splitlines() if "only run in a sandbox" in line]
    assert "let bubblewrap (bwrap) use user namespaces" in said
    assert "without namespaces, it is made with Landlock" in said
    assert "Traceback" not in done.stderr
    assert state(course) == before


@pytest.mark.usefixtures("spaces")  # without them, both are ordinary containers
def test_the_same_marks_in_an_ordinary_container(course: Course) -> None:
    for student in ("student-05", "student-12"):
        hand_in(course, student, student)
    marks = []
    for regime, kind in (((), "namespaces"), (CONTAINER, "Landlock and seccomp")):
        done = grade(course, "attention-by-hand --force", *regime)
        assert done.returncode == 0, done.stderr
        assert f"Student code runs in a sandbox of {kind}" in done.stderr
        marks.append(read_marks(course))
        report = write_report(course)[0].read_text()
        assert f"Student code runs in a sandbox of {kind}" in report
    assert marks[0] == marks[1]
    assert marks[0][0].total == 26


def test_a_course_can_insist_on_the_first_kind(course: Course) -> None:
    set_up(course, "c.RunAndJudge.sandbox = 'namespaces'")
    done = grade(course, "attention-by-hand", *CONTAINER)
    assert done.returncode != 0
    assert "let bubblewrap (bwrap) use user namespaces" in done.stderr
    assert "Landlock" not in done.stderr


def test_a_course_can_insist_on_the_second_kind(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(course, "c.RunAndJudge.sandbox = 'landlock'")

    def refuse(wanted: Wanted) -> None:
        raise SandboxMissing(f"this was wanted: {wanted.kind}")

    monkeypatch.setattr(keeper, "get", refuse)
    with pytest.raises(Refused, match="this was wanted: landlock"):
        batch.grade_one(course.root, course.assignment, "ada")


def test_a_kind_that_there_is_not(course: Course) -> None:
    set_up(course, "c.RunAndJudge.sandbox = 'chroot'")
    done = grade(course, "attention-by-hand")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "sandbox" in done.stderr


def test_grading_without_one_is_said_on_the_console_and_on_the_page(
    course: Course, page: Page
) -> None:
    set_up(course, "c.RunAndJudge.isolated = False")
    done = grade(course, "attention-by-hand", *CONTAINER, "--without-landlock")
    assert done.returncode == 0, done.stderr
    assert "WARNING: these submissions ran WITHOUT a sandbox" in " ".join(done.stderr.split())
    assert [marks.total for marks in read_marks(course)] == [26]
    assert batch.write_feedback(course.root, course.assignment, "ada").problem is None
    page.goto((course.root / "feedback/ada" / NOTEBOOK).with_suffix(".html").as_uri())
    expect(page.get_by_text("without a sandbox")).to_be_visible()


def test_nbgrader_says_it_too(course: Course) -> None:
    set_up(course, "c.RunAndJudge.isolated = False")
    done = grade(course, "nbgrader")
    assert done.returncode == 0, done.stderr
    assert "WITHOUT a sandbox" in done.stderr
