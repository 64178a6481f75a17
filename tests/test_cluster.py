"""A Dask cluster and a PostgreSQL gradebook: the same class gets the same marks."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from course_help import EXAMPLE, Marks, grade, hand_in, make_course, marks
from distributed import LocalCluster

from attention_by_hand import Problem
from attention_by_hand.course.directory import Course
from attention_by_hand.workers import ClusterWorkers


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two worker processes and a scheduler on loopback."""
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(host="127.0.0.1", **options) as cluster:
        yield cluster


def make_class(folder: Path, settings: str = "") -> Course:
    course = make_course(folder)
    with (folder / "nbgrader_config.py").open("a") as config:
        config.write(settings)
    for example in EXAMPLE:
        hand_in(course, example, example)
    return course


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Marks]:
    """The marks from processes on this machine, in SQLite."""
    course = make_class(tmp_path_factory.mktemp("here"))
    assert grade(course).returncode == 0
    return marks(course)


def test_a_cluster_and_postgresql_give_the_same_marks(
    cluster: LocalCluster, postgresql: str, here: dict[str, Marks], tmp_path: Path
) -> None:
    course = make_class(tmp_path, f"c.CourseDirectory.db_url = {postgresql!r}\n")
    done = grade(course, "--cluster", cluster.scheduler_address)
    assert done.returncode == 0, done.stderr
    assert marks(course) == here
    assert not (tmp_path / "gradebook.db").exists()
    again = grade(course, "--cluster", cluster.scheduler_address)
    assert again.stderr.startswith(f"{len(EXAMPLE)} grades are up to date")
    done = grade(course, "--force")  # the same gradebook from processes on this machine
    assert done.returncode == 0, done.stderr
    assert marks(course) == here


def test_a_cluster_that_is_not_there(tmp_path: Path) -> None:
    course = make_class(tmp_path)
    done = grade(course, "--cluster", "tcp://127.0.0.1:9")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "no Dask cluster answers at tcp://127.0.0.1:9" in done.stderr


def test_a_cluster_without_workers(tmp_path: Path) -> None:
    course = make_class(tmp_path)
    with LocalCluster(host="127.0.0.1", n_workers=0, dashboard_address="127.0.0.1:0") as empty:
        done = grade(course, "--cluster", empty.scheduler_address)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "has no workers" in done.stderr


def test_dask_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Problem, match="pip install 'attention-by-hand\\[cluster\\]'"):
        ClusterWorkers("tcp://127.0.0.1:9")


def test_a_database_without_its_driver(tmp_path: Path) -> None:
    course = make_class(tmp_path, "c.CourseDirectory.db_url = 'mysql://grader@127.0.0.1/none'\n")
    done = grade(course)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "needs `pip install MySQLdb`" in done.stderr
