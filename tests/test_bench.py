"""The benchmark compares with a stock nbgrader that really grades the same work."""

import os
from pathlib import Path

import bench
import pytest
from course_help import PROGRAM
from nbgrader.api import Gradebook


def test_stock_nbgrader_grades_the_class_of_the_benchmark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{PROGRAM.parent}:{os.environ['PATH']}")
    bench.stock_class(tmp_path, 1)
    bench.nbgrader(tmp_path, "autograde", bench.LESSON.name)
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        [submission] = gradebook.assignment_submissions(bench.LESSON.name)
        assert submission.score == sum(step.points for step in bench.LESSON.steps)
