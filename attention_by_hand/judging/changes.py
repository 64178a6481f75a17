"""What a student's cells did to values that were there before them."""

import builtins
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from attention_by_hand.judging.evidence import Change, Found, Submission, names_in, where_read
from attention_by_hand.judging.reading import (
    ABSENT,
    Reading,
    holds_numbers,
    same,
    same_in_any_shape,
)
from attention_by_hand.lesson import Case, Lesson
from attention_by_hand.sandbox.run import Cell, Run
from attention_by_hand.sandbox.values import MISSING, Opaque, Value

UNKNOWN = re.compile(r"^name '(\w{1,80})' is not defined")
MAKES = re.compile(
    r"^[ \t]*(?:(\w+)[ \t]*=(?!=)|(?:def|class)[ \t]+(\w+)|((?:import|from)\b.*))", re.M
)
ALL = "*"
CALLED = ("type", "function", "builtin_function_or_method")
PYTHON = frozenset(name for name in dir(builtins) if name[0].islower())


def familiar_names(lesson: Lesson, submission: Submission) -> frozenset[str]:
    """The names of Python's own, and of libraries, that the student writes."""
    return (PYTHON | set(lesson.libraries)) & names_in(submission.written)


def given_values(lesson: Lesson, submission: Submission, case: Case) -> dict[str, Value]:
    """What the setup cell defines in the notebook."""
    constants = {name: case.known[name] for name in lesson.given.constants}
    return {**submission.given, **constants}


def find_changes(
    lesson: Lesson,
    submission: Submission,
    case: Case,
    found: Found,
    raised: Collection[str] = frozenset(),
) -> dict[str, tuple[Change, ...]]:
    """At each place where something was read, what cells up to there have changed.

    A function or a class under a name of Python's own may be meant as it is: it counts only where
    the student has made it, and a cell that has `raised` an error has the name in it.
    """
    taken = _taken([cell for cell in submission.cells if cell.id in submission.own], raised)
    given = given_values(lesson, submission, case)
    start = {name: Reading(value) for name, value in given.items()}
    active: dict[str, Change] = {}
    seen: dict[str, tuple[Change, ...]] = {}
    for cell in submission.cells:
        if cell.id in found:
            _look(lesson, cell.id, found[cell.id], start, active, taken)
            start |= dict(_graded_at(lesson, submission, cell.id, found[cell.id]))
            active = {name: one for name, one in active.items() if _still(one, start)}
            seen[cell.id] = tuple(active.values())
    return seen


def find_late(submission: Submission, run: Run) -> Iterator[Change]:
    """The names for want of which a cell stopped, and that a cell of one's own makes too late."""
    order = [cell.id for cell in submission.cells]
    for place, cell in enumerate(order):
        for output in run.outputs.get(cell, ()) if cell in submission.own else ():
            if unknown := UNKNOWN.search(str(output.get("evalue", ""))):
                later = submission.cells[place + 1 :]
                makes = [one.id for one in later if one.id in submission.own]
                sources = {one.id: one.source for one in later}
                found = [one for one in makes if makes_name(sources[one], unknown[1])]
                if found:
                    yield Change(found[0], unknown[1], "late", needed_in=cell)


def makes_name(source: str, name: str, inside: bool = True) -> bool:
    """Whether the text has a line that gives the name its meaning; also inside of blocks."""
    made = rf"{name}[ \t]*=(?!=)|(?:def|class)[ \t]+{name}\b|(?:import|from)\b.*\b{name}\b"
    before = r"[ \t]*" if inside else ""
    return re.search(rf"^{before}(?:{made})", source, re.M) is not None


@lru_cache(maxsize=1024)
def made_names(source: str) -> frozenset[str]:
    """The names to which a line of the text gives a meaning, also inside of blocks.

    `ALL` for what imports all that there is.
    """
    found = MAKES.findall(source)
    every: set[str] = {ALL} if any(line.rstrip().endswith(ALL) for *_, line in found) else set()
    return frozenset(every).union(
        name for *alone, line in found for name in (*alone, *names_in(line)) if name
    )


def _look(
    lesson: Lesson,
    cell: str,
    values: Mapping[str, Reading],
    start: Mapping[str, Reading],
    active: dict[str, Change],
    taken: Collection[str],
) -> None:
    """Note what is other than it was, and forget what is as it was again."""
    for name, value in values.items():
        if name in start:
            kind = "graded" if name in lesson.parts else "given"
            is_changed = not (same if kind == "graded" else same_in_any_shape)(value, start[name])
        else:
            kind, is_library = "python", name in lesson.libraries
            is_familiar = name in PYTHON or is_library
            meant = ("module",) if is_library else () if name in taken else CALLED
            is_changed = is_familiar and value.value is not MISSING and not _is_a(value, meant)
        if not is_changed:
            active.pop(name, None)
        elif name not in active or not same(active[name].after, value):
            before = start.get(name, ABSENT)
            active[name] = Change(cell, name, kind, before, value)  # type: ignore[arg-type]


def _taken(own: Sequence[Cell], raised: Collection[str]) -> Collection[str]:
    """Python's names that the student has made anew, and that are in cells that have stopped."""
    made = {name for cell in own for name in made_names(cell.source)} if raised else set()
    stopped = names_in("\n".join(cell.source for cell in own if cell.id in raised))
    return stopped & (PYTHON if ALL in made else made)


def _is_a(reading: Reading, kinds: Collection[str]) -> bool:
    return isinstance(reading.value, Opaque) and reading.value.type_name in kinds


def _graded_at(
    lesson: Lesson, submission: Submission, cell: str, values: Mapping[str, Reading]
) -> Iterator[tuple[str, Reading]]:
    """The answers that are graded here."""
    for step in lesson.steps:
        if cell in where_read(step, submission.copies):
            for part in step.parts:
                if holds_numbers(values.get(part.variable, ABSENT)):
                    yield part.variable, values[part.variable]


def _still(change: Change, start: Mapping[str, Reading]) -> bool:
    """Whether it is a change of what is there now, and not of what was graded once more."""
    return change.kind == "python" or not same(change.after, start[change.name])
