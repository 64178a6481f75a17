"""The marking page in a real browser: a class is marked with the keyboard alone."""

import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser import brightness, fits, serious
from marking_help import QUESTIONS, MarkingClass, Typist, free_port, judged, serving
from pages import LOOKS
from playwright.sync_api import Browser, Page, Route, expect
from test_safe_pages import ANSWER, DISPLAYED, PASTED, Watched

from attention_by_hand.marking import tables
from attention_by_hand.marking.alike import BLANK
from attention_by_hand.marking.desk import Decision, Desk
from attention_by_hand.marking.room import Room

CLASS = 12
QUESTION = QUESTIONS[0]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> MarkingClass:
    return MarkingClass.prepared(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def shared(empty: MarkingClass, tmp_path_factory: pytest.TempPathFactory) -> MarkingClass:
    """A class whose first question is looked at in many ways, and marked at the end."""
    marking = empty.copy(tmp_path_factory.mktemp("shared"))
    marking.fill(CLASS)
    payloads = "\n\n".join(DISPLAYED.values())
    marking.write(
        "student-0001", {QUESTION: f"Mine is *hostile*.\n\n{payloads}\n\n[go](javascript:1)"}
    )
    marking.write(
        "student-0002",
        {QUESTION: f"See **my drawing**: {ANSWER}"},
        **{QUESTION: PASTED},
    )
    for number in (3, 4):
        marking.write(f"student-{number:04}", {QUESTION: marking.prompt(QUESTION)})
    mark_and_change(marking)
    return marking


def mark_and_change(marking: MarkingClass) -> None:
    """One answer is marked, and then handed in again with other words."""
    marking.write("student-0005", {QUESTION: "Cat got less and chases got more."})
    with Room(marking.course) as room:
        with room.reading(QUESTION) as book:
            [one] = [one for one in book.standings() if one.student == "student-0005"]
            items = list(book.items)
        decision = Decision("act", one.key, {one.id: 0}, items[:1], remark="Cat as well?")
        Desk(room, "eve", "elsewhere").mark(QUESTION, decision)
    marking.write("student-0005", {QUESTION: "Cat got more and chases got more."})


@pytest.fixture(scope="module")
def address(shared: MarkingClass) -> Iterator[str]:
    with serving(shared.course, "ada", "--sample", "50%") as (address, _):
        yield address


def show(page: Page, address: str) -> None:
    """The page, with what a page that was just closed may still hold."""
    page.goto(address)
    current = page.locator(".group.current")
    held = page.get_by_role("button", name="Take it here")
    current.or_(held).first.wait_for(timeout=120_000)
    if held.count():
        held.click()
    current.wait_for()


def marked_once(marking: MarkingClass) -> None:
    """Every answer has the mark that its words earn, given in one act, in both tables."""
    for question in QUESTIONS:
        with Room(marking.course) as room, room.reading(question) as book:
            standings, acts = book.standings(), book.rows(tables.log, act="mark")
        assert {one.state for one in standings} == {"done"}
        assert sum(row["answers"] for row in acts) == len(standings)
        for one in standings:
            assert one.mark is not None
            text = "" if one.answer.key == BLANK else one.answer.text
            assert one.mark.score == len(judged(text)) == one.entry.points, one.answer.text


# ---- how it looks


def test_it_is_readable_in_light_and_dark_zoomed_and_on_a_tablet(address: str, page: Page) -> None:
    show(page, address)
    page.keyboard.press("n")
    for scheme, bright in LOOKS.items():
        page.emulate_media(color_scheme=scheme)
        assert (brightness(page) > 0.5) == bright
        assert serious(page, "body") == []
    for width, height in [(640, 500), (820, 1180), (360, 740)]:
        page.set_viewport_size({"width": width, "height": height})
        assert fits(page)
        assert serious(page, "body") == []
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    assert serious(page, "dialog") == []


def test_nothing_is_loaded_from_elsewhere_and_names_stay_hidden(address: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    show(page, address)
    assert {urlsplit(one).netloc for one in asked if not one.startswith("data:")} == {
        urlsplit(address).netloc
    }
    assert not re.search(r"student-\d", page.content())
    page.keyboard.press("n")
    expect(page.locator(".people li").first).to_contain_text("student-")


def test_what_students_wrote_does_nothing_and_shows_what_is_harmless(
    address: str, page: Page
) -> None:
    show(page, address)
    expect(page.locator("em", has_text="hostile")).to_be_visible()
    watched = Watched(page)
    page.reload()
    expect(page.locator("em", has_text="hostile")).to_be_visible()
    watched.check_safe(forms=".group form, .group iframe")
    expect(page.locator("strong", has_text="my drawing")).to_be_visible()
    expect(page.get_by_text("one that was lost and empty.png.")).to_be_visible()
    seen = "all => all.filter(one => one.src.startsWith('data:image/png') && one.naturalWidth > 5)"
    assert page.locator(".group img").evaluate_all(f"{seen}.length") == 1


def test_blank_ones_come_first_as_one_and_a_changed_one_shows_what_it_was(
    address: str, page: Page
) -> None:
    show(page, address)
    first = page.locator(".group").first
    expect(first).to_contain_text("2 answers say nothing, or only repeat the question")
    changed = page.locator(".group", has_text="This answer was changed after it was marked")
    expect(changed.locator(".old mark")).to_have_text(["less"])
    expect(changed).to_contain_text("Marked by eve")
    expect(changed.locator(".choice")).to_contain_text("1 point")
    expect(changed).to_contain_text("Cat got more and chases got more.")


# ---- who may do what


def test_without_the_token_of_the_page_or_of_the_server_nothing_changes(
    shared: MarkingClass, address: str, page: Page, chromium: Browser
) -> None:
    show(page, address)
    before = shared.entries(QUESTION)
    origin = f"http://{urlsplit(address).netloc}"
    ask = f"{origin}/attention-by-hand/ask/"
    body = {"assignment": "self_attention", "desk": "x"}
    logged_in = page.context.request
    assert logged_in.post(ask + "open", data=body).status == 403, "no token of the page"
    assert logged_in.post(ask + "open", data=body, headers={"X-XSRFToken": "x"}).status == 403
    stranger = chromium.new_context()
    for headers in ({}, {"Authorization": "token of-a-student"}):
        answer = stranger.request.post(ask + "open", data=body, headers=headers)
        assert answer.status == 403
        there = stranger.request.get(
            f"{origin}/attention-by-hand/mark", headers=headers, max_redirects=0
        )
        assert there.status in (302, 403)
    stranger.close()
    assert shared.entries(QUESTION) == before


def test_another_site_cannot_make_the_page_act(
    shared: MarkingClass, address: str, page: Page
) -> None:
    show(page, address)
    before = shared.entries(QUESTION)
    origin = f"http://{urlsplit(address).netloc}"
    attack = f"""<form method=post enctype=text/plain action="{origin}/attention-by-hand/ask/mark">
        <input name='{{"assignment":"self_attention","x":"' value='"}}'></form>
        <script>document.forms[0].submit()</script>"""
    page.route(
        "http://evil.example/", lambda route: route.fulfill(body=attack, content_type="text/html")
    )
    with page.expect_response(lambda response: "/ask/mark" in response.url) as told:
        page.goto("http://evil.example/")
    assert told.value.status in (403, 404), "refused for its origin"
    framed = f"<iframe src='{origin}/attention-by-hand/mark'></iframe>"
    page.unroute("http://evil.example/")
    page.route(
        "http://evil.example/", lambda route: route.fulfill(body=framed, content_type="text/html")
    )
    page.goto("http://evil.example/")
    assert page.frames[1].locator("#answers").count() == 0
    assert shared.entries(QUESTION) == before


def test_the_terminal_says_where_the_page_is_and_how_to_stop(
    shared: MarkingClass, address: str, page: Page
) -> None:
    show(page, address)
    log = (shared.course.root / "mark-ada.log").read_text()
    [where, stop] = log.splitlines()[:2]
    assert "[I " not in log, "of what Jupyter says, only what is wrong"
    assert urlsplit(address).path in where
    assert stop == "Press Ctrl+C here to stop it."


# ---- marking


def test_nothing_is_saved_where_nothing_was_chosen_or_a_key_is_held(
    shared: MarkingClass, address: str, page: Page
) -> None:
    show(page, address)
    ada, left = Typist(page, judged), page.locator("#progress")
    before, told = shared.entries(QUESTION), left.inner_text()
    warning = page.locator(".current .warning")
    ada.press("Enter")
    expect(warning).to_have_text("Choose lines, or press 0 for no points.")
    hold(page, "1")
    expect(page.locator("#rubric [aria-pressed=true]")).to_have_count(1)
    expect(warning).to_have_count(0)
    ada.press("1")
    ada.settle()
    assert shared.entries(QUESTION) == before
    hold(page, "0")
    ada.settle()
    expect(page.locator(".group.done")).to_have_count(1)
    expect(left).not_to_have_text(told)
    ada.press("u")
    ada.settle()
    expect(left).to_have_text(told)
    assert shared.entries(QUESTION) == before


def hold(page: Page, key: str) -> None:
    """A key that stays down, and repeats."""
    for _ in range(4):
        page.keyboard.down(key)
    page.keyboard.up(key)


def test_a_comment_that_is_typed_is_a_draft_and_held_keys_are_not_in_it(
    address: str, page: Page
) -> None:
    show(page, address)
    saving, comment = page.locator("#saving"), page.locator(".current textarea")
    expect(comment).to_have_attribute("placeholder", "Comment for the student (c)")
    hold(page, "c")
    expect(comment).to_have_value("")
    hold(page, "o")
    expect(comment).to_have_value("oooo")
    expect(saving).to_have_text("1 draft, not marked yet.")
    comment.fill("")
    expect(saving).to_have_text("All saved.")


def test_answers_that_come_while_the_last_is_being_saved_are_gone_on_with(
    empty: MarkingClass, tmp_path: Path, page: Page
) -> None:
    marking = empty.copy(tmp_path)
    marking.hand_in({f"student-{n:02}": f"Token number {n} got more." for n in range(20)})
    held: list[Route] = []
    is_slow = True

    def answer(one: Route) -> None:
        if is_slow:
            held.append(one)
        else:
            one.continue_()

    with serving(marking.course, "ada") as (address, _):
        ada = Typist(page, judged)
        ada.open(address)
        expect(page.locator(".group")).to_have_count(12)
        page.route("**/ask/*", answer)
        for _ in range(12):
            ada.press("0")
        expect(page.locator(".ending")).to_be_focused()
        is_slow = False
        for one in sorted(held, key=lambda one: not one.request.url.endswith("/next")):
            one.continue_()
            expect(page.locator(".group:not(.done)")).to_have_count(8)
        expect(page.locator(".group.current")).to_be_focused()


def test_a_small_class_from_a_screen_that_is_gone_to_the_end(
    empty: MarkingClass, tmp_path: Path, page: Page
) -> None:
    marking = empty.copy(tmp_path)
    marking.hand_in({"one": "Cat got more.", "two": "I do not know."})
    with serving(marking.course, "ada") as (address, _):
        gone = page.context.new_page()
        show(gone, address)
        ada, left = Typist(page, judged), page.locator("#progress")
        ada.open(address)
        end = page.locator(".end")
        expect(end).to_contain_text("Another screen of yours shows what is left here: 2 answers.")
        page.get_by_role("button", name="Take it here").click()
        expect(page.locator(".group")).to_have_count(2)
        gone.close()
        expect(left).to_have_text("0 of 2 marked · 2 decisions to go")
        for key in ("1", "f", "Enter"):
            ada.press(key)
        expect(left).to_have_text("1 of 2 marked · 1 decision to go · 1 flagged")
        ada.press("a")
        expect(end).to_contain_text("Go on with")
        first = ada.question
        page.keyboard.down("Enter")
        page.locator(".group.current:focus").wait_for()
        page.keyboard.down("Enter")
        page.keyboard.up("Enter")
        assert ada.question != first
        expect(page.locator(".warning")).to_have_count(0)
        ada.press("0")
        expect(end).to_contain_text("Go on with")
        ada.press("Enter")
        page.locator(".group.current:focus").wait_for()
        ada.press("0")
        expect(end).to_contain_text("1 flagged answer is left for a second look.")
        expect(end).to_contain_text("attention-by-hand feedback writes the pages")
        expect(page.locator("#actions button")).to_have_text(
            [re.compile("Back"), re.compile("Undo")]
        )
        page.get_by_role("button", name="Show what is flagged").click()
        expect(page.locator(".current")).to_contain_text("Marked by you")
        expect(page.locator("#rubric [aria-pressed=true]")).to_have_count(1)
        ada.press("Enter")
        expect(left).to_have_text("2 of 2 marked")
        ada.press("u")
        expect(left).to_have_text("2 of 2 marked · 1 flagged")
        ada.press("Enter")
        expect(end).to_contain_text("Next: attention-by-hand feedback writes the pages")
        page.get_by_label("Show").select_option("marked")
        page.locator(".group.current:focus").wait_for()
        said = [
            re.findall(r"\d points?\b", one) for one in page.locator(".group").all_inner_texts()
        ]
        assert sorted(said) == [["1 point"], ["2 points"]], "each mark stands there once"
        ada.settle()
    assert {one[0] for one in marking.entries(QUESTION).values()} == {1.0, 2.0}


def test_a_new_line_is_worth_half_a_point_and_too_much_is_all_points(
    address: str, page: Page
) -> None:
    show(page, address)
    page.get_by_role("button", name="Add a line").click()
    points = page.get_by_label("Points", exact=True)
    expect(points).to_have_value("0.5")
    points.fill("5")
    page.get_by_label("What the student reads").fill("Very good.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#rubric li")).to_have_count(3)
    page.keyboard.press("3")
    expect(page.locator(".current .choice")).to_contain_text(
        "2 points, the most that this question gives. Very good."
    )
    page.keyboard.press("3")
    page.get_by_role("button", name="Change: Very good.").click()
    page.get_by_role("button", name="Hide this line").click()
    expect(page.locator("#rubric li")).to_have_count(2)


def test_a_line_of_the_rubric_is_added_used_undone_and_changed(
    shared: MarkingClass, address: str, page: Page
) -> None:
    show(page, address)
    ada = Typist(page, judged)
    page.get_by_role("button", name="Add a line").click()
    page.get_by_label("Points").fill("0.5")
    page.get_by_label("What the student reads").fill("Mentions a number.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#rubric li")).to_have_count(3)
    page.keyboard.press("3")
    expect(page.locator(".current .choice")).to_contain_text("0.5 points. Mentions a number.")
    page.keyboard.press("c")
    page.keyboard.type("Short, but good.")
    page.keyboard.press("Control+Enter")
    ada.settle()
    said = "0.5 points: Mentions a number. Short, but good."
    assert shared.entries(QUESTION)["student-0003"] == (0.5, said, False)
    page.get_by_role("button", name="Change: Mentions a number.").click()
    page.get_by_label("Points").fill("0.25")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#rubric")).to_contain_text("+0.25")
    assert shared.entries(QUESTION)["student-0003"][0] == 0.25
    page.keyboard.press("u")
    ada.settle()
    assert shared.entries(QUESTION)["student-0003"] == (None, None, True)
    expect(page.locator(".current")).to_contain_text("2 answers say nothing")


def test_a_class_is_marked_with_the_keyboard_while_the_gradebook_is_locked_and_the_server_killed(
    empty: MarkingClass, tmp_path: Path, page: Page
) -> None:
    marking = empty.copy(tmp_path)
    marking.fill(CLASS)
    port, errors = free_port(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    ada, saving = Typist(page, judged), page.locator("#saving")
    with serving(marking.course, "ada", port=port) as (address, server):
        ada.open(address)
        ada.mark_some(2)
        with closing(sqlite3.connect(tmp_path / "gradebook.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            ada.mark_some(2)
            locked = re.compile(
                r"^\d marks? (is|are) not saved yet: the gradebook: database is locked"
            )
            expect(saving).to_have_text(locked, timeout=60_000)
            ada.mark_some(1)
        ada.settle()
        ada.press("1")
        server.send_signal(signal.SIGKILL)
        ada.mark_some(3)
        expect(saving).to_contain_text("the server does not answer", timeout=60_000)
    with serving(marking.course, "ada", port=port) as (_, again):
        ada.mark_all()
        again.send_signal(signal.SIGINT)
        assert again.wait(timeout=30) == 0
    assert errors == []
    marked_once(marking)
