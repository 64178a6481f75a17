"""How fair the grader is to a class: its marks and sentences beside those of a teacher.

A folder holds the work, as notebooks or as texts like those in `examples/`, and beside each file
NAME.py or NAME.ipynb the file NAME.marks with what a fair teacher gives and says:

    scores: 4                         points, for every step
    weights: 3..3.75                  or a range of them
    slip: weights: You rounded …      one line for each slip: what the teacher says about it
    named: weights: rounded, error    names of sentences of ours that say the same, once read

Run `make class FOLDER=…`. It prints the figures, and every sentence that has no name, or whose
name nobody has read beside the teacher's yet.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from attention_by_hand.building.master import Master, read_master
from attention_by_hand.building.normal import normalise
from attention_by_hand.building.repair import repair
from attention_by_hand.building.sample import render
from attention_by_hand.building.submission import to_submission
from attention_by_hand.judging.judge import Verdict, judge
from attention_by_hand.judging.running import gather
from attention_by_hand.lesson import find_lesson
from attention_by_hand.sandbox.host import Sandbox

ROOT = Path(__file__).parent.parent
POINTS = re.compile(r"([\d.]+?)(?:\s*\.\.\s*([\d.]+))?(?:\s+of\s+[\d.]+)?")

OPEN = "still holds the dots"  # what is said about work that was left open


@dataclass(frozen=True)
class Marks:
    """What a fair teacher gives: the least and the most for each step, and a word on each slip.

    named: by step, the names of our sentences that say what the teacher says.
    """

    points: dict[str, tuple[float, float]] = field(default_factory=dict)
    slips: dict[str, str] = field(default_factory=dict)
    named: dict[str, frozenset[str]] = field(default_factory=dict)


def read_marks(path: Path) -> Marks:
    """The marks in this file; ValueError with the line that is none."""
    marks = Marks()
    for line in filter(None, map(str.strip, path.read_text("utf-8").splitlines())):
        kind, _, rest = line.partition(":")
        step, _, text = (part.strip() for part in rest.partition(":"))
        if kind == "slip":
            marks.slips[step] = " ".join(filter(None, (marks.slips.get(step), text)))
        elif kind == "named":
            marks.named[step] = frozenset(text.replace(",", " ").split())
        elif points := POINTS.fullmatch(rest.strip()):
            marks.points[kind] = float(points[1]), float(points[2] or points[1])
        else:
            raise ValueError(f"{path.name}: {line!r} is neither points nor a slip")
    return marks


@dataclass(frozen=True)
class Graded:
    """One step of one notebook, as the grader and the teacher see it."""

    who: str
    verdict: Verdict
    low: float
    high: float
    slip: str | None
    named: frozenset[str]

    @property
    def names(self) -> set[str]:
        """The names of what the grader says is wrong."""
        return {part.mistake for part in self.verdict.parts if part.mistake}

    @property
    def fits(self) -> bool:
        """Whether the points are those that a fair teacher could give."""
        return self.low <= self.verdict.points <= self.high

    @property
    def costs(self) -> bool:
        """Whether there is a slip that a fair teacher does not let pass."""
        return self.slip is not None and self.high < self.verdict.out_of

    @property
    def is_rejected(self) -> bool:
        """Whether it cost something."""
        return self.verdict.points < self.verdict.out_of

    @property
    def sentence(self) -> str:
        """How the sentence about the slip compares: named, general, or not read by anybody."""
        if OPEN in self.verdict.message:
            return "named"
        if not self.names:
            return "general"
        return "named" if self.names & self.named else "not read"


class Grader:
    """Grades work without nbgrader."""

    def __init__(self, assignment: str, sandbox: Sandbox) -> None:
        self.master = master_of(assignment)
        file = ROOT / "release" / assignment / f"{assignment}.ipynb"
        self.released: NotebookNode = nbformat.read(file, as_version=4)
        self.sandbox = sandbox

    def grade(self, path: Path) -> tuple[Verdict, ...]:
        """The verdict on each step of this text or notebook."""
        if path.suffix == ".py":
            notebook = render(path, self.released)
        else:
            notebook = nbformat.read(path, as_version=4)
        submission = to_submission(repair(normalise(notebook), self.master), self.master, {})
        lesson, cases = self.master.lesson, self.master.cases
        return judge(lesson, gather(lesson, submission, cases, self.sandbox))


def master_of(assignment: str) -> Master:
    """The lesson's notebook with its tests and answers."""
    return read_master(ROOT / "source" / assignment / f"{assignment}.ipynb", assignment)


def measure(folder: Path, grader: Grader) -> dict[str, list[Graded]]:
    """Every step of every notebook in the folder that has marks, by notebook."""
    work = {path.stem: path for kind in ("*.py", "*.ipynb") for path in folder.glob(kind)}
    return {
        marks.stem: list(_compare(work[marks.stem], read_marks(marks), grader))
        for marks in sorted(folder.glob("*.marks"))
    }


def _compare(path: Path, marks: Marks, grader: Grader) -> Iterator[Graded]:
    for verdict in grader.grade(path):
        step, full = verdict.step, verdict.out_of
        low, high = marks.points.get(step, (full, full))
        named = marks.named.get(step, frozenset())
        yield Graded(
            f"{path.parent.name}/{path.stem}", verdict, low, high, marks.slips.get(step), named
        )


def figures(graded: Mapping[str, list[Graded]]) -> dict[str, tuple[float, float]]:
    """The figures of a class, each as so many of so many."""
    steps = [one for steps in graded.values() for one in steps]
    right = [own for own in graded.values() if not any(one.slip for one in own)]
    cost = [one for one in steps if one.costs]
    slips = [one for one in steps if one.slip]
    return {
        "right ones with full marks": _count(not any(o.is_rejected for o in own) for own in right),
        "slips that cost something": _count(one.is_rejected for one in cost),
        "steps within the fair range": _count(one.fits for one in steps),
        "slips with a sentence of their own": _count(one.sentence != "general" for one in slips),
        "of these, read and found to fit": _count(
            one.sentence == "named" for one in slips if one.sentence != "general"
        ),
    }


def _count(kinds: Iterable[bool]) -> tuple[int, int]:
    found = list(kinds)
    return sum(found), len(found)


def away(graded: Mapping[str, list[Graded]]) -> float:
    """How many points the totals are away from the fair ones, on average."""
    totals = [
        (sum(o.verdict.points for o in own), sum(o.low for o in own), sum(o.high for o in own))
        for own in graded.values()
    ]
    distances = [abs(points - (low + high) / 2) for points, low, high in totals]
    return sum(distances) / len(distances)


def report(graded: Mapping[str, list[Graded]]) -> Iterator[str]:
    """Lines for a person."""
    for own in graded.values():
        for one in own:
            if (
                not one.fits
                or (one.slip and one.sentence != "named")
                or (one.is_rejected and not one.slip)
            ):
                yield from _describe(one)
    for what, (some, of) in figures(graded).items():
        yield f"{what}: {some} of {of}"
    yield f"totals are away from the fair ones by {away(graded):.2f} points"


def _describe(one: Graded) -> Iterator[str]:
    verdict = one.verdict
    fair = f"{one.low:g}..{one.high:g} of {verdict.out_of:g}"
    names = ", ".join(sorted(one.names)) or "no name"
    yield f"{one.who} {verdict.step}: {verdict.points:g}, fair {fair} ({names})"
    yield f"    ours:    {verdict.message}"
    yield f"    teacher: {one.slip or 'nothing is wrong'}"


def main() -> int:
    """Measure the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--assignment", default="self_attention")
    arguments = parser.parse_args()
    lesson, familiar = find_lesson(arguments.assignment), master_of(arguments.assignment).given
    with Sandbox(familiar=familiar, libraries=lesson.libraries, also=lesson.also) as sandbox:
        grader = Grader(lesson.name, sandbox)
        graded = {
            f"{folder.name}/{who}": own
            for folder in arguments.folder
            for who, own in measure(folder, grader).items()
        }
    if not graded:
        print("no NAME.py or NAME.ipynb with a NAME.marks beside it", file=sys.stderr)
        return 1
    print("\n".join(report(graded)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
