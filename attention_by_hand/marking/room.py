"""What all markers share: a course's questions, the answers, the gradebook, and their order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Self

from attention_by_hand import Problem
from attention_by_hand.course.directory import Course
from attention_by_hand.marking.alike import BLANK, in_order
from attention_by_hand.marking.book import Book, open_database, prepare, reading, writing
from attention_by_hand.marking.questions import Answers, Question, questions
from attention_by_hand.marking.standing import Standing


@dataclass(frozen=True)
class Group:
    """Answers that are decided together, and what was chosen for them so far."""

    key: str
    members: Sequence[Standing]
    draft: Mapping[str, Any] | None = None

    @property
    def text_key(self) -> str:
        """What its answers have in common."""
        return self.key.partition("/")[0]


class Room:
    """A course whose answers in words are marked; Problem when it has none."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.questions = {one.name: one for one in questions(course.master)}
        if not self.questions:
            raise Problem(f"the lesson {course.assignment} has no answers in words")
        self._answers = Answers(_graded(course), self.questions.values()).of
        with course.gradebook() as gradebook:
            self._engine = open_database(gradebook.engine.url)
        self._orders: dict[frozenset[str], Mapping[str, int]] = {}
        for one in self.questions.values():
            prepare(self._engine, course.assignment, one.prose, self._answers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def question(self, name: str) -> Question:
        """The question with this name; Problem when there is none."""
        if name not in self.questions:
            raise Problem(f"the lesson has no question {name!r}")
        return self.questions[name]

    def reading(self, question: str) -> AbstractContextManager[Book]:
        """The question as it is now."""
        prose = self.question(question).prose
        return reading(self._engine, self.course.assignment, prose, self._answers)

    def writing(self, question: str) -> AbstractContextManager[Book]:
        """The question, for one writer at a time."""
        prose = self.question(question).prose
        return writing(self._engine, self.course.assignment, prose, self._answers)

    def groups(
        self, standings: Sequence[Standing], wanted: Callable[[Standing], bool], after: str = ""
    ) -> list[Group]:
        """The wanted answers that are decided together, from those that come after a key on."""
        place = self.order(standings)
        ranked = sorted(
            filter(wanted, standings),
            key=lambda one: (place[one.answer.key], one.key, one.student),
        )
        found = [Group(key, list(each)) for key, each in groupby(ranked, key=lambda one: one.key)]
        start = place.get(after.partition("/")[0], -1)
        later = [one for one in found if place[one.text_key] > start]
        return [*later, *(one for one in found if place[one.text_key] <= start)]

    def order(self, standings: Iterable[Standing]) -> Mapping[str, int]:
        """The place of each answer: blank ones first, then like after like."""
        texts = {one.answer.key: one.answer.text for one in standings}
        texts.pop(BLANK, None)
        if (known := frozenset(texts)) not in self._orders:
            listed = sorted(texts)
            chain = (listed[place] for place in in_order([texts[one] for one in listed]))
            self._orders[known] = {one: place for place, one in enumerate([BLANK, *chain])}
        return self._orders[known]


def _graded(course: Course) -> Callable[[str], str]:
    """Where a student's graded notebook is; asking nbgrader for each would take too long."""
    before, after = str(course.autograded("*").relative_to(course.root)).split("*")
    return lambda student: f"{course.root}/{before}{student}{after}"
