"""What a student's process cannot reach. Every probe is shown to work outside, where it can be."""

import errno
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from importlib.metadata import files
from pathlib import Path

import pytest
from sandbox_help import (
    let_others_in,
    run,
    run_between,
    shown,
    text,
    value,
    warm_processes,
)

from attention_by_hand.sandbox.guest.keeper import _descendants
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.kinds import SandboxMissing

ROOT = Path(__file__).parent.parent


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
            "import socket\n"
            f"try: x = socket.socket({int(kind)}).connect_ex({server.getsockname()!r})\n"
            "except OSError as error: x = error.errno"
        )
        assert value(naked, probe) == 0
        assert value(box, probe) != 0


def test_no_files_but_the_libraries(box: Sandbox, naked: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "gradebook.db").write_text("marks")
    places = [tmp_path / "gradebook.db", ROOT / "pyproject.toml", Path("/etc/passwd"), Path("/sys")]
    look = "x = []\ndef can(look, p):\n try: return look(p) and True\n except OSError: return False"
    probe = f"import os\n{look}\nfor p in {list(map(str, places))}:\n"
    probe += " x.append(can(os.listdir if os.path.isdir(p) else open, p))"
    assert value(naked, probe) == [True] * 4
    assert value(box, probe) == [False] * 4


@pytest.mark.parametrize("place", ["/", "/usr", "/dev", "/etc", "/proc", "/sys", sys.prefix])
def test_all_is_read_only_but_the_scratch_space(box: Sandbox, place: str) -> None:
    probe = f"try: open({place!r} + '/mine', 'w'); x = 0\nexcept OSError as e: x = e.errno"
    assert value(box, probe) in (2, 13, 30)


@pytest.mark.parametrize("how", ["r+", "a"])
def test_libraries_cannot_be_changed(box: Sandbox, how: str) -> None:
    probe = f"try: open(torch.__file__, {how!r}); x = 0\nexcept OSError as e: x = e.errno"
    assert value(box, f"import torch\nx = open(torch.__file__).read(9)\n{probe}") in (13, 30)


def test_signals_reach_nobody_else(box: Sandbox) -> None:
    run(box, "1")
    before = warm_processes(box)
    kill = """
import os
x = []
for process in {-1, *range(2, 400)} - {os.getpid()}:
    try: os.kill(process, 9); x.append(process)
    except (ProcessLookupError, PermissionError): pass
"""
    reached = value(box, kill)
    assert set(reached) <= {-1}, "all that can be reached, and that is nobody"
    assert warm_processes(box) == before


def test_a_run_is_a_group_of_processes_of_its_own(box: Sandbox) -> None:
    """Or a signal to its group would reach the process that it was forked from."""
    assert value(box, "import os\nx = [os.getpgrp(), os.getsid(0)] == [os.getpid()] * 2")


def test_a_run_is_ended_before_all_others_where_memory_runs_out(box: Sandbox) -> None:
    assert box._warm is not None
    first = box._warm._process.pid
    before = warm_processes(box)
    seen: dict[int, int] = {}

    def look() -> None:
        for process in (first, *(one.id for one in _descendants(first))):
            seen[process] = int(Path(f"/proc/{process}/oom_score_adj").read_text())

    run_between(box, look, "y = 1")
    own = int(Path("/proc/self/oom_score_adj").read_text())
    assert [found for process, found in seen.items() if process not in {first, *before}] == [1000]
    assert {seen[process] for process in (first, *before)} == {own}


def test_nothing_that_a_run_starts_finds_what_runs_it(box: Sandbox, naked: Sandbox) -> None:
    probe = (
        "import os, subprocess, sys\n"
        "asked = subprocess.run([sys.executable, '-c', 'import guest'], capture_output=True)\n"
        "x = [asked.returncode, [p for p in sys.path if os.path.isdir(p + '/guest')]]"
    )
    assert value(box, probe) == value(naked, probe) == [1, []]


CALLS = {  # what is asked of the kernel -> the call, with numbers of x86-64
    "a user namespace": "unshare(0x10000000)",
    "a mount namespace": "unshare(0x00020000)",
    "a cloned user namespace": "syscall(56, 0x10000011, 0, 0, 0, 0)",
    "a mount": "mount(b'tmpfs', b'/notebook', b'tmpfs', 0, None)",
    "an unmount": "umount2(b'/proc', 2)",
    "a trace": "ptrace(16, 2, 0, 0)",
    "memory nobody counts": "memfd_create(b'x', 0)",
    "shared memory": "shmget(0, 4096, 0o1600)",
    "shared memory without a file": "mmap(None, 4096, 3, 0x21, -1, 0)",
    "semaphores": "semget(0, 9, 0o1600)",
    "a semaphore's state": "semctl(-1, 0, 12)",
    "a wait for a semaphore": "semop(-1, b'123456', 1)",
    "memory in a pipe": "vmsplice(1, b'0' * 16, 1, 0)",
    "a larger buffer of a socket": "setsockopt(0, 1, 7, b'1234', 4)",
    "a larger buffer by force": "setsockopt(0, 1, 32, b'1234', 4)",
    "rules of its own": "syscall(444, b'0' * 24, 24, 0)",
    "open files of its own": "syscall(436, 3, 2, 2)",
    "a thread with open files of its own": "syscall(56, 0x10900, 0, 0, 0, 0)",
    "a pair of sockets of another family": "socketpair(30, 1, 0, (ctypes.c_int * 2)())",
    "a pair of sockets that keep what is sent to them": "socketpair(1, 2, 0, (ctypes.c_int * 2)())",
    "a socket that keeps what is sent to it": "socket(1, 2, 0)",
    "connections that nobody takes": "listen(0, 4096)",
    "a page for a byte": "splice(0, None, 1, None, 1, 0)",
    "the same page": "tee(0, 1, 1, 0)",
    "a page for a byte, from a file": "sendfile(1, 0, None, 1)",
    "a process that goes on in another": "syscall(56, 0x100 | 17, 0, 0, 0, 0)",
    "word of what happens in folders": "inotify_init1(0)",
    "bpf": "syscall(321, 0, 0, 0)",
    "places for those who wait, in the kernel's memory": "prctl(78, 1, 1 << 10, 0, 0)",
    "to take in what others have started": "prctl(36, 1, 0, 0, 0)",
    "to fill memory past the list of advice": "syscall(440, -1, None, 0, 4, 0)",
    "where a page of a file shall be": "syscall(237, 0, 4096, 0, None, 0, 0)",
    "where new pages shall be": "syscall(238, 0, None, 0)",
    "a queue": "syscall(240, b'', 0, 0, None)",
    "a lease": "fcntl(1, 1024, 1)",
    "word of what happens in a folder": "fcntl(1, 1026, 1)",
    "input and output beside the program": "syscall(206, 1, (ctypes.c_long * 1)())",
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


def test_pipes_stay_as_large_as_they_are(box: Sandbox) -> None:
    """A user has so much room in pipes. Nobody hears of it who only wants it quicker."""
    probe = "import os, subprocess, fcntl\nr, w = os.pipe()\nfcntl.fcntl(w, 1031, 1 << 20)\n"
    probe += "x = fcntl.fcntl(w, 1032), subprocess.run(['echo', 'a'], stdout=-1, pipesize=1 << 20)"
    assert value(box, f"{probe}.stdout.decode()") == (1 << 16, "a\n")


def test_files_have_no_marks_and_are_copied_without(box: Sandbox) -> None:
    """A mark would be memory that no limit counts."""
    probe = "import os\nopen('a', 'w').close()\ntry: os.setxattr('a', 'user.x', b'1'); x = 0\n"
    assert value(box, f"{probe}except OSError as error: x = error.errno") == errno.EOPNOTSUPP
    assert shown(box, "!touch a; cp -a a b && echo copied") == "copied\n"


def test_one_can_go_into_a_folder_of_ones_own(box: Sandbox) -> None:
    """Magics keep where one has been, and there is no place to keep it."""
    assert value(box, "import os\nos.mkdir('mine')\n%cd -q mine\nx = os.getcwd()[-5:]") == "/mine"


def test_a_user_has_a_name(box: Sandbox) -> None:
    assert value(box, "import getpass\nx = getpass.getuser()") == "student"


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="numbers are for x86-64")
def test_there_are_no_calls_that_nobody_has_looked_at(box: Sandbox) -> None:
    ask = "import ctypes\nc = ctypes.CDLL(None, use_errno=True)\n"
    probe = "x = [c.syscall(number, 0, 0, 0) and ctypes.get_errno() for number in range(453, 500)]"
    assert value(box, ask + probe) == [errno.ENOSYS] * 47


def test_files_are_copied_without_the_calls_that_are_refused(box: Sandbox) -> None:
    copies = "shutil.copyfile('a', 'b'), shutil.copy('a', 'c'), os.system('cat a > d; cp a e')"
    probe = f"open('a', 'w').write('x' * 9000)\n{copies}\nx = [os.path.getsize(n) for n in 'abcde']"
    assert value(box, f"import os, shutil\n{probe}") == [9000] * 5


def test_no_sockets_that_belong_to_no_network_namespace(box: Sandbox) -> None:
    """Those between virtual machines, above all."""
    probe = """
import socket
x = []
for family in range(64):
    for kind in (1, 2, 3, 5):
        try: socket.socket(family, kind).close(); x.append(family)
        except OSError: pass
"""
    assert set(value(box, probe)) <= {1, 2, 10, 16}


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
    no_new_privileges, seccomp = 1, 2
    found = value(box, probe)
    assert [*found[:2], *found[3:5]] == [0] * 4, "no effective or permitted capabilities"
    assert found[6:8] == [no_new_privileges, seccomp]
    assert not found[8] or box.kind == "landlock", "there root is left its number, if it must be"


def test_no_program_gives_privileges(box: Sandbox) -> None:
    asked = "import ctypes as c; a = (c.c_uint32 * 6)(); "
    asked += "c.CDLL(None).capget((c.c_uint32 * 2)(0x20080522, 0), a); print(*a[:2], *a[3:5])"
    assert shown(box, f"!{sys.executable} -c '{asked}'") == "0 0 0 0\n"


@pytest.mark.parametrize("kind", ["namespaces", "landlock"])
def test_the_environment_is_clean(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "token")
    with Sandbox(kind=kind) as fresh:
        names = set(value(fresh, "import os\nx = list(os.environ)"))
    assert names <= {
        *(["PYTHONPATH"] if kind == "landlock" else []),
        *("HOME", "TMPDIR", "PATH", "LANG", "LC_CTYPE", "PWD", "MPLBACKEND", "MALLOC_ARENA_MAX"),
        *("USER", "LOGNAME"),
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


@pytest.mark.parametrize("kind", ["spaces", "locked", "naked"])
def test_no_open_file_but_its_own(kind: str, request: pytest.FixtureRequest) -> None:
    everything, sockets = value(request.getfixturevalue(kind), FILES)
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


def test_what_lies_beside_a_library_cannot_be_read(box: Sandbox, naked: Sandbox) -> None:
    """In the very folder of the libraries, by its name."""
    beside = [
        next(path for path in files(name) or [] if path.suffix == ".py").locate()
        for name in ("nbgrader", "sqlalchemy", "pytest", "jupytext")
    ]
    tried = f"x = []\nfor path in {[str(path) for path in beside]}:\n" + (
        " try: x.append(open(path).read(9))\n except OSError: pass"
    )
    assert value(box, tried) == []
    assert len(value(naked, tried)) == len(beside)


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
with Sandbox(kind=sys.argv[1]) as box:
    done = box.run([Cell("1", cell)], {}, {"1": ["x"]})
print(done.values["1"]["x"], done.outputs["1"])
"""


@pytest.mark.parametrize(
    ("kind", "link"), [("namespaces", "lib64"), ("namespaces", None), ("landlock", None)]
)
def test_nothing_is_seen_of_a_grader_that_lies_among_the_libraries(
    kind: str, link: str | None, tmp_path: Path
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
    done = subprocess.run([python, "-c", LOOK, kind], capture_output=True, text=True, check=True)
    assert done.stdout == "[] []\n"


@pytest.mark.parametrize("kind", ["namespaces", "landlock"])
def test_further_libraries_can_be_imported(kind: str) -> None:
    with Sandbox(kind=kind, also=["pandas", "no_such_library", "statistics"]) as box:
        assert value(box, "import pandas, statistics\nx = list(pandas.Series([1, 2]))") == [1, 2]


@pytest.mark.parametrize("kind", ["namespaces", "landlock"])
def test_a_sandbox_that_would_show_a_secret_refuses_to_start(kind: str, tmp_path: Path) -> None:
    torch = importlib.util.find_spec("torch")
    assert torch
    assert torch.origin
    for secret in (Path(torch.origin), Path(torch.origin).parent / "nn"):
        said = pytest.raises(SandboxMissing, match=f"students would see {secret}: move it")
        with Sandbox(kind=kind, secrets=[tmp_path, secret]) as box, said:
            run(box, "1")
    with Sandbox(kind=kind, secrets=[tmp_path, ROOT, Path("/nowhere")]) as box:
        assert run(box, "1").stop is None


def test_a_sandbox_that_would_show_the_grader_refuses_to_start() -> None:
    with Sandbox(libraries=["attention_by_hand"]) as box, pytest.raises(SandboxMissing):
        run(box, "1")


def test_the_warm_process_has_one_thread(box: Sandbox) -> None:
    run(box, "1")
    assert box._warm is not None
    assert {one.threads for one in _descendants(box._warm._process.pid)} == {1}


def at_rest(count: Callable[[], int]) -> int:
    """The number once it stands still: sockets are closed after a run has said its last word."""
    found, since = count(), time.monotonic()
    while time.monotonic() - since < 1:
        time.sleep(0.01)
        if (now := count()) != found:
            found, since = now, time.monotonic()
    return found


def test_the_warm_process_does_not_grow(box: Sandbox) -> None:
    def descriptors() -> int:
        return sum(len(os.listdir(f"/proc/{one}/fd")) for one in warm_processes(box))

    def memory() -> int:
        found = [Path(f"/proc/{one}/status").read_text() for one in warm_processes(box)]
        return sum(int(one.split("RssAnon:")[1].split()[0]) << 10 for one in found)

    for _ in range(5):
        run(box, "x = list(range(10 ** 5))")
    before, open_before = memory(), at_rest(descriptors)
    for _ in range(20):
        run(box, "x = list(range(10 ** 5))")
    assert memory() - before < 1 << 20
    assert at_rest(descriptors) == open_before
    assert len(warm_processes(box)) == (3 if box.kind == "namespaces" else 1)


AS_NOBODY = """
import sys
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.run import Cell
with Sandbox(kind=sys.argv[1]) as box:
    cell = "import os, torch\\nx = [os.getpid() == 1, os.getuid(), torch.ones(1)]"
    write = "try: open('/mine', 'w'); x = 0\\nexcept OSError as error: x = error.errno"
    written = box.run([Cell("1", write)], {}, {"1": ["x"]}).values["1"]["x"]
    done = box.run([Cell("1", cell)], {}, {"1": ["x"]})
    fork = "import os\\nwhile True:\\n try: os.fork()\\n except OSError: pass"
    bomb = box.run([Cell("1", fork)], {}, {})
print(done.stop, done.values["1"]["x"][:2], bomb.stop.kind, written)
"""


NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A Python, with this package and its libraries, that every user may run."""
    if os.getuid() != 0:
        pytest.skip("only root can be another user; the other tests are run by an ordinary one")
    libraries = sysconfig.get_path("purelib")
    for name in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        importing = [*NOBODY, "env", f"PYTHONPATH={libraries}", name, "-c", "import numpy"]
        if not subprocess.run(importing, capture_output=True).returncode:
            break
    else:
        pytest.skip("nobody but root may run this Python, or read its libraries")
    folder = tmp_path_factory.mktemp("everybody")
    let_others_in(folder)
    shutil.copytree(ROOT / "attention_by_hand", folder / "attention_by_hand")
    return ["env", f"PYTHONPATH={folder}:{libraries}", name]


@pytest.mark.parametrize("kind", ["namespaces", "landlock"])
def test_an_ordinary_user(kind: str, python: list[str]) -> None:
    command = [*NOBODY, *python, "-c", AS_NOBODY, kind]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/")
    denied = 30 if kind == "namespaces" else 13
    expected = f"None [{kind == 'namespaces'}, 65534] processes {denied}\n"
    assert done.stdout == expected, done.stderr


def test_root_becomes_a_user_that_nobody_else_is(python: list[str]) -> None:
    command = [*python, "-c", AS_NOBODY, "landlock"]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/")
    stop, _, user, kind, denied = done.stdout.replace("]", "").replace(",", "").split()
    assert (stop, kind, denied) == ("None", "processes", "13"), done.stderr
    assert int(user) >= 1 << 29


TRIED = {
    "to end by the kernel's hand": "resource.setrlimit(resource.RLIMIT_CPU, (1, 1))",
    "to empty memory of files": "os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)",
    "to see which files are in memory": "os.preadv(file, [bytearray(1)], 0, os.RWF_NOWAIT)",
}


@pytest.mark.parametrize("what", TRIED)
def test_what_would_look_like_a_kill_or_tell_a_later_run(
    what: str, box: Sandbox, naked: Sandbox
) -> None:
    probe = (
        "import os, resource\nfile = os.open(os.__file__, os.O_RDONLY)\n"
        f"x = 'done'\ntry: {TRIED[what]}\n"
        "except (PermissionError, ValueError): x = 'refused'\n"
        "except OSError: pass"
    )
    assert value(naked, probe) == "done"
    assert value(box, probe) == "refused"
