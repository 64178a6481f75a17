"""A class is graded once, whatever happens: skipped, resumed, withdrawn, never doubled."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from course_help import (
    EXAMPLE,
    NOTEBOOK,
    PROGRAM,
    Marks,
    command,
    grade,
    hand_in,
    make_course,
    marks,
    read_marks,
)

from attention_by_hand import batch
from attention_by_hand.course.converting import Outcome
from attention_by_hand.course.directory import Course
from attention_by_hand.workers import Workers

CLASS = {f"{name}-{copy}": name for name in EXAMPLE for copy in "abcd"}


@pytest.fixture(scope="module")
def two_graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two students, graded: one fully right, one with a slip."""
    course = make_course(tmp_path_factory.mktemp("graded"))
    hand_in(course, "ada", "student-01")
    hand_in(course, "ben", "student-05")
    assert grade(course).returncode == 0
    return course.root


@pytest.fixture
def course(two_graded: Path, tmp_path: Path) -> Course:
    """A copy of theirs, to do anything with."""
    return Course.open(shutil.copytree(two_graded, tmp_path / "course"))


def test_a_folder_may_have_brackets_in_its_name(two_graded: Path, tmp_path: Path) -> None:
    course = Course.open(shutil.copytree(two_graded, tmp_path / "[2026] course"))
    hand_in(course, "cy", "student-05")
    done = grade(course)
    assert done.returncode == 0, done.stderr
    assert marks(course)["cy"].points == marks(course)["ben"].points


def test_what_is_up_to_date_is_left_alone(course: Course) -> None:
    written = {path: path.stat().st_mtime_ns for path in course.root.glob("autograded/*/*/*")}
    again = grade(course)
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr == "2 grades are up to date; --force grades them again.\n"
    hand_in(course, "ben", "student-01")
    again = grade(course)
    assert "1 grade is up to date" in again.stderr
    assert "Grading: 1 of 1" in again.stderr
    assert marks(course)["ben"].total == 26
    unchanged = [path for path, at in written.items() if path.stat().st_mtime_ns == at]
    assert {path.parts[-3] for path in unchanged} == {"ada"}


def test_force_grades_all_again_and_quiet_says_nothing(course: Course) -> None:
    before = marks(course)
    [written, _] = sorted(course.root.glob("autograded/*/*/*.ipynb"))
    at = written.stat().st_mtime_ns
    again = grade(course, "--force", "--quiet")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert written.stat().st_mtime_ns > at
    assert marks(course) == before


def test_feedback_says_whose_answers_nobody_has_read(course: Course) -> None:
    done = command(course, "feedback")
    assert done.returncode == 0
    assert done.stderr.startswith("Answers in words of 2 students are not marked yet: ")
    with course.gradebook() as gradebook:
        for grade in gradebook.find_submission("self_attention", "ada").notebooks[0].grades:
            grade.needs_manual_grade = False
        gradebook.db.commit()
    assert command(course, "feedback").stderr.startswith("Answers in words of 1 student are not")
    assert "not marked" not in command(course, "feedback", "--quiet").stderr
    assert "not marked" not in command(course, "feedback", "ada").stderr, "hers are"


def test_changed_tests_make_all_grades_stale(course: Course) -> None:
    source = course.root / "source" / NOTEBOOK
    with source.open("a") as file:
        file.write("\n")
    again = grade(course)
    assert "have changed" in again.stderr
    assert "Grading: 2 of 2" in again.stderr
    assert "have changed" not in grade(course).stderr


def test_changed_points_reach_the_gradebook(course: Course) -> None:
    with course.gradebook() as gradebook:
        cell = gradebook.find_grade_cell("scores-test", "self_attention", "self_attention")
        cell.max_score = 1
        gradebook.db.commit()
    assert grade(course, "--force").returncode == 0
    with course.gradebook() as gradebook:
        assert gradebook.find_submission("self_attention", "ada").max_score == 32


def enter_by_hand(course: Course, student: str) -> None:
    """What an instructor enters in Formgrader."""
    with course.gradebook() as gradebook:
        where = ("self_attention", "self_attention", student)
        grade = gradebook.find_grade("softmax-reflection", *where)
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        gradebook.find_grade("weights-test", *where).manual_score = 3
        gradebook.find_comment("softmax-reflection", *where).manual_comment = "Well put."
        gradebook.db.commit()


def entered_by_hand(course: Course, student: str) -> tuple[object, ...]:
    with course.gradebook() as gradebook:
        where = ("self_attention", "self_attention", student)
        return (
            gradebook.find_grade("softmax-reflection", *where).manual_score,
            gradebook.find_grade("weights-test", *where).score,
            gradebook.find_comment("softmax-reflection", *where).comment,
        )


def test_what_a_person_entered_stays(course: Course) -> None:
    enter_by_hand(course, "ben")
    hand_in(course, "ben", "student-06")
    assert grade(course).returncode == 0
    assert entered_by_hand(course, "ben") == (1.5, 3, "Well put.")
    assert marks(course)["ben"].points["weights"] == 1.5, "the share of a near miss"


BAD = {
    "no notebook": lambda path: path.write_text("# my solution"),
    "renamed": lambda path: path.rename(path.with_name("attention (1).ipynb")),
}


@pytest.mark.parametrize("how", BAD)
def test_an_old_grade_does_not_stand_for_what_cannot_be_graded(how: str, course: Course) -> None:
    enter_by_hand(course, "ben")
    before = marks(course)
    BAD[how](course.root / "submitted/ben" / NOTEBOOK)
    again = grade(course)
    assert again.returncode == 1
    assert again.stderr.splitlines()[-1].startswith("ben: ")
    assert set(marks(course)["ben"].points.values()) == {None}
    assert entered_by_hand(course, "ben") == (1.5, 3, "Well put.")
    assert marks(course)["ada"] == before["ada"]
    hand_in(course, "ben", "student-05")
    shutil.rmtree(course.root / "submitted/ben/self_attention/attention (1).ipynb", True)
    assert grade(course).returncode == 0
    assert marks(course)["ben"].points == before["ben"].points


def test_two_graders_do_not_share_a_course(course: Course) -> None:
    with course.lock():
        again = grade(course, "--force")
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert "is being graded already" in again.stderr


@contextmanager
def locked(course: Course) -> Iterator[None]:
    """Somebody else holds the database, for longer than anybody waits."""
    other = sqlite3.connect(course.root / "gradebook.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.close()


def test_a_gradebook_that_is_locked_from_the_start(course: Course) -> None:
    with locked(course):
        again = grade(course, "--force")
    assert (again.returncode, again.stderr) == (
        1, "attention-by-hand: the gradebook: database is locked\n",
    )  # fmt: skip


def test_a_gradebook_that_is_locked_on_the_way(course: Course) -> None:
    for student in ("ben", "cleo", "dan", "eve"):
        hand_in(course, student, "student-01")
    grader = subprocess.Popen(
        [PROGRAM, "grade"], cwd=course.root, stderr=subprocess.PIPE, text=True
    )
    while grader.poll() is None and graded(course) < 3:
        time.sleep(0.02)
    with locked(course):
        _, said = grader.communicate(timeout=800)
    assert grader.returncode == 1
    assert "the gradebook: database is locked" in said
    assert "Traceback" not in said
    assert grade(course).returncode == 0
    assert {one.total for one in read_marks(course)} == {26}


FULL_DISK = """
set -e
mount -t tmpfs -o size=3m tmpfs "$1/disk"
cp -r "$1/course" "$1/disk/course"
cd "$1/disk/course"
dd if=/dev/zero of=../filler bs=1k 2>/dev/null || true
"$2" grade 2>../../full && exit 7
rm ../filler
"$2" grade
cp -r "$1/disk/course" "$1/after"
"""


def test_a_full_disk(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    course = make_course(tmp_path / "course")
    for student in ("ada", "ben"):
        hand_in(course, student, "student-01")
    course.prepare()
    (tmp_path / "disk").mkdir()
    as_user = ["--user", "--map-current-user", "--keep-caps"] if os.getuid() else []
    done = subprocess.run(
        ["unshare", "--mount", *as_user, "sh", "-c", FULL_DISK, "sh", tmp_path, PROGRAM],
        check=False, capture_output=True, text=True, timeout=800,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = (tmp_path / "full").read_text()
    assert "No space left" in said or "disk is full" in said
    assert "Traceback" not in said
    after = marks(Course.open(tmp_path / "after"))
    assert {student: one.total for student, one in after.items()} == {"ada": 26, "ben": 26}


# A class of forty, and what is killed while it is graded.


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Marks]:
    """What each of the class deserves."""
    course = make_course(tmp_path_factory.mktemp("undisturbed"))
    for example in EXAMPLE:
        hand_in(course, example, example)
    assert grade(course).returncode == 0
    return marks(course)


@pytest.fixture
def forty(tmp_path: Path) -> Course:
    course = make_course(tmp_path)
    for student, example in CLASS.items():
        hand_in(course, student, example)
    course.prepare()
    return course


def children(process: psutil.Process, everybody: bool = False) -> list[psutil.Process]:
    """Its children, none once it has ended itself."""
    with contextlib.suppress(psutil.NoSuchProcess):
        found: list[psutil.Process] = process.children(recursive=everybody)
        return found
    return []


def is_started_with(process: psutil.Process, words: str) -> bool:
    """Whether its command line has these words; False once it has ended."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return words in " ".join(process.cmdline()) and "bwrap" not in process.name()
    return False


def workers_of(grader: psutil.Process) -> list[psutil.Process]:
    servers = [one for one in children(grader) if is_started_with(one, "forkserver")]
    return [worker for server in servers for worker in children(server)]


def warm_of(grader: psutil.Process) -> list[psutil.Process]:
    family = [one for worker in workers_of(grader) for one in children(worker, everybody=True)]
    return [one for one in family if is_started_with(one, "-m guest")]


VICTIMS: dict[str, Callable[[psutil.Process], list[psutil.Process]]] = {
    "the grader": lambda grader: [grader],
    "a worker": workers_of,
    "a warm process or a run": warm_of,
}


@pytest.mark.parametrize("victim", VICTIMS)
def test_killed_at_random_points(victim: str, forty: Course, undisturbed: dict[str, Marks]) -> None:
    chance = random.Random(victim)
    for _ in range(2):
        kill_once(forty, VICTIMS[victim], chance)
    after = grade(forty)
    assert after.returncode == 0, after.stderr
    check_one_right_grade_each(forty, undisturbed)


def kill_once(
    course: Course, victims: Callable[..., list[psutil.Process]], chance: random.Random
) -> None:
    """Start `grade`, kill at a random point of it, and wait until it has ended."""
    with (course.root / "log").open("a") as log:
        grader = psutil.Popen([PROGRAM, "grade"], cwd=course.root, stderr=log)
    target = graded(course) + chance.randint(2, 10)
    while grader.poll() is None and graded(course) < target:
        time.sleep(0.05)
    time.sleep(chance.random() / 2)
    family = children(grader, everybody=True)
    if grader.poll() is None and (found := victims(grader)):
        with contextlib.suppress(psutil.NoSuchProcess):  # it has just ended by itself
            chance.choice(found).send_signal(signal.SIGKILL)
    grader.wait(timeout=800)
    _, alive = psutil.wait_procs(family, timeout=20)
    assert alive == [], "processes outlive the grader"


def graded(course: Course) -> int:
    return len(list(course.root.glob("autograded/*/*/*.ipynb")))


def check_one_right_grade_each(course: Course, undisturbed: dict[str, Marks]) -> None:
    found = marks(course)
    assert set(found) == set(CLASS)
    for student, example in CLASS.items():
        assert found[student].points == undisturbed[example].points, student
        assert found[student].messages == undisturbed[example].messages, student
    assert graded(course) == len(CLASS)
    assert grade(course).stderr.startswith("40 grades are up to date")


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def go_on() -> None:
    while True:
        pass


def go_on_deaf() -> None:
    sum(range(1 << 60))  # in C, and no other thread of Python goes on


def fill() -> None:
    bytearray(1 << 40)


HARD = {
    "kills its worker": (kill_itself, "the process that worked on it died twice"),
    "goes on for ever": (go_on, "the work on it took longer than 1 s, so it was stopped"),
    "cannot be interrupted": (go_on_deaf, "the process that worked on it died twice"),
    "fills the memory": (fill, "the work on it needs more memory than one submission may take"),
}


def be_hard_for_mallory(_root: Path, how: str, student: str) -> Outcome:
    """A task that is hard for one student, every time."""
    if student == "mallory":
        HARD[how][0]()
    return Outcome(student)


@pytest.mark.parametrize("how", HARD)
def test_what_is_hard_for_its_worker_is_named_alone(how: str, tmp_path: Path) -> None:
    students = ["ada", "ben", "mallory", "eve", "zoe"]
    with Workers(2, 9, seconds=1) as workers:
        course = Course(tmp_path, how)
        outcomes = list(batch.run(be_hard_for_mallory, course, students, workers))
    assert sorted(one.student for one in outcomes) == sorted(students)
    assert [one for one in outcomes if one.problem] == [Outcome("mallory", HARD[how][1])]
