"""The command line: init, build, handout, grade, feedback, mark, report, demo."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attention_by_hand import (
    Problem,
    printable,
    quick_start,  # noqa: F401  (makes what is imported later quicker)
)

if TYPE_CHECKING:
    from attention_by_hand.batch import Task
    from attention_by_hand.course.directory import Course
    from attention_by_hand.lesson import Lesson


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when all went well, 1 when something did not, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except (Problem, OSError) as error:
        print(printable(f"attention-by-hand: {error}"), file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="attention-by-hand", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[..., int], says: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=says, description=f"{says[0].upper()}{says[1:]}.")
        added.set_defaults(command=command)
        added.add_argument("--assignment", metavar="NAME", help="default: the only lesson there is")
        return added

    init = add("init", _init, "make a course, or add the lesson to one that you have")
    init.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="DIR", help="default: ."
    )
    init.add_argument("--update", action="store_true", help="replace what the lesson has newer")
    init.add_argument("--dry-run", action="store_true", help="only say what would be done")
    add("build", _build, "make source/ and release/ from the master notebook")
    add("handout", _handout, "set the paper handout and its answer key")
    grade = add("grade", _grade, "grade what has been handed in")
    grade.add_argument("--force", action="store_true", help="also those whose grade is up to date")
    _add_class(grade)
    _add_class(add("feedback", _feedback, "write a page for each graded student"))
    _add_mark(add("mark", _mark, "mark the answers in words, in the browser"))
    report = add("report", _report, "show how the class did, on one page")
    report.add_argument("--anonymous", action="store_true", help="numbers instead of names")
    report.add_argument("--names", action="store_true", help="all names unfolded, for paper")
    _add_course(report)
    _add_common(add("demo", _demo, "grade the sample class in a scratch course"), course="demo")
    return parser


def _add_mark(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as", dest="marker", default="", metavar="NAME", help="who marks; default: you"
    )
    parser.add_argument(
        "--sample", default="", metavar="5%", help="also mark this share twice, to compare"
    )
    parser.add_argument("--port", type=_port, default=8888, metavar="N", help="default: 8888")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    _add_course(parser)


def _add_course(parser: argparse.ArgumentParser, course: str = ".") -> None:
    parser.add_argument(
        "--course", type=Path, default=Path(course), metavar="DIR", help=f"default: {course}"
    )


def _add_class(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("students", nargs="*", metavar="STUDENT", help="default: all")
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="on this Dask cluster, such as tcp://host:8786"
    )
    parser.add_argument("--quiet", action="store_true", help="say only what went wrong")
    _add_common(parser)


def _add_common(parser: argparse.ArgumentParser, course: str = ".") -> None:
    _add_course(parser, course)
    parser.add_argument("--workers", type=_count, metavar="N", help="default: one for each core")


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of workers, 1 or more")
    return int(text)


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 1 << 16:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port, 1 to 65535")
    return int(text)


def _init(options: argparse.Namespace) -> int:
    from attention_by_hand.joining.join import join
    from attention_by_hand.joining.telling import tell
    from attention_by_hand.lesson import find_lesson

    lesson = find_lesson(options.assignment or _only_one(_installed()))
    joining = join(options.folder.resolve(), lesson, options.update)
    print(printable("\n".join(tell(joining))))
    if options.dry_run:
        print("Nothing was changed: this is what would be done.")
    else:
        joining.carry_out()
    return 0


def _build(options: argparse.Namespace) -> int:
    from attention_by_hand.building.build import build

    for lesson in _lessons_here(options.assignment):
        _tell(build(Path.cwd(), lesson))
    return 0


def _handout(options: argparse.Namespace) -> int:
    from attention_by_hand.building.source import home_of_master
    from attention_by_hand.pages.handout import make_handouts

    lesson = _lesson_here(options)
    root = home_of_master(Path.cwd(), lesson)
    return _tell(make_handouts(root, lesson, Path.cwd() / "handout"))


def _lessons_here(assignment: str | None) -> "list[Lesson]":
    """The lessons with a master in this folder, or the one that is named."""
    from attention_by_hand.lesson import find_lesson

    names = [assignment] if assignment else _masters_here()
    if not names:
        raise Problem(
            "there is no master of a lesson in notebooks/ here: run `attention-by-hand init`"
        )
    return [find_lesson(name) for name in names]


def _lesson_here(options: argparse.Namespace) -> "Lesson":
    """The lesson that is named, or the only one in this folder, or the only one there is."""
    from attention_by_hand.lesson import find_lesson

    return find_lesson(options.assignment or _only_one(_masters_here() or _installed()))


def _masters_here() -> list[str]:
    return [name for name in _installed() if Path("notebooks", name).is_dir()]


def _installed() -> list[str]:
    from attention_by_hand.lesson import lesson_names

    return sorted(lesson_names())


def _only_one(names: Sequence[str]) -> str:
    if len(names) > 1:
        raise Problem(f"there are several lessons, say which: --assignment {' or '.join(names)}")
    return names[0]


def _tell(written: Iterable[Path]) -> int:
    from attention_by_hand.files import from_here

    for path in written:
        print(printable(f"wrote {from_here(path)}"))
    return 0


def _course(options: argparse.Namespace) -> "Course":
    from attention_by_hand.course.directory import Course

    return Course.open(options.course.resolve(), options.assignment)


def _grade(options: argparse.Namespace) -> int:
    from attention_by_hand import batch, terminal
    from attention_by_hand.course.directory import UNPROTECTED
    from attention_by_hand.course.exchange import waiting
    from attention_by_hand.course.penalties import assign_penalties

    course = _course(options)
    if not options.quiet:
        terminal.say_what_waits(course.assignment, waiting(course))
    students = course.choose(options.students)
    with course.lock():
        course.prepare()
        found = batch.find_open(course, students)
        if not options.quiet:
            up_to_date = len(found.up_to_date)
            terminal.say_what_is_open(up_to_date, found.scheme_changed, options.force)
        todo = students if options.force else found.students
        failed = _work_through("Grading", batch.grade_one, course, todo, options, batch.GRADING)
        changed = assign_penalties(course, sorted({*students}.difference(todo)))
        if not options.quiet:
            terminal.say_whose_penalty_changed(changed)
    if todo and course.is_unprotected:
        terminal.warn(UNPROTECTED)
    return int(failed)


def _feedback(options: argparse.Namespace) -> int:
    from attention_by_hand import batch, terminal

    course = _course(options)
    done = course.graded
    graded = [student for student in course.choose(options.students) if student in done]
    if not graded and options.students and done:
        names = ", ".join(options.students)
        raise Problem(f"there is no grade of {names}: `attention-by-hand grade` says why")
    if not graded:
        raise Problem("nothing has been graded: run `attention-by-hand grade` first")
    if not options.quiet:
        terminal.say_how_many_wait(len(course.waiting_for_a_person.intersection(graded)))
    return int(_work_through("Feedback", batch.write_feedback, course, graded, options))


def _work_through(
    label: str,
    task: "Task",
    course: "Course",
    students: Sequence[str],
    options: argparse.Namespace,
    modules: Sequence[str] = (),
) -> bool:
    """Do it for all of them, in parallel; whether it failed for some."""
    from attention_by_hand import batch, terminal
    from attention_by_hand.workers import ClusterWorkers, Workers

    if not students:
        return False
    if options.cluster:
        workers: Workers = ClusterWorkers(options.cluster)
    else:
        workers = Workers(options.workers, len(students), modules)
    with workers:
        outcomes = batch.run(task, course, students, workers)
        return bool(terminal.follow(label, outcomes, len(students), options.quiet))


def _mark(options: argparse.Namespace) -> int:
    from attention_by_hand.marking.serve import serve

    browser = not options.no_browser
    serve(_course(options), options.marker, options.sample, browser, options.port)
    return 0


def _report(options: argparse.Namespace) -> int:
    from attention_by_hand.marking.tally import missed
    from attention_by_hand.pages.report import write_report

    course = _course(options)
    return _tell(write_report(course, options.anonymous, missed(course), options.names))


def _demo(options: argparse.Namespace) -> int:
    from attention_by_hand.demo import demo

    folder = options.course.resolve()
    return demo(Path.cwd(), _lesson_here(options), folder, options.workers)
