"""What the marked answers of a class have not said yet, for the class report."""

from collections.abc import Iterator

from attention_by_hand.course.directory import Course
from attention_by_hand.marking.book import Book
from attention_by_hand.marking.room import Room
from attention_by_hand.pages.report import Missed


def missed(course: Course) -> list[Missed]:
    """Who has not earned which line of a rubric, of those whose answer was marked."""
    if not course.lesson.prose:
        return []
    with Room(course) as room:
        found = []
        for question in room.questions:
            with room.reading(question) as book:
                found += list(_lines(book))
    return found


def _lines(book: Book) -> Iterator[Missed]:
    marks = {one.student: one.mark for one in book.standings() if one.mark}
    for item in book.items.values():
        if item.points > 0 and not item.retired:
            who = [student for student, mark in marks.items() if item.id not in mark.items]
            yield Missed(book.question, item.says, who, len(marks))
