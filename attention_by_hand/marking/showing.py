"""What the page shows, as plain data; whatever a student wrote was made safe."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from attention_by_hand.marking.differing import mark_new
from attention_by_hand.marking.questions import Question
from attention_by_hand.marking.room import Group
from attention_by_hand.marking.standing import CHANGED, DONE, Answer, Item, Mark, Standing
from attention_by_hand.marking.tables import CHECK, FIRST, SECOND
from attention_by_hand.pages import markup

LONGEST = 20_000  # letters of an answer that the page gets; pictures are not counted


def question(asked: Question, items: Iterable[Item]) -> dict[str, Any]:
    """A question with all that stays in sight."""
    return {
        "name": asked.name,
        "points": asked.prose.points,
        "asked": text(asked.asked or asked.prompt),
        "model": text(asked.model),
        "items": [
            {"id": one.id, "points": one.points, "says": one.says}
            for one in items
            if not one.retired
        ],
    }


def text(source: str) -> Markup:
    """Markdown as HTML, with nothing but harmless markup in it."""
    return answer(Answer(source, {}, ""))


def answer(given: Answer) -> Markup:
    """What a student wrote, in the same way as on the feedback page."""
    return markup.rendered(_bounded(given.text), given.pictures)


def _bounded(source: str) -> str:
    length = len(markup.PICTURE_DATA.sub("", source))
    if length <= LONGEST:
        return source
    return f"{source[:LONGEST]}\n\n[… and {length - LONGEST} letters more]"


def groups(
    found: Sequence[Group],
    standings: Sequence[Standing],
    items: Mapping[str, Item],
    look: str,
    after: str,
) -> list[Any]:
    """Groups that come after a key; in each, the words marked that differ from the one before."""
    marked = _marked_alike(standings) if look == FIRST else {}
    before = next((one.answer for one in standings if one.answer.key == after), None)
    shown = []
    for group in found:
        shown.append(_group(group, items, look, before, marked.get(group.text_key)))
        before = group.members[0].answer
    return shown


def _marked_alike(standings: Iterable[Standing]) -> dict[str, Mark]:
    """A mark for each text that was marked, so that the same again is proposed the same."""
    return {one.mark.key: one.mark for one in standings if one.mark and one.state == DONE}


def _group(
    group: Group, items: Mapping[str, Item], look: str, before: Answer | None, alike: Mark | None
) -> dict[str, Any]:
    first = group.members[0]
    look = SECOND if look == FIRST and SECOND in first.marks else look
    is_again = look == SECOND or first.state == CHANGED
    own = first.marks.get(look) or (first.mark if is_again else None)
    chosen = group.draft or _chosen(own or alike, look)
    return {
        "key": group.key,
        "look": look,
        "state": first.state,
        "versions": {one.id: _version(one, look) for one in group.members},
        "texts": list(_texts(group, before)),
        "chosen": chosen,
        "draft": group.draft is not None,
        "alike": alike.marker if alike and not own else None,
        "old": _old(first) if first.state == CHANGED else None,
        "marks": [] if look == CHECK else [_shown(*each, items) for each in first.marks.items()],
        "elsewhere": _elsewhere(first),
    }


def _chosen(mark: Mark | None, look: str) -> dict[str, Any]:
    if mark is None:
        return {"items": [], "remark": "", "flagged": False}
    flagged = mark.flagged and look != SECOND
    return {"items": list(mark.items), "remark": mark.remark, "flagged": flagged}


def _version(one: Standing, look: str) -> int:
    mark = one.marks.get(look)
    return mark.version if mark else 0


def _texts(group: Group, before: Answer | None) -> Iterator[dict[str, Any]]:
    """Every spelling once, the most frequent first."""
    ranked = sorted(group.members, key=lambda one: one.answer.text)
    spellings = [list(each) for _, each in groupby(ranked, key=lambda one: one.answer.text)]
    for each in sorted(spellings, key=len, reverse=True):
        html = answer(each[0].answer)
        if before:
            html = mark_new(html, answer(before))
        yield {"html": html, "ids": [one.id for one in each]}


def _old(one: Standing) -> Markup | None:
    """What an answer was when it was marked, with the words marked that are gone."""
    if one.mark is None:
        return None
    then = answer(Answer(one.mark.text, one.answer.pictures, ""))
    return mark_new(then, answer(one.answer))


def _shown(look: str, mark: Mark, items: Mapping[str, Item]) -> dict[str, Any]:
    return {
        "look": look,
        "marker": mark.marker,
        "at": f"{mark.at.isoformat()}Z",
        "points": mark.score,
        "says": [items[name].says for name in mark.items if name in items],
        "items": list(mark.items),
        "remark": mark.remark,
    }


def _elsewhere(one: Standing) -> dict[str, Any] | None:
    return {"points": one.entry.points, "says": one.entry.says} if one.is_elsewhere else None
