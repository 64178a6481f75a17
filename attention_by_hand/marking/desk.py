"""What a marker does: take the next answers, mark, undo, take apart, change the rubric.

Every act has an id of its own and is done once, however often it is asked for.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from attention_by_hand import Problem
from attention_by_hand.marking import tables
from attention_by_hand.marking.book import Book, now
from attention_by_hand.marking.room import Group, Room
from attention_by_hand.marking.standing import Item, Mark, Standing, sentences, total
from attention_by_hand.marking.tables import CHECK, FIRST

CLAIMED = timedelta(minutes=10)  # how long answers stay on a screen that nobody touches
MOST_AT_A_TIME = 12  # groups on a screen


@dataclass(frozen=True)
class Held:
    """How many groups are on other screens: of the same marker, and of others."""

    own: int
    others: int


@dataclass(frozen=True)
class Decision:
    """What a person decided about a group.

    `versions` says which mark of each answer was on the screen: 0 for none. `replace` allows to
    replace what was entered in Formgrader.
    """

    act: str
    key: str
    versions: Mapping[str, int]
    items: Sequence[str]
    remark: str = ""
    flagged: bool = False
    replace: bool = False
    look: str = FIRST

    @property
    def draft(self) -> dict[str, Any]:
        """What was chosen and typed."""
        return {"items": list(self.items), "remark": self.remark, "flagged": self.flagged}


@dataclass(frozen=True)
class Desk:
    """One marker at one screen; `id` is the screen's."""

    room: Room
    marker: str
    id: str

    def take(
        self,
        question: str,
        wanted: Callable[[Standing], bool],
        look: str = FIRST,
        after: str = "",
        have: Collection[str] = (),
        most: int = MOST_AT_A_TIME,
        take_over: bool = False,
    ) -> list[Group]:
        """The next groups that no other screen shows; they are on this one now.

        `have` are those that the screen shows already. With `take_over`, what is on another
        screen of the same marker is free as well: that screen may be gone.
        """
        with self.room.writing(question) as book:
            groups = self.room.groups(book.standings(), wanted, after)
            claims = {row["key"]: row for row in book.rows(tables.claims, look=look)}
            taken_by = self._holders(book, claims.values())
            mine = {None, self.marker} if take_over else {None}
            free = [one for one in groups if taken_by.get(one.key) in mine]
            taken = [one for one in free if one.key not in have][:most]
            drafts = {key: claim["draft"] for key, claim in claims.items()}
            if taken:
                self._sign_in(book)
            for one in taken:
                self._claim(book, look, one.key, drafts.get(one.key))
            return [replace(one, draft=drafts.get(one.key)) for one in taken]

    def held(self, question: str, wanted: Callable[[Standing], bool], look: str = FIRST) -> Held:
        """What of the wanted answers is on other screens."""
        with self.room.reading(question) as book:
            groups = {one.key for one in book.standings() if wanted(one)}
            claims = [row for row in book.rows(tables.claims, look=look) if row["key"] in groups]
            markers = list(self._holders(book, claims).values())
        return Held(markers.count(self.marker), len(markers) - markers.count(self.marker))

    def _holders(self, book: Book, claims: Iterable[Mapping[str, Any]]) -> dict[str, str]:
        """Whose screen shows a group, by key; this screen's own do not count."""
        markers = {row["desk"]: row["marker"] for row in book.rows(tables.screens)}
        return {
            row["key"]: markers.get(row["desk"], "")
            for row in claims
            if row["desk"] != self.id and row["until"] >= now()
        }

    def _sign_in(self, book: Book) -> None:
        book.remove(tables.screens, desk=self.id)
        book.add(tables.screens, {"desk": self.id, "marker": self.marker})

    def _claim(self, book: Book, look: str, key: str, draft: Any) -> None:
        book.remove(tables.claims, look=look, key=key)
        until = now() + CLAIMED
        row = {"look": look, "key": key, "desk": self.id, "until": until, "draft": draft}
        book.add(tables.claims, row)

    def _stay(self, book: Book) -> None:
        book.change(tables.claims, {"until": now() + CLAIMED}, desk=self.id)

    def keep(self, question: str, decision: Decision) -> bool:
        """Save what was chosen so far, which is no mark yet; False when another screen has it."""
        with self.room.writing(question) as book:
            self._stay(book)
            here = {"look": decision.look, "key": decision.key, "desk": self.id}
            return book.change(tables.claims, {"draft": decision.draft}, **here) > 0

    def leave(self, question: str, groups: Sequence[str]) -> None:
        """These are not on the screen any more; what was chosen is kept."""
        with self.room.writing(question) as book:
            book.change(tables.claims, {"until": datetime.min}, desk=self.id, key=list(groups))

    def mark(self, question: str, decision: Decision) -> dict[str, str]:
        """Mark the answers of a group; says of which it was refused, and why."""
        with self.room.writing(question) as book:
            if done := _done(book, decision.act):
                return dict(done["refused"])
            standings = book.standings(decision.versions)
            refused = {one.id: why for one in standings if (why := _why_not(one, decision))}
            accepted = [one for one in standings if one.id not in refused]
            gone = decision.versions.keys() - {one.id for one in standings}
            refused |= dict.fromkeys(gone, "it is no longer there")
            self._write(book, decision, accepted)
            self._log(book, decision.act, "mark", accepted, refused=refused, key=decision.key,
                      look=decision.look, draft=decision.draft)  # fmt: skip
            book.remove(tables.claims, look=decision.look, key=decision.key)
            self._stay(book)
            return refused

    def _write(self, book: Book, decision: Decision, accepted: Sequence[Standing]) -> None:
        items = [item for name, item in book.items.items() if name in decision.items]
        score, said = total(items, book.prose.points), sentences(items, decision.remark)
        for one in accepted:
            mark = Mark(
                marker=self.marker,
                at=now(),
                version=decision.versions[one.id] + 1,
                key=one.answer.key,
                text=one.answer.text,
                items=[item.id for item in items],
                remark=decision.remark,
                flagged=decision.flagged,
                score=score,
                said=said,
            )
            _put(book, one, decision.look, mark)
            if decision.look != CHECK:
                book.enter(one.entry, score, said, waits=False)

    def _log(
        self, book: Book, act: str, what: str, standings: Sequence[Standing], **more: Any
    ) -> None:
        before = {one.id: _as_it_is(one, more.get("look", FIRST)) for one in standings}
        row = {"id": act, "at": now(), "marker": self.marker, "act": what}
        detail = {**more, "before": before}
        book.add(tables.log, {**row, "answers": len(standings), "detail": detail})

    def undo(self, question: str, act: str, undone: str) -> dict[str, str]:
        """Take back a mark of this marker; says where somebody has changed it since."""
        with self.room.writing(question) as book:
            if done := _done(book, act):
                return dict(done["refused"])
            found = book.rows(tables.log, id=undone, act="mark", marker=self.marker)
            if not found:
                raise Problem("there is nothing of yours to take back")
            what = found[0]["detail"]
            look, before = what["look"], what["before"]
            mine = [one for one in book.standings(before) if _still(one, look, before[one.id])]
            for one in mine:
                _restore(book, one, look, before[one.id])
            changed = before.keys() - {one.id for one in mine}
            refused = dict.fromkeys(changed, "it was changed since")
            self._log(book, act, "undo", mine, refused=refused, look=look)
            self._sign_in(book)
            self._claim(book, look, what["key"], what["draft"])
            return refused

    def apart(self, question: str, ids: Sequence[str]) -> None:
        """Take answers out of their group, to be decided by themselves."""
        with self.room.writing(question) as book:
            standings = book.standings(ids)
            book.remove(tables.apart, student=[one.student for one in standings])
            rows = [{"student": one.student, "key": one.answer.key} for one in standings]
            book.add(tables.apart, *rows)

    def change(self, question: str, act: str, item: Item) -> int:
        """Add a line to the rubric, or change it with all marks that hold it.

        Returns how many answers keep other points, because those were entered in Formgrader.
        """
        if not item.says.strip():
            raise Problem("a line of the rubric needs a sentence that students read")
        with self.room.writing(question) as book:
            if done := _done(book, act):
                return int(done["kept"])
            _put_item(book, item)
            standings = [one for one in book.standings() if _holds(one, item.id)]
            items = book.items
            kept = sum(not _follow(book, one, items) for one in standings)
            self._log(book, act, "rubric", standings, item=item.id, kept=kept)
            return kept


def _done(book: Book, act: str) -> Mapping[str, Any] | None:
    """What came of an act that was done already."""
    found = book.rows(tables.log, id=act)
    return found[0]["detail"] if found else None


def _why_not(one: Standing, decision: Decision) -> str:
    """Why the decision cannot be written for this answer, or nothing."""
    mark = one.marks.get(decision.look)
    if (mark.version if mark else 0) != decision.versions[one.id]:
        return f"{mark.marker} has marked it" if mark else "its mark was taken back"
    if one.answer.key != decision.key.partition("/")[0]:
        return "it has changed"
    if one.is_elsewhere and not decision.replace and decision.look != CHECK:
        return "it was marked in Formgrader"
    return ""


def _put(book: Book, one: Standing, look: str, mark: Mark | None) -> None:
    book.remove(tables.marks, student=one.student, look=look)
    if mark:
        book.add(tables.marks, {"student": one.student, "look": look, **mark.as_row})


def _as_it_is(one: Standing, look: str) -> dict[str, Any]:
    mark = one.marks.get(look)
    row = {**mark.as_row, "at": mark.at.isoformat()} if mark else None
    return {"mark": row, "entry": [one.entry.points, one.entry.says, one.entry.waits]}


def _still(one: Standing, look: str, before: Mapping[str, Any]) -> bool:
    """Whether the mark is the one that came after `before`, in nbgrader's tables as well."""
    version = before["mark"]["version"] if before["mark"] else 0
    mark = one.marks.get(look)
    is_next = mark is not None and mark.version == version + 1
    return is_next and (look == CHECK or not one.is_elsewhere)


def _restore(book: Book, one: Standing, look: str, before: Mapping[str, Any]) -> None:
    row = before["mark"]
    _put(book, one, look, Mark(**row | {"at": datetime.fromisoformat(row["at"])}) if row else None)
    if look != CHECK:
        book.enter(one.entry, *before["entry"])


def _put_item(book: Book, item: Item) -> None:
    known = book.items
    values = {"points": item.points, "says": item.says.strip(), "retired": item.retired}
    if item.id in known:
        book.change(tables.items, values, id=item.id)
    else:
        book.add(tables.items, {"id": item.id, "place": len(known), "origin": None, **values})


def _holds(one: Standing, item: str) -> bool:
    return any(item in mark.items for mark in one.marks.values())


def _follow(book: Book, one: Standing, known: Mapping[str, Item]) -> bool:
    """Work out the points of its marks again; False where Formgrader's points stay."""
    for look, mark in one.marks.items():
        items = [known[name] for name in mark.items]
        score, said = total(items, book.prose.points), sentences(items, mark.remark)
        _put(book, one, look, replace(mark, score=score, said=said))
        if mark is one.mark and not one.is_elsewhere:
            book.enter(one.entry, score, said, one.entry.waits)
    return not one.is_elsewhere
