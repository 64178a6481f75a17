"""Without a sandbox there is no grade, unless somebody asks for that, and then it is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from course_help import NOTEBOOK, hand_in, make_course, read_marks
from playwright.sync_api import Page, expect

from attention_by_hand import batch
from attention_by_hand.course.directory import Course

GRADERS = {
    "attention-by-hand": ["attention-by-hand", "grade"],
    "nbgrader": ["nbgrader", "autograde", "self_attention"],
}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = make_course(tmp_path)
    hand_in(course, "ada", "student-01")
    course.prepare()
    return course


def grade(
    course: Course, command: str, path: str | None = None
) -> subprocess.CompletedProcess[str]:
    program, *arguments = GRADERS[command]
    return subprocess.run(
        [Path(sys.executable).with_name(program), *arguments],
        cwd=course.root,
        env={**os.environ, "PATH": path or os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def state(course: Course) -> dict[str, bytes]:
    """All files of the course but the log and the empty lock."""
    files = (path for path in course.root.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files if path.suffix != ".lock"}


@pytest.mark.parametrize("command", GRADERS)
def test_grading_refuses_in_one_sentence_and_touches_nothing(
    command: str, course: Course, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = state(course)
    done = grade(course, command, path=str(tmp_path_factory.mktemp("empty")))
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if "bubblewrap is missing" in line]
    assert said
    assert "Traceback" not in done.stderr
    assert state(course) == before


def test_grading_without_one_is_said_on_the_console_and_on_the_page(
    course: Course, page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("c.RunAndJudge.isolated = False\n")
    done = grade(course, "attention-by-hand", path=str(tmp_path_factory.mktemp("empty")))
    assert done.returncode == 0, done.stderr
    assert "WARNING: these submissions ran WITHOUT a sandbox" in " ".join(done.stderr.split())
    assert [marks.total for marks in read_marks(course)] == [26]
    assert batch.write_feedback(course.root, course.assignment, "ada").problem is None
    page.goto((course.root / "feedback/ada" / NOTEBOOK).with_suffix(".html").as_uri())
    expect(page.get_by_text("without a sandbox")).to_be_visible()


def test_nbgrader_says_it_too(course: Course) -> None:
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("c.RunAndJudge.isolated = False\n")
    done = grade(course, "nbgrader")
    assert done.returncode == 0, done.stderr
    assert "WITHOUT a sandbox" in done.stderr
