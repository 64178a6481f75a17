"""Classes that were written by people who saw the release alone keep the figures they reached."""

from pathlib import Path

import pytest
from course_help import LESSON, ROOT
from fairness import Grader, Marks, away, figures, measure, read_marks

from attention_by_hand.sandbox.host import Sandbox

FOLDER = ROOT / "tests" / "classes"
CLASSES = sorted(FOLDER.iterdir())
WHOLE = FOLDER / "2"  # the one that is measured in every run of the tests; `make class` takes all


@pytest.fixture(scope="module")
def grader(sandbox: Sandbox) -> Grader:
    return Grader(LESSON.name, sandbox)


def right_in(folder: Path) -> list[Path]:
    """The work in which a teacher found no slip."""
    marks = [one for one in folder.glob("*.marks") if not read_marks(one).slips]
    return [one.with_suffix(".py") for one in marks]


def test_the_classes_are_whole() -> None:
    assert sum(len([*folder.glob("*.marks")]) for folder in CLASSES) == 22 * 12 + 12 * 8
    assert sum(len(right_in(folder)) for folder in CLASSES) == 90


@pytest.mark.parametrize("folder", CLASSES, ids=lambda folder: folder.name)
def test_right_work_has_full_marks(folder: Path, grader: Grader) -> None:
    short = {
        f"{path.stem} {verdict.step}: {verdict.message}"
        for path in right_in(folder)
        for verdict in grader.grade(path)
        if verdict.points < verdict.out_of
    }
    assert not short


def test_a_class_keeps_its_figures(grader: Grader) -> None:
    graded = measure(WHOLE, grader)
    found = figures(graded)
    assert found["slips that cost something"][0] == found["slips that cost something"][1]
    within, steps = found["steps within the fair range"]
    assert within >= 0.93 * steps
    named, slips = found["slips with a sentence of their own"]
    assert named >= 0.85 * slips
    assert away(graded) <= 0.75


def test_marks_are_read(tmp_path: Path) -> None:
    path = tmp_path / "one.marks"
    path.write_text("a: 3..3.5 of 4\nb: 2\nslip: a: Look: there.\nnamed: a: one, two\n")
    assert read_marks(path) == Marks(
        {"a": (3, 3.5), "b": (2, 2)}, {"a": "Look: there."}, {"a": frozenset({"one", "two"})}
    )
    path.write_text("a: many\n")
    with pytest.raises(ValueError, match="neither points nor a slip"):
        read_marks(path)
