"""For Moodle."""

from collections.abc import Iterator, Sequence

from traitlets import Unicode

from attention_by_hand.course.gradebook import Result, Student
from attention_by_hand.exports.marks import LMSExporter, Row
from attention_by_hand.text import safe_text


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
        ids = self._ids(list(students))
        yield ["First name", "Last name", *ids, *columns.values()]
        for place, (student, cells) in enumerate(students.items()):
            yield [
                safe_text(student.first_name),
                safe_text(student.last_name),
                *(self.key(entries[place]) for entries in ids.values()),
                *(cells.get(at, self.missing) for at in columns),
            ]

    def _ids(self, students: Sequence[Student]) -> dict[str, list[str]]:
        """The entries of every column that can identify all students."""
        ids = {
            "Username": [student.id for student in students],
            "ID number": [student.lms_id for student in students],
            "Email address": [student.email for student in students],
        }
        for name, entries in ids.items():
            without = [one.id for one, entry in zip(students, entries, strict=True) if not entry]
            if 0 < len(without) < len(students):
                self.log.warning(
                    "There is no column %r, because not everybody has one: %s",
                    name,
                    ", ".join(without),
                )
        return {name: entries for name, entries in ids.items() if all(entries)}
