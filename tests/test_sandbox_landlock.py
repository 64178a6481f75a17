"""The second kind of sandbox: what namespaces do for nothing has to be refused, counted, ended.

Each probe finds what it looks for where there is no sandbox, or is shown to be of use inside.
"""

import errno
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sandbox_help import limited, run, run_between, shown, value

from attention_by_hand.sandbox import host, landlock, warm
from attention_by_hand.sandbox.guest import keeper, scratch, seccomp
from attention_by_hand.sandbox.guest.landlock import become_somebody
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.run import Run

TRY = """
import errno, fcntl, os, resource, signal, socket
x = {}
def attempt(name, what, *arguments):
    try: what(*arguments); x[name] = 'done'
    except OSError as error: x[name] = errno.errorcode[error.errno]
"""


def attempts(box: Sandbox, *lines: str) -> dict[str, str]:
    """What became of each attempt, a line of `name, function, arguments`."""
    tries = "\n".join(f"attempt({line})" for line in lines)
    found: dict[str, str] = value(box, f"{TRY}\n{tries}")
    return found


@pytest.fixture
def other() -> Iterator[int]:
    """A process of the same user that has nothing to do with the sandbox."""
    process = subprocess.Popen(["sleep", "60"])
    yield process.pid
    process.kill()
    process.wait()


FILE = (
    "'write', open, {0!r}, 'a'",
    "'read', open, {0!r}",
    "'cut', os.truncate, {0!r}, 0",
    "'link', os.link, {0!r}, 'mine'",
    "'move', os.rename, {0!r}, 'mine'",
    "'remove', os.unlink, {0!r}",
    "'make', os.mkdir, {0!r} + '.d'",
    "'mark', os.setxattr, {0!r}, 'user.x', b'1'",
    "'times', os.utime, {0!r}, (0, 0)",
    "'rights', os.chmod, {0!r}, 0o777",
    "'owner', os.chown, {0!r}, 1, 1",
)


def test_a_file_of_the_same_user_stays_as_it_is(locked: Sandbox, tmp_path: Path) -> None:
    """Landlock itself refuses the first seven; times, rights, owners and marks it does not know."""
    file = tmp_path / "gradebook.db"
    file.write_text("marks")
    before = file.stat()
    tried = attempts(locked, *(line.format(str(file)) for line in FILE))
    denied = {**dict.fromkeys(tried, "EACCES"), "link": "EXDEV", "move": "EXDEV", "mark": "ENOTSUP"}
    pretended = dict.fromkeys(("times", "rights", "owner"), "done")
    assert tried | {"link": "EXDEV", "move": "EXDEV"} == denied | pretended
    after, marks = file.stat(), os.listxattr(file)
    assert (after, marks) == (before, [])
    assert list(tmp_path.iterdir()) == [file]


def test_without_a_sandbox_the_file_would_be_changed(naked: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("marks")
    lines = [line.format(str(file)) for line in (*FILE[:3], *FILE[8:10])]
    assert set(attempts(naked, *lines).values()) == {"done"}
    assert (file.stat().st_size, file.stat().st_mode & 0o777) == (0, 0o777)


OTHERS = (
    "'signal', os.kill, {0}, 0",
    "'limit', resource.prlimit, {0}, resource.RLIMIT_NOFILE, (20, 20)",
    "'limits', resource.prlimit, {0}, resource.RLIMIT_NOFILE",
    "'priority', os.setpriority, os.PRIO_PROCESS, {0}, 19",
    "'user', os.setpriority, os.PRIO_USER, 4321, 19",  # a user that nobody is
    "'processor', os.sched_setaffinity, {0}, [0]",
    "'scheduler', os.sched_setscheduler, {0}, os.SCHED_BATCH, os.sched_param(0)",
    "'memory', open, '/proc/{0}/mem'",
    "'environment', open, '/proc/{0}/environ'",
    "'command', open, '/proc/{0}/cmdline'",
    "'program', os.readlink, '/proc/{0}/exe'",
    "'processes', os.listdir, '/proc'",
    "'owner of a pipe', fcntl.fcntl, os.pipe()[0], fcntl.F_SETOWN, {0}",
    "'lease', fcntl.fcntl, os.open('its own', os.O_CREAT), fcntl.F_SETLEASE, fcntl.F_RDLCK",
)


def test_other_processes_of_the_same_user_are_out_of_reach(
    locked: Sandbox, naked: Sandbox, other: int
) -> None:
    assert locked._warm is not None
    for process in (other, locked._warm._process.pid):
        tried = attempts(locked, *(line.format(process) for line in OTHERS))
        pretended = {tried.pop(name) for name in ("priority", "user", "scheduler")}
        assert pretended == {"done"}
        assert os.getpriority(os.PRIO_PROCESS, process) == os.getpriority(os.PRIO_PROCESS, 0)
        assert os.sched_getscheduler(process) == os.SCHED_OTHER
        assert set(tried.values()) <= {"EPERM", "EACCES"}, tried
    reached = attempts(naked, *(line.format(other) for line in OTHERS))
    assert reached.pop("user") == "ESRCH"
    assert set(reached.values()) == {"done"}


def test_that_a_process_is_there_can_be_seen(locked: Sandbox) -> None:
    """What this kind does not hide: names that are known, and their sizes and times."""
    with tempfile.NamedTemporaryFile(dir="/tmp") as known:  # pytest's folders are one user's own
        known.write(b"12345")
        known.flush()
        look = f"import os\nx = os.stat({known.name!r}).st_size, os.path.exists('/proc/"
        assert value(locked, f"{look}{os.getpid()}')") == (5, True)


CALLS = {  # what is asked of the kernel -> a call that would do no harm, with x86-64's numbers
    "a semaphore that stays": "semget(0, -1, 0)",
    "another's shared memory": "shmat(-1, None, 0)",
    "removal of shared memory": "shmctl(-1, 0, None)",
    "a message to others": "msgsnd(-1, b'12345678x', 1, 0)",
    "watching a folder": "inotify_init()",
    "watching a file system": "fanotify_init(0x200, 0)",
    "a terminal's input": "ioctl(0, 0x5412, b'x')",
    "flags of a file": "ioctl(0, 0x40086602, b'12345678')",
    "an internet socket": "socket(2, 1, 0)",
    "a raw socket": "socket(2, 3, 1)",
    "a netlink socket": "socket(16, 3, 0)",
    "a local socket": "socket(1, 2, 0)",
    "datagrams that could be sent elsewhere": "socketpair(1, 2, 0, (ctypes.c_int * 2)())",
    "files hidden in a socket": "sendmsg(0, b'0' * 56, 0)",
    "a folder that nobody can look into": "mkdir(b'dark', 0o300)",
    "folders that nobody can look into": "syscall(95, 0o700)",
    "the kernel's messages": "klogctl(3, None, 0)",
    "a timer that sends a signal": "timer_create(0, None, None)",
    "the hard end of a process": "kill(0, 9)",
}


@pytest.mark.parametrize("source", CALLS.values(), ids=CALLS)
def test_calls_are_refused(locked: Sandbox, source: str) -> None:
    probe = f"import ctypes\nc = ctypes.CDLL('librt.so.1', use_errno=True)\nx = c.{source}"
    assert value(locked, f"{probe}, ctypes.get_errno()") == (-1, 1)


def test_calls_that_are_newer_than_the_filter_are_not_there(locked: Sandbox) -> None:
    probe = "import ctypes\nc = ctypes.CDLL(None, use_errno=True)\nx = c.syscall({}), "
    assert value(locked, probe.format("462, 0, 0, 0") + "ctypes.get_errno()") == (-1, 38)


def test_a_notebook_does_not_notice(locked: Sandbox) -> None:
    """What programs do all the time works, or seems to."""
    cell = """
import asyncio, os, shutil, socket, subprocess, tempfile, threading
open('a', 'w').write('1')
shutil.copy2('a', 'b'); os.replace('b', 'c'); os.utime('c'); os.umask(0o022)
one, other = socket.socketpair(); one.send(b'x')
with tempfile.TemporaryDirectory() as d, tempfile.NamedTemporaryFile(dir=d) as f: f.write(b'x')
threading.Thread(target=print).start()
done = subprocess.run(['sleep', '9'], timeout=0.1) if 0 else subprocess.run('echo $((1 + 1))', shell=True)
x = asyncio.new_event_loop().run_until_complete(asyncio.sleep(0, 5)), os.isatty(0), done.returncode
os.nice(1)
"""  # noqa: E501
    assert value(locked, cell) == (5, False, 0)


def test_a_large_file_is_written_and_not_only_reserved(locked: Sandbox) -> None:
    """What is written takes time, in which the keeper looks; the C library writes by itself."""
    reserve = "import os\nfile = os.open('a', os.O_RDWR | os.O_CREAT)\n"
    size = "os.posix_fallocate(file, 0, 1 << 20)\nx = os.fstat(file).st_size"
    assert value(locked, reserve + size) == 1 << 20
    call = "import ctypes\nc = ctypes.CDLL(None, use_errno=True)\n"
    asked = "x = c.fallocate(file, 0, 0, 4096), ctypes.get_errno()"
    assert value(locked, reserve + call + asked) == (-1, errno.EOPNOTSUPP)


def test_shared_memory_for_all_is_closed(locked: Sandbox) -> None:
    probe = "from multiprocessing.shared_memory import SharedMemory as S; S('mine', True, 9)"
    assert "Permission denied" in shown(locked, probe)


def stopped(done: Run, kind: str) -> bool:
    """Whether the first cell ended the run, for this reason."""
    assert done.stop is not None, done
    return (done.stop.cell, done.stop.kind) == ("1", kind)


ASKS = """
import os, socket, sys
from attention_by_hand.sandbox.guest import jail, seccomp
with socket.socket(fileno=int(sys.argv[1])) as keeper:
    jail.call("prctl", jail.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    doorbell = seccomp.ask_keeper(landlock=7)
    socket.send_fds(keeper, [b"!"], [doorbell])
    os.close(doorbell)
    for _ in range(2):
        try: said = os.fork() and b"started"
        except OSError as error: said = str(error.errno).encode()
        if not said: os._exit(0)
        keeper.send(said)
"""


def test_a_process_starts_when_the_keeper_answers_and_never_again_when_it_has_gone() -> None:
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-c", ASKS, str(theirs.fileno())]
    with ours, theirs, subprocess.Popen(command, pass_fds=[theirs.fileno()]):
        theirs.close()
        _, [descriptor], _, _ = socket.recv_fds(ours, 1, 1)
        assert select.select([descriptor, ours.fileno()], [], [], 20)[0] == [descriptor], "it waits"
        seccomp.doorbell(descriptor).answer(set())
        assert ours.recv(9) == b"started"
        os.close(descriptor)
        assert ours.recv(9) == str(errno.ENOSYS).encode()


def test_not_one_process_more_starts(locked: Sandbox) -> None:
    """These come and go between two looks of the keeper; each has to ask."""
    cell = "import os\nfor _ in range({}):\n if not os.fork(): os._exit(0)\n"
    with limited(locked, processes=8):
        assert run(locked, cell.format(7)).stop is None
        done = run(locked, f"{cell.format(12)}open('a', 'w')")
        assert stopped(done, "processes")
        assert "more than 8 processes" in (done.stop.reason if done.stop else "")


FILL = "def fill(name, size=1 << 20):\n file = open(name, 'w+b'); file.write(bytes(size)); file.flush(); return file\n"  # noqa: E501
FULL = {
    "files": "for n in range(40): fill(str(n))",
    "folders": "import os\nfor n in range(5000): os.mkdir(str(n))",
    "empty files": "for n in range(5000): open(str(n), 'w').close()",
    "files that are open, in no folder": "import os\nk = []\n"
    "for n in range(40): k.append(fill('x')); os.unlink('x')",
    "files in memory, in no folder": "import mmap, os\nk = []\nfor n in range(40):\n"
    " f = fill('x')\n k.append(mmap.mmap(f.fileno(), 1 << 12)); f.close(); os.unlink('x')",
    "files in memory, whose name seems to end": "import ctypes, os\n"
    "map = ctypes.CDLL(None).mmap; map.restype = ctypes.c_void_p\n"
    "for n in range(40):\n"
    " f = fill('a\\rb'); assert map(None, ctypes.c_size_t(4096), 1, 1, f.fileno(), 0)\n"
    " f.close(); os.unlink('a\\rb')",
    "files in a folder that is moved while the keeper looks": "import os, time\n"
    "for n in 'AFY': os.mkdir(n)\n"
    "for n in range(3900): os.close(os.open(f'F/{n}', os.O_CREAT | os.O_WRONLY))\n"
    "early, _, late = os.listdir()\nos.mkdir(f'{late}/D')\n"
    "def seen(name, seconds=9):\n"  # the keeper reads it, and that is its time of reading
    " last, end = os.stat(name).st_atime_ns, time.monotonic() + seconds\n"
    " while os.stat(name).st_atime_ns == last and time.monotonic() < end: time.sleep(0.002)\n"
    " time.sleep(0.005)\n"
    "if not os.fork():\n"
    " while True:\n"
    "  os.mkdir(f'{early}/t'); os.rmdir(f'{early}/t')\n"
    "  seen(early); os.rename(f'{late}/D', f'{early}/D'); seen(late, 3)\n"
    "  os.rename(f'{early}/D', f'{late}/D')\n"
    "time.sleep(0.3)\n"
    "while not os.getcwd().endswith('D'):\n"
    " try: os.chdir(f'{late}/D')\n"
    " except OSError: pass\n"
    "for n in range(40): fill(str(n))",
    "files too deep to look at": "import os\nfor n in range(60): os.mkdir('x' * 100); os.chdir('x' * 100)\n"  # noqa: E501
    "for n in range(40): fill(str(n))",
    "folders too deep to look at": "import os\nfor n in range(200): os.mkdir('d'); os.chdir('d')",
    "files of another process": "import os, time\nif not os.fork():\n k = []\n"
    " for n in range(40): k.append(fill('x')); os.unlink('x')\n time.sleep(60)",
}


@pytest.mark.parametrize("source", FULL.values(), ids=FULL)
def test_the_scratch_space_is_small(locked: Sandbox, source: str) -> None:
    with limited(locked, scratch_bytes=20 << 20):
        done = run(locked, f"{FILL}{source}\nimport time; time.sleep(60)")
    assert stopped(done, "files")
    assert done.stop is not None
    assert done.stop.reason == "This cell wrote more than 20 MB of files, or too many of them."


LITTER = {
    "deep folders": "import os\nfor n in range(1200): os.mkdir('d'); os.chdir('d')",
    "names of many bytes": "import os\nhere, face = len(os.getcwd()), '\U0001f600'\n"
    "while here + 64 <= 1000: os.mkdir(face * 63); os.chdir(face * 63); here += 64\n"
    "if here < 999: os.mkdir(face * (999 - here)); os.chdir(face * (999 - here))\n"
    "open(face * 63 + 'abc', 'w')",
    "folders without rights": "import os\nos.mkdir('a'); os.mkdir('a/b'); os.chmod('a/b', 0); os.chmod('a', 0)",  # noqa: E501
    "links and pipes": "import os\nos.symlink('/', 'root'); os.symlink('loop', 'loop'); os.mkfifo('f')",  # noqa: E501
    "strange names": "import os\nfor n in (b'\\xff', b'a\\nb', b'-rf', b' '): os.mkdir(n); open(n + b'/' + n, 'w')",  # noqa: E501
}


@pytest.mark.parametrize("source", LITTER.values(), ids=LITTER)
def test_nothing_is_left_in_the_scratch_space(locked: Sandbox, source: str) -> None:
    assert run(locked, source).raised == set()
    assert locked._warm is not None
    assert locked._warm.start.home is not None
    assert not list(Path(locked._warm.start.home).glob("notebook*")), "no other run waits for it"
    assert value(locked, "import os\nx = os.listdir()") == []


def test_a_family_stands_still_while_it_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """So that nothing is moved between two folders of which one has been read."""
    counting = "import sys, time\nn = 0\nwhile True: n += 1; print(n, file=open(sys.argv[1], 'a'))"
    count = tmp_path / "count"
    with subprocess.Popen([sys.executable, "-c", counting, count]) as process, ending(process):
        while not count.exists() or not count.stat().st_size:
            time.sleep(0.01)
        here = keeper._descendants(os.getpid())
        monkeypatch.setattr(
            keeper, "_descendants", lambda _: [one for one in here if one.id == process.pid]
        )
        with keeper._standing_still(lambda: 0):
            before = count.stat().st_size
            time.sleep(0.3)
            assert count.stat().st_size == before
        while count.stat().st_size == before:
            time.sleep(0.01)


def test_who_does_not_stand_still_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it moves from folder to folder is seen in none of them."""
    monkeypatch.setattr(keeper, "STILL", 0.05)
    monkeypatch.setattr(keeper, "_send", lambda _number, _family: None)
    me = keeper._look(str(os.getpid()))
    monkeypatch.setattr(keeper, "_descendants", lambda _: [me])
    with pytest.raises(TimeoutError), keeper._standing_still(lambda: 0):
        pytest.fail("somebody is still running")


@pytest.mark.parametrize(
    ("found", "now", "may"),
    [
        ((200, 0), (300, 1 << 20), False),
        ((201, 0), (301, 1 << 20), True),
        ((9, 0), (310, 1 << 20), True),
        ((9, 9 << 20), (109, 26 << 20), False),
        ((9, 8 << 20), (109, 26 << 20), True),
    ],
    ids=["few", "many", "names that are not found", "all is found", "bytes that are not found"],
)
def test_what_may_hide(found: tuple[int, int], now: tuple[int, int], may: bool) -> None:
    before = scratch.Taken(100, 1 << 20)
    assert scratch.may_hide(scratch.Taken(*found), before, scratch.Taken(*now)) == may


def test_a_look_that_fails_ends_the_run_and_not_the_keeper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the run is done again, as if the machine had killed it."""
    bounds = keeper.Bounds(1, 1, (1, 1), None, scratch.Taken(0, 0))
    looks = keeper._Looks(bounds, lambda: 0)
    assert looks.take([]) is None
    monkeypatch.setattr(keeper, "_memory", lambda *_: 1 / 0)
    assert looks.take([]) == keeper.FILES


@contextmanager
def ending(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """It ends, whatever happens."""
    try:
        yield
    finally:
        process.kill()


def test_removing_does_not_follow_links(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link").symlink_to(tmp_path / "kept")
    scratch.remove(str(tmp_path / "folder"))
    assert [path.name for path in tmp_path.rglob("*")] == ["kept", "file"]


def test_looking_does_not_follow_a_link_that_takes_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "outside" / "more").mkdir(parents=True)
    (tmp_path / "scratch" / "folder").mkdir(parents=True)
    seen = 0
    for seen, _ in enumerate(scratch._held(str(tmp_path / "scratch")), start=1):
        if seen == 1:
            (tmp_path / "scratch" / "folder").rmdir()
            (tmp_path / "scratch" / "folder").symlink_to(tmp_path / "outside")
    assert seen == 1


def test_looking_ends_where_it_is_known_that_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        (tmp_path / str(number)).touch()
    monkeypatch.setattr(scratch, "MOST_FILES", 10)
    held = scratch._held(str(tmp_path))
    monkeypatch.setattr(scratch, "_held", lambda _: held)
    with pytest.raises(OSError, match="too many"):
        scratch.taken(str(tmp_path), [], 1 << 20)
    assert len(list(held)) == 9, "it is left after the eleventh"


def _is_alive(process: int) -> bool:
    try:
        return b"Z" not in Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2][:3]
    except OSError:
        return False


def test_a_process_that_has_ended_hides_nothing() -> None:
    """Its files in /proc are root's, and out of an ordinary user's reach."""
    ended = os.fork()
    if ended == 0:
        os._exit(0)
    os.waitid(os.P_PID, ended, os.WEXITED | os.WNOWAIT)
    asking = os.fork()
    if asking == 0:
        status = 1
        try:
            if os.getuid() == 0:
                os.setresuid(*[65534] * 3)
            with pytest.raises(PermissionError):
                os.listdir(f"/proc/{ended}/fd")
            status = len([*scratch.opened([ended]), *scratch._mapped("", [ended])])
        finally:
            os._exit(status)
    assert os.waitpid(asking, 0)[1] == os.waitpid(ended, 0)[1] == 0


DAEMONS = "import subprocess\nfor n in range(3): subprocess.Popen(['setsid', 'sleep', '99'])"


def family_of(box: Sandbox) -> list[int]:
    """The processes of the sandbox: the guardian, the warm one, and those of the run."""
    assert box._warm is not None
    first = box._warm._process.pid
    return [first, *(one.id for one in keeper._descendants(first))]


def test_nothing_outlives_the_warm_process() -> None:
    """It is killed, by the system say, while a run has processes that left their session."""
    family = list[int]()

    def kill() -> None:
        family.extend(family_of(box))
        os.kill(family[1], signal.SIGKILL)
        deadline = time.monotonic() + 5
        while any(map(_is_alive, family)) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert not any(map(_is_alive, family))

    with Sandbox(kind="landlock") as box:
        run(box, "1")
        home = Path(box._warm.start.home or "") if box._warm else Path()
        assert home.is_dir()
        assert run_between(box, kill, DAEMONS).stop is None
        assert len(family) > 5
        assert not home.exists()


def test_nothing_outlives_a_warm_process_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The grader loses patience and ends it; what has left its session is ended with it.

    Nor is the run done again: a keeper that lives and says nothing is kept busy by the run.
    """
    monkeypatch.setattr(host, "WORD_SECONDS", 0.5)
    family = list[int]()

    def stop() -> None:
        family.extend(family_of(box))
        os.kill(family[1], signal.SIGSTOP)

    with Sandbox(kind="landlock") as box:
        run(box, "1")
        home = Path(box._warm.start.home or "") if box._warm else Path()
        done = run_between(box, stop, DAEMONS)
        assert done.stop is not None
        assert done.stop.kind == "time"
        assert len(family) > 5
        assert not any(map(_is_alive, family))
        assert not home.exists()


def test_the_guardian_is_given_the_time_that_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what has left its session would have nobody left to end it."""
    monkeypatch.setattr(warm, "END_SECONDS", 0.5)
    family = list[int]()

    def hold_up() -> None:
        family.extend(family_of(box))
        os.kill(family[0], signal.SIGSTOP)
        threading.Timer(3, os.kill, [family[0], signal.SIGCONT]).start()
        assert box._warm is not None
        box._warm.close()

    with Sandbox(kind="landlock") as box:
        run(box, "1")
        run_between(box, hold_up, DAEMONS)
        assert len(family) > 5
        assert not any(map(_is_alive, family))


GRADER = """
import sys
from attention_by_hand.sandbox.host import Sandbox
box = Sandbox(kind="landlock")
box.kind
print(box._warm.start.home, flush=True)
sys.stdin.read()
"""


def test_nothing_is_left_of_a_grader_that_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", GRADER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as grader:
        assert grader.stdout is not None
        home = Path(grader.stdout.readline().strip())
        assert (home / "libraries").is_dir()
        grader.kill()
    deadline = time.monotonic() + 20
    while home.exists():
        assert time.monotonic() < deadline


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody")
def test_whoever_root_becomes_can_tidy_up() -> None:
    """Also where no grader is left to do it."""
    home = Path(tempfile.mkdtemp(dir="/tmp"))
    (home / "libraries").mkdir()
    (home / "libraries" / "link").symlink_to("/usr")
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            become_somebody(str(home), ["/usr"])
            scratch.remove(str(home))
            os._exit(os.getuid() == 0)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert not home.exists()


OLD = """
import errno, os, signal, subprocess, sys, torch
x = {}
def attempt(name, what, *arguments):
    try: what(*arguments); x[name] = 'done'
    except OSError as error: x[name] = errno.errorcode[error.errno]
child = subprocess.Popen(['sleep', '60'])
attempt('a child', os.kill, child.pid, 15)
attempt('itself', os.kill, os.getpid(), 0)
attempt('its group', os.kill, 0, 0)
attempt('its parent', os.kill, os.getppid(), 0)
attempt('another', os.kill, OTHER, 0)
attempt('all', os.kill, -1, 0)
attempt('another group', os.killpg, os.getpgid(OTHER), 0)
attempt('cut', os.truncate, FILE, 0)
flags = os.O_RDONLY | os.O_TRUNC | os.O_DIRECTORY  # a file is no folder: nothing would be cut
attempt('cut while reading', os.open, torch.__file__, flags)
attempt('write', open, FILE, 'a')
attempt('own file', open, 'mine', 'w')
attempt('own file again', open, 'mine', 'w')
"""
NO, YES = "EPERM", "done"


@pytest.mark.parametrize("version", [1, 4])
def test_what_an_older_landlock_does_not_know_is_refused_all_the_same(
    version: int, other: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landlock, "NEWEST", version)
    (tmp_path / "file").write_text("marks")
    with Sandbox(kind="landlock") as box:
        names = f"OTHER, FILE = {other}, {str(tmp_path / 'file')!r}"
        tried = value(box, f"{names}\n{OLD}")
    cut, while_reading = (NO, NO) if version < 3 else ("EACCES", "ENOTDIR")
    assert tried == {
        **dict.fromkeys(("a child", "itself", "own file", "own file again"), YES),
        **dict.fromkeys(("its parent", "its group", "another", "all", "another group"), NO),
        "cut": cut,
        "cut while reading": while_reading,
        "write": "EACCES",
    }
    assert (tmp_path / "file").read_text() == "marks"
