"""The marks in nbgrader's gradebook, read as plain data: one result a student and assignment."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from attention_by_hand.lesson import find_lesson, lesson_names
from attention_by_hand.text import as_people_count

Order = Callable[[str, str], Sequence[str]]
"""From an assignment's and a notebook's name to the ids of its cells, as they follow there."""


@dataclass(frozen=True)
class Student:
    """Who it is; what the gradebook does not know is empty."""

    id: str
    last_name: str = ""
    first_name: str = ""
    email: str = ""
    lms_id: str = ""


@dataclass(frozen=True)
class Assignment:
    """What is marked, out of how many points, and the points of each of its steps in order."""

    name: str
    points: float
    due: str = ""
    steps: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """A student's marks for an assignment. None stands for a mark that does not exist yet.

    `score` is nbgrader's: manual marks before automatic ones, less the late penalty, and never
    below zero. `said` holds the comment on each answer cell, by its id. `awaiting` counts the
    answers that a person still has to look at.
    """

    student: Student
    assignment: Assignment
    submitted: bool = False
    timestamp: str = ""
    raw_score: float | None = None
    penalty: float = 0.0
    score: float | None = None
    steps: Mapping[str, float | None] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    awaiting: int = 0


def results(
    gradebook: Any, assignments: Sequence[str], students: Sequence[str], order: Order
) -> list[Result]:
    """A result for every pair of an assignment and a student, also where nothing was handed in.

    Empty lists stand for all. KeyError, in one sentence, for an unknown name.
    """
    chosen = _chosen(gradebook.assignments, "name", assignments, "assignment")
    people = sorted(_chosen(gradebook.students, "id", students, "student"), key=_in_order)
    return [result for entry in chosen for result in _of_assignment(entry, people, order)]


def _in_order(student: Any) -> tuple[str, str, list[tuple[int, str]]]:
    names = student.last_name or "", student.first_name or ""
    return *names, as_people_count(student.id)


def _chosen(entries: Sequence[Any], attribute: str, wanted: Sequence[str], what: str) -> list[Any]:
    names = [getattr(entry, attribute) for entry in entries]
    for name in wanted:
        if name not in names:
            known = ", ".join(names) or "none"
            raise KeyError(f"the gradebook has no {what} {name!r}; it has: {known}")
    return [
        entry for entry, name in zip(entries, names, strict=True) if name in wanted or not wanted
    ]


def _of_assignment(entry: Any, people: Sequence[Any], order: Order) -> Iterator[Result]:
    cells = _cells(entry, order)
    assignment = Assignment(
        name=entry.name,
        points=entry.max_score,
        due=_text(entry.duedate),
        steps={step: cell.max_score for step, cell in cells.items()},
    )
    submissions = {submission.student_id: submission for submission in entry.submissions}
    for person in people:
        student = _student(person)
        if person.id in submissions:
            yield _graded(student, assignment, submissions[person.id], cells)
        else:
            yield Result(student, assignment)


def _student(person: Any) -> Student:
    return Student(
        id=person.id,
        last_name=_text(person.last_name),
        first_name=_text(person.first_name),
        email=_text(person.email),
        lms_id=_text(person.lms_user_id),
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _cells(entry: Any, order: Order) -> dict[str, Any]:
    """The cells that earn points, by the name of their step, as they follow in the notebook."""
    steps = _steps(entry.name)
    found = {}
    for notebook in entry.notebooks:
        places = {name: place for place, name in enumerate(order(entry.name, notebook.name))}
        cells = [*notebook.grade_cells, *notebook.task_cells]
        for cell in sorted(cells, key=lambda cell: (places.get(cell.name, len(places)), cell.name)):
            if cell.max_score > 0:
                step = steps.get(cell.name, cell.name)
                found[step if len(entry.notebooks) == 1 else f"{notebook.name}/{step}"] = cell
    return found


def _steps(assignment: str) -> Mapping[str, str]:
    """The names of the steps by their grade cells, for an assignment with a lesson."""
    if assignment not in lesson_names():
        return {}
    return {marker: step.name for marker, step in find_lesson(assignment).markers.items()}


def _graded(
    student: Student, assignment: Assignment, submission: Any, cells: Mapping[str, Any]
) -> Result:
    books = submission.notebooks
    grades = {grade.cell_id: grade for book in books for grade in book.grades}
    steps = {step: _mark(grades.get(cell.id)) for step, cell in cells.items()}
    graded = any(mark is not None for mark in steps.values())
    penalty = submission.late_submission_penalty or 0.0
    return Result(
        student,
        assignment,
        submitted=True,
        timestamp=_text(submission.timestamp),
        raw_score=submission.score if graded else None,
        penalty=penalty,
        score=max(0.0, submission.score - penalty) if graded else None,
        steps=steps,
        said={one.name: one.comment or "" for book in books for one in book.comments},
        awaiting=sum(grade.needs_manual_grade for grade in grades.values()),
    )


def _mark(grade: Any) -> float | None:
    """The score of a cell. nbgrader says 0 where there is no mark; this says None."""
    if grade is None or (grade.manual_score is None and grade.auto_score is None):
        return None
    return float(grade.score)
