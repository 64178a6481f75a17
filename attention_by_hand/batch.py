"""Many submissions, in worker processes: who is to be graded, and what became of each."""

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from attention_by_hand import Problem
from attention_by_hand.course.converting import (
    Outcome,
    autograde,
    generate_feedback,
    keep_gradebooks_open,
    sentence,
)
from attention_by_hand.course.directory import Course
from attention_by_hand.course.intake import Refused
from attention_by_hand.course.stamp import Stamp
from attention_by_hand.workers import Workers

Task = Callable[[Path, str, str], Outcome]  # course directory, assignment, student
GRADING = ("attention_by_hand.course.plugin",)  # what it takes to grade, and not for feedback
one_at_a_time = threading.Lock()  # nbgrader changes the current folder of its whole process


@dataclass(frozen=True)
class Open:
    """Who is to be graded; whose grade is up to date; and whether the way of grading changed."""

    students: Sequence[str]
    up_to_date: Sequence[str]
    scheme_changed: bool


def find_open(course: Course, students: Sequence[str]) -> Open:
    """Those whose grade was not made from what is handed in now, by the tests of now."""
    graded = course.graded
    now = {student: course.stamp(student) for student in students}
    old = {
        student: stamp
        for student in students
        if student in graded and (stamp := _standing(course, student))
    }
    return Open(
        students=[student for student in students if old.get(student) != now[student]],
        up_to_date=[student for student in students if old.get(student) == now[student]],
        scheme_changed=any(old[student].scheme != now[student].scheme for student in old),
    )


def _standing(course: Course, student: str) -> Stamp | None:
    """What the student's grade was made from; None where there is no grade."""
    return Stamp.read(course.autograded(student))


def grade_one(root: Path, assignment: str, student: str) -> Outcome:
    """Grade one submission, in this process.

    When that fails, an automatic grade that was made from something else does not stand.
    """
    if not _is_text(student):
        return Outcome(student, "the folder's name is not text (UTF-8): rename it")
    with one_at_a_time:
        course = _course(root, assignment)
        standing = _standing(course, student)
        outcome = _missing(course, student) or autograde(course, student)
        is_of_this = standing and standing.submission == course.stamp(student).submission
        if outcome.problem and not is_of_this:
            # When the database fails here, too, the next `grade` finds the submission open.
            with contextlib.suppress(Problem):
                course.withdraw(student)
        return outcome


def _missing(course: Course, student: str) -> Outcome | None:
    """The outcome where there is no notebook of the right name."""
    name, folder = f"{course.assignment}.ipynb", course.submitted_by(student)
    if (folder / name).exists():
        return None
    found = ", ".join(sorted(path.name for path in folder.glob("*.ipynb")))
    if not found:
        return Outcome(student, f"there is no {name}, nor another notebook: ask the student")
    return Outcome(student, f"it has {found} where {name} should be: rename the file")


def _is_text(name: str) -> bool:
    """Whether a name from a file system can be written as UTF-8, as the gradebook does."""
    return name.encode(errors="replace").decode() == name


def write_feedback(root: Path, assignment: str, student: str) -> Outcome:
    """Write the feedback page of one graded submission."""
    with one_at_a_time:
        return generate_feedback(_course(root, assignment), student)


@lru_cache(maxsize=1)
def _course(root: Path, assignment: str) -> Course:
    keep_gradebooks_open()
    return Course.open(root, assignment)


def run(task: Task, course: Course, students: Sequence[str], workers: Workers) -> Iterator[Outcome]:
    """Do the task for each student, and yield the outcomes as they come.

    When a worker dies, what was under way is tried once more, each alone. Refused, with the
    rest left undone, when nothing can be graded at all.
    """
    rest = deque(students)
    while rest:
        for student in (yield from _work(task, course, rest, workers, workers.width)):
            if (yield from _work(task, course, deque([student]), workers, 1)):
                yield Outcome(student, "the process that worked on it died twice")


def _work(
    task: Task, course: Course, rest: deque[str], workers: Workers, width: int
) -> Generator[Outcome, None, list[str]]:
    """Take students from `rest`; returns those that were under way when a worker died."""
    running: dict[Future[Outcome], str] = {}
    lost: list[str] = []
    while running or (rest and not lost):
        try:
            while rest and len(running) < width and not lost:
                future = workers.submit(task, course.root, course.assignment, rest[0])
                running[future] = rest.popleft()
        except BrokenExecutor:
            lost += running.values()
            break
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            student = running.pop(future)
            try:
                yield future.result()
            except BrokenExecutor:
                lost.append(student)
            except Refused:
                raise
            except Exception as error:
                yield Outcome(student, sentence(error))
    if lost:
        workers.renew()
    return lost
