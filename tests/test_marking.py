"""Marking answers in words: what is together, what is saved, and who may change what."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from course_help import LESSON
from marking_help import QUESTIONS, MarkingClass
from nbgrader.api import Gradebook
from sqlalchemy.exc import OperationalError

from attention_by_hand import Problem
from attention_by_hand.marking import tables
from attention_by_hand.marking.alike import in_order, key_of, only_repeats
from attention_by_hand.marking.desk import Decision, Desk
from attention_by_hand.marking.progress import agreement, needs_check, sample
from attention_by_hand.marking.room import Group, Room
from attention_by_hand.marking.service import Service
from attention_by_hand.marking.standing import Item, Standing

Result = TypeVar("Result")
QUESTION = QUESTIONS[0]
[FIRST_LINE, SECOND_LINE] = LESSON.prose[0].rubric
SAID = f"1 point: {FIRST_LINE.says}"
ANSWERS = {
    "student-01": "Cat and chases got more.",
    "student-02": "cat and  chases got MORE!",
    "student-03": "Cat and chases got much more.",
    "student-04": "",
    "student-05": "Something else entirely, about exponentials.",
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> MarkingClass:
    return MarkingClass.prepared(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def marking(empty: MarkingClass, tmp_path: Path) -> MarkingClass:
    """Five students: two say the same, one nearly, one nothing, one something else."""
    marking = empty.copy(tmp_path)
    marking.hand_in(ANSWERS)
    return marking


@pytest.fixture
def room(marking: MarkingClass) -> Iterator[Room]:
    with Room(marking.course) as room:
        yield room


class Marker:
    """A person at a screen."""

    def __init__(self, room: Room, name: str = "ada") -> None:
        self.room, self.desk = room, Desk(room, name, f"screen of {name}")
        self.acts = 0

    def take(self, look: str = "first", **more: Any) -> list[Group]:
        wanted: Callable[[Standing], bool] = more.pop("wanted", lambda one: one.is_open)
        return self.desk.take(QUESTION, wanted, look, **more)

    def mark(self, group: Group, *lines: int, **more: Any) -> dict[str, str]:
        return self.desk.mark(QUESTION, self.decision(group, *lines, **more))

    def decision(self, group: Group, *lines: int, **more: Any) -> Decision:
        self.acts += 1
        with self.room.reading(QUESTION) as book:
            items = list(book.items)
        look = more.get("look", "first")
        given = {
            "act": f"{self.desk.marker}-{self.acts}",
            "key": group.key,
            "versions": {
                one.id: one.marks[look].version if look in one.marks else 0 for one in group.members
            },
            "items": [items[line] for line in lines],
        }
        return Decision(**{**given, **more})


def who(group: Group) -> list[str]:
    return [one.student for one in group.members]


def standing(room: Room, student: str) -> Standing:
    with room.reading(QUESTION) as book:
        [found] = [one for one in book.standings() if one.student == student]
    return found


def group_of(groups: list[Group], student: str) -> Group:
    [found] = [one for one in groups if student in who(one)]
    return found


# ---- what is the same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Cat got MORE,  and *chases* too!", "cat got more and chases too", True),
        ("it doesn't", "It doesn’t.", True),
        ("", " \n", True),
        ("cat > chases", "cat < chases", False),
        ("by 0.5", "by 05", False),
        ("(-1, 2)", "(1, 2)", False),
        ("n²", "n2", False),
        ("a != b", "a = b", False),
        ("हिन्दी", "हनद", False),
        ("not more", "more", False),
    ],
)
def test_only_case_spaces_and_punctuation_make_no_difference(
    one: str, other: str, same: bool
) -> None:
    assert (key_of(one, {}) == key_of(other, {})) == same


def test_the_same_words_with_other_pictures_are_not_the_same() -> None:
    one, other = ({"a.png": {"image/png": data}} for data in ("AAAA", "BBBB"))
    assert key_of("![](attachment:a.png)", one) != key_of("![](attachment:a.png)", other)


@pytest.mark.parametrize(
    ("answer", "repeats"),
    [
        ("", True),
        ("…", True),
        ("Which tokens got more, and which got less?", True),
        ("which tokens got more and witch got less", True),
        ("cat", False),
        ("more and less", False),
        ("Which tokens got more, and which got less? Cat got more.", False),
    ],
)
def test_what_only_repeats_the_question_says_nothing(answer: str, repeats: bool) -> None:
    asked = "Compare the two. Which tokens got more, and which got less? Where did it go?"
    assert only_repeats(answer, asked) == repeats


def test_like_comes_after_like() -> None:
    texts = ["cat got more weight", "scores grow", "cat got more of the weight", "the scores grow"]
    order = in_order(texts)
    assert abs(order.index(0) - order.index(2)) == 1
    assert abs(order.index(1) - order.index(3)) == 1


def test_equal_answers_are_together_blank_ones_first_and_like_ones_neighbours(room: Room) -> None:
    groups = Marker(room).take()
    assert who(groups[0]) == ["student-04"]
    together = [who(one) for one in groups]
    assert ["student-01", "student-02"] in together
    places = [together.index(["student-01", "student-02"]), together.index(["student-03"])]
    assert abs(places[0] - places[1]) == 1


# ---- marks


def test_points_and_sentences_stand_where_nbgrader_has_them(
    room: Room, marking: MarkingClass
) -> None:
    ada = Marker(room)
    group = group_of(ada.take(), "student-01")
    assert ada.mark(group, 0, remark="Nice.") == {}
    entries = marking.entries(QUESTION)
    for student in ("student-01", "student-02"):
        assert entries[student] == (1.0, f"{SAID} Nice.", False)
    assert entries["student-03"] == (None, None, True)
    assert standing(room, "student-01").state == "done"
    mark = standing(room, "student-01").mark
    assert mark is not None
    assert mark.marker == "ada"


def test_an_act_that_is_sent_twice_is_done_once(room: Room) -> None:
    ada = Marker(room)
    decision = ada.decision(group_of(ada.take(), "student-01"), 0)
    assert ada.desk.mark(QUESTION, decision) == ada.desk.mark(QUESTION, decision) == {}
    mark = standing(room, "student-01").mark
    assert mark is not None
    assert mark.version == 1


def test_undo_takes_a_mark_back_from_both_places(room: Room, marking: MarkingClass) -> None:
    ada = Marker(room)
    before = marking.entries(QUESTION)
    decision = ada.decision(group_of(ada.take(), "student-01"), 0)
    ada.desk.mark(QUESTION, decision)
    assert ada.desk.undo(QUESTION, "undo-1", decision.act) == {}
    assert ada.desk.undo(QUESTION, "undo-1", decision.act) == {}
    assert marking.entries(QUESTION) == before
    again = group_of(ada.take(), "student-01")
    assert again.draft == decision.draft
    with pytest.raises(Problem, match="nothing of yours"):
        Marker(room, "bo").desk.undo(QUESTION, "undo-2", decision.act)


def test_what_was_chosen_is_kept_for_whoever_takes_the_answer_next(room: Room) -> None:
    ada, bo = Marker(room), Marker(room, "bo")
    group = group_of(ada.take(), "student-03")
    decision = ada.decision(group, 1, remark="half a")
    assert ada.desk.keep(QUESTION, decision)
    assert standing(room, "student-03").is_open
    ada.desk.leave(QUESTION, [group.key])
    assert group_of(bo.take(), "student-03").draft == decision.draft


def test_an_answer_that_is_taken_out_is_decided_by_itself(room: Room) -> None:
    ada = Marker(room)
    groups = ada.take()
    one = group_of(groups, "student-02").members[1]
    assert one.student == "student-02"
    ada.desk.apart(QUESTION, [one.id])
    groups = ada.take()
    assert who(group_of(groups, "student-01")) == ["student-01"]
    assert who(group_of(groups, "student-02")) == ["student-02"]


def test_a_changed_line_of_the_rubric_changes_all_marks_with_it(
    room: Room, marking: MarkingClass
) -> None:
    ada = Marker(room)
    groups = ada.take()
    ada.mark(group_of(groups, "student-01"), 0, remark="Nice.")
    ada.mark(group_of(groups, "student-03"), 1)
    with room.reading(QUESTION) as book:
        [first, _] = book.items.values()
    changed = Item(first.id, 0.5, "Names the tokens.")
    assert ada.desk.change(QUESTION, "change-1", changed) == 0
    entries = marking.entries(QUESTION)
    assert entries["student-02"] == (0.5, "0.5 points: Names the tokens. Nice.", False)
    assert entries["student-03"] == (1.0, f"1 point: {SECOND_LINE.says}", False)


def test_points_stay_between_none_and_all(room: Room, marking: MarkingClass) -> None:
    ada = Marker(room)
    ada.desk.change(QUESTION, "bonus", Item("bonus", 5, "Very good."))
    ada.desk.change(QUESTION, "malus", Item("malus", -5, "Too long."))
    groups = ada.take()
    ada.mark(group_of(groups, "student-01"), 0, 2)
    ada.mark(group_of(groups, "student-03"), 3)
    entries = marking.entries(QUESTION)
    assert (entries["student-01"][0], entries["student-03"][0]) == (2.0, 0.0)


def test_the_rubric_is_the_lessons_and_entered_once(room: Room, marking: MarkingClass) -> None:
    with Room(marking.course):
        pass
    with room.reading(QUESTION) as book:
        assert [(one.points, one.says) for one in book.items.values()] == [
            (one.points, one.says) for one in LESSON.prose[0].rubric
        ]


# ---- Formgrader


def in_formgrader(marking: MarkingClass, student: str, points: float, says: str) -> None:
    """What Formgrader does when somebody enters points and a comment."""
    with marking.course.gradebook() as book:
        submission = book.find_submission_notebook(LESSON.name, LESSON.name, student)
        grade = next(one for one in submission.grades if one.name == QUESTION)
        comment = next(one for one in submission.comments if one.name == QUESTION)
        grade.manual_score, grade.needs_manual_grade = points, False
        comment.manual_comment = says
        book.db.commit()


def test_what_formgrader_holds_is_not_asked_again_and_not_overwritten(
    room: Room, marking: MarkingClass
) -> None:
    ada = Marker(room)
    group = group_of(ada.take(), "student-01")
    in_formgrader(marking, "student-02", 1.5, "Mine.")
    refused = ada.mark(group, 0)
    assert list(refused.values()) == ["it was marked in Formgrader"]
    entries = marking.entries(QUESTION)
    assert entries["student-01"] == (1.0, SAID, False)
    assert entries["student-02"] == (1.5, "Mine.", False)
    assert standing(room, "student-02").state == "elsewhere"
    assert "student-02" not in [name for one in ada.take() for name in who(one)]


def test_what_formgrader_holds_is_replaced_when_somebody_says_so(
    room: Room, marking: MarkingClass
) -> None:
    ada = Marker(room)
    in_formgrader(marking, "student-02", 1.5, "Mine.")
    [group] = ada.take(wanted=lambda one: one.student == "student-02")
    assert ada.mark(group, 0)
    assert ada.mark(group, 0, replace=True) == {}
    assert marking.entries(QUESTION)["student-02"] == (1.0, SAID, False)


def test_a_changed_rubric_leaves_what_formgrader_changed_since(
    room: Room, marking: MarkingClass
) -> None:
    ada = Marker(room)
    ada.mark(group_of(ada.take(), "student-01"), 0)
    in_formgrader(marking, "student-02", 2, "Better.")
    with room.reading(QUESTION) as book:
        [first, _] = book.items.values()
    assert ada.desk.change(QUESTION, "change-1", Item(first.id, 0.5, "Less.")) == 1
    entries = marking.entries(QUESTION)
    assert entries["student-01"] == (0.5, "0.5 points: Less.", False)
    assert entries["student-02"] == (2, "Better.", False)


# ---- grading again


def test_an_unchanged_answer_stays_marked_and_a_changed_one_comes_back(
    room: Room, marking: MarkingClass
) -> None:
    ada = Marker(room)
    ada.mark(group_of(ada.take(), "student-01"), 0)
    with marking.course.gradebook() as book:  # as a regrade leaves it
        for submission in book.assignment_submissions(LESSON.name):
            for grade in submission.notebooks[0].grades:
                grade.needs_manual_grade = True
        book.db.commit()
    marking.hand_in({"student-01": ANSWERS["student-01"], "student-02": "Cat got less."})
    assert standing(room, "student-01").state == "done"
    back = standing(room, "student-02")
    assert back.state == "changed"
    assert back.mark is not None
    assert back.mark.text == "cat and  chases got MORE!"
    group = group_of(ada.take(), "student-02")
    assert who(group) == ["student-02"]
    assert ada.mark(group) == {}
    assert marking.entries(QUESTION)["student-02"] == (0.0, None, False)


def test_a_mark_for_words_that_have_changed_meanwhile_is_refused(
    room: Room, marking: MarkingClass
) -> None:
    ada = Marker(room)
    group = group_of(ada.take(), "student-01")
    marking.hand_in({"student-02": "Cat got less."})
    assert list(ada.mark(group, 0).values()) == ["it has changed"]
    assert marking.entries(QUESTION)["student-02"] == (None, None, True)
    assert marking.entries(QUESTION)["student-01"] == (1.0, SAID, False)


# ---- several markers


def test_no_answer_is_given_to_two_screens(room: Room, marking: MarkingClass) -> None:
    with Room(marking.course) as another_server:
        ada, bo = Marker(room), Marker(another_server, "bo")
        mine, theirs = ada.take(most=2), bo.take(most=9)
        assert len(mine) == 2
        assert len(theirs) == 2
        assert not {one.key for one in mine} & {one.key for one in theirs}
        ada.desk.leave(QUESTION, [mine[0].key])
        assert mine[0].key in {one.key for one in bo.take()}


def test_nobody_overwrites_the_others_mark(room: Room, marking: MarkingClass) -> None:
    ada, bo = Marker(room), Marker(room, "bo")
    group = group_of(ada.take(), "student-03")
    decision = bo.decision(group, 1)
    ada.mark(group, 0)
    assert list(bo.desk.mark(QUESTION, decision).values()) == ["ada has marked it"]
    assert marking.entries(QUESTION)["student-03"] == (1.0, SAID, False)


def test_a_second_look_decides_and_both_marks_are_kept(room: Room, marking: MarkingClass) -> None:
    ada, bo = Marker(room), Marker(room, "bo")
    ada.mark(group_of(ada.take(), "student-03"), 0, flagged=True)
    [group] = bo.take("second", wanted=lambda one: "first" in one.marks)
    assert bo.mark(group, 0, 1, look="second") == {}
    found = standing(room, "student-03")
    assert {look: (mark.marker, mark.score) for look, mark in found.marks.items()} == {
        "first": ("ada", 1.0), "second": ("bo", 2.0),
    }  # fmt: skip
    assert marking.entries(QUESTION)["student-03"][0] == 2.0


class Screen:
    """What the page of a person asks for, and what it is told."""

    def __init__(self, marking: MarkingClass, marker: str, desk: str = "") -> None:
        self.service = Service(marking.course.root, LESSON.name)
        self.marker, self.desk = marker, desk or f"screen of {marker}"

    def ask(self, what: str, **asked: Any) -> Any:
        asked = {"desk": self.desk, "question": QUESTION, **asked}
        return self.service.answer(what, self.marker, asked)

    def next(self, look: str = "first", **more: Any) -> Any:
        return self.ask("next", look=look, have=[], most=12, **more)

    def mark(self, group: Any, act: str, **chosen: Any) -> Any:
        same = {name: group[name] for name in ("key", "look", "versions")}
        return self.ask("mark", act=act, **same, **{**group["chosen"], **chosen})

    def lines(self) -> list[str]:
        [asked] = [one for one in self.ask("open")["questions"] if one["name"] == QUESTION]
        return [one["id"] for one in asked["items"]]


@pytest.fixture
def flagged(marking: MarkingClass) -> Screen:
    """Somebody who has marked everything, and flagged one answer."""
    ada = Screen(marking, "ada")
    chosen = {"items": ada.lines()[:1], "remark": "Hm.", "flagged": True}
    for number, group in enumerate(ada.next()["groups"]):
        ada.mark(group, f"act-{number}", **(chosen if "else" in str(group["texts"]) else {}))
    return ada


@pytest.mark.usefixtures("flagged")
def test_a_flagged_answer_comes_up_as_it_was_marked(marking: MarkingClass) -> None:
    bo = Screen(marking, "bo")
    [group] = bo.next("second")["groups"]
    assert group["chosen"] == {"items": bo.lines()[:1], "remark": "Hm.", "flagged": False}
    bo.mark(group, "confirmed")
    assert marking.entries(QUESTION)["student-05"] == (1.0, f"{SAID} Hm.", False)


@pytest.mark.usefixtures("flagged")
def test_a_check_of_agreement_comes_up_empty(marking: MarkingClass) -> None:
    found = Screen(marking, "bo").next("check", sample=1)["groups"]
    assert len(found) == 4
    assert {str(one["chosen"]) for one in found} == {
        str({"items": [], "remark": "", "flagged": False})
    }


def test_flags_are_counted_after_every_act(flagged: Screen) -> None:
    [group] = flagged.next("second")["groups"]
    confirmed = flagged.mark(group, "confirmed")
    taken_back = flagged.ask("undo", act="undo", undone="confirmed")
    assert [told["progress"]["flagged"] for told in (confirmed, taken_back)] == [0, 1]


def test_what_is_left_is_told_after_every_act(marking: MarkingClass) -> None:
    ada = Screen(marking, "ada")
    told = ada.next()
    [pair] = [one for one in told["groups"] if len(one["versions"]) == 2]
    steps = [
        told,
        ada.mark(pair, "act-1"),
        ada.ask("undo", act="act-2", undone="act-1"),
        ada.ask("apart", ids=list(pair["versions"])[:1]),
    ]
    left = [(one["progress"]["left"], one["progress"]["to_read"]) for one in steps]
    assert left == [(5, 4), (3, 3), (5, 4), (5, 5)]


def test_a_marker_takes_over_what_only_another_screen_of_their_own_shows(
    marking: MarkingClass,
) -> None:
    gone, here = Screen(marking, "ada", "gone"), Screen(marking, "ada", "here")
    bo = Screen(marking, "bo")
    [first, *others] = gone.next()["groups"]
    bo.ask("leave", left=[])
    gone.ask("keep", **{**first, **first["chosen"], "remark": "half a", "question": QUESTION})
    assert gone.ask("leave", left=[one["key"] for one in others[1:]]) is None
    assert len(bo.next()["groups"]) == len(others) - 1
    told = here.next()
    assert (told["groups"], told["held"]) == ([], {"own": 2, "others": len(others) - 1})
    taken = here.next(take_over=True)["groups"]
    assert [one["key"] for one in taken] == [first["key"], others[0]["key"]]
    assert taken[0]["chosen"]["remark"] == "half a"
    nobody = bo.next(take_over=True, after="")["groups"]
    assert not {one["key"] for one in nobody} & {one["key"] for one in taken}


def test_a_check_of_agreement_changes_no_points_and_is_counted(
    room: Room, marking: MarkingClass
) -> None:
    ada, bo = Marker(room), Marker(room, "bo")
    for group in ada.take():
        ada.mark(group, *([0] if "student-01" in who(group) else []))
    entries = marking.entries(QUESTION)
    for group in bo.take("check", wanted=lambda one: needs_check(one, "bo")):
        bo.mark(group, *([] if "student-05" not in who(group) else [0, 1]), look="check")
    assert marking.entries(QUESTION) == entries
    with room.reading(QUESTION) as book:
        found = agreement(book.standings())
    assert found is not None
    # blank and student-03 agree on 0; ada gave 1 to a pair, bo 0; ada 0 to student-05, bo 2
    assert (found.texts, found.percent) == (4, 50)
    assert found.kappa == pytest.approx((0.5 - 9 / 16) / (1 - 9 / 16))
    assert not needs_check(standing(room, "student-01"), "bo")


def test_the_sample_is_a_share_of_the_texts_and_stays_the_same(room: Room) -> None:
    with room.reading(QUESTION) as book:
        standings = book.standings()
    assert len(sample(standings, 0.5)) == 2
    assert sample(standings, 0.25) < sample(standings, 0.5)


def test_two_markers_at_once_lose_nothing_and_double_nothing(
    empty: MarkingClass, tmp_path: Path
) -> None:
    mark_together(empty.copy(tmp_path))


def test_two_markers_at_once_with_postgresql(postgresql: str, tmp_path: Path) -> None:
    address = postgresql.replace("postgresql:", "postgresql+psycopg:")
    mark_together(MarkingClass.prepared(tmp_path, f"c.CourseDirectory.db_url = {address!r}\n"))


def mark_together(marking: MarkingClass) -> None:
    """Two people mark a question at the same time; every answer has one mark in the end."""
    students = marking.fill(60)
    with Room(marking.course) as one, Room(marking.course) as other:
        share_the_work(marking, students, [Marker(one, "ada"), Marker(other, "bo")])


def patiently(act: Callable[[], Result]) -> Result:
    """As the page does: ask again where SQLite has waited for a slow disk, and given up."""
    deadline = time.monotonic() + 120
    while True:
        try:
            return act()
        except OperationalError as error:
            if "database is locked" not in str(error) or time.monotonic() > deadline:
                raise


def share_the_work(marking: MarkingClass, students: list[str], markers: list[Marker]) -> None:
    seen: dict[str, list[str]] = {"ada": [], "bo": []}

    both_have_some = threading.Barrier(len(markers), timeout=200)

    def work(marker: Marker) -> None:
        groups = patiently(lambda: marker.take(most=2))
        both_have_some.wait()
        while groups:
            for group in groups:
                seen[marker.desk.marker] += who(group)
                decision = patiently(partial(marker.decision, group, 0))
                assert patiently(partial(marker.desk.mark, QUESTION, decision)) == {}
            groups = patiently(lambda: marker.take(most=2))

    with ThreadPoolExecutor() as pool:
        list(pool.map(work, markers))
    assert sorted([*seen["ada"], *seen["bo"]]) == students, "each answer once, nobody left out"
    assert all(seen.values()), "both had something to do"
    with markers[0].room.reading(QUESTION) as book:
        assert sum(row["answers"] for row in book.rows(tables.log)) == len(students)
        marked = {one.student: one.mark and one.mark.marker for one in book.standings()}
    assert marked == {one: name for name, students in seen.items() for one in students}
    assert set(marking.entries(QUESTION).values()) == {(1.0, SAID, False)}


def test_every_act_says_who_and_when(room: Room) -> None:
    ada = Marker(room)
    ada.mark(group_of(ada.take(), "student-01"), 0)
    with room.reading(QUESTION) as book:
        [row] = book.rows(tables.log)
    assert (row["marker"], row["act"], row["answers"]) == ("ada", "mark", 2)
    assert json.dumps(row["detail"])


def test_nbgraders_own_commands_do_not_mind_our_tables(marking: MarkingClass, room: Room) -> None:
    directory = marking.course.directory()
    with Gradebook(directory.db_url, directory.course_id) as book:
        assert len(book.assignment_submissions(LESSON.name)) == len(ANSWERS)
        book.remove_submission(LESSON.name, "student-01")
    assert "student-01" not in [one for group in Marker(room).take() for one in who(group)]
