"""The first kind of sandbox: what only namespaces do."""

import errno
import os

import pytest
from sandbox_help import limited, run, run_between, shown, value, warm_processes

from attention_by_hand.sandbox import visible
from attention_by_hand.sandbox.guest.keeper import _descendants
from attention_by_hand.sandbox.host import Sandbox

INTERFACES = """
import fcntl, socket, struct
x = []
for number in range(1, 99):
    try: name = fcntl.ioctl(socket.socket(), 0x8910, struct.pack("16si20x", b"", number))
    except OSError: continue
    x.append(name[:16].rstrip(b"\\0").decode())
"""


def test_only_a_loopback_that_is_down(spaces: Sandbox) -> None:
    assert value(spaces, INTERFACES) == ["lo"]
    probe = "import socket\nx = socket.socket().connect_ex(('127.0.0.1', 9))"
    assert value(spaces, probe) == errno.ENETUNREACH


def test_what_there_is(spaces: Sandbox) -> None:
    there = set(value(spaces, "import os\nx = os.listdir('/')"))
    python = {path.parts[1] for path in (*visible.python(), *visible.libraries(()))}
    assert there <= {
        "usr",
        "bin",
        "sbin",
        "lib",
        "lib32",
        "lib64",
        "libx32",
        "etc",
        "dev",
        "proc",
    } | {
        *("notebook", ".sandbox", "tmp"),
        *python,
    }
    assert value(
        spaces,
        "import os\nx = sorted(os.listdir('/dev'))",
    ) == [*("full", "null", "random", "shm", "urandom")]


@pytest.mark.skipif(os.getuid() != 0, reason="an ordinary user stays what he is")
def test_the_runs_of_each_warm_process_are_a_user_of_their_own(spaces: Sandbox) -> None:
    """What a user has so much of, such as room in pipes, one run cannot use up for another."""
    probe = "import os\nx = os.getuid()"
    with Sandbox(kind="namespaces") as other:
        assert value(spaces, probe) != value(other, probe)


def test_python_is_found_by_its_names(spaces: Sandbox) -> None:
    assert shown(spaces, "!python3 -c 'print(6 * 7)'; python -c 'print(7 * 7)'") == "42\n49\n"


def test_the_scratch_space_is_private_and_small(spaces: Sandbox) -> None:
    fill = "for n in range(99): open(str(n), 'wb').write(bytes(1 << 20))"
    with limited(spaces, scratch_bytes=8 << 20):
        done = run(spaces, fill, "import os\nx = len(os.listdir()), os.getcwd()", want={"2": ["x"]})
    assert "No space left" in done.outputs["1"][0]["evalue"]
    assert done.values["2"]["x"] in [(count, "/notebook") for count in (7, 8, 9)]
    assert value(spaces, "import os\nx = os.listdir()") == []


def test_many_empty_files(spaces: Sandbox) -> None:
    assert "No space left" in shown(spaces, "for n in range(9999): open(str(n), 'w').close()")


def test_temporary_files_and_shared_memory_are_scratch(spaces: Sandbox) -> None:
    probe = (
        "import os, tempfile\nfrom multiprocessing.shared_memory import SharedMemory\n"
        "m = SharedMemory('mine', create=True, size=9)\n"
        "x = tempfile.gettempdir(), os.path.expanduser('~'), os.listdir()\nm.close(); m.unlink()"
    )
    assert value(spaces, probe) == ("/notebook", "/notebook", ["mine"])


def test_proc_shows_the_processor_only(spaces: Sandbox, naked: Sandbox) -> None:
    probe = "import os\nx = os.listdir('/proc'), len(open('/proc/cpuinfo').read()) > 9"
    assert value(spaces, probe) == (["cpuinfo"], True)
    assert len(value(naked, probe)[0]) > 1


def test_each_run_has_namespaces_of_its_own(spaces: Sandbox) -> None:
    run(spaces, "1")
    warm_processes(spaces)
    seen = []

    def look() -> None:
        assert spaces._warm is not None
        family = [os.getpid(), *(one.id for one in _descendants(spaces._warm._process.pid))]
        for process in family:  # parents before their children
            links = (f"/proc/{process}/ns/{kind}" for kind in ("pid", "mnt", "net", "ipc", "uts"))
            seen.append(list(map(os.readlink, links)))

    run_between(spaces, look, "y = 1")
    grader, _first, _waits, warm, student = seen
    for one, other in ((grader, warm), (grader, student), (warm, student)):
        assert not set(one) & set(other)


def test_the_name_of_the_machine_is_hidden(spaces: Sandbox) -> None:
    assert value(spaces, "import os\nx = os.uname().nodename") == "notebook"
