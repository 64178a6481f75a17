"""The week of an instructor who has a course, with what `pip install` of the wheel brings.

A lesson joins three ordinary assignments, two of them graded. It goes out and comes back through
nbgrader's exchange, is graded, marked, returned and exported. The others are as they were.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
import ordinary_course
import pytest
from course_help import EXAMPLES, LESSON, NOTEBOOK, PROGRAM, ROOT

from attention_by_hand.building.sample import render
from attention_by_hand.config import CONFIG, LINES
from attention_by_hand.course.directory import Course

NAME = LESSON.name
CLASS = {"o'hara": "student-01", "zoë": "student-05", "ada": "student-01"}
OTHERS = ("ps1", "ps2", "ps3")
OURS = {"gradebook.db", "rows.json", CONFIG, f"{CONFIG}.old", ".grading.lock", "grades.csv"}


@dataclass(frozen=True)
class Instructor:
    """Somebody with the wheel installed, in a course."""

    course: Path
    environment: Mapping[str, str]

    def run(self, *command: str | Path) -> str:
        """What a command says that goes well."""
        done = subprocess.run(
            command, cwd=self.course, env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=800,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-3000:]
        return done.stdout

    def ours(self, *arguments: str) -> str:
        return self.run(Path(self.environment["PYTHONPATH"], "bin", PROGRAM.name), *arguments)

    def nbgrader(self, *arguments: str) -> str:
        return self.run(PROGRAM.with_name("nbgrader"), *arguments)

    def others(self, *steps: str) -> dict[str, bytes]:
        """Do these steps with the ordinary assignments; every file and row that is theirs."""
        self.run(sys.executable, ordinary_course.__file__, *steps)
        files = (path for path in self.course.rglob("*") if path.is_file())
        kept = {str(path.relative_to(self.course)): path for path in files}
        return {
            name: path.read_bytes()
            for name, path in kept.items()
            if NAME not in path.parts and (name == "rows.json" or name not in OURS)
        }


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where the package comes from the wheel, and all else from this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    for command in (
        ["hatchling", "build", "-t", "wheel", "-d", str(folder)],
        ["pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(folder / "site"),
         "--find-links", str(folder), "attention-by-hand"],
    ):  # fmt: skip
        subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True, capture_output=True)
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PYTHONPATH": str(folder / "site"), "PATH": programs}


@pytest.fixture
def instructor(tmp_path: Path, environment: dict[str, str]) -> Instructor:
    """With a course of three assignments and an exchange."""
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    course = tmp_path / "course"
    course.mkdir()
    ordinary_course.make_course(course, f"c.Exchange.root = {str(exchange)!r}\n")
    return Instructor(course, environment)


def hand_in(instructor: Instructor, student: str, example: str, at: str) -> None:
    """As `nbgrader submit` leaves it in the exchange, made from what was released there."""
    folder = instructor.course.parent / "exchange" / "machine-learning"
    released = nbformat.read(folder / "outbound" / NOTEBOOK, as_version=4)
    handed_in = folder / "inbound" / f"{student}+{NAME}+{at}"
    shutil.copytree(folder / "outbound" / NAME, handed_in)
    nbformat.write(render(EXAMPLES / f"{example}.py", released), handed_in / NOTEBOOK.name)
    (handed_in / "timestamp.txt").write_text(at)
    (handed_in / "submission_secret.txt").write_text(f"secret of {student} {at}")


def mark(course: Course) -> None:
    """A person reads the answers in words, one after the other."""
    with course.gradebook() as gradebook:
        for work in gradebook.assignment_submissions(NAME):
            for grade in work.notebooks[0].grades:
                if grade.needs_manual_grade:
                    grade.manual_score, grade.needs_manual_grade = grade.max_score, False
        gradebook.db.commit()


def totals(instructor: Instructor) -> dict[str, str]:
    instructor.nbgrader(
        "export", "--exporter=attention_by_hand.exports.PlainExporter",
        f"--ExportPlugin.assignment={NAME}",
    )  # fmt: skip
    with (instructor.course / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student_id"]: row["score"] for row in csv.DictReader(file)}


def test_the_package_comes_from_the_wheel(instructor: Instructor) -> None:
    where = "from attention_by_hand.lesson import lesson_home; print(lesson_home('{}'))"
    home = instructor.run(sys.executable, "-c", where.format(NAME)).strip()
    assert home.startswith(instructor.environment["PYTHONPATH"])
    for name in ("notebooks", "source", "release", "examples"):
        copied = {path.name: path.read_bytes() for path in Path(home, name).rglob("*.*")}
        clone = {path.name: path.read_bytes() for path in (ROOT / name).rglob("*.*")}
        assert {name: text for name, text in copied.items() if not name.endswith("pyc")} == clone


def test_a_guest_for_a_week(instructor: Instructor) -> None:
    before = instructor.others("release", "grade", "mark", "feedback")
    assert instructor.ours("init", "--dry-run").endswith("this is what would be done.\n")
    assert not (instructor.course / "source" / NAME).exists()
    said = instructor.ours("init")
    assert all(line in said for line in LINES)
    assert "Nothing to do" in instructor.ours("init")
    instructor.ours("handout")
    assert (instructor.course / "handout" / "handout-key-letter.pdf").is_file()
    shutil.rmtree(instructor.course / "handout")

    instructor.nbgrader("generate_assignment", NAME, "--force")
    instructor.nbgrader("release_assignment", NAME)
    for student, example in CLASS.items():
        hand_in(instructor, student, example, "2031-05-01 12:00:00.000000 UTC")
    instructor.nbgrader("collect", NAME)
    assert "Grading: 3 of 3" in instructor.ours("grade")
    mark(Course.open(instructor.course, NAME))
    assert totals(instructor) == {"o'hara": "32", "zoë": "28", "ada": "32"}

    hand_in(instructor, "zoë", "student-01", "2031-05-02 12:00:00.000000 UTC")
    assert "The exchange has newer work by zoë: `nbgrader collect" in instructor.ours("grade")
    instructor.nbgrader("collect", NAME, "--update")
    assert "Grading: 1 of 1" in instructor.ours("grade")
    assert totals(instructor) == {"o'hara": "32", "zoë": "32", "ada": "32"}
    instructor.ours("feedback", "--quiet")
    instructor.nbgrader("release_feedback", NAME)
    exchanged = instructor.course.parent / "exchange" / "machine-learning" / "feedback"
    assert len(list(exchanged.glob("*.html"))) == len(CLASS)

    after = instructor.others()
    assert sorted(after) == sorted(before)
    assert not [name for name in before if after[name] != before[name]]
    old = (instructor.course / f"{CONFIG}.old").read_text("utf-8")
    assert (instructor.course / CONFIG).read_text("utf-8").startswith(old.rstrip())
