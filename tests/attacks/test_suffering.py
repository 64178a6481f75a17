"""Work that is hard for the grader's own process: it ends within its budget, in a grade."""
# ruff: noqa: E501  (attacks are as long as they are)

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from course_help import FULL, LESSON
from judging_help import Judging, points
from nbformat.v4 import new_code_cell

from attention_by_hand.building.cells import grade_id
from attention_by_hand.judging import parting
from attention_by_hand.judging.helping import Help
from attention_by_hand.judging.running import gather
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.limits import Limits
from attention_by_hand.sandbox.run import Cell, Run
from attention_by_hand.sandbox.values import Array
from attention_by_hand.sandbox.warm import Warm

BRIEF = Limits(submission_seconds=3, cell_seconds=1, run_seconds=2.5)
ALL = "scores", "weights", "output", "softmax_weights", "softmax_output"
SET = "\n".join(f"{name} = it" for name in ALL)

# What all variables of the notebook hold.
HEAVY = {
    "rows of nothing": "it = torch.empty((20_000_000, 0))",
    "rows of nothing, in numpy": "import numpy\nit = numpy.empty((20_000_000, 0))",
    "rows of nothing, deep down": "it = [[torch.empty((9_000_000, 0))] * 9] * 9",
    "scalars": "it = [torch.tensor(1.0)] * 15_000",
    "scalars in rows": "it = [[torch.tensor(1.0)] * 100] * 150",
    "numbers": "it = [1.0] * 1_000_000",
    "as much as fits": "it = torch.rand(30_000, dtype=torch.float64)",
    "empty lists": "it = [[]] * 500_000",
    "dictionaries": "it = [{'a': {'b': 1}}] * 100_000",
    "text": "it = 'x' * 10_000_000",
    "long names": "it = {'x' * 1000 + str(i): i for i in range(10_000)}",
    "depth": "it = []\nfor _ in range(10_000): it = [it]",
    "dimensions": "it = torch.ones([1] * 60)",
}
SLOW = {
    "sleeps, and is different each time": "import time, random\ntime.sleep(0.7)\n",
    "computes, and is different each time": "import time, random\nend = time.time() + 0.7\nwhile time.time() < end: pass\n",
    "sleeps where nobody looks": "import time, random\nif query.tolist() != [2.0, 3.0]: time.sleep(0.7)\n",
    "sleeps when values are put in": "import time, random\nif 'weights' in globals(): time.sleep(0.9)\n",
    "sleeps longer each time": "import time, random\ntime.sleep(random.random() * 0.9)\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def brief(judging: Judging) -> Iterator[Judging]:
    """Judging with a short budget."""
    with Sandbox(BRIEF, familiar=judging.master.given) as sandbox:
        yield Judging(sandbox, judging.master, judging.release)


@pytest.mark.parametrize("name", HEAVY)
def test_what_is_too_much_is_not_looked_at(name: str, brief: Judging) -> None:
    answer = f"{HEAVY[name]}\n{SET}"
    verdicts, evidence = brief.grade(brief.blank_with({"scores": answer}))
    assert points(verdicts) == dict.fromkeys(FULL, 0)
    held = [reading.value for places in evidence.found for one in places.values() for reading in one.values()]  # fmt: skip
    assert sum(len(one.data) for one in held if isinstance(one, Array)) <= 4 * BRIEF.values_bytes
    assert all(len(verdict.message) < 1000 for verdict in verdicts.values())


def test_many_names_that_are_made_too_late_are_looked_at_once(
    judging: Judging, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is looked for in each cell, and not as often as there are steps."""
    notebook = judging.with_answers({"weights": "weights = scores"})
    needed = [f"try: late_{n}\nexcept ValueError: pass" for n in range(150)]
    made = [f"late_{n} = {n}" for n in range(150)]
    notebook.cells[3:3] = map(new_code_cell, needed)
    notebook.cells += map(new_code_cell, made)
    submission = judging.submission(notebook)
    evidence = gather(LESSON, submission, judging.master.cases, judging.sandbox)
    assert evidence.guided is not None
    pieces, seen = Help._pieces, set[int]()

    def counted(help_: Help, cell: Cell) -> Iterator[Cell]:
        seen.add(len(help_.changes))
        return pieces(help_, cell)

    monkeypatch.setattr(Help, "_pieces", counted)
    evidence.guided("own")
    assert seen == {150}


DEEP = {
    "lists": f"x = {'[' * 190}{']' * 190}",
    "a sum": f"x = {'+'.join('1' * 900)}",
    "branches": "if 0: pass\n" + "elif 0: pass\n" * 900,
    "attributes": f"if 0: x{'.x' * 2000}",
    "calls": f"if 0: x{'()' * 2000}",
}


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
def test_what_is_deep_ends_in_a_grade(deep: str, judging: Judging) -> None:
    answers = {"scores": f"{deep}\nscores = None", "query-cat": f"query_cat = None\n{deep}"}
    earned = points(judging.answers(answers))
    assert earned == {**FULL, "scores": 0, "query-cat": 0}


MANY = {
    "cells": ("x?\n" * 3000, {}),
    "a file": ("pass", {"notes.py": b"%time x\n" * 20_000}),
    "notes": ("pass", {"notes.md": b"Why is that so? %1\n! What?\n" * 3000}),
    "many files": ("pass", {f"{n}.ipy": b"%time x = (1\n" * 9000 for n in range(20)}),
}


@pytest.mark.parametrize(("source", "files"), MANY.values(), ids=MANY)
def test_magics_are_read_by_ipython_so_often_and_not_more(
    source: str, files: dict[str, bytes], judging: Judging, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads a text again for each, which takes minutes where there are thousands."""
    read = list[int]()
    python = parting._without_magics

    def counted(text: str) -> str:
        read.append(text.count("\n"))
        return python(text)

    monkeypatch.setattr(parting, "_without_magics", counted)
    notebook = judging.with_answers({"experiment": source})
    verdicts, _ = judging.grade(notebook, files)
    assert points(verdicts) == FULL
    assert max(read, default=0) <= parting.MOST_MAGICS


def test_python_that_looks_like_magics_is_python(judging: Judging) -> None:
    rows = "\n".join(f", {n}" for n in range(100))
    answer = f"numbers = [0\n{rows}]\nscores = keys @ query  # {'really?' * 3}"
    assert points(judging.answers({"scores": answer}))["scores"] == FULL["scores"]


@pytest.mark.parametrize("name", SLOW)
def test_all_runs_of_a_submission_share_a_budget(name: str, brief: Judging) -> None:
    slow = SLOW[name]
    answers = {
        "scores": slow + "scores = [random.random() for _ in tokens]",
        "weights": slow + "weights = [random.random() for _ in tokens]",
        "output": slow + "output = [random.random() for _ in range(2)]",
    }
    verdicts, evidence = brief.grade(brief.with_answers(answers))
    earned = points(verdicts)
    assert {step: earned[step] for step in answers} == dict.fromkeys(answers, 0)
    assert earned["by-hand"] == FULL["by-hand"], "it keeps what it has earned so far"
    assert evidence.all_stops


class SlowToStart(Sandbox):
    """As on a busy machine."""

    def _start(self) -> Warm:
        time.sleep(self.limits.submission_seconds)
        return super()._start()


def test_a_slow_start_of_the_sandbox_takes_nothing_from_the_budget(judging: Judging) -> None:
    with SlowToStart(BRIEF) as sandbox:
        slow = Judging(sandbox, judging.master, judging.release)
        assert points(slow.answers({})) == FULL


class SlowToEnd(Sandbox):
    """The time is over when a run has ended, and not before."""

    def run(self, *args: Any, **kwargs: Any) -> Run:
        return replace(super().run(*args, **kwargs), seconds=self.limits.submission_seconds)


def test_a_budget_that_is_over_between_two_runs_is_named(judging: Judging) -> None:
    with SlowToEnd(BRIEF) as sandbox:
        slow = Judging(sandbox, judging.master, judging.release)
        verdicts, evidence = slow.grade(slow.right)
    assert [stop.kind for stop in evidence.all_stops] == ["budget"]
    assert verdicts["output"].points < FULL["output"]
    assert "All runs of the notebook took longer than 3 s." in verdicts["output"].message


def test_steps_that_could_not_be_tried_again_say_why(judging: Judging) -> None:
    """They stop for want of an earlier answer, whose cell has used up the time for help."""
    with SlowToEnd(BRIEF) as sandbox:
        slow = Judging(sandbox, judging.master, judging.release)
        verdict = slow.answers({"scores": "scores = 1 / 0"})["weights"]
    assert verdict.points == 0
    assert "NameError" in verdict.message
    assert "All runs of the notebook took longer than 3 s." in verdict.message
    assert "was not tried with right earlier values" in verdict.message


@pytest.mark.parametrize("step", ["weights", "softmax"])
def test_a_number_that_cannot_be_written_out_ends_nothing(step: str, judging: Judging) -> None:
    """The grader writes the halves of a cell down; Python writes 4,300 digits at most."""
    huge = f"x = 0x{'f' * 5000}\n"
    [answer] = [cell.source for cell in judging.right.cells if grade_id(cell) == step]
    earned = points(judging.answers({"scores": "scores = values @ query", step: huge + answer}))
    assert earned[step] == FULL[step]


def test_after_it_the_next_one_is_graded_as_if_alone(brief: Judging) -> None:
    assert points(brief.answers({})) == FULL
