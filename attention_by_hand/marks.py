"""The gradebook, read: what each student earned at each step, and what was said."""

from collections.abc import Mapping
from dataclasses import dataclass

from attention_by_hand.course import Course
from attention_by_hand.master import ASSIGNMENT
from attention_by_hand.steps import STEPS
from attention_by_hand.submission import marker


@dataclass(frozen=True)
class Marks:
    """One student's automatic points for each step, and the message for each."""

    student: str
    points: Mapping[str, float | None]
    messages: Mapping[str, str]

    @property
    def total(self) -> float:
        """All automatic points."""
        return sum(points or 0 for points in self.points.values())


def read_marks(course: Course) -> list[Marks]:
    """The marks of all who have a submission in the gradebook, in order of their ids."""
    with course.gradebook() as gradebook:
        submissions = gradebook.assignment_submissions(ASSIGNMENT)
        return sorted((_marks(one) for one in submissions), key=lambda marks: marks.student)


def _marks(submission: object) -> Marks:
    notebook = submission.notebooks[0]  # type: ignore[attr-defined]
    points = {grade.name: grade.auto_score for grade in notebook.grades}
    messages = {comment.name: comment.comment or "" for comment in notebook.comments}
    return Marks(
        submission.student_id,  # type: ignore[attr-defined]
        {step.name: points.get(marker(step)) for step in STEPS},
        {step.name: messages.get(step.name, "") for step in STEPS},
    )
