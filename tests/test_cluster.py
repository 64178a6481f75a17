"""A Dask cluster and a PostgreSQL gradebook: the same class gets the same marks."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from course_help import EXAMPLE, Marks, grade, hand_in, make_course, marks
from distributed import LocalCluster
from sandbox_help import let_others_in

from attention_by_hand import Problem
from attention_by_hand.course.directory import Course
from attention_by_hand.workers import ClusterWorkers


def binaries() -> Path:
    """Debian keeps PostgreSQL's programs outside the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found and not shutil.which("initdb"):
        pytest.fail("These tests need a PostgreSQL server: apt install postgresql")
    return found[-1].parent if found else Path(str(shutil.which("initdb"))).parent


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database in a server of its own, on loopback."""
    folder = tmp_path_factory.mktemp("postgresql")
    as_user = {"user": "postgres"} if os.getuid() == 0 else {}  # the server refuses to be root
    if as_user:
        shutil.chown(folder, "postgres")
        let_others_in(folder.parent)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": ""}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("w") as log:
        where = {"cwd": folder, "stdout": log, "stderr": log, **as_user}
        initdb = [binaries() / "initdb", "-D", "data", "--username=grader", "--auth=trust"]
        subprocess.run(initdb, check=True, **where)  # type: ignore[call-overload]
        with subprocess.Popen([binaries() / "postgres", "-D", "data", *options], **where) as server:  # type: ignore[call-overload]
            try:
                wait_for(port)
                yield f"postgresql://grader@127.0.0.1:{port}/postgres"
            finally:
                server.send_signal(signal.SIGINT)  # its fast way to end


def wait_for(port: int) -> None:
    """Until something answers at the port."""
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise TimeoutError


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
