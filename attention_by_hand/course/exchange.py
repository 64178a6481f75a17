"""nbgrader's exchange: what students have handed in there and nobody has collected."""

import contextlib
from datetime import datetime

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.exchange.exchange_factory import ExchangeFactory

from attention_by_hand.building.release import silence
from attention_by_hand.course.directory import Course


def waiting(course: Course) -> list[str]:
    """The students whose work `nbgrader collect --update` would bring, by id.

    None where the course has no exchange, or one of another kind than nbgrader's folders.
    """
    kind = ExchangeFactory(config=course.config).collect
    if not issubclass(kind, ExchangeCollect):
        return []
    collect = kind(coursedir=course.directory(), config=course.config)
    try:
        with silence(collect.log):
            collect.init_src()
    except (ExchangeError, OSError):
        return []
    found = {record["username"]: record["timestamp"] for record in collect.src_records}
    return sorted(student for student, at in found.items() if _is_newer(at, course, student))


def _is_newer(at: datetime, course: Course, student: str) -> bool:
    collected = None
    with contextlib.suppress(Exception):  # a time that is none is older than any
        folder = course.submitted_by(student)
        collected = course.directory(student).get_existing_timestamp(str(folder))
    return collected is None or at > collected
