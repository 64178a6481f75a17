"""Answers that were looked up: a table of the right numbers for every case that is public.

The other numbers come from a seed that is written in a public lesson, so such a table earns its
points; a course that draws from a seed of its own gives it what typed-in numbers get.
"""

from pathlib import Path

import nbformat
import pytest
from course_help import FULL, NOTEBOOK, grade, make_course, marks
from judging_help import Judging, points

from attention_by_hand.judging.judge import judge
from attention_by_hand.judging.running import gather

STEPS = "scores", "weights", "output"


@pytest.fixture(scope="module")
def table(judging: Judging) -> dict[str, str]:
    """Answers that know the query of each public case, and what is right for it."""
    known = [case.known for case in judging.master.cases]
    rows = {
        name: {tuple(one["query"].tolist()): one[name].tolist() for one in known} for name in STEPS
    }
    typed = "torch.tensor({table}.get(tuple(query.tolist()), {first}))"
    return {
        name: f"{name} = {typed.format(table=row, first=next(iter(row.values())))}"
        for name, row in rows.items()
    }


def test_a_public_seed_can_be_looked_up(judging: Judging, table: dict[str, str]) -> None:
    assert points(judging.answers(table)) == FULL


@pytest.mark.parametrize("seed", [4711, 1, -5, 2**70])
def test_another_seed_gives_typed_in_numbers_what_they_get(
    seed: int, judging: Judging, table: dict[str, str]
) -> None:
    submission = judging.submission(judging.with_answers(table))
    cases = judging.master.cases_with(seed)
    found = gather(judging.master.lesson, submission, cases, judging.sandbox)
    earned = {one.step: one.points for one in judge(judging.master.lesson, found)}
    typed = points(judging.answers({"scores": "scores = [2, 9, 9, 4]"}))["scores"]
    assert earned["scores"] == typed < FULL["scores"]


def test_a_course_sets_its_own_seed(
    tmp_path: Path, judging: Judging, table: dict[str, str]
) -> None:
    course = make_course(tmp_path)
    path = course.root / "submitted" / "student-01" / NOTEBOOK
    path.parent.mkdir(parents=True)
    nbformat.write(judging.with_answers(table), path)
    assert grade(course).returncode == 0
    public = marks(course)["student-01"].points
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.RunAndJudge.seed = 4711\n")
    assert grade(course).returncode == 0, "what is graded with another seed is graded again"
    own = marks(course)["student-01"].points
    assert {name: public[name] for name in STEPS} == {name: FULL[name] for name in STEPS}
    assert all((own[name] or 0) < FULL[name] for name in STEPS)
