"""The marks of one question in the gradebook's database: nbgrader's tables, and ours beside them.

Whoever writes takes a turn first, so that two markers never write about a question at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Select,
    Table,
    and_,
    create_engine,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from attention_by_hand.lesson import Prose
from attention_by_hand.marking import tables
from attention_by_hand.marking.alike import digest
from attention_by_hand.marking.standing import Answer, Entry, Item, Mark, Standing, line

MARK = [tables.marks.c[name] for name in ("look", "student", *Mark.__dataclass_fields__)]


Answers = Callable[[str, Iterable[str]], Mapping[str, Answer]]
"""From a question's name and students to what those of them answered who have a graded notebook."""


def open_database(url: URL) -> Engine:
    """The gradebook's database, with our tables in it."""
    engine = create_engine(url)
    tables.metadata.create_all(engine)
    return engine


def now() -> datetime:
    """UTC, as both kinds of databases keep it."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Book:
    """One question, read and written within a transaction."""

    db: Connection
    assignment: str
    prose: Prose
    answers: Answers

    @property
    def question(self) -> str:
        """The id of the answer cell."""
        return self.prose.name

    @property
    def here(self) -> dict[str, str]:
        """What every row of ours about this question has."""
        return {"assignment": self.assignment, "question": self.question}

    def rows(self, table: Table, *columns: Any, **where: Any) -> Sequence[Mapping[str, Any]]:
        """Rows of a table of ours about this question."""
        found = self.db.execute(self._where(select(*columns or (table,)), table, where))
        return [dict(row) for row in found.mappings()]

    def remove(self, table: Table, **where: Any) -> None:
        """Take rows about this question out of a table of ours."""
        self.db.execute(self._where(delete(table), table, where))

    def change(self, table: Table, values: Mapping[str, Any], **where: Any) -> int:
        """Write values into rows of a table of ours; returns into how many."""
        done = self.db.execute(self._where(update(table), table, where).values(**values))
        return int(done.rowcount)

    def add(self, table: Table, *rows: Mapping[str, Any]) -> None:
        """Put rows about this question into a table of ours."""
        if rows:
            self.db.execute(insert(table), [{**self.here, **row} for row in rows])

    def _where(self, statement: Any, table: Table, where: Mapping[str, Any]) -> Any:
        for name, value in {**self.here, **where}.items():
            column = table.c[name]
            is_many = isinstance(value, list | set | tuple)
            statement = statement.where(column.in_(value) if is_many else column == value)
        return statement

    @property
    def items(self) -> dict[str, Item]:
        """The rubric, in order, with the lines that are no longer offered."""
        rubric = {None, *(line(one.points, one.says) for one in self.prose.rubric)}
        return {
            row["id"]: Item(row["id"], row["points"], row["says"],
                            retired=row["retired"] or row["origin"] not in rubric)
            for row in sorted(self.rows(tables.items), key=lambda row: row["place"])
        }  # fmt: skip

    def standings(self, only: Iterable[str] | None = None) -> list[Standing]:
        """How the answers stand, by student; `only` these ids, kept from others' writing."""
        entries = dict(self._entries(only))
        marks = self._marks(entries)
        apart = {row["student"]: row["key"] for row in self.rows(tables.apart)}
        answers = self.answers(self.question, entries)
        return [
            Standing(
                student,
                answers[student],
                entry,
                marks.get(student, {}),
                is_apart=apart.get(student) == answers[student].key,
            )
            for student, entry in entries.items()
            if student in answers
        ]

    def _entries(self, only: Iterable[str] | None) -> Iterator[tuple[str, Entry]]:
        statement = _entries_of(self._cell(GradeCell), self._cell(SolutionCell))
        if only is not None:
            statement = statement.where(Grade.id.in_(list(only))).with_for_update(of=Grade)
        for student, grade, comment, points, says, waits in self.db.execute(statement):
            yield student, Entry(grade, comment, points, says or "", waits)

    def _cell(self, kind: type[BaseCell]) -> str | None:
        """nbgrader's id of the answer cell, as one that is graded or one that is answered."""
        found = (
            select(kind.id)
            .join(Notebook, Notebook.id == kind.notebook_id)
            .join(Assignment, Assignment.id == Notebook.assignment_id)
            .where(Assignment.name == self.assignment, Notebook.name == self.assignment)
            .where(kind.name == self.question)
        )
        return self.db.execute(found).scalar()

    def _marks(self, students: Iterable[str]) -> dict[str, dict[str, Mark]]:
        found: dict[str, dict[str, Mark]] = {}
        for row in self.rows(tables.marks, *MARK, student=list(students)):
            fields = {name: row[name] for name in Mark.__dataclass_fields__}
            found.setdefault(row["student"], {})[row["look"]] = Mark(**fields)
        return found

    def enter(self, entry: Entry, points: float | None, says: str, waits: bool) -> None:
        """Write into nbgrader's tables, as Formgrader does."""
        self.db.execute(
            update(Grade)
            .where(Grade.id == entry.grade)
            .values(manual_score=points, needs_manual_grade=waits)
        )
        if entry.comment:
            comment = update(Comment).where(Comment.id == entry.comment)
            self.db.execute(comment.values(manual_comment=says or None))


def _entries_of(graded: str | None, answered: str | None) -> Select[Any]:
    """Student, ids, points, comment and whether nbgrader waits, for each submission."""
    comment = and_(Comment.cell_id == answered, Comment.notebook_id == Grade.notebook_id)
    return (
        select(
            SubmittedAssignment.student_id,
            Grade.id,
            Comment.id,
            Grade.manual_score,
            Comment.manual_comment,
            Grade.needs_manual_grade,
        )
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .outerjoin(Comment, comment)
        .where(Grade.cell_id == graded)
    )


@contextmanager
def reading(engine: Engine, assignment: str, prose: Prose, answers: Answers) -> Iterator[Book]:
    """The question as it is now."""
    with engine.connect() as db:
        yield Book(db, assignment, prose, answers)


@contextmanager
def writing(engine: Engine, assignment: str, prose: Prose, answers: Answers) -> Iterator[Book]:
    """The question, kept from all other markers until everything is written, or nothing."""
    with engine.begin() as db:
        book = Book(db, assignment, prose, answers)
        book.change(tables.turns, {"number": tables.turns.c.number + 1})
        yield book


def prepare(engine: Engine, assignment: str, prose: Prose, answers: Answers) -> None:
    """Enter the lesson's rubric. What the lesson no longer says is kept, and no longer offered."""
    try:
        with engine.begin() as db:
            Book(db, assignment, prose, answers).add(tables.turns, {"number": 0})
    except IntegrityError:  # somebody was here before
        pass
    with writing(engine, assignment, prose, answers) as book:
        _enter_rubric(book)


def _enter_rubric(book: Book) -> None:
    rubric = {line(one.points, one.says): one for one in book.prose.rubric}
    known = {row["origin"] for row in book.rows(tables.items)}
    book.add(tables.items, *(
        {"id": digest([book.assignment, book.question, origin]), "place": place,
         "points": one.points, "says": one.says, "origin": origin, "retired": False}
        for place, (origin, one) in enumerate(rubric.items()) if origin not in known
    ))  # fmt: skip
