"""A PostgreSQL server of its own, for tests with a gradebook in it."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sandbox_help import let_others_in


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
