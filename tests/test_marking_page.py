"""The marking page in a real browser: a class is marked with the keyboard alone."""

from collections.abc import Iterator

import pytest
from marking_help import QUESTIONS, MarkingClass, Typist, judged, serving
from playwright.sync_api import Page

from attention_by_hand.marking.alike import BLANK
from attention_by_hand.marking.room import Room

CLASS = 40


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> MarkingClass:
    return MarkingClass.prepared(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def shared(empty: MarkingClass, tmp_path_factory: pytest.TempPathFactory) -> MarkingClass:
    """A class that the tests share: each marks on."""
    marking = empty.copy(tmp_path_factory.mktemp("shared"))
    marking.fill(CLASS)
    return marking


@pytest.fixture(scope="module")
def address(shared: MarkingClass) -> Iterator[str]:
    with serving(shared.course, "ada") as (address, _):
        yield address


def test_a_class_is_marked_with_the_keyboard(
    shared: MarkingClass, address: str, page: Page
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    ada = Typist(page, judged)
    ada.open(address)
    ada.mark_all()
    assert errors == []
    room = Room(shared.course)
    for question in QUESTIONS:
        with room.reading(question) as book:
            standings = book.standings()
        assert {one.state for one in standings} == {"done"}
        for one in standings:
            assert one.mark is not None
            text = "" if one.answer.key == BLANK else one.answer.text
            lines = judged(text)
            assert one.mark.score == len(lines), one.answer.text
        assert all(entry[0] is not None for entry in shared.entries(question).values())
    print(f"{ada.strokes} keys, {ada.decisions} decisions, {3 * CLASS} answers")
