"""Formgrader in a real browser: its own buttons give the same marks and messages."""

import re
from pathlib import Path

import nbformat
import pytest
from browser import Lab
from course_help import EXAMPLES, NOTEBOOK, ROOT, make_course, read_marks
from playwright.sync_api import Page, expect

from attention_by_hand.building.sample import render
from attention_by_hand.course.directory import Course

ONE_SLIP = (3, 0, 4, 4, 4, 2, 2, 3)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course directory in which one student has handed in."""
    course = make_course(tmp_path)
    released = nbformat.read(ROOT / "release" / NOTEBOOK, as_version=4)
    handed_in = tmp_path / "submitted/student-05" / NOTEBOOK
    handed_in.parent.mkdir(parents=True)
    nbformat.write(render(EXAMPLES / "student-05.py", released), handed_in)
    course.prepare()
    return course


def autograde(lab: Lab, page: Page) -> None:
    """What an instructor clicks."""
    page.goto(f"{lab.url}lab?token={lab.token}")
    page.goto(f"{lab.url}formgrader/manage_submissions/self_attention")
    row = page.locator("tr", has_text="student-05")
    expect(row).to_contain_text("needs autograding", timeout=30_000)
    row.locator(".autograde a").click()
    expect(page.locator(".modal")).to_contain_text("Successfully", timeout=60_000)


def test_formgrader_grades_like_the_command_and_shows_what_was_said(
    course: Course, lab: Lab, page: Page
) -> None:
    autograde(lab, page)
    [marks] = read_marks(course)
    assert tuple(marks.points.values()) == ONE_SLIP
    page.goto(f"{lab.url}formgrader/gradebook/self_attention/self_attention")
    page.get_by_role("link", name=re.compile("Submission #1")).click()
    expect(page.locator("#scores-test")).to_have_attribute("placeholder", "0", timeout=30_000)
    comment = page.locator("#scores-comment")
    expect(comment).to_have_attribute("placeholder", marks.messages["scores"])
    expect(page.get_by_text("def check_scores")).to_have_count(0)
    said = page.locator(".output_stdout pre").filter(has_text=marks.messages["scores"][:60])
    assert said.evaluate("pre => pre.scrollWidth <= pre.parentElement.clientWidth")
    page.screenshot(path=lab.folder / "formgrader.png", full_page=True)


def test_what_is_marked_on_the_page_beside_it_stands_in_formgrader(
    course: Course, lab: Lab, page: Page
) -> None:
    autograde(lab, page)
    page.goto(f"{lab.url}lab")
    page.locator(".lm-MenuBar-item", has_text="Nbgrader").click(timeout=60_000)
    with page.expect_popup() as opened:
        page.get_by_text("Mark answers in words").click()
    marking = opened.value
    marking.locator(".group.current").wait_for(timeout=60_000)
    marking.keyboard.press("a")
    expect(marking.locator("#saving")).to_have_text("All saved.", timeout=30_000)
    page.goto(f"{lab.url}formgrader/gradebook/self_attention/self_attention")
    page.get_by_role("link", name=re.compile("Submission #1")).click()
    expect(page.locator("#softmax-reflection")).to_have_value("2", timeout=30_000)
    said = " ".join(f"1 point: {line.says}" for line in course.lesson.prose[0].rubric)
    expect(page.locator("#softmax-reflection-comment")).to_have_value(said)
