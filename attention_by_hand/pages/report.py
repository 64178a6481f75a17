"""The class report: one page for the teacher, that loads nothing and needs no script."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader

from attention_by_hand.course.directory import Course, lessons_in
from attention_by_hand.course.students import Member, read_class
from attention_by_hand.files import write_whole
from attention_by_hand.lesson import Lesson
from attention_by_hand.pages import figures
from attention_by_hand.pages.markup import code_spans
from attention_by_hand.sandbox.kinds import SAID
from attention_by_hand.text import safe_text

TEMPLATES = Path(__file__).parent / "templates"
PARTS = ["student", "step", "variable", "share", "mistake", "message"]


LARGE = 30  # students, from which on names are folded away
TOP = 3  # things to teach next, in the headline


@dataclass(frozen=True)
class Missed:
    """A line of a rubric, and who of the `marked` answers has not earned it."""

    question: str
    says: str
    who: Sequence[str]
    marked: int


def write_report(
    course: Course,
    anonymous: bool = False,
    missed: Sequence[Missed] = (),
    unfolded: bool = False,
) -> list[Path]:
    """Write `reports/index.html`, and its lists as CSV; Problem where nothing was ever graded.

    Anonymous ones have names of their own: `anonymous.html`, and `anonymous.csv`. In a course with
    several lessons, each has a folder of its own in `reports/`.
    """
    folder = course.root / "reports"
    if len(lessons_in(course.root)) > 1:
        folder /= course.assignment
    found = describe(course.lesson, read_class(course, anonymous), missed)
    page, table = ("anonymous.html", "anonymous.csv") if anonymous else ("index.html", "lists.csv")
    written = {
        folder / page: render(course.lesson, found, datetime.now(), unfolded).encode(),
        folder / table: lists(found).encode("utf-8-sig"),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in written.items():
        write_whole(path, content)
    return list(written)


def render(lesson: Lesson, found: Mapping[str, Any], now: datetime, unfolded: bool = False) -> str:
    """The page. Whatever came from a student or the gradebook is escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["code_spans"] = code_spans
    template = environment.get_template("class_report/index.html.j2")
    return template.render(found, title=lesson.title, now=now, unfolded=unfolded)


def lists(found: Mapping[str, Any]) -> str:
    """Every list of names of the page, a row a name: list, entry, student."""
    text = io.StringIO(newline="")
    rows = [(what, entry, found["names"][id]) for what, entry, who in _lists(found) for id in who]
    writer = csv.writer(text)
    writer.writerow(("list", "entry", "student"))
    writer.writerows(map(safe_text, row) for row in rows)
    return text.getvalue()


def _lists(found: Mapping[str, Any]) -> Iterator[tuple[str, str, Sequence[str]]]:
    for id, reasons in found["look"]:
        yield from (("who needs a look", reason, [id]) for reason in reasons)
    for one in found.get("mistakes", ()):
        yield "mistake", one["mistake"], one["who"]
    for one in found.get("unexplained", ()):
        yield "wrong without a name", one["step"], one["who"]
    for one in found["missed"]:
        yield "line of a rubric not earned", f"{one.question}: {one.says}", one.who
    for objective, levels in found.get("objectives", {}).items():
        yield from (("objective", f"{objective}: {level}", who) for level, who in levels.items())


def describe(
    lesson: Lesson, members: Sequence[Member], missed: Sequence[Missed] = ()
) -> dict[str, Any]:
    """What the page says, in plain data."""
    graded = [member for member in members if member.is_graded]
    found = _numbers(members, graded) | (_figures(lesson, graded) if graded else {})
    known = found["names"]
    lines = [replace(one, who=[id for id in known if id in set(one.who)]) for one in missed]
    lines = sorted((one for one in lines if one.who), key=lambda one: -len(one.who))
    return {**found, "missed": lines, "next": _next(found.get("mistakes", ()), lines, len(graded))}


def _next(
    mistakes: Iterable[Mapping[str, Any]], missed: Iterable[Missed], graded: int
) -> list[tuple[float, str]]:
    """The things to teach next: which share of those who were marked, and what it was."""
    named = [(one["count"] / graded, one["mistake"].replace("-", " ")) for one in mistakes]
    lines = [
        (len(one.who) / one.marked, f"not yet in {one.question}: {one.says}") for one in missed
    ]
    found = sorted(named + lines, key=lambda one: -one[0])
    rest = found[TOP][0] if len(found) > TOP else 0  # what is no more frequent does not stand out
    return [one for one in found[:TOP] if one[0] > rest]


def _together(look: Iterable[tuple[str, Sequence[str]]]) -> list[tuple[list[str], list[str]]]:
    """Reasons for a look, each with all who have the same ones."""
    by_reasons: dict[tuple[str, ...], list[str]] = {}
    for id, reasons in look:
        by_reasons.setdefault(tuple(reasons), []).append(id)
    return [(who, list(reasons)) for reasons, who in by_reasons.items()]


def _numbers(members: Sequence[Member], graded: Sequence[Member]) -> dict[str, Any]:
    large = len(members) >= LARGE
    look = [
        (one.id, reasons)
        for one in sorted(members, key=lambda one: not one.is_odd)
        if (reasons := list(_reasons(one)))
    ]
    return {
        "counts": _counts(members),
        "names": {one.id: one.name for one in members},
        "look": look,
        "look_shown": _together(look) if large else [([id], reasons) for id, reasons in look],
        "large": large,
        "unprotected": [one.id for one in members if one.record and one.record.unprotected],
        "sandboxes": Counter(
            one.record.sandbox for one in members if one.record and one.record.sandbox in SAID
        ),
        "said": SAID,
        "attacks": any(one.record.signs for one in members if one.record),
        "graded": len(graded),
        "fewest": figures.FEWEST,
        "shown": figures.SHOWN,
        "partly": figures.PARTLY,
        "outcomes": figures.OUTCOMES,
    }


def _counts(members: Iterable[Member]) -> dict[str, int]:
    return {
        "handed in": sum(one.handed_in for one in members),
        "graded": sum(one.is_graded for one in members),
        "waiting for a person": sum(one.result.awaiting > 0 for one in members),
        "not handed in": sum(not one.handed_in for one in members),
    }


def _reasons(member: Member) -> Iterator[str]:
    """Why a person should look at this submission."""
    if not member.handed_in:
        yield "Nothing handed in."
    elif not member.is_graded:
        yield "Handed in, but not graded: `attention-by-hand grade` says why."
    elif member.has_nothing_right:
        yield "Nothing right yet."
    if member.record:
        yield from (f"Hit a limit. {reason}" for reason in member.record.stops)
        yield from (f"Looks like an attack: {sign}." for sign in member.record.signs)


def _figures(lesson: Lesson, graded: Sequence[Member]) -> dict[str, Any]:
    assignment = graded[0].result.assignment
    most = pd.Series(assignment.steps, dtype=float)
    earned = pd.DataFrame({one.id: one.result.steps for one in graded}, dtype=float).T
    earned = earned[list(assignment.steps)]
    parts = pd.DataFrame(_parts(graded, list(earned)), columns=PARTS)
    levels = figures.levels(earned, most, lesson.objectives)
    totals = pd.Series([one.result.score for one in graded], dtype=float)
    return {
        "steps": _steps(earned, most, _untouched(graded, earned)).to_dict("records"),
        "totals": list(figures.totals(totals, assignment.points).items()),
        "most": assignment.points,
        "average": totals.mean(),
        "mistakes": figures.mistakes(parts).to_dict("records"),
        "unexplained": figures.unexplained(parts).to_dict("records"),
        "objectives": {
            objective: {level: list(reached.index[reached == level]) for level in figures.LEVELS}
            for objective, reached in levels.items()
        },
    }


def _untouched(graded: Sequence[Member], earned: pd.DataFrame) -> pd.DataFrame:
    """Whose answer cell reads as it was released: submissions × steps."""
    recorded = {one.id: one.record.untouched if one.record else () for one in graded}
    rows = {name: {step: step in found for step in earned} for name, found in recorded.items()}
    return pd.DataFrame(rows, dtype=bool).T


def _parts(graded: Sequence[Member], steps: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Every judged variable that somebody touched, in the order of the notebook."""
    for step in steps:
        for one in graded:
            for part in one.record.parts(step) if one.record else ():
                yield (one.id, step, *(part[column] for column in PARTS[2:]))


def _steps(earned: pd.DataFrame, most: pd.Series, untouched: pd.DataFrame) -> pd.DataFrame:
    """A row for each step: how it came out, how hard it was, how well it tells apart."""
    steps = figures.outcomes(earned, most, untouched)
    steps["points"], steps["share"] = most, figures.difficulty(earned, most)
    steps["correlation"] = figures.discrimination(earned)
    return steps.astype(object).where(steps.notna(), None).rename_axis("name").reset_index()
