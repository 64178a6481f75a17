"""What the exporters of marks share."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Dict, Unicode

from attention_by_hand import Problem
from attention_by_hand.course.gradebook import Assignment, Result, Student, results
from attention_by_hand.files import write_whole
from attention_by_hand.text import points, safe_key

Row = list[str]
NAMED = 10  # students in a warning


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
        return ()

    def _folders(self, assignment: str) -> Iterator[Path]:
        course = getattr(self.parent, "coursedir", None)
        if course is not None:
            for step in (course.source_directory, course.release_directory):
                yield Path(course.format_path(step, ".", assignment))

    def _fail(self, sentence: str) -> NoReturn:
        """End nbgrader's command as nbgrader does; Problem where there is no command."""
        message = f"The grades cannot be exported: {sentence}"
        if hasattr(self.parent, "fail"):
            self.parent.fail(message)
        raise Problem(message)

    def _tell(self, found: Sequence[Result]) -> None:
        """Say whose marks are not final."""
        submitted = [result for result in found if result.submitted]
        for what, concerned in (
            ("still await a person: their marks are not final", _awaiting(submitted)),
            ("have no grade yet: their marks are left out", _ungraded(submitted)),
        ):
            if concerned:
                names = [f"{one.student.id} ({one.assignment.name})" for one in concerned]
                more = [f"and {len(names) - NAMED} more"] if len(names) > NAMED else []
                said = ", ".join([*names[:NAMED], *more])
                self.log.warning("%d submissions %s. %s", len(concerned), what, said)
        if missing := len(found) - len(submitted):
            given = "0 points" if self.zero_for_missing else "no score"
            self.log.info("Where nothing was handed in (%d times), there is %s", missing, given)


def _awaiting(submitted: Iterable[Result]) -> list[Result]:
    return [result for result in submitted if result.awaiting and result.score is not None]


def _ungraded(submitted: Iterable[Result]) -> list[Result]:
    return [result for result in submitted if result.score is None]


class LMSExporter(MarksExporter):
    """One row a student, one column an assignment; those without any score have no row.

    An LMS takes an empty cell for "delete the grade", so where there is nothing to say, for
    example about a student whose excuse was noted there by hand, nothing is said.
    """

    def columns(self, found: Sequence[Result]) -> dict[tuple[str, str], str]:
        """Titles, by assignment and step; the empty step stands for the total."""
        named = {}
        for assignment in assignments(found):
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


def assignments(found: Sequence[Result]) -> list[Assignment]:
    """The assignments, each once."""
    return list({one.assignment.name: one.assignment for one in found}.values())
