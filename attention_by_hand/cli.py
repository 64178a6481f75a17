"""The command line: build, handout, grade, feedback, report, demo."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attention_by_hand import Problem

if TYPE_CHECKING:
    from attention_by_hand.batch import Task
    from attention_by_hand.course import Course


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when all went well, 1 when something did not, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except (Problem, OSError) as error:
        print(f"attention-by-hand: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="attention-by-hand", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="make source/ and release/ from the master notebook")
    build.set_defaults(command=_build)

    handout = commands.add_parser("handout", help="set the paper handout and its answer key")
    handout.set_defaults(command=_handout)

    grade = commands.add_parser("grade", help="grade what has been handed in")
    grade.add_argument("--force", action="store_true", help="also those whose grade is up to date")
    _add_class(grade)
    grade.set_defaults(command=_grade)

    feedback = commands.add_parser("feedback", help="write a page for each graded student")
    _add_class(feedback)
    feedback.set_defaults(command=_feedback)

    report = commands.add_parser("report", help="show how the class did, on one page")
    report.add_argument("--anonymous", action="store_true", help="numbers instead of names")
    _add_course(report)
    report.set_defaults(command=_report)

    demo = commands.add_parser("demo", help="grade the sample class in a scratch course")
    _add_common(demo, course="demo")
    demo.set_defaults(command=_demo)
    return parser


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


def _build(_options: argparse.Namespace) -> int:
    from attention_by_hand.build import build

    return _tell(build(Path.cwd()))


def _handout(_options: argparse.Namespace) -> int:
    from attention_by_hand.build import make_handouts

    return _tell(make_handouts(Path.cwd(), Path.cwd() / "handout"))


def _tell(written: Iterable[Path]) -> int:
    for path in written:
        here = path.is_relative_to(Path.cwd())
        print(f"wrote {path.relative_to(Path.cwd()) if here else path}")
    return 0


def _grade(options: argparse.Namespace) -> int:
    from attention_by_hand import batch, console
    from attention_by_hand.course import Course
    from attention_by_hand.nbgrader_plugin import UNPROTECTED

    course = Course(options.course.resolve())
    students = course.choose(options.students)
    with course.lock():
        course.prepare()
        found = batch.find_open(course, students)
        if not options.quiet:
            console.say_what_is_open(found, options.force)
        todo = students if options.force else found.students
        failed = _work_through("Grading", batch.grade_one, course, todo, options)
    if todo and course.is_unprotected:
        console.warn(UNPROTECTED)
    return int(failed)


def _feedback(options: argparse.Namespace) -> int:
    from attention_by_hand import batch
    from attention_by_hand.course import Course

    course = Course(options.course.resolve())
    graded = [student for student in course.choose(options.students) if student in course.graded]
    if not graded:
        raise Problem("nothing has been graded: run `attention-by-hand grade` first")
    return int(_work_through("Feedback", batch.write_feedback, course, graded, options))


def _work_through(
    label: str, task: "Task", course: "Course", students: Sequence[str], options: argparse.Namespace
) -> bool:
    """Do it for all of them, in parallel; whether it failed for some."""
    from attention_by_hand import batch, console
    from attention_by_hand.workers import ClusterWorkers, Workers

    if not students:
        return False
    if options.cluster:
        workers: Workers = ClusterWorkers(options.cluster)
    else:
        workers = Workers(options.workers, len(students))
    with workers:
        outcomes = batch.run(task, course.root, students, workers)
        return bool(console.follow(label, outcomes, len(students), options.quiet))


def _report(options: argparse.Namespace) -> int:
    from attention_by_hand.course import Course
    from attention_by_hand.report import write_report

    return _tell([write_report(Course(options.course.resolve()), options.anonymous)])


def _demo(options: argparse.Namespace) -> int:
    from attention_by_hand.demo import demo

    return demo(Path.cwd(), options.course.resolve(), options.workers)
