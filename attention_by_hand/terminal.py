"""What a person sees while a class is graded: progress, failures, a table of marks."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from attention_by_hand import printable
from attention_by_hand.course.converting import Outcome
from attention_by_hand.course.gradebook import Result
from attention_by_hand.lesson import Lesson
from attention_by_hand.sandbox.kinds import OPEN, SAID

errors = Console(stderr=True, soft_wrap=True)


def say_what_is_open(count: int, scheme_changed: bool, force: bool) -> None:
    """Why some are graded and others are not: `count` grades are up to date."""
    if scheme_changed:
        errors.print(
            "The tests, the marking scheme or the settings have changed: "
            "grades that were made by the old ones are made again."
        )
    if count and force:
        errors.print(f"{_so_many(count)} up to date and graded again.", highlight=False)
    elif count:
        them = "it" if count == 1 else "them"
        errors.print(f"{_so_many(count)} up to date; --force grades {them} again.", highlight=False)


def say_what_waits(assignment: str, students: Sequence[str]) -> None:
    """Whose newer work is in the exchange."""
    if students:
        errors.print(
            f"The exchange has newer work by {printable(', '.join(students))}: "
            f"`nbgrader collect {assignment} --update` brings it.",
            highlight=False, markup=False,
        )  # fmt: skip


def say_whose_penalty_changed(students: Sequence[str]) -> None:
    """Whose late penalty is another one now."""
    if students:
        names = printable(", ".join(students))
        errors.print(f"The late penalty has changed for {names}.", highlight=False, markup=False)


def say_how_many_wait(count: int) -> None:
    """How many students have answers in words that nobody has marked yet."""
    if count:
        whose = "1 student" if count == 1 else f"{count} students"
        errors.print(
            f"Answers in words of {whose} are not marked yet: their points are missing on the "
            "pages. Mark them with `attention-by-hand mark`, and run this again.",
            highlight=False, markup=False,
        )  # fmt: skip


def _so_many(count: int) -> str:
    return "1 grade is" if count == 1 else f"{count} grades are"


def warn(text: str) -> None:
    """Say it so that it is seen."""
    errors.print(f"WARNING: {text}", style="bold red", highlight=False)


def follow(
    label: str, outcomes: Iterable[Outcome], total: int, quiet: bool = False
) -> list[Outcome]:
    """Show progress while the outcomes come, then name each failure; returns the failures."""
    show = _nothing if quiet else _bar if errors.is_terminal else _lines
    told = outcomes if quiet else _say_which_sandbox(outcomes)
    failed = [outcome for outcome in show(label, told, total) if outcome.problem]
    for outcome in sorted(failed, key=lambda one: one.student):
        said = printable(f"{outcome.student}: {outcome.problem}")
        errors.print(said, markup=False, highlight=False)
    return failed


def _say_which_sandbox(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Once for each kind: on a cluster, machines may differ."""
    said = {OPEN}  # of which there is a warning
    for outcome in outcomes:
        if outcome.sandbox and outcome.sandbox not in said:
            errors.print(SAID[outcome.sandbox], highlight=False)
            said.add(outcome.sandbox)
        yield outcome


def _bar(label: str, outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    )
    with Progress(*columns, console=errors) as progress:
        task = progress.add_task(label, total=total, rate="", failed="")
        failures = 0
        for outcome in outcomes:
            failures += outcome.problem is not None
            speed = progress.tasks[task].finished_speed or progress.tasks[task].speed
            progress.update(
                task,
                advance=1,
                rate=f"{speed * 60:.0f} a minute" if speed else "",
                failed=f"{failures} failed" if failures else "",
            )
            yield outcome


def _nothing(_label: str, outcomes: Iterable[Outcome], _total: int) -> Iterator[Outcome]:
    yield from outcomes


def _lines(label: str, outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """A line for every tenth of the class, for logs."""
    for done, outcome in enumerate(outcomes, start=1):
        if done == total or done * 10 // total > (done - 1) * 10 // total:
            errors.print(f"{label}: {done} of {total}", highlight=False)
        yield outcome


def marks_table(lesson: Lesson, found: Sequence[Result]) -> Table:
    """Student, automatic points for each step, and their sum."""
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("student", no_wrap=True)
    for step in lesson.steps:
        table.add_column(step.name.replace("-", "\n"), justify="right", no_wrap=True)
    table.add_column("total", justify="right", no_wrap=True)
    for one in found:
        earned = [one.steps.get(step.name) for step in lesson.steps]
        total = sum(points or 0 for points in earned)
        table.add_row(Text(printable(one.student.id)), *map(_points, earned), f"{total:g}")
    return table


def first_remarks(lesson: Lesson, found: Sequence[Result]) -> Table:
    """What each student was told about the first step that lost points."""
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("student", no_wrap=True)
    table.add_column("what was said first")
    for one in found:
        table.add_row(Text(printable(one.student.id)), Text(printable(_said(lesson, one))))
    return table


def _points(points: float | None) -> str:
    return "–" if points is None else f"{points:g}"


def _said(lesson: Lesson, one: Result) -> str:
    lost = (step.name for step in lesson.steps if (one.steps.get(step.name) or 0) < step.points)
    first = next(lost, None)
    return f"{first}: {one.said.get(first, '')}" if first else "All steps are right."
