"""Late penalties, by the due date, the extensions and the settings of now. Nothing is run."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties

from attention_by_hand import Problem
from attention_by_hand.building.release import silence
from attention_by_hand.course.converting import keep_gradebooks_open
from attention_by_hand.course.directory import Course

Penalties = Mapping[str, float | None]  # by student


def assign_penalties(course: Course, students: Sequence[str]) -> list[str]:
    """Let nbgrader's plugin say the penalties of these graded students anew; whose have changed."""
    keep_gradebooks_open()
    before = _penalties(course)
    late = {*_late(course), *(student for student, penalty in before.items() if penalty)}
    for student in sorted(late.intersection(students)):
        _assign(course, student)
    after = _penalties(course)
    return sorted(student for student in after if after[student] != before.get(student))


def _assign(course: Course, student: str) -> None:
    name = course.assignment
    known = {"notebook": name, "assignment": name, "student": student}
    known["db_url"] = course.directory().db_url
    preprocessor = AssignLatePenalties(config=course.config)
    try:
        with silence(preprocessor.log):
            preprocessor(NotebookNode(cells=[]), {"nbgrader": known})
    except Exception as error:
        raise Problem(f"the late penalty of {student}: {type(error).__name__}: {error}") from error


def _penalties(course: Course) -> Penalties:
    with course.gradebook() as gradebook:
        penalty = SubmittedNotebook.late_submission_penalty
        found = _submissions(course, gradebook, SubmittedAssignment.student_id, penalty)
        return dict(found.join(SubmittedNotebook).all())


def _late(course: Course) -> Iterator[str]:
    """Those who are late now."""
    with course.gradebook() as gradebook:
        for work in _submissions(course, gradebook, SubmittedAssignment):
            if work.assignment.duedate and work.total_seconds_late > 0:
                yield work.student_id


def _submissions(course: Course, gradebook: Gradebook, *what: Any) -> Any:
    rows = gradebook.db.query(*what)
    return rows.filter(SubmittedAssignment.assignment.has(name=course.assignment))
