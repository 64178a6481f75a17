"""Many submissions: each through nbgrader's own converters, in worker processes."""

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbgrader import api
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from sqlalchemy.exc import DBAPIError

from attention_by_hand import Problem
from attention_by_hand.course import Course, silence
from attention_by_hand.master import ASSIGNMENT
from attention_by_hand.nbgrader_plugin import Refused, stamp_of, submitted_folder
from attention_by_hand.stamp import Stamp
from attention_by_hand.workers import Workers

# nbgrader opens the gradebook seven times a submission; one engine compiles its queries once.
api.create_engine = lru_cache(maxsize=4)(api.create_engine)

Task = Callable[[Path, str], "Outcome"]
one_at_a_time = threading.Lock()  # nbgrader changes the current folder of its whole process


@dataclass(frozen=True)
class Outcome:
    """What became of one submission; `problem` is a sentence when it went wrong."""

    student: str
    problem: str | None = None


@dataclass(frozen=True)
class Open:
    """Who is to be graded; whose grade is up to date; and whether the way of grading changed."""

    students: Sequence[str]
    up_to_date: Sequence[str]
    scheme_changed: bool


def find_open(course: Course, students: Sequence[str]) -> Open:
    """Those whose grade was not made from what is handed in now, by the tests of now."""
    graded = course.graded
    now = {student: stamp_of(course.directory(student), student) for student in students}
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
    """What the student's grade was made from; None where there is none."""
    return Stamp.read(course.autograded(student))


def grade_one(root: Path, student: str) -> Outcome:
    """Grade one submission, in this process.

    When that fails, an automatic grade that was made from something else does not stand.
    """
    with one_at_a_time:
        course = _course(root)
        folder = submitted_folder(course.directory(student), student)
        standing = _standing(course, student)
        if (folder / f"{ASSIGNMENT}.ipynb").exists():
            outcome = _convert(_Autograde, course, student)
        else:
            found = ", ".join(sorted(path.name for path in folder.glob("*.ipynb"))) or "no notebook"
            wrong = f"it has {found} where {ASSIGNMENT}.ipynb should be: rename the file"
            outcome = Outcome(student, wrong)
        if outcome.problem and not _is_of_this(standing, course, student):
            with contextlib.suppress(
                DBAPIError
            ):  # then the next `grade` finds it open all the same
                course.withdraw(student)
        return outcome


def _is_of_this(standing: Stamp | None, course: Course, student: str) -> bool:
    now = stamp_of(course.directory(student), student)
    return standing is not None and standing.submission == now.submission


def write_feedback(root: Path, student: str) -> Outcome:
    """Write the feedback page of one graded submission."""
    with one_at_a_time:
        return _convert(_GenerateFeedback, _course(root), student)


class _Remembering:
    """nbgrader logs what a submission died of; this keeps it."""

    reason: Exception | None = None

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """As nbgrader's, but an exception is remembered."""
        with self._remember():
            super().init_assignment(assignment_id, student_id)  # type: ignore[misc]

    def convert_single_notebook(self, filename: str) -> None:
        """As nbgrader's, but an exception is remembered."""
        with self._remember():
            super().convert_single_notebook(filename)  # type: ignore[misc]

    @contextlib.contextmanager
    def _remember(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            self.reason = error
            raise


class _Autograde(_Remembering, Autograde):  # type: ignore[misc]
    pass


class _GenerateFeedback(_Remembering, GenerateFeedback):  # type: ignore[misc]
    pass


def _convert(converter: Any, course: Course, student: str) -> Outcome:
    work = converter(coursedir=course.directory(student), config=course.config, force=True)
    try:
        with silence(work.log, api.app_log):
            work.start()
    except Refused:
        raise
    except (NbGraderException, OSError, DBAPIError) as error:
        return Outcome(student, _sentence(work.reason or error))
    return Outcome(student)


def _sentence(error: BaseException) -> str:
    """The first line of it, and what it is unless it was written for this."""
    if isinstance(error, DBAPIError):
        return f"the gradebook: {error.orig}"
    first = (str(error).splitlines() or [""])[0]
    return first if isinstance(error, Problem | OSError) else f"{type(error).__name__}: {first}"


@lru_cache(maxsize=1)
def _course(root: Path) -> Course:
    return Course(root)


def run(task: Task, root: Path, students: Sequence[str], workers: Workers) -> Iterator[Outcome]:
    """Do the task for each student, and yield the outcomes as they come.

    When a worker dies, what was under way is tried once more, each alone. Refused, with the
    rest left undone, when nothing can be graded at all.
    """
    rest = deque(students)
    while rest:
        for student in (yield from _work(task, root, rest, workers, workers.width)):
            if (yield from _work(task, root, deque([student]), workers, 1)):
                yield Outcome(student, "the process that worked on it died twice")


def _work(
    task: Task, root: Path, rest: deque[str], workers: Workers, width: int
) -> Generator[Outcome, None, list[str]]:
    """Take students from `rest`; returns those that were under way when a worker died."""
    running: dict[Future[Outcome], str] = {}
    lost: list[str] = []
    while running or (rest and not lost):
        try:
            while rest and len(running) < width and not lost:
                future = workers.executor.submit(task, root, rest[0])
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
                yield Outcome(student, _sentence(error))
    if lost:
        workers.renew()
    return lost
