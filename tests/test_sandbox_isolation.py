"""What a student's process cannot reach. Every probe is shown to work outside, where it can be."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sandbox_help import let_others_in, limited, run, shown, text, value

from attention_by_hand.sandbox import visible
from attention_by_hand.sandbox.guest.keeper import _descendants
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.kinds import SandboxMissing

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


@pytest.fixture(scope="module")
def naked() -> Iterator[Sandbox]:
    """No sandbox: here a probe has to find what it looks for."""
    with Sandbox(kind="open") as naked:
        yield naked


@pytest.mark.parametrize("family", ["tcp", "abstract", "named"])
def test_no_network(box: Sandbox, naked: Sandbox, family: str, tmp_path: Path) -> None:
    kind = socket.AF_INET if family == "tcp" else socket.AF_UNIX
    place: object = {
        "tcp": ("127.0.0.1", 0),
        "abstract": f"\0test-{os.getpid()}",
        "named": str(tmp_path / "socket"),
    }[family]
    with socket.socket(kind) as server:
        server.bind(place)  # type: ignore[arg-type]
        server.listen()
        probe = (
            f"import socket\nx = socket.socket({int(kind)}).connect_ex({server.getsockname()!r})"
        )
        assert value(naked, probe) == 0
        assert value(box, probe) != 0


def test_only_a_loopback_that_is_down(box: Sandbox) -> None:
    assert value(box, "import socket\nx = [name for _, name in socket.if_nameindex()]") == ["lo"]


def test_no_files_but_the_libraries(box: Sandbox, naked: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "gradebook.db").write_text("marks")
    places = [tmp_path / "gradebook.db", ROOT / "pyproject.toml", Path("/etc/passwd"), Path("/sys")]
    probe = f"import os\nx = [os.path.exists(p) for p in {list(map(str, places))}]"
    assert value(naked, probe) == [True] * 4
    assert value(box, probe) == [False] * 4


def test_what_there_is(box: Sandbox) -> None:
    there = set(value(box, "import os\nx = os.listdir('/')"))
    python = {path.parts[1] for path in (*visible.python(), *visible.libraries(visible.OURS))}
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
        box,
        "import os\nx = sorted(os.listdir('/dev'))",
    ) == [*("full", "null", "random", "shm", "urandom", "zero")]


@pytest.mark.parametrize(
    "place", ["/", "/usr", "/dev", "/etc", "/proc", "/.sandbox/guest", sys.prefix]
)
def test_all_is_read_only_but_the_scratch_space(box: Sandbox, place: str) -> None:
    probe = f"try: open({place!r} + '/mine', 'w'); x = 0\nexcept OSError as e: x = e.errno"
    assert value(box, probe) in (13, 30)


def test_libraries_cannot_be_changed(box: Sandbox) -> None:
    access = "os.access(torch.__file__, os.R_OK), os.access(torch.__file__, os.W_OK)"
    assert value(box, f"import os, torch\nx = {access}") == (True, False)


def test_the_scratch_space_is_private_and_small(box: Sandbox) -> None:
    fill = "for n in range(99): open(str(n), 'wb').write(bytes(1 << 20))"
    with limited(box, scratch_bytes=8 << 20):
        done = run(box, fill, "import os\nx = len(os.listdir()), os.getcwd()", want={"2": ["x"]})
    assert "No space left" in done.outputs["1"][0]["evalue"]
    assert done.values["2"]["x"] in [(count, "/notebook") for count in (7, 8, 9)]
    assert value(box, "import os\nx = os.listdir()") == []


def test_many_empty_files(box: Sandbox) -> None:
    assert "No space left" in shown(box, "for n in range(9999): open(str(n), 'w').close()")


def test_temporary_files_and_shared_memory_are_scratch(box: Sandbox) -> None:
    probe = (
        "import os, tempfile\nfrom multiprocessing.shared_memory import SharedMemory\n"
        "m = SharedMemory('mine', create=True, size=9)\n"
        "x = tempfile.gettempdir(), os.path.expanduser('~'), os.listdir()\nm.close(); m.unlink()"
    )
    assert value(box, probe) == ("/notebook", "/notebook", ["mine"])


def test_proc_shows_the_processor_only(box: Sandbox, naked: Sandbox) -> None:
    probe = "import os\nx = os.listdir('/proc'), len(open('/proc/cpuinfo').read()) > 9"
    assert value(box, probe) == (["cpuinfo"], True)
    assert len(value(naked, probe)[0]) > 1


def _warm_processes(box: Sandbox) -> set[int]:
    """bubblewrap's first process, the one that waits, and the warm one, once no run is left."""
    assert box._warm is not None
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        found = {process.id for process in _descendants(box._warm._process.pid)}
        if len(found) == 3:
            break
    return found


def test_signals_reach_nobody_else(box: Sandbox) -> None:
    run(box, "1")
    before = _warm_processes(box)
    kill = """
import os
x = []
for process in (-1, 0, *range(2, 400)):
    try: os.kill(process, 9); x.append(process)
    except ProcessLookupError: pass
"""
    assert value(box, kill) == [0], "its own process group, which is itself"
    assert _warm_processes(box) == before


class _Looking(dict[str, list[str]]):
    """Notes the namespaces of all processes of the sandbox while a run is under way."""

    def __init__(self, box: Sandbox) -> None:
        super().__init__({"1": ["x"]})
        self.box, self.seen = box, list[list[str]]()

    def get(self, _key: str, _default: object = None) -> list[str]:
        assert self.box._warm is not None
        family = [os.getpid(), *(one.id for one in _descendants(self.box._warm._process.pid))]
        for process in family:  # parents before their children
            links = (f"/proc/{process}/ns/{kind}" for kind in ("pid", "mnt", "net", "ipc", "uts"))
            self.seen.append(list(map(os.readlink, links)))
        return ["x"]


def test_each_run_has_namespaces_of_its_own(box: Sandbox) -> None:
    run(box, "1")
    _warm_processes(box)
    looking = _Looking(box)
    run(box, "x = 1", want=looking)
    grader, _first, _waits, warm, student = looking.seen
    for one, other in ((grader, warm), (grader, student), (warm, student)):
        assert not set(one) & set(other)


CALLS = {  # what is asked of the kernel -> the call, with numbers of x86-64
    "a user namespace": "unshare(0x10000000)",
    "a mount namespace": "unshare(0x00020000)",
    "a cloned user namespace": "syscall(56, 0x10000011, 0, 0, 0, 0)",
    "a mount": "mount(b'tmpfs', b'/notebook', b'tmpfs', 0, None)",
    "an unmount": "umount2(b'/proc', 2)",
    "a trace": "ptrace(16, 2, 0, 0)",
    "memory nobody counts": "memfd_create(b'x', 0)",
    "shared memory": "shmget(0, 4096, 0o1600)",
    "bpf": "syscall(321, 0, 0, 0)",
    "x32": "syscall(0x40000000 + 39)",
}


@pytest.mark.parametrize("source", CALLS.values(), ids=CALLS)
def test_calls_are_refused(box: Sandbox, source: str) -> None:
    if "syscall" in source and os.uname().machine != "x86_64":
        pytest.skip("numbers are for x86-64")
    probe = (
        f"import ctypes\nc = ctypes.CDLL(None, use_errno=True)\nx = c.{source}, ctypes.get_errno()"
    )
    assert value(box, probe) == (-1, 1)


@pytest.mark.skipif(not hasattr(signal, "pidfd_send_signal"), reason="needs Linux")
def test_the_grader_cannot_be_signalled_through_the_socket(box: Sandbox) -> None:
    """Since Linux 6.5 a socket tells who made it, as a descriptor that signals can be sent to."""
    probe = """
import gc, signal
[it] = [one for one in gc.get_objects() if type(one).__name__ == "Student"]
x = None
try: signal.pidfd_send_signal(it.connection.getsockopt(1, 77), 0)
except OSError as error: x = error.errno
"""
    assert value(box, probe) is not None


def test_no_privileges(box: Sandbox) -> None:
    probe = """
import ctypes, os
c = ctypes.CDLL(None)
head, caps = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
c.capget(head, caps)
x = list(caps[:6]) + [c.prctl(39, 0, 0, 0, 0), c.prctl(21, 0, 0, 0, 0), os.getuid() == 0]
"""
    no_new_privileges, seccomp, root = 1, 2, False
    found = value(box, probe)
    assert [*found[:2], *found[3:5]] == [0] * 4, "no effective or permitted capabilities"
    assert found[6:] == [no_new_privileges, seccomp, root]


def test_the_environment_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "token")
    with Sandbox() as fresh:
        names = set(value(fresh, "import os\nx = list(os.environ)"))
    assert names <= {
        *("HOME", "TMPDIR", "PATH", "LANG", "LC_CTYPE", "PWD", "MPLBACKEND", "MALLOC_ARENA_MAX"),
        *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "PYTHONHASHSEED"),
        *("KMP_INIT_AT_FORK", "KMP_DUPLICATE_LIB_OK", "TORCHINDUCTOR_CACHE_DIR"),
        *(
            "PYDEVD_USE_FRAME_EVAL",
            "CLICOLOR",
            "FORCE_COLOR",
            "CLICOLOR_FORCE",
            "PAGER",
            "GIT_PAGER",
        ),
    }


FILES = """
import os, stat
def kind(n):
    try: return stat.S_IFMT(os.fstat(n).st_mode)
    except OSError: return None
x = [n for n in range(1024) if kind(n)], [n for n in range(1024) if kind(n) == stat.S_IFSOCK]
"""


@pytest.mark.parametrize("isolated", [True, False])
def test_no_open_file_but_its_own(box: Sandbox, naked: Sandbox, isolated: bool) -> None:
    everything, sockets = value(box if isolated else naked, FILES)
    assert everything[:3] == [0, 1, 2]
    assert everything[3:] == sockets
    assert len(sockets) == 1, "the run's connection; neither the control socket nor the leash"


def test_subprocesses_inherit_nothing(box: Sandbox) -> None:
    files = {"look.py": f"{FILES}print(x[1])".encode()}
    done = run(box, "import os, sys\n_ = os.system(sys.executable + ' look.py')", files=files)
    assert text(done.outputs["1"]) == "[]\n"


@pytest.mark.parametrize("name", ["attention_by_hand", "tests"])
def test_the_package_cannot_be_imported(box: Sandbox, name: str) -> None:
    assert "No module named" in shown(box, f"import {name}")


def test_no_other_package_can_be_imported(box: Sandbox) -> None:
    for name in ("nbgrader", "sqlalchemy", "pytest", "jupytext"):
        assert importlib.util.find_spec(name)
        assert "No module named" in shown(box, f"import {name}")


LOOK = """
import sys
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.run import Cell
cell = '''
import glob, importlib, os, sys
x = []
lesson = "attention_by_hand.lessons.self_attention.reference"
for name in ("attention_by_hand", lesson, "my_lesson"):
    for folder in ("", *glob.glob(sys.prefix + "/lib*/python*/site-packages")):
        sys.path.insert(0, folder)
        try: importlib.import_module(name); x.append(name)
        except ImportError: pass
for folder, _, names in os.walk(sys.prefix):
    x += [n for n in names if "lesson" in n or "gradebook" in n or n == "reference.py"]
'''
with Sandbox() as box:
    done = box.run([Cell("1", cell)], {}, {"1": ["x"]})
print(done.values["1"]["x"], done.outputs["1"])
"""


@pytest.mark.parametrize("link", ["lib64", None])
def test_nothing_is_seen_of_a_grader_that_lies_among_the_libraries(
    link: str | None, tmp_path: Path
) -> None:
    """As `pip install` puts it there, with a lesson beside it and a course in the same place."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path], check=True)
    [packages] = tmp_path.glob("lib/python*/site-packages")
    if link:
        (tmp_path / link).unlink(missing_ok=True)
        (tmp_path / link).symlink_to("lib")
    shutil.copytree(ROOT / "attention_by_hand", packages / "attention_by_hand")
    (packages / "my_lesson.py").write_text("right = [2, 9, 9, 4]")
    (tmp_path / "gradebook.db").write_text("marks")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"))
    python = tmp_path / "bin" / "python"
    done = subprocess.run([python, "-c", LOOK], capture_output=True, text=True, check=True)
    assert done.stdout == "[] []\n"


def test_further_libraries_can_be_imported() -> None:
    with Sandbox(also=["pandas", "no_such_library", "statistics"]) as box:
        assert value(box, "import pandas, statistics\nx = list(pandas.Series([1, 2]))") == [1, 2]


def test_a_sandbox_that_would_show_a_secret_refuses_to_start(tmp_path: Path) -> None:
    torch = importlib.util.find_spec("torch")
    assert torch
    assert torch.origin
    for secret in (Path(torch.origin), Path(torch.origin).parent / "nn"):
        said = pytest.raises(SandboxMissing, match=f"students would see {secret}: move it")
        with Sandbox(secrets=[tmp_path, secret]) as box, said:
            run(box, "1")
    with Sandbox(secrets=[tmp_path, ROOT, Path("/nowhere")]) as box:
        assert run(box, "1").stop is None


def test_a_sandbox_that_would_show_the_grader_refuses_to_start() -> None:
    with Sandbox(libraries=["attention_by_hand"]) as box, pytest.raises(SandboxMissing):
        run(box, "1")


def test_the_name_of_the_machine_is_hidden(box: Sandbox) -> None:
    assert value(box, "import os\nx = os.uname().nodename") == "notebook"


def test_the_warm_process_has_one_thread(box: Sandbox) -> None:
    run(box, "1")
    assert box._warm is not None
    assert {one.threads for one in _descendants(box._warm._process.pid)} == {1}


def test_the_warm_process_does_not_grow(box: Sandbox) -> None:
    def descriptors() -> int:
        return sum(len(os.listdir(f"/proc/{one}/fd")) for one in _warm_processes(box))

    def memory() -> int:
        found = [Path(f"/proc/{one}/status").read_text() for one in _warm_processes(box)]
        return sum(int(one.split("RssAnon:")[1].split()[0]) << 10 for one in found)

    for _ in range(5):
        run(box, "x = list(range(10 ** 5))")
    before, open_before = memory(), descriptors()
    for _ in range(20):
        run(box, "x = list(range(10 ** 5))")
    assert memory() - before < 1 << 20
    assert descriptors() == open_before
    assert len(_warm_processes(box)) == 3


AS_NOBODY = """
import sys
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.run import Cell
with Sandbox() as box:
    cell = "import os, torch\\nx = [os.getpid(), os.getuid(), os.listdir('/proc'), torch.ones(1)]"
    write = "try: open('/mine', 'w'); x = 0\\nexcept OSError as error: x = error.errno"
    written = box.run([Cell("1", write)], {}, {"1": ["x"]}).values["1"]["x"]
    done = box.run([Cell("1", cell)], {}, {"1": ["x"]})
    fork = "import os\\nwhile True:\\n try: os.fork()\\n except OSError: pass"
    bomb = box.run([Cell("1", fork)], {}, {})
print(done.stop, done.values["1"]["x"][:3], bomb.stop.kind, written)
"""


@pytest.mark.skipif(os.getuid() != 0, reason="the other tests are run by an ordinary user already")
def test_an_ordinary_user(tmp_path: Path) -> None:
    program = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env"]
    pythons = [sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"]
    libraries = {"PYTHONPATH": sysconfig.get_path("purelib")}
    works = [
        p
        for p in pythons
        if not subprocess.run(
            [*program, p, "-c", "import numpy"], env=libraries, capture_output=True
        ).returncode
    ]
    if not works:
        pytest.skip("nobody but root may run this Python, or read its libraries")
    package = shutil.copytree(ROOT / "attention_by_hand", tmp_path / "attention_by_hand")
    let_others_in(tmp_path)
    paths = f"{package.parent}:{sysconfig.get_path('purelib')}"
    done = subprocess.run(
        [*program, works[0], "-c", AS_NOBODY],
        env={"PYTHONPATH": paths, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.stdout == "None [1, 65534, ['cpuinfo']] processes 30\n", done.stderr
