"""Many submissions: each through nbgrader's own converters, in worker processes."""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import NbGraderException

from attention_by_hand.course import Course
from attention_by_hand.master import ASSIGNMENT
from attention_by_hand.nbgrader_plugin import Refused

Task = Callable[[Path, str], "Outcome"]


@dataclass(frozen=True)
class Outcome:
    """What became of one submission; `problem` is a sentence when it went wrong."""

    student: str
    problem: str | None = None


class _Remembering:
    """nbgrader logs what a submission died of; this keeps it."""

    reason: Exception | None = None

    def convert_single_notebook(self, filename: str) -> None:
        """As nbgrader's, but an exception is remembered."""
        try:
            super().convert_single_notebook(filename)  # type: ignore[misc]
        except Exception as error:
            self.reason = error
            raise


class _Autograde(_Remembering, Autograde):  # type: ignore[misc]
    pass


class _GenerateFeedback(_Remembering, GenerateFeedback):  # type: ignore[misc]
    pass


def grade_one(root: Path, student: str) -> Outcome:
    """Grade one submission, in this process."""
    folder = _folder(root, student)
    if not (folder / f"{ASSIGNMENT}.ipynb").exists():
        found = ", ".join(sorted(path.name for path in folder.glob("*.ipynb"))) or "no notebook"
        return Outcome(
            student, f"it has {found} where {ASSIGNMENT}.ipynb should be: rename the file"
        )
    return _convert(_Autograde, root, student)


def write_feedback(root: Path, student: str) -> Outcome:
    """Write the feedback page of one graded submission."""
    return _convert(_GenerateFeedback, root, student)


def _convert(converter: Any, root: Path, student: str) -> Outcome:
    course = _course(root)
    work = converter(coursedir=course.directory(student), config=course.config, force=True)
    work.log.setLevel(logging.CRITICAL)
    try:
        work.start()
    except Refused:
        raise
    except NbGraderException as error:
        return Outcome(student, str(work.reason or error))
    return Outcome(student)


@lru_cache(maxsize=1)
def _course(root: Path) -> Course:
    return Course(root)


def _folder(root: Path, student: str) -> Path:
    directory = _course(root).directory(student)
    return Path(directory.format_path(directory.submitted_directory, student, ASSIGNMENT))


@contextmanager
def workers(count: int | None, most: int) -> Iterator[Executor]:
    """Worker processes on this machine, one for each core unless told, and at most `most`."""
    with ProcessPoolExecutor(min(count or cpu_count() or 1, most), get_context("spawn")) as pool:
        yield pool


def run(task: Task, root: Path, students: Sequence[str], pool: Executor) -> Iterator[Outcome]:
    """Do the task for each student, and yield the outcomes as they come.

    Refused, with the rest left undone, when nothing can be graded at all.
    """
    running = {pool.submit(task, root, student): student for student in students}
    for future in as_completed(running):
        try:
            yield future.result()
        except Refused:
            pool.shutdown(cancel_futures=True)
            raise
        except Exception as error:
            yield Outcome(running[future], f"{type(error).__name__}: {error}")
