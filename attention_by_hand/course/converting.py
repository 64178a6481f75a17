"""One submission through nbgrader's own converters, with the reason when that fails."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from nbgrader import api
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, BaseConverter, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import scoped_session, sessionmaker

from attention_by_hand import Problem
from attention_by_hand.building.release import AnyFolder, silence
from attention_by_hand.course.directory import Course
from attention_by_hand.course.intake import Refused
from attention_by_hand.course.warm import keeper


@dataclass(frozen=True)
class Outcome:
    """What became of one submission; `problem` is a sentence when it went wrong.

    sandbox: the kind that this process runs student code in, where it does.
    """

    student: str
    problem: str | None = None
    sandbox: str | None = None


def autograde(course: Course, student: str) -> Outcome:
    """Grade one submission; Refused when nothing can be graded here at all."""
    return replace(_convert(_Autograde, course, student), sandbox=keeper.kind)


def generate_feedback(course: Course, student: str) -> Outcome:
    """Write the feedback page of one graded submission."""
    return _convert(_GenerateFeedback, course, student)


def keep_gradebooks_open() -> None:
    """Let this process connect once: nbgrader opens the gradebook seven times a submission.

    Each time it connects, and looks for every table. Here, what is closed is the session alone.
    """
    engines: dict[tuple[str, str], Any] = {}
    open_now, api.create_engine = Gradebook.__init__, partial(create_engine, pool_pre_ping=True)

    def open_once(
        self: Any, db_url: str, course_id: str = "default_course", authenticator: Any = None
    ) -> None:
        if engine := engines.get((db_url, course_id)):
            self.engine, self.course_id, self.authenticator = engine, course_id, authenticator
            self.db = scoped_session(sessionmaker(bind=engine))
        else:
            open_now(self, db_url, course_id, authenticator)
            engines[db_url, course_id] = self.engine

    if open_now.__name__ != open_once.__name__:
        Gradebook.__init__, Gradebook.close = open_once, lambda self: self.db.remove()


class _Remembering(AnyFolder):
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


class _AtOnce(Autograde):  # type: ignore[misc]
    """nbgrader sanitizes a notebook, writes it, reads it again and grades it; this does both."""

    at_once = True

    def convert_single_notebook(self, filename: str) -> None:
        """Without a file in between."""
        BaseConverter.convert_single_notebook(self, filename)


class _Autograde(_Remembering, _AtOnce):
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
        return Outcome(student, sentence(work.reason or error))
    return Outcome(student)


def sentence(error: BaseException) -> str:
    """The first line of it, and what it is unless it was written for this."""
    if isinstance(error, DBAPIError):
        return f"the gradebook: {error.orig}"
    if isinstance(error, MemoryError):
        return "the work on it needs more memory than one submission may take"
    first = (str(error).splitlines() or [""])[0]
    return first if isinstance(error, Problem | OSError) else f"{type(error).__name__}: {first}"
