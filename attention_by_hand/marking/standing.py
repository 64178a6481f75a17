"""How the answers to a question stand: what was written, and which marks there are."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from attention_by_hand.marking.tables import FIRST, SECOND

WAITING, CHANGED, DONE, ELSEWHERE = "waiting", "changed", "done", "elsewhere"


@dataclass(frozen=True)
class Answer:
    """What one student wrote below the line of the question, and the pictures in it.

    Two answers with the same `key` are the same, up to case, spaces and punctuation.
    """

    text: str
    pictures: Mapping[str, Mapping[str, str]]
    key: str


@dataclass(frozen=True)
class Item:
    """A line of the rubric: points, and the sentence that students read."""

    id: str
    points: float
    says: str
    retired: bool = False


@dataclass(frozen=True)
class Mark:
    """What one person decided about an answer; `text` is what it was then."""

    marker: str
    at: datetime
    version: int
    key: str
    text: str
    items: Sequence[str]
    remark: str
    flagged: bool
    score: float
    said: str

    @property
    def as_row(self) -> dict[str, Any]:
        """The columns of the table."""
        return {**asdict(self), "items": list(self.items)}


@dataclass(frozen=True)
class Entry:
    """What nbgrader's own tables hold: the points and the comment that a person entered."""

    grade: str
    comment: str | None
    points: float | None
    says: str
    waits: bool


@dataclass(frozen=True)
class Standing:
    """One student's answer to a question, nbgrader's entry for it, and our marks by look."""

    student: str
    answer: Answer
    entry: Entry
    marks: Mapping[str, Mark] = field(default_factory=dict)
    is_apart: bool = False

    @property
    def mark(self) -> Mark | None:
        """The mark that counts."""
        return self.marks.get(SECOND) or self.marks.get(FIRST)

    @property
    def is_elsewhere(self) -> bool:
        """Whether what nbgrader holds was not entered here."""
        if self.entry.points is None:
            return False
        written = (self.mark.score, self.mark.said) if self.mark else None
        return (self.entry.points, self.entry.says) != written

    @property
    def state(self) -> str:
        """Whether a person still has to look at it, and why."""
        if self.entry.points is None:
            return WAITING
        if self.mark:
            changed = self.mark.key != self.answer.key
            return CHANGED if changed else ELSEWHERE if self.is_elsewhere else DONE
        return CHANGED if self.entry.waits else ELSEWHERE

    @property
    def is_open(self) -> bool:
        """Whether it waits for a person."""
        return self.state in (WAITING, CHANGED)

    @property
    def id(self) -> str:
        """nbgrader's, which tells nothing about the student."""
        return self.entry.grade

    @property
    def is_alone(self) -> bool:
        """Whether it is decided apart from answers that are the same."""
        return self.is_apart or self.state == CHANGED or self.is_elsewhere

    @property
    def key(self) -> str:
        """Of the group in which it is decided."""
        return f"{self.answer.key}/{self.id}" if self.is_alone else self.answer.key


def total(items: Sequence[Item], most: float) -> float:
    """The points of these items together, from 0 to `most`."""
    return min(most, max(0.0, sum(item.points for item in items)))


def sentences(items: Sequence[Item], remark: str) -> str:
    """What the student reads."""
    return " ".join([*(line(item.points, item.says) for item in items), *filter(None, [remark])])


def line(points: float, says: str) -> str:
    """An item as it is written everywhere."""
    return f"{points:g} point{'' if abs(points) == 1 else 's'}: {says}"
