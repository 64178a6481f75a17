"""The exported files carry nbgrader's marks, and nothing that a name can smuggle in."""

import csv
import json
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps.exportapp import ExportApp

from attention_by_hand import Problem
from attention_by_hand.exports import CanvasExporter, MoodleExporter, PlainExporter, marks
from attention_by_hand.exports.marks import MarksExporter
from attention_by_hand.text import points, safe_key, safe_text

# nbgrader's own add_submission makes SQLAlchemy say this; nothing of ours is concerned.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Object of type <Submitted(Assignment|Notebook)> not in session:sqlalchemy.exc.SAWarning"
)

ASSIGNMENT = "self_attention"
CELLS = {  # in the gradebook by name, in the notebook in this order
    "by-hand-check": (0, "code"),
    "by-hand-test": (3, "code"),
    "scores-test": (4, "code"),
    "softmax-reflection": (2, "markdown"),
}
EVERY = (CanvasExporter, MoodleExporter, PlainExporter)

Export = Callable[..., list[list[str]]]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gradebook's file, made once: nbgrader runs a program of its own for each new one.

    Ada has all marks, Bo waits for a person, Cy is late, Di has handed in nothing.
    """
    file = tmp_path_factory.mktemp("template") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        book = Gradebook(f"sqlite:///{file}")
    with book:
        book.add_assignment(ASSIGNMENT, duedate="2026-11-20 12:00:00 UTC")
        book.add_notebook(ASSIGNMENT, ASSIGNMENT)
        for name, (most, kind) in CELLS.items():
            book.add_grade_cell(name, ASSIGNMENT, ASSIGNMENT, max_score=most, cell_type=kind)
        enrol(book, "ada", "Lovelace", "Ada")
        enrol(book, "bo", "Ødegård, Jr.", 'Bo "Bobby"', lms_user_id="77")
        enrol(book, "cy", "O'Neil", "Cy")
        enrol(book, "di", "Zhōu 周", "Di")
        hand_in(book, "ada", (3, 2.5, None), manual=(None, 4, 2))
        hand_in(book, "bo", (1 / 3, 4, None))
        hand_in(book, "cy", (1, 0, 0), penalty=2.5)
    return file


@pytest.fixture
def gradebook(template: Path, tmp_path: Path) -> Iterator[Any]:
    """The gradebook of the class, to read and to change."""
    shutil.copy(template, tmp_path / "gradebook.db")
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as book:
        yield book


@pytest.fixture(autouse=True)
def audible(caplog: pytest.LogCaptureFixture) -> None:
    """Grading turns this logger down for the rest of the process."""
    caplog.set_level(logging.INFO, logger="traitlets")


def enrol(book: Any, name: str, last: str | None, first: str | None, **more: Any) -> None:
    email = more.pop("email", f"{name}@example.org")
    book.add_student(name, last_name=last, first_name=first, email=email, **more)


def hand_in(
    book: Any,
    student: str,
    auto: tuple[float | None, ...],
    manual: tuple[float | None, ...] = (None, None, None),
    penalty: float | None = None,
) -> None:
    """Marks in the order of the cells that have points, saved as autograding saves them."""
    submission = book.add_submission(ASSIGNMENT, student, timestamp="2026-11-20 13:00:00 UTC")
    submission.notebooks[0].late_submission_penalty = penalty
    given = dict(zip(list(CELLS)[1:], zip(auto, manual, strict=True), strict=True))
    for grade in submission.notebooks[0].grades:
        grade.auto_score, grade.manual_score = given.get(grade.name, (0, None))
        grade.needs_manual_grade = grade.auto_score is None and grade.manual_score is None
    book.db.commit()


@pytest.fixture
def export(gradebook: Any, tmp_path: Path) -> Export:
    """What a reader of CSV that knows nothing of ours finds in the file."""

    def read(kind: type[MarksExporter], **settings: Any) -> list[list[str]]:
        file = tmp_path / "marks.csv"
        kind(to=str(file), **settings).export(gradebook)
        encoding = "utf-8-sig" if kind is PlainExporter else "utf-8"
        with file.open(encoding=encoding, newline="") as lines:
            return list(csv.reader(lines, strict=True))

    return read


def column(rows: list[list[str]], title: str) -> list[str]:
    return [row[rows[0].index(title)] for row in rows[1:]]


def test_canvas_gets_the_columns_that_it_asks_for(export: Export) -> None:
    assert export(CanvasExporter) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "self_attention"],
        ["    Points Possible", "", "", "", "", "9"],
        ["Lovelace, Ada", "", "", "ada", "", "9"],
        ["O'Neil, Cy", "", "", "cy", "", "0"],
        ['Ødegård, Jr., Bo "Bobby"', "77", "", "bo", "", "4.3333"],
    ]


def test_moodle_gets_one_row_for_each_student_with_a_mark(export: Export) -> None:
    assert export(MoodleExporter) == [
        ["First name", "Last name", "Username", "Email address", "self_attention"],
        ["Ada", "Lovelace", "ada", "ada@example.org", "9"],
        ["Cy", "O'Neil", "cy", "cy@example.org", "0"],
        ['Bo "Bobby"', "Ødegård, Jr.", "bo", "bo@example.org", "4.3333"],
    ]


def test_plain_has_the_columns_of_nbgrader_and_a_row_for_everyone(export: Export) -> None:
    rows = export(PlainExporter)
    assert rows[0] == [
        *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name"),
        *("email", "raw_score", "late_submission_penalty", "score", "max_score"),
        "awaiting_manual_grade",
    ]
    assert column(rows, "student_id") == ["ada", "cy", "di", "bo"]
    assert column(rows, "raw_score") == ["9", "1", "", "4.3333"]
    assert column(rows, "late_submission_penalty") == ["0", "2.5", "0", "0"]
    assert column(rows, "score") == ["9", "0", "", "4.3333"]
    assert column(rows, "awaiting_manual_grade") == ["0", "0", "0", "1"]
    assert column(rows, "duedate")[0] == "2026-11-20 12:00:00"


def test_plain_agrees_with_the_exporter_of_nbgrader(
    export: Export, gradebook: Any, tmp_path: Path
) -> None:
    from nbgrader.plugins import CsvExportPlugin

    gradebook.remove_student("bo")  # a comma in a name breaks the file of nbgrader's own
    CsvExportPlugin(to=str(tmp_path / "theirs.csv")).export(gradebook)
    with (tmp_path / "theirs.csv").open(newline="") as lines:
        theirs = list(csv.DictReader(lines))
    rows = export(PlainExporter, zero_for_missing=True)
    for title in ("student_id", "last_name", "duedate", "timestamp"):
        assert column(rows, title) == [row[title] for row in theirs]
    for title in ("raw_score", "late_submission_penalty", "score", "max_score"):
        assert [float(cell) for cell in column(rows, title)] == [
            float(row[title]) for row in theirs
        ]


@pytest.mark.parametrize("kind", [CanvasExporter, MoodleExporter])
def test_a_late_penalty_lowers_the_total_and_never_below_zero(
    kind: type[MarksExporter], export: Export, gradebook: Any
) -> None:
    [notebook] = gradebook.find_submission(ASSIGNMENT, "ada").notebooks
    notebook.late_submission_penalty = 1.25
    gradebook.db.commit()
    assert [row[-1] for row in export(kind)][-3:] == ["7.75", "0", "4.3333"]


@pytest.mark.parametrize("kind", EVERY)
def test_steps_are_columns_on_request(kind: type[MarksExporter], export: Export) -> None:
    rows = export(kind, steps=True)
    blank = "-" if kind is MoodleExporter else ""
    titles = ["by-hand", "scores", "softmax-reflection"]
    if kind is not PlainExporter:
        titles = [f"{ASSIGNMENT}: {title}" for title in titles]
    assert rows[0][-3:] == titles
    marks = {tuple(row[-3:]) for row in rows[1:]}
    assert {("3", "4", "2"), ("1", "0", "0"), ("0.3333", "4", blank)} <= marks
    assert all(title not in export(kind)[0] for title in titles)
    if kind is CanvasExporter:
        assert rows[1][-4:] == ["9", "3", "4", "2"]


@pytest.mark.usefixtures("gradebook")
def test_steps_follow_the_order_of_the_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def cell(name: str) -> dict[str, Any]:
        return {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": name}}, "source": ""}

    names = ["scores-test", "softmax-reflection", "by-hand-test"]
    cells = [{"cell_type": "markdown", "metadata": {}, "source": ""}, *map(cell, names)]
    source = tmp_path / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    source.parent.mkdir(parents=True)
    source.write_text(json.dumps({"cells": cells, "metadata": {}}), "utf-8")
    rows = run_nbgrader(tmp_path, "CanvasExporter", "--CanvasExporter.steps=True")
    assert rows[0][-3:] == [
        f"{ASSIGNMENT}: {step}" for step in ("scores", "softmax-reflection", "by-hand")
    ]
    assert rows[2][-3:] == ["4", "2", "3"]


def run_nbgrader(course: Path, kind: str, *more: str) -> list[list[str]]:
    """The file that the command writes when it is given no name."""
    ExportApp.clear_instance()
    app = ExportApp.instance()
    exporter = f"--exporter=attention_by_hand.exports.{kind}"
    app.initialize([exporter, f"--course={course}", f"--CourseDirectory.root={course}", *more])
    app.start()
    ExportApp.clear_instance()
    name = {"CanvasExporter": "grades-canvas.csv", "MoodleExporter": "grades-moodle.csv"}
    with Path(name.get(kind, "grades.csv")).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


@pytest.mark.parametrize("kind", EVERY)
def test_zero_for_nothing_handed_in_is_the_choice_of_the_teacher(
    kind: type[MarksExporter], export: Export
) -> None:
    without = [row for row in export(kind) if any("Zhōu 周" in cell for cell in row)]
    assert [row[-3] for row in without] == ([""] if kind is PlainExporter else [])
    rows = export(kind, zero_for_missing=True, steps=True)
    [di] = [row for row in rows if any("Zhōu 周" in cell for cell in row)]
    assert di[-3:] == ["0", "0", "0"]


@pytest.mark.parametrize("kind", EVERY)
def test_a_submission_that_was_never_graded_has_no_score(
    kind: type[MarksExporter], export: Export, gradebook: Any, caplog: pytest.LogCaptureFixture
) -> None:
    gradebook.add_submission(ASSIGNMENT, "di")
    with caplog.at_level(logging.WARNING):
        rows = export(kind, zero_for_missing=True)
    assert "1 submissions have no grade yet: their marks are left out. di" in caplog.text
    if kind is PlainExporter:
        assert column(rows, "score") == ["9", "0", "", "4.3333"]
    else:
        assert not any("Zhōu" in cell for row in rows for cell in row)


def test_the_log_says_whose_marks_await_a_person(
    export: Export, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        export(CanvasExporter)
    assert "1 submissions still await a person: their marks are not final. bo" in caplog.text
    assert "nothing was handed in (1 times)" in caplog.text


def test_those_without_a_name_come_first_in_the_order_that_people_count(
    export: Export, gradebook: Any
) -> None:
    for student in ("student-10", "student-2", "student-1"):
        enrol(gradebook, student, None, None)
    rows = export(PlainExporter)
    expected = ["student-1", "student-2", "student-10", "ada", "cy", "di", "bo"]
    assert column(rows, "student_id") == expected


def test_a_large_class_is_not_named_in_one_line(
    export: Export, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "NAMED", 0)
    export(CanvasExporter)
    assert "their marks are not final. and 1 more" in caplog.text


HOSTILE = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " \n =1+1",
    "＝1+1",
    "a;=cmd|' /C calc'!A0;b",
    "x\r\nada,,,ada,,9",
    '","=1+1","',
    "\x00=1+1",
    "O'Neil\\",
    "周 Ñandú 🦊",
)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", EVERY)
def test_hostile_names_stay_text_in_their_cell(
    kind: type[MarksExporter], name: str, export: Export, gradebook: Any, tmp_path: Path
) -> None:
    enrol(gradebook, "eve", name, name, email="+eve-1@example.org")
    hand_in(gradebook, "eve", (3, 4, 1))
    rows = export(kind)
    assert len({len(row) for row in rows}) == 1
    assert (tmp_path / "marks.csv").read_bytes().count(b"\r\n") == len(rows)
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(tuple("=@＝\t\r"))] == []
    assert [
        cell for cell in cells if cell[:1] in ("+", "-") and cell not in ("-", "+eve-1@example.org")
    ] == []
    assert not any(ord(letter) < 32 or letter in ";\\" for cell in cells for letter in cell)
    [eve] = [row for row in rows if "eve" in row]
    assert "8" in eve


@pytest.mark.parametrize(
    "key",
    ["ada", "ada@example.org", "+ada@example.org", "-ada", "@ada", "007", "Ñandú", "a b", "ä.b"],
)
def test_what_the_lms_matches_on_is_left_as_it_is(key: str) -> None:
    assert safe_key(key) == key


@pytest.mark.parametrize(
    "key", ["=ada", "+cmd|' /C calc'!A0", "@SUM(1)", "-1+cmd(2)", "a;=b", "a\n=b"]
)
def test_a_key_that_could_compute_is_defused_and_named(
    key: str, export: Export, gradebook: Any, caplog: pytest.LogCaptureFixture
) -> None:
    enrol(gradebook, key, "Mallory", "M", email="m@example.org")
    hand_in(gradebook, key, (3, 4, 1))
    with caplog.at_level(logging.WARNING):
        rows = export(CanvasExporter)
    [login] = [row[3] for row in rows if row[0] == "Mallory, M"]
    assert login == safe_text(key) != key
    assert "enter these marks by hand" in caplog.text
    assert repr(key) in caplog.text


def test_canvas_reads_only_a_number_as_its_id(export: Export, gradebook: Any) -> None:
    enrol(gradebook, "flo", None, None, lms_user_id="12abc")
    hand_in(gradebook, "flo", (3, 4, 1))
    assert ["flo", "", "12abc", "flo", "", "8"] in export(CanvasExporter)


def test_moodle_gets_no_column_with_a_gap_to_match_by(
    export: Export, gradebook: Any, caplog: pytest.LogCaptureFixture
) -> None:
    enrol(gradebook, "flo", "Flo", "F", email=None, lms_user_id="12")
    hand_in(gradebook, "flo", (3, 4, 1))
    with caplog.at_level(logging.WARNING):
        rows = export(MoodleExporter)
    assert rows[0] == ["First name", "Last name", "Username", ASSIGNMENT]
    assert "no column 'Email address', because not everybody has one: flo" in caplog.text
    for name in ("ada", "bo", "cy"):
        gradebook.update_or_create_student(name, lms_user_id=f"s-{name}")
    rows = export(MoodleExporter)
    assert column(rows, "ID number") == ["12", "s-ada", "s-cy", "s-bo"]


def test_a_column_can_have_the_name_that_the_lms_knows(export: Export) -> None:
    titles = {
        ASSIGNMENT: "Self-attention, by hand (4711)",
        f"{ASSIGNMENT}: scores": "Step 1 (4712)",
    }
    rows = export(CanvasExporter, steps=True, titles=titles)
    assert rows[0][5:8] == [
        "Self-attention, by hand (4711)",
        f"{ASSIGNMENT}: by-hand",
        "Step 1 (4712)",
    ]


@pytest.mark.parametrize("kind", EVERY)
def test_assignments_and_students_can_be_chosen(
    kind: type[MarksExporter], export: Export, gradebook: Any
) -> None:
    gradebook.add_assignment("other")
    rows = export(kind, assignment=[ASSIGNMENT], student=["ada"])
    assert "other" not in rows[0]
    assert [row for row in rows if "Ada" in " ".join(row)] == rows[-1:]
    assert "bo" not in [cell for row in rows for cell in row]


@pytest.mark.parametrize("choice", [{"assignment": ["self_atention"]}, {"student": ["eve"]}])
def test_a_name_that_nobody_has_is_said(
    choice: dict[str, list[str]], export: Export, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="the gradebook has no"):
        export(CanvasExporter, **choice)
    assert not (tmp_path / "marks.csv").exists()


@pytest.mark.usefixtures("gradebook")
def test_the_command_says_it_and_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="1"):
        run_nbgrader(tmp_path, "PlainExporter", "--ExportPlugin.assignment=self_atention")
    ExportApp.clear_instance()
    assert "the gradebook has no assignment 'self_atention'" in capfd.readouterr().err


def test_an_empty_gradebook_is_said(gradebook: Any, tmp_path: Path) -> None:
    gradebook.remove_assignment(ASSIGNMENT)
    with pytest.raises(Problem, match="nothing to export"):
        PlainExporter(to=str(tmp_path / "marks.csv")).export(gradebook)


def test_a_file_is_replaced_whole_or_not_at_all(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "marks.csv"
    file.write_text("old")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("attention_by_hand.files.os.replace", full)
    with pytest.raises(Problem, match="No space left on device"):
        export(CanvasExporter)
    assert file.read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"gradebook.db", "marks.csv"}


@pytest.mark.parametrize(
    ("number", "text"),
    [(2.0, "2"), (2.5, "2.5"), (1 / 3, "0.3333"), (1e-9, "0"), (-1e-9, "0"), (1000.0, "1000")],
)
def test_points_are_plain_decimals(number: float, text: str) -> None:
    assert points(number) == text


@pytest.mark.usefixtures("gradebook")
@pytest.mark.parametrize("kind", ["CanvasExporter", "MoodleExporter", "PlainExporter"])
def test_nbgrader_export_finds_the_exporter(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(run_nbgrader(tmp_path, kind)) in (4, 5)
