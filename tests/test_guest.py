"""A guest in a course that exists: what the course had is as it was, byte for byte."""

import difflib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import ordinary_course
import pytest
from course_help import LESSON, ROOT, grade, hand_in

from attention_by_hand.config import LINES
from attention_by_hand.course.directory import Course

TWO_LINES = "\n".join(["", *LINES, ""])
ASIDE = re.compile(r'"id": "[\w-]+"|id="?(?:cell-id=)?[0-9a-f]{8}"?|20\d\d-\d\d-\d\dT[^"]+')
ACTIVE = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
KEPT = ("release", "autograded", "feedback", "pages")


def act(root: Path, *steps: str) -> None:
    """What an instructor does with the ordinary assignments."""
    script = Path(ordinary_course.__file__)
    done = subprocess.run(
        [sys.executable, script, *steps],
        cwd=root, env=ACTIVE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]


def add_lesson(root: Path) -> Course:
    """The lesson beside the ordinary assignments, with one student's work."""
    shutil.copytree(ROOT / "source" / LESSON.name, root / "source" / LESSON.name)
    course = Course.open(root, LESSON.name)
    hand_in(course, "ada", "student-05")
    return course


def outputs(root: Path) -> dict[str, str]:
    """Every file of the ordinary assignments, cell ids and times aside."""
    files = [path for name in KEPT for path in (root / name).rglob("*") if path.is_file()]
    return {
        str(path.relative_to(root)): ASIDE.sub("", path.read_text("utf-8"))
        for path in files
        if LESSON.name not in path.parts
    }


def difference(one: dict[str, str], other: dict[str, str]) -> str:
    """Where they differ, to be read by a person; empty when nowhere."""
    lines: list[str] = []
    for name in sorted(one.keys() | other.keys()):
        before, after = (each.get(name, "no such file").splitlines() for each in (one, other))
        lines += difflib.unified_diff(before, after, name, name, n=0, lineterm="")
    return "\n".join(lines[:60])


def test_ordinary_assignments_are_treated_as_without_us(tmp_path: Path) -> None:
    alone, host = tmp_path / "alone", tmp_path / "host"
    for root, settings in ((alone, ""), (host, TWO_LINES)):
        root.mkdir()
        ordinary_course.make_course(root, settings)
    lesson = add_lesson(host)
    assert grade(lesson, "--quiet").returncode == 0
    for root in (alone, host):
        act(root, "release", "grade", "mark", "regrade", "feedback", "open", "validate")
    found = outputs(alone)
    assert len(found) == 3 * 2 + 2 * 2 * (4 + 4 + 1) + 1
    assert difference(found, outputs(host)) == ""
    rows = [(root / "rows.json").read_text("utf-8") for root in (alone, host)]
    assert len(json.loads(rows[0])) > 80
    assert rows[0] == rows[1]


def test_grading_the_lesson_leaves_the_others_alone(tmp_path: Path) -> None:
    ordinary_course.make_course(tmp_path, TWO_LINES)
    act(tmp_path, "release", "grade", "mark", "feedback")
    before, rows = outputs(tmp_path), (tmp_path / "rows.json").read_text("utf-8")
    lesson = add_lesson(tmp_path)
    assert grade(lesson).returncode == 0
    act(tmp_path)
    assert difference(before, outputs(tmp_path)) == ""
    assert (tmp_path / "rows.json").read_text("utf-8") == rows


@pytest.mark.parametrize("name", ["*", "self_*"])
def test_a_pattern_that_also_means_a_lesson_is_refused(name: str, tmp_path: Path) -> None:
    ordinary_course.make_course(tmp_path, TWO_LINES)
    add_lesson(tmp_path)
    done = subprocess.run(
        [Path(sys.executable).with_name("nbgrader"), "autograde", name],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "also means the lesson self_attention: name each assignment" in done.stderr
    assert not (tmp_path / "autograded").exists()
