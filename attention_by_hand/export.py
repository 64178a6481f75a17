"""Marks as files that Canvas, Moodle and spreadsheets read: exporters for `nbgrader export`.

    nbgrader export --exporter=attention_by_hand.export.CanvasExporter

What the formats ask for, and where that is written, is in docs/exports.md.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Dict, Unicode

from attention_by_hand.files import write_whole
from attention_by_hand.results import Assignment, Result, Student, results
from attention_by_hand.steps import PROSE, STEPS

Row = list[str]

FORMULA = tuple("=+-@＝＋－＠")  # what makes a spreadsheet compute a cell (OWASP, CSV injection)
SEPARATORS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
HARMLESS = re.compile(r"[+@-][\w.@+-]*")  # too few characters to call a function or a program
DECIMALS = 4


def safe_text(text: str) -> str:
    """A text for people, such as a name, that stays in its cell and that nothing computes.

    A semicolon would start a new cell where spreadsheets separate with it, and Moodle's reader
    takes a backslash before a quote for an escape.
    """
    text = SEPARATORS.sub(" ", text).replace(";", ",").replace("\\", "/").strip()
    return f"'{text}" if text.startswith(FORMULA) else text


def safe_key(text: str) -> str:
    """A text that the LMS looks a student or a column up by: unchanged, unless it is an attack.

    An address such as +ada@example.org starts like a formula, and yet nothing can come of it.
    """
    return text if HARMLESS.fullmatch(text) else safe_text(text)


def points(number: float | None, missing: str = "") -> str:
    """2.5, with a decimal point and no exponent, as both systems read it in every language."""
    if number is None:
        return missing
    text = f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class MarksExporter(ExportPlugin):  # type: ignore[misc]  # nbgrader has no types
    """What the three exporters share; a format says how its rows look."""

    steps = Bool(False, help="One more column for each step, in the notebook's order.").tag(
        config=True
    )
    zero_for_missing = Bool(
        False, help="Give 0 points, as nbgrader does, to those who handed in nothing."
    ).tag(config=True)
    titles = Dict(
        help="What a column is called in the LMS, by the name that it has here; in Canvas "
        "for example {'self_attention': 'Self-attention (4711)'}."
    ).tag(config=True)

    file_name = Unicode("grades.csv")
    encoding = "utf-8"
    missing = ""

    def export(self, gradebook: Any) -> None:
        """Write the file. What the reader of the log has to do by hand is said there."""
        found = self._results(gradebook)
        path = Path(self.to or self.file_name)
        text = io.StringIO(newline="")
        csv.writer(text).writerows(self.rows(found))
        try:
            write_whole(path, text.getvalue().encode(self.encoding))
        except OSError as error:
            self._fail(f"{path} cannot be written: {error.strerror}")
        self._tell(found)
        self.log.info("Exported grades to %s", path)

    def rows(self, found: Sequence[Result]) -> Iterator[Row]:
        """The header and all further rows of the file."""
        raise NotImplementedError

    def title(self, name: str) -> str:
        """What this column is called in the file."""
        return safe_key(str(self.titles.get(name, name)))

    def key(self, text: str) -> str:
        """What the LMS finds a student by. Changed only where it could be an attack: say so."""
        key = safe_key(text)
        if key != text:
            self.log.warning(
                "The id or address %r could act as a formula, and is written as %r. The LMS may "
                "not find this student: enter these marks by hand.",
                text,
                key,
            )
        return key

    def _results(self, gradebook: Any) -> list[Result]:
        try:
            found = results(
                gradebook,
                [str(name) for name in self.assignment],
                [str(name) for name in self.student],
                self._order,
            )
        except KeyError as error:
            self._fail(error.args[0])
        if not found:
            self._fail(
                "there is nothing to export: no assignment or no student is in the gradebook"
            )
        return [self._zeroed(result) for result in found] if self.zero_for_missing else found

    def _zeroed(self, result: Result) -> Result:
        if result.submitted:
            return result
        steps = dict.fromkeys(result.assignment.steps, 0.0)
        return Result(result.student, result.assignment, raw_score=0.0, score=0.0, steps=steps)

    def _order(self, assignment: str, notebook: str) -> Sequence[str]:
        """From the notebook itself, as the gradebook does not keep the order of cells."""
        for folder in self._folders(assignment):
            path = folder / f"{notebook}.ipynb"
            if path.is_file():
                cells = json.loads(path.read_text("utf-8"))["cells"]
                return [cell["metadata"].get("nbgrader", {}).get("grade_id", "") for cell in cells]
        return [name for step in STEPS for name in (step.name, f"{step.name}-test")] + [
            prose.name for prose in PROSE
        ]

    def _folders(self, assignment: str) -> Iterator[Path]:
        course = getattr(self.parent, "coursedir", None)
        if course is not None:
            for step in (course.source_directory, course.release_directory):
                yield Path(course.format_path(step, ".", assignment))

    def _fail(self, sentence: str) -> None:
        self.log.error("The grades cannot be exported: %s", sentence)
        sys.exit(1)

    def _tell(self, found: Sequence[Result]) -> None:
        """Say whose marks are not final."""
        submitted = [result for result in found if result.submitted]
        for what, concerned in (
            ("still await a person: their scores are not final", _awaiting(submitted)),
            ("have no grade yet: their scores are left out", _ungraded(submitted)),
        ):
            if concerned:
                names = ", ".join(f"{one.student.id} ({one.assignment.name})" for one in concerned)
                self.log.warning("%d submissions %s. %s", len(concerned), what, names)
        if missing := len(found) - len(submitted):
            given = "0 points" if self.zero_for_missing else "no score"
            self.log.info("Where nothing was handed in (%d times), there is %s", missing, given)


def _awaiting(submitted: Iterable[Result]) -> list[Result]:
    return [result for result in submitted if result.awaiting and result.score is not None]


def _ungraded(submitted: Iterable[Result]) -> list[Result]:
    return [result for result in submitted if result.score is None]


class PlainExporter(MarksExporter):
    """nbgrader's own columns, one row a student and assignment, for spreadsheets and scripts."""

    encoding = "utf-8-sig"  # the mark by which Excel knows that accents are UTF-8

    def rows(self, found: Sequence[Result]) -> Iterator[Row]:
        """A row for everyone, also where nothing was handed in."""
        steps = list(dict.fromkeys(step for one in found for step in one.assignment.steps))
        steps = steps if self.steps else []
        yield [
            *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name"),
            *("email", "raw_score", "late_submission_penalty", "score", "max_score"),
            *("awaiting_manual_grade", *(self.title(step) for step in steps)),
        ]
        for one in found:
            student = one.student
            yield [
                *(safe_key(one.assignment.name), one.assignment.due, one.timestamp),
                *(safe_key(student.id), safe_text(student.last_name)),
                *(safe_text(student.first_name), safe_key(student.email)),
                *(points(one.raw_score), points(one.penalty), points(one.score)),
                *(points(one.assignment.points), str(one.awaiting)),
                *(points(one.steps.get(step)) for step in steps),
            ]


class LMSExporter(MarksExporter):
    """One row a student, one column an assignment; those without any score have no row.

    An LMS takes an empty cell for "delete the grade", so where there is nothing to say, for
    example about a student whose excuse was noted there by hand, nothing is said.
    """

    def columns(self, found: Sequence[Result]) -> dict[tuple[str, str], str]:
        """Titles, by assignment and step; the empty step stands for the total."""
        named = {}
        for assignment in _assignments(found):
            named[assignment.name, ""] = self.title(assignment.name)
            for step in assignment.steps if self.steps else ():
                named[assignment.name, step] = self.title(f"{assignment.name}: {step}")
        return named

    def students(self, found: Sequence[Result]) -> dict[Student, dict[tuple[str, str], str]]:
        """The cells of each student who has at least one score."""
        rows: dict[Student, dict[tuple[str, str], str]] = {}
        for one in found:
            if one.score is not None:
                cells = rows.setdefault(one.student, {})
                cells[one.assignment.name, ""] = points(one.score)
                for step, mark in one.steps.items():
                    cells[one.assignment.name, step] = points(mark, self.missing)
        return rows


def _assignments(found: Sequence[Result]) -> list[Assignment]:
    return list({one.assignment.name: one.assignment for one in found}.values())


class CanvasExporter(LMSExporter):
    """For Canvas: Grades, Import.

    Canvas finds a student by ID, else by SIS User ID, else by SIS Login ID, else by name, and
    an assignment by its title or by the number in brackets behind it.
    """

    file_name = Unicode("grades-canvas.csv")

    def rows(self, found: Sequence[Result]) -> Iterator[Row]:
        """Header, points possible, and the students."""
        columns = self.columns(found)
        yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *columns.values()]
        possible = {
            (one.name, step): number
            for one in _assignments(found)
            for step, number in [("", one.points), *one.steps.items()]
        }
        yield ["    Points Possible", "", "", "", "", *(points(possible[at]) for at in columns)]
        for student, cells in self.students(found).items():
            yield [*self._who(student), *(cells.get(at, self.missing) for at in columns)]

    def _who(self, student: Student) -> Row:
        """Canvas reads the ID as far as it is a number, so one that is not would hit anyone."""
        number = re.fullmatch(r"[0-9]+", student.lms_id)
        names = [name for name in (student.last_name, student.first_name) if name]
        return [
            safe_text(", ".join(names) or student.id),
            student.lms_id if number else "",
            "" if number else self.key(student.lms_id),
            self.key(student.id),
            "",
        ]


class MoodleExporter(LMSExporter):
    """For Moodle: Grades, Import, CSV file.

    The teacher chooses there which column says who a row is about. A row without an entry in
    that column stops the whole import, or in older versions counts for the student before it,
    so only columns that everybody has are written.
    """

    file_name = Unicode("grades-moodle.csv")
    missing = "-"  # what Moodle's own export writes where there is no grade

    def rows(self, found: Sequence[Result]) -> Iterator[Row]:
        """Header and students."""
        columns, students = self.columns(found), self.students(found)
        keys = self._keys(list(students))
        yield ["First name", "Last name", *keys, *columns.values()]
        for place, (student, cells) in enumerate(students.items()):
            yield [
                safe_text(student.first_name),
                safe_text(student.last_name),
                *(self.key(entries[place]) for entries in keys.values()),
                *(cells.get(at, self.missing) for at in columns),
            ]

    def _keys(self, students: Sequence[Student]) -> dict[str, list[str]]:
        """The entries of every column that can identify all students."""
        keys = {
            "Username": [student.id for student in students],
            "ID number": [student.lms_id for student in students],
            "Email address": [student.email for student in students],
        }
        for name, entries in keys.items():
            without = [one.id for one, entry in zip(students, entries, strict=True) if not entry]
            if 0 < len(without) < len(students):
                self.log.warning(
                    "There is no column %r, because not everybody has one: %s",
                    name,
                    ", ".join(without),
                )
        return {name: entries for name, entries in keys.items() if all(entries)}
