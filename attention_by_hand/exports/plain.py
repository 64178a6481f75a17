"""For spreadsheets and scripts."""

from collections.abc import Iterator, Sequence

from attention_by_hand.course.gradebook import Result
from attention_by_hand.exports.marks import MarksExporter, Row
from attention_by_hand.text import points, safe_key, safe_text


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
