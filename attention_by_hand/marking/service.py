"""What the page asks for, answered from the gradebook: plain data in, plain data out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from attention_by_hand import Problem, printable
from attention_by_hand.course.directory import Course
from attention_by_hand.marking import showing
from attention_by_hand.marking.desk import Decision, Desk
from attention_by_hand.marking.progress import (
    agreement,
    needs_check,
    needs_second_look,
    progress,
    sample,
)
from attention_by_hand.marking.room import Room
from attention_by_hand.marking.standing import Item, Standing
from attention_by_hand.marking.tables import CHECK, FIRST, SECOND

Data = Mapping[str, Any]
Wanted = Callable[[Standing], bool]


class Service:
    """The answers in words of one lesson in one course."""

    def __init__(self, root: Path, assignment: str | None) -> None:
        """BadCourse when there is no such course or lesson."""
        self.room = Room(Course.open(root, assignment))

    def answer(self, what: str, marker: str, asked: Data) -> Any:
        """Do what is asked for; Problem when it cannot be done."""
        known: Mapping[str, Callable[[Desk, Data], Any]] = {
            "open": self._open,
            "next": self._next,
            "keep": self._keep,
            "leave": self._leave,
            "mark": self._mark,
            "undo": self._undo,
            "apart": self._apart,
            "item": self._item,
            "names": self._names,
        }
        if what not in known or not isinstance(asked.get("desk"), str):
            raise Problem(f"the page asked for {what!r} in a wrong way")
        return known[what](Desk(self.room, marker, asked["desk"][:32]), asked)

    def _open(self, desk: Desk, _asked: Data) -> Any:
        """Every question with its rubric, how far it has come, and the agreement."""
        return {
            "title": self.room.course.lesson.title,
            "marker": desk.marker,
            "questions": [self._question(name) for name in self.room.questions],
        }

    def _question(self, name: str) -> Any:
        with self.room.reading(name) as book:
            standings = book.standings()
            self.room.order(standings)  # which takes a second, before anybody waits for it
            return {
                **showing.question(self.room.question(name), book.items.values()),
                **_figures(standings),
            }

    def _next(self, desk: Desk, asked: Data) -> Any:
        """The next groups, and how far the question has come."""
        question, look, after = asked["question"], asked["look"], str(asked.get("after", ""))
        wanted = self._wanted(desk, look, asked)
        have = {str(key) for key in asked["have"]}
        most, take_over = int(asked["most"]), bool(asked.get("take_over"))
        taken = desk.take(question, wanted, look, after, have, most, take_over)
        held = None if taken else asdict(desk.held(question, wanted, look))
        with self.room.reading(question) as book:
            standings = book.standings()
            last = after.partition("/")[0]
            return {
                "groups": showing.groups(taken, standings, book.items, look, last),
                "held": held,
                **_figures(standings),
            }

    def _wanted(self, desk: Desk, look: str, asked: Data) -> Wanted:
        if look == SECOND:
            return needs_second_look
        if look == CHECK:
            with self.room.reading(asked["question"]) as book:
                chosen = sample(book.standings(), float(asked["sample"]))
            return lambda one: one.answer.key in chosen and needs_check(one, desk.marker)
        if asked.get("marked"):
            return lambda one: not one.is_open
        return lambda one: one.is_open

    def _keep(self, desk: Desk, asked: Data) -> Any:
        return {"kept": desk.keep(asked["question"], _decision(asked))}

    def _leave(self, desk: Desk, asked: Data) -> Any:
        desk.leave(asked["question"], [str(key) for key in asked["left"]])

    def _mark(self, desk: Desk, asked: Data) -> Any:
        refused = desk.mark(asked["question"], _decision(asked))
        return {"refused": refused, **self._now(asked)}

    def _undo(self, desk: Desk, asked: Data) -> Any:
        refused = desk.undo(asked["question"], _id(asked["act"]), asked["undone"])
        return {"refused": refused, **self._now(asked)}

    def _apart(self, desk: Desk, asked: Data) -> Any:
        desk.apart(asked["question"], [str(one) for one in asked["ids"]])
        return self._now(asked)

    def _now(self, asked: Data) -> dict[str, Any]:
        """How far the question has come, after something was done."""
        with self.room.reading(asked["question"]) as book:
            return _figures(book.standings())

    def _item(self, desk: Desk, asked: Data) -> Any:
        """The rubric after a change, and how many marks of Formgrader's stay."""
        question, item = asked["question"], asked["item"]
        changed = Item(
            _id(item["id"]), float(item["points"]), str(item["says"]), bool(item.get("retired"))
        )
        kept = desk.change(question, _id(asked["act"]), changed)
        return {"kept": kept, **self._question(question)}

    def _names(self, _desk: Desk, asked: Data) -> Any:
        """Who wrote these answers."""
        with self.room.reading(asked["question"]) as book:
            return {one.id: printable(one.student) for one in book.standings(asked["ids"])}


def _figures(standings: Sequence[Standing]) -> dict[str, Any]:
    found = agreement(standings)
    return {
        "progress": progress(standings).as_data,
        "agreement": asdict(found) if found else None,
    }


def _decision(asked: Data) -> Decision:
    """What the page sent as a decision; Problem when it is none."""
    try:
        return _read(asked)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Problem("the page sent a mark that cannot be read") from None


def _read(asked: Data) -> Decision:
    return Decision(
        act=_id(asked.get("act", "draft")),
        key=str(asked["key"]),
        versions={str(one): int(version) for one, version in asked["versions"].items()},
        items=[str(one) for one in asked["items"]],
        remark=str(asked["remark"]).strip(),
        flagged=bool(asked["flagged"]),
        replace=bool(asked.get("replace")),
        look=asked["look"] if asked["look"] in (FIRST, SECOND, CHECK) else FIRST,
    )


def _id(text: Any) -> str:
    """An id that the page made up; Problem when it is too long for the tables."""
    if not isinstance(text, str) or not 0 < len(text) <= 32:
        raise Problem("an id has 1 to 32 letters")
    return text
