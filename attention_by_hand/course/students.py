"""The class: everybody in the gradebook or with something handed in, and how they stand."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attention_by_hand import Problem, printable
from attention_by_hand.course.directory import Course
from attention_by_hand.course.gradebook import Result, Student, results
from attention_by_hand.course.records import Record, read_record
from attention_by_hand.text import as_people_count


@dataclass(frozen=True)
class Member:
    """A student: the gradebook's result, and what the judge recorded where it graded."""

    name: str
    result: Result
    handed_in: bool
    record: Record | None = None

    @property
    def id(self) -> str:
        """nbgrader's id; only `name` is ever shown."""
        return self.result.student.id

    @property
    def is_graded(self) -> bool:
        """Whether any answer has a mark."""
        return self.result.score is not None

    @property
    def is_odd(self) -> bool:
        """Whether a run hit a limit, or the code looks like an attack."""
        return self.record is not None and bool(self.record.stops or self.record.signs)

    @property
    def has_nothing_right(self) -> bool:
        """Whether it is graded, and no answer has earned a point."""
        return self.is_graded and not any(self.result.steps.values())


def read_class(course: Course, anonymous: bool = False) -> list[Member]:
    """The class in order of ids, or shuffled; Problem where nothing was ever graded."""
    master = course.master
    submitted = set(course.submitted)
    found = _with_strangers(read_results(course), submitted)
    return [
        Member(
            name,
            result,
            handed_in=result.submitted or result.student.id in submitted,
            record=read_record(course.autograded(result.student.id), master),
        )
        for name, result in (_anonymous(found) if anonymous else _named(found))
    ]


def read_results(course: Course) -> list[Result]:
    """A result for everybody in the gradebook, by id; Problem where nothing was ever graded."""
    try:
        with course.gradebook() as gradebook:
            cells = list(course.master.cells)
            found = results(gradebook, [course.assignment], [], lambda *_: cells)
    except KeyError:
        found = []
    if not found:
        raise Problem("nothing has been graded yet: run `attention-by-hand grade` first")
    return sorted(found, key=_in_order)


def _with_strangers(found: Sequence[Result], submitted: set[str]) -> list[Result]:
    """With those who handed in and are not in the gradebook."""
    strangers = submitted - {result.student.id for result in found}
    added = [Result(Student(name), found[0].assignment) for name in strangers]
    return sorted([*found, *added], key=_in_order)


def _in_order(result: Result) -> list[tuple[int, str]]:
    return as_people_count(result.student.id)


def _named(found: Sequence[Result]) -> Iterator[tuple[str, Result]]:
    for result in found:
        student = result.student
        name = " ".join(filter(None, (student.first_name, student.last_name)))
        yield printable(f"{name} ({student.id})" if name else student.id), result


def _anonymous(found: Sequence[Result]) -> Iterator[tuple[str, Result]]:
    """Numbers, given out at random because the order of ids is often that of names."""
    for number, result in enumerate(random.sample(found, len(found)), start=1):
        yield f"Student {number}", result
