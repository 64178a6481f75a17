"""For Canvas."""

import re
from collections.abc import Iterator, Sequence

from traitlets import Unicode

from attention_by_hand.course.gradebook import Result, Student
from attention_by_hand.exports.marks import LMSExporter, Row, assignments
from attention_by_hand.text import points, safe_text


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
            for one in assignments(found)
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
