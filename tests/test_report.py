"""The class report says what the gradebook and the judge know, and only that."""

import csv
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest
from course_help import EXAMPLES, FULL, LESSON, NOTEBOOK, ROOT, make_course
from nbformat import NotebookNode
from pages import assert_is_readable_anywhere
from playwright.sync_api import Page, expect

from attention_by_hand import Problem, cli
from attention_by_hand.building.cells import grade_id
from attention_by_hand.building.master import Master
from attention_by_hand.building.sample import render as fill_in
from attention_by_hand.course.directory import Course
from attention_by_hand.course.records import to_record
from attention_by_hand.course.students import read_class
from attention_by_hand.pages.report import LARGE, Missed, describe, lists, render, write_report

# nbgrader's own add_submission makes SQLAlchemy say this; nothing of ours is concerned.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Object of type <Submitted(Assignment|Notebook)> not in session:sqlalchemy.exc.SAWarning"
)

NOTHING = dict.fromkeys(FULL, 0.0)
READ = {prose.name: 2.0 for prose in LESSON.prose}
SWAPPED = ("values-instead-of-keys", "You compared the query with the values.")
TYPED = ("typed-in", "Compute `output` instead of typing it.")
SCRIPT = "<script>document.title = 'taken'</script>"
PICTURE = '"><img src=http://example.org/x onerror=alert(1)>'
TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}" + 70 * "A"


def a_notebook(
    released: NotebookNode,
    earned: Mapping[str, float],
    mistakes: Mapping[str, tuple[str, str]],
    about: Mapping[str, Any],
) -> NotebookNode:
    """A graded notebook as the plugin leaves it; what earned something was filled in."""
    notebook = nbformat.from_dict(released)
    for cell in notebook.cells:
        name = grade_id(cell).removesuffix("-test")
        if grade_id(cell) == name and (earned.get(name) or name in mistakes):
            cell.source = "answered = True"
        elif name in earned:
            mistake, message = mistakes.get(name, (None, "Well."))
            share = earned[name] / FULL[name]
            part = {"variable": name, "share": share, "mistake": mistake, "message": message}
            verdict = {"step": name, "points": earned[name], "parts": [part]}
            cell.metadata["attention_by_hand"] = {"verdict": verdict}
    notebook.metadata["attention_by_hand"] = dict(about)
    return notebook


class Class:
    """A course whose gradebook and graded notebooks are written by hand."""

    def __init__(self, folder: Path) -> None:
        self.course = make_course(folder)
        self.released = nbformat.read(ROOT / "release" / NOTEBOOK, as_version=4)
        with self.course.gradebook() as book:
            book.add_assignment(LESSON.name)
            book.add_notebook(LESSON.name, LESSON.name)
            scheme = {step.marker: step.points for step in LESSON.steps}
            scheme |= {prose.name: prose.points for prose in LESSON.prose}
            for name, points in scheme.items():
                book.add_grade_cell(
                    name, LESSON.name, LESSON.name, max_score=points, cell_type="code"
                )

    def enrol(self, student: str, **names: str) -> None:
        with self.course.gradebook() as book:
            book.add_student(student, **names)

    def hand_in(self, student: str) -> None:
        (self.course.root / "submitted" / student / LESSON.name).mkdir(parents=True)

    def grade(
        self,
        student: str,
        earned: Mapping[str, float],
        read: Mapping[str, float] = {},
        mistakes: Mapping[str, tuple[str, str]] = {},
        penalty: float = 0,
        **about: Any,
    ) -> None:
        """Enter points as autograding does, reflections `read` by a person, and the notebook."""
        self.hand_in(student)
        scores = {f"{name}-test": points for name, points in earned.items()} | dict(read)
        with self.course.gradebook() as book:
            submission = book.add_submission(LESSON.name, student)
            submission.notebooks[0].late_submission_penalty = penalty
            for grade in submission.notebooks[0].grades:
                grade.auto_score = scores.get(grade.name)
                grade.needs_manual_grade = grade.name not in scores
            book.db.commit()
        file = self.course.root / "autograded" / student / NOTEBOOK
        file.parent.mkdir(parents=True)
        nbformat.write(a_notebook(self.released, earned, mistakes, about), file)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Six students.

    ada   all right, reflections read                                    32 points
    bo    values for keys in the scores, reflections wait                22
    cy    the same, and half the output typed in; 2 points off           20 - 2 = 18
    di    blank, but a cell never ends and one looks like an attack       0
    eve   handed in nothing
    flo   handed in, not graded, and not in the gradebook
    """
    built = Class(tmp_path_factory.mktemp("class"))
    for name in ("ada", "bo", "cy", "eve"):
        built.enrol(name)
    built.enrol("di", first_name=SCRIPT, last_name=PICTURE + TURNED)
    built.grade("ada", FULL, READ)
    built.grade("bo", FULL | {"scores": 0}, mistakes={"scores": SWAPPED})
    built.grade("cy", FULL | {"scores": 0, "output": 2}, penalty=2,
                mistakes={"scores": SWAPPED, "output": TYPED})  # fmt: skip
    stop = {"cell": "cell-9", "kind": "time", "reason": "Cell 9 ran longer than 20 s."}
    built.grade("di", NOTHING, dict.fromkeys(READ, 0.0), stops=[stop])
    built.hand_in("flo")
    return built.course


@pytest.fixture(scope="module")
def found(course: Course) -> dict[str, Any]:
    return describe(LESSON, read_class(course))


def step(found: Mapping[str, Any], name: str) -> dict[str, Any]:
    return next(row for row in found["steps"] if row["name"] == name)


def test_it_counts_who_handed_in_who_is_graded_and_who_waits(found: dict[str, Any]) -> None:
    assert found["counts"] == {
        "handed in": 5, "graded": 4, "waiting for a person": 2, "not handed in": 1,
    }  # fmt: skip


def test_totals_are_after_penalties_and_their_average_is_right(found: dict[str, Any]) -> None:
    reached = {low for (low, _), count in found["totals"] if count}
    assert reached == {0, 16, 20, 28}
    assert found["average"] == (32 + 22 + 18 + 0) / 4


@pytest.mark.parametrize(
    ("name", "right", "partly", "wrong", "untouched", "waiting", "share"),
    [
        ("by-hand", 3, 0, 0, 1, 0, 0.75),
        ("scores", 1, 0, 2, 1, 0, 0.25),
        ("output", 2, 1, 0, 1, 0, 0.625),
        ("softmax-reflection", 1, 0, 0, 1, 2, None),
    ],
)
def test_each_step_says_how_it_came_out(
    name: str, right: int, partly: int, wrong: int, untouched: int, waiting: int,
    share: float | None, found: dict[str, Any],
) -> None:  # fmt: skip
    row = step(found, name)
    outcomes = [row[kind] for kind in found["outcomes"]]
    assert outcomes == [right, partly, wrong, untouched, waiting]
    assert row["share"] == share
    assert row["correlation"] is None, "four submissions are too few for a correlation"


def test_mistakes_come_with_hint_and_count_the_most_frequent_first(found: dict[str, Any]) -> None:
    shown = [(one["mistake"], one["hint"], one["count"], one["who"]) for one in found["mistakes"]]
    assert shown == [(*SWAPPED, 2, ["bo", "cy"]), (*TYPED, 1, ["cy"])]
    assert found["unexplained"] == [], "what was left untouched is no mistake"


def test_objectives_say_who_has_shown_them(found: dict[str, Any]) -> None:
    assert found["objectives"] == {
        "TM-SelfAttention": {
            "shown here": ["ada", "bo"],  # 27 of 27, 19 of 23 so far
            "partly": ["cy"],  # 17 of 23
            "not yet": ["di"],
        },
        "TM-TransformerDataFlow": {
            "shown here": ["ada", "bo", "cy"], "partly": [], "not yet": ["di"],
        },
    }  # fmt: skip


def test_who_needs_a_look_is_named_with_the_reason_the_odd_ones_first(
    found: dict[str, Any],
) -> None:
    assert found["look"] == [
        ("di", ["Nothing right yet.", "Hit a limit. Cell 9 ran longer than 20 s."]),
        ("eve", ["Nothing handed in."]),
        ("flo", ["Handed in, but not graded: `attention-by-hand grade` says why."]),
    ]


def test_the_page_shows_the_figures_readable_anywhere(course: Course, page: Page) -> None:
    assert_is_readable_anywhere(page, write_report(course)[0])
    assert page.locator(".counts dd").all_inner_texts() == ["5", "4", "2", "1"]
    rows = page.locator("tr", has=page.locator("th", has_text="scores"))
    assert rows.first.inner_text().split() == ["scores", "1", "–", "2", "1", "–", "0.25", "–"]
    assert page.locator(".tally tbody tr").first.inner_text().split()[0] == "2"
    assert all(label for label in page.eval_on_selector_all(
        "svg", "all => all.map(one => one.role === 'img' && one.ariaLabel)"
    ))  # fmt: skip


def test_hostile_names_are_shown_and_do_nothing(course: Course, page: Page) -> None:
    page.goto(write_report(course)[0].as_uri())
    assert page.title() == "Class report: Self-attention by hand"
    assert page.locator("img").count() == 0
    assert SCRIPT in page.locator(".look tbody th").first.inner_text()


def test_an_anonymous_report_leaves_the_other_one_as_it_is(course: Course) -> None:
    named, lists = write_report(course)
    before = named.read_bytes(), lists.read_bytes()
    apart = write_report(course, anonymous=True)
    assert [path.name for path in apart] == ["anonymous.html", "anonymous.csv"]
    assert (named.read_bytes(), lists.read_bytes()) == before


def test_an_anonymous_report_holds_no_name_and_no_id(course: Course) -> None:
    text = render(
        LESSON, describe(LESSON, read_class(course, anonymous=True)), datetime(2026, 11, 23)
    )
    assert set(re.findall(r"Student \d", text)) == {f"Student {n}" for n in range(1, 7)}
    words = re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text))
    assert not {"ada", "bo", "cy", "di", "eve", "flo", "taken", "onerror"} & set(words)


def test_marks_made_without_the_sandbox_are_called_out(tmp_path: Path, page: Page) -> None:
    built = Class(tmp_path)
    for name in ("ada", "bo"):
        built.enrol(name)
    built.grade("ada", FULL, unprotected=True)
    built.grade("bo", FULL)
    page.goto(write_report(built.course)[0].as_uri())
    assert "without the sandbox: 1 of 2 (ada)" in page.locator(".warning").inner_text()


def test_before_grading_it_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = make_course(tmp_path)
    assert cli.main(["report", "--course", str(course.root)]) == 1
    assert "run `attention-by-hand grade` first" in capsys.readouterr().err
    with pytest.raises(Problem):
        read_class(course)


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ("import attention_by_hand", "names the grader"),
        ("import gc; gc.get_objects()", "looks into the program"),
        ("import os; os._exit(0)", "ends processes"),
        ("import ctypes", "below Python"),
        ("import urllib.request", "the network"),
        ("class E(float):\n    def __eq__(self, o): return True", "answer for it"),
        ("import torch; torch.allclose = lambda *a: True", "changes how code runs"),
    ],
)
def test_code_that_looks_like_an_attack_is_pointed_out(
    code: str, sign: str, release: NotebookNode, master: Master
) -> None:
    notebook = nbformat.from_dict(release)
    notebook.cells.append(nbformat.v4.new_code_cell(code))
    [found] = to_record(notebook, master).signs
    assert sign in found


def test_an_answer_that_no_notebook_gives_looks_like_an_attack(
    release: NotebookNode, master: Master
) -> None:
    notebook = nbformat.from_dict(release)
    stop = {"cell": "scores", "kind": "protocol", "reason": "…"}
    notebook.metadata["attention_by_hand"] = {"stops": [stop]}
    assert to_record(notebook, master).signs == (
        "its process gave an answer that no notebook gives",
    )


@pytest.mark.parametrize("number", range(1, 17))
def test_honest_work_does_not_look_like_an_attack(
    number: int, release: NotebookNode, master: Master
) -> None:
    notebook = fill_in(EXAMPLES / f"student-{number:02}.py", release)
    assert to_record(notebook, master).signs == ()


def test_the_headline_says_what_to_teach_next_and_the_lists_are_a_file(course: Course) -> None:
    missed = [Missed("softmax-reflection", "Gives the reason.", ["flo", "ada"], 2)]
    found = describe(LESSON, read_class(course), missed)
    assert [(round(share, 2), what) for share, what in found["next"]] == [
        (1, "not yet in softmax-reflection: Gives the reason."),
        (0.5, "values instead of keys"),
        (0.25, "typed in"),
    ]
    rows = list(csv.reader(lists(found).splitlines()))
    assert rows[0] == ["list", "entry", "student"]
    assert ["mistake", "values-instead-of-keys", "bo"] in rows
    assert ["line of a rubric not earned", "softmax-reflection: Gives the reason.", "ada"] in rows
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_what_is_as_frequent_as_the_rest_does_not_stand_out(tmp_path: Path, page: Page) -> None:
    """Which three of four would be named first is chance."""
    built = Class(tmp_path)
    for student, slip in enumerate(("one", "two", "three", "four")):
        built.enrol(f"student-{student}")
        mistake = (f"slip-{slip}", "Look at it again.")
        built.grade(f"student-{student}", FULL | {"scores": 0}, mistakes={"scores": mistake})
    found = describe(LESSON, read_class(built.course))
    assert len(found["mistakes"]) == 4
    assert found["next"] == []
    [path, _] = write_report(built.course)
    page.goto(path.as_uri())
    expect(page.get_by_text("No mistake stands out")).to_be_visible()


def test_a_large_class_has_its_names_folded_and_in_order(tmp_path: Path, page: Page) -> None:
    built = Class(tmp_path)
    everybody = [f"student-{number}" for number in range(1, LARGE + 1)]
    for student in everybody:
        built.enrol(student)
    for student in everybody[:12]:
        built.grade(student, FULL | {"scores": 0}, mistakes={"scores": SWAPPED})
    [path, _] = write_report(built.course)
    page.goto(path.as_uri())
    expect(page.locator("tr", has_text="Nothing handed in.")).to_have_count(1)
    folded = page.locator("#mistakes ~ table details").first
    expect(folded.locator(".person").first).not_to_be_visible()
    folded.locator("summary").click()
    shown = folded.locator(".person").all_inner_texts()
    assert [one.strip(",") for one in shown] == everybody[:12], "2 comes before 10"
    [path, _] = write_report(built.course, unfolded=True)
    page.goto(path.as_uri())
    expect(page.locator(".person").last).to_be_visible()
