"""Ours and stock nbgrader, side by side: `make bench`.

The class is the sample class again and again, without the student whose loop never ends and
without the attacker, who would measure time limits, and without the one who copied a cell: stock
nbgrader stops there and leaves the rest of the class ungraded. Stock nbgrader gets the same
notebook with the hidden tests that one writes for it: assertions that run in the student's kernel.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import nbformat
import psutil
import sqlalchemy.event
from rich.console import Console
from rich.table import Table
from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect

from attention_by_hand import batch
from attention_by_hand.building.cells import KERNEL, grade_id
from attention_by_hand.building.master import Master, read_master
from attention_by_hand.building.normal import normalise
from attention_by_hand.building.repair import repair
from attention_by_hand.building.sample import render
from attention_by_hand.building.submission import to_submission
from attention_by_hand.course import notebook
from attention_by_hand.course.directory import Course
from attention_by_hand.joining.join import join
from attention_by_hand.judging import judge
from attention_by_hand.judging.running import gather
from attention_by_hand.lesson import Computed, Step, find_lesson
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.kinds import OPEN, STRONGEST_FIRST
from attention_by_hand.sandbox.run import Cell
from attention_by_hand.workers import Workers

LESSON = find_lesson("self_attention")
NOTEBOOK = Path(LESSON.name) / f"{LESSON.name}.ipynb"
ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = [
    path
    for path in sorted((ROOT / "examples").glob("*.py"))
    if not re.match(r"# .*(never ends|attacker|Copied)", path.read_text().splitlines()[0])
]
STOCK = """
def plain(value):
    return torch.as_tensor([float(entry) for entry in value], dtype=torch.float64)

"""


def hand_in(course: Path, count: int) -> list[str]:
    """`count` submissions, made from the examples in turn; the students' ids."""
    release = nbformat.read(course / "release" / NOTEBOOK, as_version=4)
    texts = [nbformat.writes(render(example, release)) for example in EXAMPLES]
    students = [f"student-{number:04}" for number in range(count)]
    for number, student in enumerate(students):
        path = course / "submitted" / student / NOTEBOOK
        path.parent.mkdir(parents=True)
        path.write_text(texts[number % len(texts)])
    return students


def our_class(folder: Path, count: int) -> tuple[Course, list[str]]:
    """A course of ours with `count` submissions."""
    join(folder, LESSON).carry_out()
    course = Course.open(folder, LESSON.name)
    course.prepare()
    return course, hand_in(folder, count)


def stock_class(folder: Path, count: int) -> None:
    """A course for nbgrader as it comes, with equivalent tests and the same submissions."""
    shutil.copytree(ROOT / "source", folder / "source")
    (folder / "nbgrader_config.py").write_text("c = get_config()\n")
    path = folder / "source" / NOTEBOOK
    notebook = nbformat.read(path, as_version=4)
    master = read_master(path, LESSON.name)
    cells = {grade_id(cell): cell for cell in notebook.cells}
    for step in LESSON.steps:
        cells[step.marker].source = _hidden_tests(step, master)
    del notebook.cells[-1]  # stops nbgrader where this package is not configured, as does no kernel
    notebook.metadata["kernelspec"] = KERNEL
    nbformat.write(notebook, path)
    nbgrader(folder, "generate_assignment", LESSON.name)
    hand_in(folder, count)


def _hidden_tests(step: Step, master: Master) -> str:
    right = master.notebook_case.known
    lines = [
        f"assert torch.allclose(plain({part.variable}), "
        f"torch.tensor({right[part.variable].tolist()}, dtype=torch.float64), atol=1e-3)"
        if isinstance(part, Computed)
        else f"assert plain({part.variable}).shape == (2,)"
        for part in step.parts
    ]
    return f"### BEGIN HIDDEN TESTS{STOCK}{chr(10).join(lines)}\n### END HIDDEN TESTS"


def nbgrader(folder: Path, *arguments: str) -> None:
    """nbgrader's own command line."""
    program = Path(sys.executable).with_name("nbgrader")
    subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True)


class Memory:
    """The most memory that this process and its children had together, pages they share once."""

    def __init__(self, own: bool) -> None:
        self.most, self.series, self._own = 0, list[int](), own
        self._stop = threading.Event()

    def __enter__(self) -> "Memory":
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._stop.wait(2):
            family = [*([me] if self._own else []), *me.children(recursive=True)]
            self.series.append(sum(map(_pss, family)))
            self.most = max(self.series)


def _pss(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


def work_on(
    course: Course, students: list[str], workers: int, task: batch.Task = batch.grade_one
) -> tuple[float, float, Memory]:
    """Seconds for all, from nothing; seconds a submission once all is warm; memory."""
    start, ends = time.perf_counter(), []
    with Memory(own=True) as memory, Workers(workers, len(students)) as pool:
        for outcome in batch.run(task, course, students, pool):
            assert outcome.problem is None, outcome
            ends.append(time.perf_counter())
        spent = time.perf_counter() - start
    settled = ends[workers * 4 :]
    return spent, (settled[-1] - settled[0]) / (len(settled) - 1), memory


def pages(course: Course, students: list[str]) -> tuple[float, int]:
    """Seconds for the feedback of all who are graded, from nothing; bytes of a middle page."""
    seconds, _, _ = work_on(course, students, 2, batch.write_feedback)
    sizes = [path.stat().st_size for path in course.root.glob("feedback/*/*/*.html")]
    assert len(sizes) == len(students)
    return seconds, _median(sizes)


def one_student(course: Course, students: list[str]) -> dict[str, float]:
    """Seconds from work that was handed in to its page of feedback."""
    start = time.perf_counter()
    for command in ("grade", "feedback"):
        program = Path(sys.executable).with_name("attention-by-hand")
        arguments = [program, command, students[0]]
        subprocess.run(arguments, cwd=course.root, check=True, capture_output=True)
    cold, warm = time.perf_counter() - start, []
    for student in students[1:]:
        start = time.perf_counter()
        for task in (batch.grade_one, batch.write_feedback):
            assert task(course.root, LESSON.name, student).problem is None
        warm.append(time.perf_counter() - start)
    return {"by two commands": cold, "when warm": statistics.median(warm[1:])}


class Split:
    """Where the time of a submission goes, measured in this process."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time in here belongs to this part, and not to the one around it."""
        self._switch()
        self._open.append(name)
        yield
        self._switch()
        self._open.pop()

    def _switch(self) -> None:
        now = time.perf_counter()
        if self._open:
            self.spent[self._open[-1]] += now - self._since
        self._since = now

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, whose time is counted."""

        def call(*arguments: Any, **more: Any) -> Any:
            with self.part(name):
                return function(*arguments, **more)

        return call


def split(course: Course, students: list[str]) -> dict[str, float]:
    """Milliseconds a submission: runs, judging, database, nbgrader and everything else."""
    times = Split()
    batch.grade_one(course.root, LESSON.name, students[0])
    Sandbox.run = times.timed("student code in the sandbox", Sandbox.run)  # type: ignore[method-assign]
    timed = times.timed("judging", judge.judge)
    notebook.judge = timed  # type: ignore[attr-defined]
    _time_the_database(times)
    with times.part("nbgrader and files"):
        for student in students:
            batch.grade_one(course.root, LESSON.name, student)
    return {name: 1000 * spent / len(students) for name, spent in times.spent.items()}


def _time_the_database(times: Split) -> None:
    parts: list[Any] = []

    def begin(*_: Any) -> None:
        parts.append(times.part("database"))
        parts[-1].__enter__()

    def end(*_: Any) -> None:
        parts.pop().__exit__(None, None, None)

    sqlalchemy.event.listen(Engine, "before_cursor_execute", begin)
    sqlalchemy.event.listen(Engine, "after_cursor_execute", end)
    DefaultDialect.do_commit = times.timed("database", DefaultDialect.do_commit)  # type: ignore[method-assign]


def sandbox_cost(count: int) -> dict[str, tuple[float, float]]:
    """Median seconds of an empty run and of the right notebook's, in each kind and without."""
    master = read_master(ROOT / "source" / NOTEBOOK, LESSON.name)
    release = nbformat.read(ROOT / "release" / NOTEBOOK, as_version=4)
    filled_in = repair(normalise(render(EXAMPLES[0], release)), master)
    submission = to_submission(filled_in, master, {})
    spent: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    with ExitStack() as stack:
        kinds = (*STRONGEST_FIRST, OPEN)
        boxes = [stack.enter_context(Sandbox(kind=one, familiar=master.given)) for one in kinds]
        for _ in range(count + 1):
            for box in boxes:
                start = time.perf_counter()
                box.run([Cell("1", "")], {}, {})
                middle = time.perf_counter()
                gather(LESSON, submission, master.cases[:1], box)
                spent[box.kind][0].append(middle - start)
                spent[box.kind][1].append(time.perf_counter() - middle)
    return {
        kind: (statistics.median(empty[1:]), statistics.median(right[1:]))
        for kind, (empty, right) in spent.items()
    }


def main() -> None:
    """Measure, and print a table and one last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 500, 1000])
    parser.add_argument("--stock", type=int, default=15, help="submissions for stock nbgrader")
    options = parser.parse_args()
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    table = Table("measured", "value", box=None, padding=(0, 2, 0, 0))
    with tempfile.TemporaryDirectory() as name:
        rates = measure(Path(name), options.sizes, options.stock, table)
    out = Console(width=100, highlight=False)
    out.print(table)
    ours, stock = rates
    ratio = f"{ours / stock:.1f} x stock nbgrader"
    out.print(f"throughput: {ratio} ({ours:.0f} vs {stock:.1f} submissions/min)")


def measure(scratch: Path, sizes: list[int], stock: int, table: Table) -> tuple[float, float]:
    """Fill the table; returns submissions a minute, ours with two workers and stock."""
    (folder := scratch / "stock").mkdir()
    stock_class(folder, stock)
    with Memory(own=False) as memory:
        start = time.perf_counter()
        nbgrader(folder, "autograde", LESSON.name)
        each = (time.perf_counter() - start) / stock
    table.add_row("stock nbgrader: a submission", f"{each:.2f} s, {_mb(memory.most)} at most")
    for kind in STRONGEST_FIRST:
        (folder := scratch / kind).mkdir()
        course, students = our_class(folder, sizes[0])
        with (folder / "nbgrader_config.py").open("a") as config:
            config.write(f"\nc.RunAndJudge.sandbox = {kind!r}\n")
        spent, warm, memory = work_on(course, students, 1)
        table.add_row(
            f"1 worker, class of {sizes[0]}, {kind}",
            f"{60 / warm:.0f} a minute ({60 * sizes[0] / spent:.0f} with start-up), "
            f"{60 / warm * each / 60:.1f} x stock, {_mb(memory.most)} at most",
        )
    rates = []
    for size in sizes:
        (folder := scratch / f"two-{size}").mkdir()
        course, students = our_class(folder, size)
        spent, warm, memory = work_on(course, students, 2)
        rates.append(60 * size / spent)
        quarter = max(1, len(memory.series) // 4)
        table.add_row(
            f"2 workers, class of {size}",
            f"{spent:.0f} s: {rates[-1]:.0f} a minute with start-up, "
            f"{2000 * warm:.0f} ms a submission and worker when warm",
        )
        table.add_row(
            "   memory of the whole grader",
            f"{_mb(memory.most)} at most, median {_mb(_median(memory.series[:quarter]))} in the "
            f"first quarter, {_mb(_median(memory.series[-quarter:]))} in the last",
        )
        if size == sizes[-1]:
            seconds, middle = pages(course, students)
            table.add_row(
                "   feedback pages",
                f"{seconds:.0f} s, {100 * seconds / spent:.0f} % of grading, {middle / 1e3:.0f} KB",
            )
        shutil.rmtree(folder)
    (folder := scratch / "alone").mkdir()
    for how, seconds in one_student(*our_class(folder, 10)).items():
        table.add_row(f"work to feedback, {how}", f"{seconds:.1f} s for one student")
    for kind, (empty, right) in sandbox_cost(30).items():
        table.add_row(
            f"one run, {kind if kind != OPEN else 'without a sandbox'}",
            f"{1000 * empty:.1f} ms empty, {1000 * right:.0f} ms of the right notebook",
        )
    (folder := scratch / "split").mkdir()
    course, students = our_class(folder, 2 * len(EXAMPLES))
    for part, spent in sorted(split(course, students).items(), key=lambda one: -one[1]):
        table.add_row(f"   {part}", f"{spent:.0f} ms a submission")
    return rates[-1], 60 / each


def _median(series: list[int]) -> int:
    return int(statistics.median(series or [0]))


def _mb(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


if __name__ == "__main__":
    main()
