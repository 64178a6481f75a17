"""Every limit ends the run, or fails in the cell, with a sentence of its own."""

import contextlib
import os
import platform
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sandbox_help import limited, run, run_between, start, text, value

from attention_by_hand.sandbox import bubblewrap, host
from attention_by_hand.sandbox.guest import scratch
from attention_by_hand.sandbox.guest.keeper import SOCKET, _descendants, _opened
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.kinds import SandboxMissing
from attention_by_hand.sandbox.limits import Limits
from attention_by_hand.sandbox.run import Run
from attention_by_hand.sandbox.warm import Sockets, Warm


def stopped(done: Run, cell: str, kind: str, reason: str) -> bool:
    """Whether the run ended there, for that reason."""
    assert done.stop is not None
    assert (done.stop.cell, done.stop.kind) == (cell, kind)
    assert reason in done.stop.reason
    assert done.stop.reason.count(". ") == 0, "one sentence"
    return True


ENDLESS = {
    "a loop": "while True: pass",
    "one that ignores signals": "import signal\nfor s in 2, 15: signal.signal(s, 1)\nwhile 1: pass",
    "one that catches all": "while True:\n try:\n  while True: pass\n except BaseException: pass",
    "a sleep": "import time; time.sleep(99)",
    "a shell command": "!sleep 99",
    "a value that is slow to look at": "class X(dict):\n def items(s):\n  while 1: 1\nx = X(a=1)",
    "a lock": "import threading; l = threading.Lock(); l.acquire(); l.acquire()",
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_a_cell_has_so_much_time(box: Sandbox, source: str) -> None:
    with limited(box, cell_seconds=0.5):
        done = run(box, "y = 1", source, "z = 1", want={"1": ["y"], "2": ["x"], "3": ["z"]})
    assert stopped(done, "2", "time", "This cell ran longer than 0.5 s: is there a loop that never")
    assert done.values == {"1": {"y": 1}}


def test_a_run_has_so_much_time(box: Sandbox) -> None:
    with limited(box, run_seconds=0.5):
        done = run(box, *["import time; time.sleep(0.2)"] * 5)
    assert done.stop is not None
    assert stopped(done, done.stop.cell, "time", "The notebook ran longer than 0.5 s")


def test_a_run_has_so_much_time_whatever_its_threads_use(box: Sandbox) -> None:
    spin = "import hashlib, threading\ndef f():\n while 1: hashlib.sha256(bytes(1 << 20))\n"
    start = "for _ in range(3): threading.Thread(target=f, daemon=True).start()\nf()"
    with limited(box, cell_seconds=9, run_seconds=1.9):
        done = run(box, spin + start)
    assert stopped(done, "1", "time", "1.9 s")
    no_ticks = "import resource\nx = resource.getrlimit(resource.RLIMIT_CPU)"
    assert run(box, no_ticks, want={"1": ["x"]}).values["1"]["x"] == (-1, -1)


def test_too_much_memory_is_an_error_of_the_cell(box: Sandbox) -> None:
    with limited(box, memory_bytes=100 << 20):
        done = run(box, "x = bytearray(200 << 20)", "print('on')")
    assert done.outputs["1"][0]["ename"] == "MemoryError"
    assert text(done.outputs["2"]) == "on\n"


def test_too_much_memory_in_small_pieces(box: Sandbox) -> None:
    with limited(box, memory_bytes=60 << 20):
        done = run(box, "x = []\nwhile True: x.append(bytearray(1 << 18))", "del x; print('on')")
    assert done.outputs["1"][0]["ename"] == "MemoryError"
    assert text(done.outputs["2"]) == "on\n"


@pytest.mark.parametrize("hide", ["", "import ctypes; ctypes.CDLL(None).prctl(4, 0)\n"])
def test_the_memory_of_all_processes_counts(box: Sandbox, hide: str) -> None:
    fork = "import os, time\nfor _ in range(5):\n if not os.fork(): x = b'x' * (90 << 20); break\n"
    with limited(box, memory_bytes=200 << 20):
        done = run(box, f"{hide}{fork}time.sleep(9)")
    assert stopped(done, "1", "memory", "beyond 200 MB of memory")


LEFT = """
import ctypes, os, threading, time
def hold(): time.sleep(0.2); x = b'x' * (90 << 20); time.sleep(99)
for _ in range(5):
    if not os.fork():
        threading.Thread(target=hold).start()
        ctypes.CDLL(None).syscall({'x86_64': 60}.get(os.uname().machine, 93), 0)
time.sleep(99)
"""


def test_the_memory_of_a_process_counts_whose_first_thread_has_ended(box: Sandbox) -> None:
    with limited(box, memory_bytes=200 << 20):
        assert stopped(run(box, LEFT), "1", "memory", "beyond 200 MB of memory")


HOPPING = {
    "to another process": """
import mmap, os, signal, time
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for _ in range(4):
    if not os.fork():
        held, filled, end = mmap.mmap(-1, 90 << 20, 34), 0, time.monotonic() + 15
        while time.monotonic() < end:
            if os.fork(): os._exit(0)
            if filled < 90: held[filled << 20:filled + 10 << 20] = bytes(10 << 20); filled += 10
time.sleep(15)
""",
    "to another thread": """
import ctypes, mmap, os, threading, time
threading.stack_size(1 << 18)
def hop():
    global filled
    while True:
        try: threading.Thread(target=hop, daemon=True).start(); break
        except RuntimeError: time.sleep(0.001)
    if filled < 90: held[filled << 20:filled + 10 << 20] = bytes(10 << 20); filled += 10
    if time.monotonic() > end: os._exit(0)
for _ in range(4):
    if not os.fork():
        held, filled, end = mmap.mmap(-1, 90 << 20, 34), 0, time.monotonic() + 15
        threading.Thread(target=hop, daemon=True).start()
        ctypes.CDLL(None).syscall({'x86_64': 60}.get(os.uname().machine, 93), 0)
time.sleep(15)
""",
}


@pytest.mark.parametrize("source", HOPPING.values(), ids=HOPPING)
def test_memory_that_is_handed_on_counts(box: Sandbox, source: str) -> None:
    """Whoever holds it has ended when it is looked at, and another holds it."""
    with limited(box, memory_bytes=200 << 20):
        done = run(box, source)
    assert done.stop is not None
    assert done.stop.kind in ("memory", "processes")


# One page in each GB of addresses: each needs two pages of the kernel's to be found.
SPARSE = """
import ctypes, os, time
c = ctypes.CDLL(None)
c.mmap.restype = ctypes.c_void_p
c.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
for _ in range(12):
    if not os.fork():
        for n in range(3000):
            ctypes.string_at(c.mmap(0x100000000000 + (n << 30), 4096, 1, 0x22, -1, 0), 1)
        break
time.sleep(9)
"""


def test_what_the_kernel_needs_to_find_pages_is_memory(box: Sandbox) -> None:
    """All pieces take 12 * 3000 * 2 kB, or 70 MB, and the pages nothing; their tables 290 MB."""
    with limited(box, memory_bytes=250 << 20):
        assert stopped(run(box, SPARSE), "1", "memory", "beyond 250 MB of memory")


PIPES = """
import os, time
for _ in range(4):
    if not os.fork(): kept = [os.pipe() for _ in range({})]; break
time.sleep(3)
"""


def test_pipes_are_memory(box: Sandbox) -> None:
    """All runs of a user share the room for a thousand large ones."""
    with limited(box, memory_bytes=400 << 20):
        assert run(box, PIPES.format(10)).stop is None
        assert stopped(run(box, PIPES.format(40)), "1", "memory", "beyond 400 MB of memory")


# Threads that keep to themselves what the keeper needs for an exact look, while others take memory
STORM = """
import ctypes, os, threading, time
threading.stack_size(1 << 18)
c = ctypes.CDLL(None)
c.mmap.restype = ctypes.c_void_p
c.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
c.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
told, tell = os.pipe()
for _ in range(3):
    if not os.fork():
        os.read(told, 1)
        kept = [bytearray(b'x' * (1 << 20)) for _ in range(500)]
        while os.getppid() != 0: pass
size = 700 << 20
place = c.mmap(None, size, 1, 0x22, -1, 0)
for n in range(0, size, 4096): ctypes.c_char.from_address(place + n).value
pieces = c.mmap(None, 1700 * 8192, 1, 0x22, -1, 0)
for n in range(1700): c.mprotect(pieces + 8192 * n, 4096, 0)
def storm():
    os.setpriority(os.PRIO_PROCESS, 0, 19)  # would make it slow to give the lock back
    while True: c.mprotect(place, size, 0); c.mprotect(place, size, 1)
for _ in range(8): threading.Thread(target=storm, daemon=True).start()
time.sleep(1)
os.write(tell, b'xxx')
time.sleep(110)
"""


def test_nobody_keeps_the_keeper_from_looking(box: Sandbox) -> None:
    """It looks while all stand still; and those who take memory are ended.

    Most of the time they stand still, so on a busy machine it takes them long to take that much.
    """
    with limited(box, memory_bytes=900 << 20, cell_seconds=120, run_seconds=120):
        done = run(box, STORM)
    assert stopped(done, "1", "memory", "beyond 900 MB of memory")


# A keeper that is held up while a process takes memory, or does nothing. It is a program of its
# own: what is ended is all that it has started.
HELD_UP = """
import os, sys, time
from attention_by_hand.sandbox.guest import keeper
grows, room, keeper.PATIENCE = (float(one) for one in sys.argv[1:])
child = os.fork()
if child == 0:
    time.sleep(0.5)
    kept = bytearray(b'x' * (int(grows) << 20))
    time.sleep(60)
eyes = keeper._SecondEyes()
with eyes.open(int(room) << 20):
    end = time.monotonic() + 4
    while time.monotonic() < end and not (ended := os.waitpid(child, os.WNOHANG)[0]):
        time.sleep(0.05)
eyes.close()
print(eyes.reason.decode(), 'ended' if ended else 'goes on', len(os.listdir('/proc/self/task')))
keeper.end_all()
"""


@pytest.mark.parametrize(
    ("grows", "room", "patience", "said"),
    [
        ("100", "50", "60", "memory ended 1"),
        ("100", "300", "60", " goes on 1"),
        ("1", "300", "1.5", "memory ended 1"),
    ],
    ids=["grows by more than it may", "grows by less", "takes long"],
)
def test_a_run_that_holds_its_keeper_up_is_ended(
    grows: str, room: str, patience: str, said: str
) -> None:
    """Whatever the keeper waits for; and when it goes on, it is a process of one thread again."""
    program = [sys.executable, "-c", HELD_UP, grows, room, patience]
    done = subprocess.run(program, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == f"{said}\n"


# A run that has taken too much memory. To look at open files can take long, so that comes later.
MEMORY_FIRST = """
import os, time
from attention_by_hand.sandbox.guest import keeper
asked = []
keeper._opened = asked.append
if not os.fork():
    kept = bytearray(b'x' * (50 << 20))
    time.sleep(60)
time.sleep(1)
bounds = keeper.Bounds(20 << 20, 32, (0, 0), None, keeper.scratch.Taken(0, 0))
family = keeper._descendants(keeper._own_id())
print(keeper._Looks(bounds, lambda: 0).take(family).decode(), asked)
keeper.end_all()
"""


def test_memory_is_looked_at_before_open_files() -> None:
    program = [sys.executable, "-c", MEMORY_FIRST]
    done = subprocess.run(program, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "memory []\n"


def test_a_socket_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run may have it open at six thousand numbers."""
    asked = list[int]()

    def look(place: str) -> int:
        asked.append(os.stat(f"/proc/{place}").st_ino)
        return 0

    monkeypatch.setattr(scratch, "files_inside", look)
    one, other = socket.socketpair()
    with one, other, one.dup(), other.dup():
        _opened([os.getpid()])
        assert {os.fstat(end.fileno()).st_ino for end in (one, other)} <= set(asked)
    assert len(asked) == len(set(asked))


STARTING = {
    "threads": "import threading\nfor _ in range(300):\n"
    " one = threading.Thread(target=int); one.start(); one.join()",
    "processes": "import os\nfor _ in range(100):\n"
    " one = os.fork()\n if not one: os._exit(0)\n os.waitpid(one, 0)",
    "programs": "import subprocess\nfor _ in range(100): subprocess.run(['true'], check=True)",
}


@pytest.mark.parametrize("source", STARTING.values(), ids=STARTING)
def test_starting_much_is_fine(box: Sandbox, source: str) -> None:
    """It stands still when it is told to, and goes on."""
    assert value(box, f"{source}\nx = 1") == 1


def test_a_shell_can_start_programs_one_after_the_other(box: Sandbox) -> None:
    """Without namespaces the keeper is asked, and the end of the first program interrupts that."""
    pipes = "import os\nx = sum(os.system('echo a | cat > d') == 0 for _ in range(20))"
    assert value(box, pipes) == 20


def test_a_handler_that_lies_nowhere_hurts_nobody(box: Sandbox) -> None:
    """Without namespaces, the keeper would look at it."""
    ask = "import ctypes, os\ncall, number = ctypes.CDLL(None).syscall, {'x86_64': 13}.get(os.uname().machine, 134)\n"  # noqa: E501
    places = "-1, -9, 1, (1 << 63) - 1, -1 << 63, 0"
    tries = f"x = [call(number, 17, ctypes.c_long(n), None, 8) for n in ({places})]"
    assert value(box, f"{ask}{tries}") == [-1, -1, -1, -1, -1, 0]
    assert value(box, "import subprocess\nx = subprocess.run(['true']).returncode") == 0


@pytest.mark.parametrize(
    "attempt",
    ["os.kill(os.getpid(), 18)", "fcntl.fcntl(0, 10, 18)", "signal.pthread_kill(me, 18)"],
    ids=["to a process", "from a file", "to a thread"],
)
def test_nobody_sets_going_what_stands_still(box: Sandbox, attempt: str) -> None:
    setup = "import fcntl, os, signal, threading\nme, x = threading.get_ident(), False\n"
    assert value(box, f"{setup}try: {attempt}\nexcept PermissionError: x = True") is True


def test_a_run_does_not_keep_the_machines_disk_busy(box: Sandbox) -> None:
    """`sync` waits until all files of all users are written: it is pretended."""
    assert value(box, "import os, time\nos.sync()\nx = 1") == 1


def test_processes_that_have_ended_take_no_memory(box: Sandbox) -> None:
    zombies = "import os, time\nfor _ in range(9):\n if not os.fork(): os._exit(0)\n"
    with limited(box, memory_bytes=100 << 20):
        assert run(box, f"{zombies}time.sleep(0.3)").stop is None


PROGRAM = """
import ctypes, os, socket, struct
libc = ctypes.CDLL(None, use_errno=True)
code = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0x7FFF0000))
program = struct.pack("HxxxxxxP", 1, ctypes.addressof(code))
seccomp = {'x86_64': 317}.get(os.uname().machine, 277)
"""
COMPILED = {
    "seccomp": "x = libc.syscall(seccomp, 1, 0, program)",
    "with a descriptor": "x = libc.syscall(seccomp, 1, 8, program)",
    "prctl": "x = libc.prctl(22, 2, program)",
    "a socket's": "one, _ = socket.socketpair()\ntry: one.setsockopt(1, 26, program); x = 0\n"
    "except PermissionError: x = -1",
}


@pytest.mark.parametrize("attempt", COMPILED.values(), ids=COMPILED)
def test_a_run_gives_the_kernel_no_programs(box: Sandbox, attempt: str) -> None:
    """The machine has so much room for all of them: no sandbox starts once it is used up."""
    assert value(box, f"{PROGRAM}{attempt}") == -1


def test_a_sandbox_that_cannot_start_just_now_is_tried_again(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has worked before. Once more, and the run is as any other."""
    begin, failed = host._Session._begin, list[int]()

    def fail_once(session: host._Session) -> None:
        begin(session)
        if not failed:
            failed.append(1)
            raise SandboxMissing("no room for a filter")

    with start(sandbox.kind) as box:
        monkeypatch.setattr(host._Session, "_begin", fail_once)
        assert value(box, "x = 7") == 7
    assert failed


def test_no_large_page_is_kept_by_a_small_one(box: Sandbox) -> None:
    """Who gives back all of a large page but a little has little: the kernel keeps all of it."""
    ask = "import ctypes\nlibc = ctypes.CDLL(None)\n"
    switched_off, again = "libc.prctl(42, 0, 0, 0, 0)", "libc.prctl(41, 0, 0, 0, 0)"
    assert value(box, f"{ask}x = [{switched_off}, {again}, {switched_off}]") == [1, -1, 1]


# A program for x86-64: it copies itself to other memory, gives its own back, and waits
UNMAPS_ITSELF = (
    "7f454c4602010100000000000000000002003e00010000007800400000000000400000000000000000000000"
    "0000000000000000400038000100000000000000010000000500000000000000000000000000400000000000"
    "0000400000000000cb00000000000000cb000000000000000010000000000000b80900000031ffbe00100000"
    "ba0700000041ba2200000049c7c0ffffffff4531c90f054889c34889c7488d3509000000b940000000f3a4ff"
    "e3b80b000000bf00004000be001000000f05b8220000000f05ebf7"
)
PROGRAM_FILES = f"""
import os, time
for n in range(7):
    file = os.open('program', os.O_CREAT | os.O_WRONLY, 0o755)
    os.write(file, bytes.fromhex('{UNMAPS_ITSELF}') + bytes(9 << 20))
    os.close(file)
    if not os.fork(): os.execv('./program', ['program'])
    time.sleep(0.05)
    os.unlink('program')
time.sleep(1)
"""


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the program is one for x86-64")
def test_the_files_of_programs_that_run_count(locked: Sandbox) -> None:
    """Such a program's file is in no folder, open nowhere, and in no memory."""
    with limited(locked, scratch_bytes=40 << 20):
        assert stopped(run(locked, PROGRAM_FILES), "1", "files", "more than 40 MB of files")


SOCKETS = """
import os, socket, time
for _ in range(8):
    if not os.fork(): break
kept = []
try:
    while True:
        kept += socket.socketpair()
        for one in kept[-2:]:
            one.setblocking(False)
            try:
                while one.send(bytes(1 << 15)): pass
            except BlockingIOError: pass
except OSError: pass
time.sleep(99)
"""


def test_what_is_sent_and_not_received_is_memory(box: Sandbox) -> None:
    with limited(box, memory_bytes=100 << 20):
        assert stopped(run(box, SOCKETS), "1", "memory", "beyond 100 MB of memory")


SCATTERED = """
import ctypes, mmap, os, time
c = ctypes.CDLL(None)
c.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
with open('file', 'wb') as file: file.write(bytes(8192))
file = os.open('file', os.O_RDWR)
for n in range({}): c.mmap(None, 4096, 1, 2, file, 4096 * (n % 2))
time.sleep(3)
"""


LONG_NAMES = "import os\nfor n in range(14): os.mkdir('\\n' * 250); os.chdir('\\n' * 250)\n"


def test_memory_in_very_many_pieces_is_too_much(box: Sandbox) -> None:
    """The keeper would look at them for so long that all other limits came late.

    It looks exactly where what the kernel keeps for them could be much, beside the limit.
    """
    with limited(box, memory_bytes=100 << 20):
        assert run(box, SCATTERED.format(2000)).stop is None
        assert stopped(run(box, SCATTERED.format(20_000)), "1", "memory", "of memory")
        assert stopped(run(box, LONG_NAMES + SCATTERED.format(2000)), "1", "memory", "of memory")


# Children keep the files open, so that these stay in the lists; only one process has the lists.
EPOLLS = """
import os, select, time
lists = [select.epoll() for _ in range(4)]
done, tell = os.pipe()
for _ in range({}):
    if not os.fork():
        files = [os.eventfd(0) for _ in range(100)]
        for number in range(120, 250):
            for file in files:
                os.dup2(file, number)
                for one in lists: one.register(number, 1)
        for one in lists: one.close()
        os.write(tell, b'x')
        time.sleep(60)
    os.read(done, 1)
time.sleep(3)
"""


def test_lists_of_what_to_wait_for_are_memory(box: Sandbox) -> None:
    """One has an entry for each file at each number: the kernel's memory, and a user has so many.

    A file stays in it for as long as any process has it open.
    """
    many = (
        "import select\nkept = [select.epoll() for _ in range(200)]\nimport time; time.sleep(0.5)"
    )
    assert run(box, many, "import asyncio; await asyncio.sleep(0.3)").stop is None
    assert run(box, EPOLLS.format(1)).stop is None
    assert stopped(run(box, EPOLLS.format(9)), "1", "memory", "of memory")


IN_FLIGHT = """
import os, socket, time
one, other = socket.socketpair()
for _ in range({}):
    socket.send_fds(one, [b'x'], [os.pipe()[0]])
    {}
    time.sleep(0.1)
"""
LATE = "_ and socket.recv_fds(other, 1, 1)"  # there is always one on its way
ALL_LATE = "[socket.recv_fds(other, 1, 1) for _ in range(_ // 19 * 20)]"


def test_open_files_do_not_stay_on_their_way(spaces: Sandbox) -> None:
    """There they are nobody's, and so is all that they hold."""
    assert run(spaces, IN_FLIGHT.format(20, "socket.recv_fds(other, 1, 1)")).stop is None
    assert stopped(run(spaces, IN_FLIGHT.format(60, "")), "1", "files", "left open files on their")


@pytest.mark.parametrize("receive", [LATE, ALL_LATE], ids=["one by one", "all at last"])
def test_open_files_may_be_received_late(spaces: Sandbox, receive: str) -> None:
    """Who sends one after the other, or many at once, waits for who is slow to receive them."""
    assert run(spaces, IN_FLIGHT.format(20, receive)).stop is None


def test_open_files_on_their_way_count_as_sockets() -> None:
    """They may be some, with what was sent to these inside: data, and more sockets."""
    one, other = socket.socketpair()
    with one, other:
        before = _opened([os.getpid()])
        socket.send_fds(one, [b"x"], [0] * 2)
        opened = _opened([os.getpid()])
    assert (opened.flying, opened.size - before.size) == (2, 512 * SOCKET)


# A thread waits for sockets that another closes: they are open, and no process shows them
HELD = """
import select, socket, threading, time
gate = threading.Barrier(2)
def hold():
    for _ in range({rounds}):
        gate.wait()
        x.extend(what for _, what in waits.poll(6000))
        gate.wait()
x = []
thread = threading.Thread(target=hold)
thread.start()
time.sleep(0.5)
began = time.monotonic()
for _ in range({rounds}):
    waits = select.poll()
    files = [file for _ in range({pairs}) for file in socket.socketpair()]
    for file in files: waits.register(file, select.POLLIN)
    gate.wait()
    time.sleep(0.05)
    for file in files: file.close()
    gate.wait()
thread.join()
seconds = time.monotonic() - began
"""


@pytest.mark.parametrize(("rounds", "pairs"), [(1, 1), (6, 115)], ids=["few", "many"])
def test_no_thread_hides_open_files(box: Sandbox, rounds: int, pairs: int) -> None:
    """Once a second it stands still, and does not find them again.

    With many sockets it does so at once: they can hold a gigabyte before a second is over.
    """
    held = HELD.format(rounds=rounds, pairs=pairs)
    found = run(box, held, want={"1": ["x", "seconds"]}).values["1"]
    assert found["x"] == [select.POLLNVAL] * 2 * pairs * rounds
    assert isinstance(found["seconds"], float)
    assert found["seconds"] < 4


ONLY_IN_FILES = """
import mmap, os
open('file', 'wb').write(bytes(9))
x = []
for path in ('', '/dev/zero', 'file'):
    try:
        mmap.mmap(os.open(path, os.O_RDWR) if path else -1, 9)
        x.append(True)
    except OSError: x.append(False)
"""


def test_shared_memory_is_in_files_only(box: Sandbox, naked: Sandbox) -> None:
    """What has no file stays when most of it is unmapped, and then no process is charged."""
    assert value(naked, ONLY_IN_FILES) == [True, True, True]
    assert value(box, ONLY_IN_FILES) == [False, False, True]


def test_shared_memory_counts(naked: Sandbox) -> None:
    fill = (
        "import mmap, os, time\nfor _ in range(4):\n if not os.fork():\n"
        "  m = mmap.mmap(-1, 80 << 20)\n  for _ in range(80): m.write(b'x' * (1 << 20))\n  break\n"
    )
    with limited(naked, memory_bytes=150 << 20):
        assert stopped(run(naked, f"{fill}time.sleep(9)"), "1", "memory", "beyond 150 MB")


BOMBS = {
    "forks": "import os\nwhile True:\n try: os.fork()\n except OSError: pass",
    "threads": "import threading, time\nfor _ in range(40):\n try: threading.Thread("
    "target=time.sleep, args=(99,), daemon=True).start()\n except RuntimeError: time.sleep(9)\n"
    "time.sleep(9)",
    "a shell's": "!for _ in $(seq 40); do sleep 9 & done; wait",
}


@pytest.mark.parametrize("source", BOMBS.values(), ids=BOMBS)
def test_a_run_has_so_many_processes(box: Sandbox, source: str) -> None:
    done = run(box, source)
    assert stopped(done, "1", "processes", "more than 32 processes")


def test_the_last_process_that_is_allowed_is_fine(box: Sandbox) -> None:
    fork = (
        "import os, time\nfor _ in range({}):\n if not os.fork(): time.sleep(1); os._exit(0)\n"
        "for _ in range({}): os.wait()"
    )
    with limited(box, processes=8):
        assert run(box, fork.format(7, 7)).stop is None
        assert stopped(run(box, fork.format(8, 8)), "1", "processes", "more than 8 processes")


FEW = {
    "forked": "import multiprocessing as m\np, q = m.Pipe()\n"
    "for n in (1, 2):\n w = m.Process(target=q.send, args=(n,)); w.start(); w.join()\n"
    "x = [p.recv(), p.recv()]",
    "spawned": "import multiprocessing as m\np = m.get_context('spawn').Process(target=print)\n"
    "p.start(); p.join()\nx = [1 + p.exitcode, 2]",
    "started": "import subprocess\nx = [int(subprocess.run(['expr', n, '-', '2'], "
    "capture_output=True).stdout) for n in '34']",
    "ended": "import subprocess\nw = [subprocess.Popen(['sleep', '99']) for _ in range(2)]\n"
    "for p in w: p.terminate()\nx = [p.wait() // -15 + n for n, p in enumerate(w)]",
}


@pytest.mark.parametrize("source", FEW.values(), ids=FEW)
def test_a_few_processes_are_fine(box: Sandbox, source: str) -> None:
    done = run(box, source, want={"1": ["x"]})
    assert done.values["1"]["x"] == [1, 2], done


def test_a_pool_of_processes_is_fine(box: Sandbox) -> None:
    cell = "import multiprocessing as m\nwith m.Pool(4) as p: x = p.map(abs, [-1, 2])"
    done = run(box, cell, want={"1": ["x"]})
    if box.kind == "landlock":  # its locks are files in /dev/shm, which all runs would share
        assert done.outputs["1"][0]["ename"] == "PermissionError"
    else:
        assert done.values["1"]["x"] == [1, 2], done


def test_a_file_has_a_largest_size(box: Sandbox) -> None:
    done = run(box, "open('x', 'wb').write(bytes(11 << 20))", "print('on')")
    assert "File too large" in done.outputs["1"][0]["evalue"]
    assert text(done.outputs["2"]) == "on\n"


@pytest.mark.parametrize(
    ("source", "shows"),
    [
        ("while True: print('x' * 1000)", "shows more than 100 kB"),
        ("print('x' * (1 << 20))", "shows more than 100 kB"),
        ("try:\n print('x' * (1 << 20))\nexcept BaseException: print('caught')", "100 kB"),
        ("import os\nos.system('yes | head -c 300000')", "shows more than 100 kB"),
        ("from IPython.display import *\ndisplay(HTML('x' * (1 << 20)))", "100 kB"),
        ("display({'text/plain': ''}, raw=True, metadata={'a': 'x' * (1 << 20)})", "100 kB"),
        ("raise ValueError('x' * (1 << 20))", "100 kB"),
        ("for i in range(999): display(i)", "more than 500 outputs"),
    ],
)
def test_there_is_so_much_output(box: Sandbox, source: str, shows: str) -> None:
    with limited(box, output_bytes=100 << 10):
        done = run(box, "print('before')", source, "print('after')")
    assert stopped(done, "2", "output", shows)
    assert sorted(done.outputs) == ["1", "2"]
    assert len(text(done.outputs["2"])) < 110_000
    assert shows in done.outputs["2"][-1]["text"]


def test_all_outputs_of_a_run_count(box: Sandbox) -> None:
    with limited(box, output_bytes=100 << 10):
        done = run(box, *["print('x' * 40_000)"] * 4)
    assert stopped(done, "3", "output", "shows more than 100 kB")


FORGED_OUTPUTS = {
    "names": "[{'output_type': 'display_data', 'metadata': {}, 'data': "
    "{'application/json': {'n' * 1000 + str(i): 1 for i in range(50)}}}]",
    "numbers": "[{'output_type': 'display_data', 'metadata': {}, 'data': "
    "{'application/json': [1] * 50_000}}]",
    "names in metadata": "[{'output_type': 'display_data', 'data': {}, 'metadata': "
    "{'n' * 1000 + str(i): {'width': 1} for i in range(50)}}]",
    "many": "[{'output_type': 'stream', 'name': 'stdout', 'text': 'x'}] * 500",
}


@pytest.mark.parametrize("forged", FORGED_OUTPUTS.values(), ids=FORGED_OUTPUTS)
def test_all_that_is_in_an_output_counts(box: Sandbox, forged: str) -> None:
    cells = [f"get_ipython().outputs.take = lambda: {forged}", *["1"] * 9]
    with limited(box, output_bytes=100 << 10):
        done = run(box, *cells)
    assert done.stop is not None
    assert stopped(done, done.stop.cell, "output", "shows more than 100 kB")


MORE = "it = get_ipython().outputs\nit.left, it.when_full = 1 << 60, lambda _: None\n"


def test_a_run_that_does_not_stop_itself_is_stopped(box: Sandbox) -> None:
    """The limit on outputs is in the student's process, and in the grader's as well."""
    with limited(box, output_bytes=100 << 10):
        assert run(box, f"{MORE}print('x' * 99_000)").stop is None
        done = run(box, f"{MORE}print('x' * 60_000)", f"{MORE}print('x' * 60_000)")
        assert stopped(done, "2", "output", "shows more than 100 kB")
        done = run(box, f"{MORE}print('x' * 900_000)")
        assert stopped(done, "1", "output", "shows more than 100 kB")


@pytest.mark.parametrize(
    "source",
    [
        "import os; os._exit(0)",
        "import ctypes; ctypes.string_at(0)",
        "import os; os.abort()",
        "import os; os.closerange(3, 99)",
        "import gc\n[g] = [o for o in gc.get_objects() if type(o).__name__ == 'Student']\n"
        "g.connection.shutdown(2)",
    ],
)
def test_a_process_that_ends(box: Sandbox, source: str) -> None:
    done = run(box, "x = 1", source, "y = 1", want={"1": ["x"], "3": ["y"]})
    assert stopped(done, "2", "died", "The notebook's process ended in this cell.")
    assert done.values == {"1": {"x": 1}}


KILLS = {
    "itself": "os.kill(os.getpid(), 9)",
    "its group": "os.killpg(0, 9)",
    "all it can reach": "os.kill(-1, 9)",
    "its thread": "signal.pthread_kill(threading.get_ident(), 9)",
    "a child": "if not os.fork():\n  os.kill(os.getppid(), 9); os._exit(0)\n os.wait()",
    "a program": "subprocess.run(['sh', '-c', 'kill -9 $PPID'])",
    "the end of a child": "if not c.syscall(56, 9, 0, 0, 0, 0): os._exit(0)\n time.sleep(0.2)",
    "a queue": "c.sigqueue(os.getpid(), 9, None)",
    "a timer": "c.timer_create(0, sigevent, it); c.timer_settime(it[0], 0, soon, None)",
    "processor time": "resource.setrlimit(resource.RLIMIT_CPU, (0, 0))\n while True: pass",
    "the filter of calls": "c.prctl(22, 1, 0, 0, 0); open('/')",
}
KILL = """
import ctypes, os, resource, signal, struct, subprocess, threading, time
c = ctypes.CDLL('librt.so.1')
it = (ctypes.c_void_p * 1)()
sigevent, soon = struct.pack('Pii48x', 0, 9, 0), struct.pack('4l', 0, 0, 0, 1)
try:
 {}
except OSError: pass
time.sleep(0.2)
"""


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[Limits]:
    """The limits of each run that is begun from here on."""
    fork, forked = Warm.fork, list[Limits]()

    def counted(warm: Warm, limits: Limits) -> AbstractContextManager[Sockets]:
        forked.append(limits)
        return fork(warm, limits)

    monkeypatch.setattr(Warm, "fork", counted)
    return forked


@pytest.mark.parametrize("source", KILLS.values(), ids=KILLS)
def test_a_run_cannot_end_as_if_it_were_killed_from_outside(
    box: Sandbox, source: str, forked: list[Limits]
) -> None:
    """A run that is killed is done again: it would take twice its time, or be blamed on nobody."""
    run(box, "1")
    forked.clear()
    with limited(box, cell_seconds=2):
        done = run(box, KILL.format(source))
    assert len(forked) == 1
    assert done.stop is None or done.stop.cell == "1"


GROUPS = ("os.kill(0, 0)", "os.kill(-1, 0)", "os.killpg(0, 0)", "os.killpg(os.getpgrp(), 23)")


@pytest.mark.parametrize("call", GROUPS)
def test_no_signal_reaches_many_processes_at_once(box: Sandbox, call: str) -> None:
    """The kernel lets nobody start or end a process meanwhile, not even the keeper."""
    attempt = f"import os\ntry: {call}\nexcept PermissionError: x = True"
    assert value(box, attempt) is True


def test_a_signal_reaches_a_process(box: Sandbox) -> None:
    ending = "child = subprocess.Popen(['sleep', '99'])\nchild.terminate()\nx = child.wait()"
    assert value(box, f"import subprocess\n{ending}") == -signal.SIGTERM


FORGED = """
import gc, socket, struct, time
[it] = [o for o in gc.get_objects() if type(o).__name__ == 'Student']
it.connection.sendall({})
time.sleep({})
"""


@pytest.mark.parametrize(
    "frame",
    [
        "b'\\xff' * 4",
        "struct.pack('>I', 1 << 20) + b'[' * (1 << 20)",
        "struct.pack('>I', 2) + b'{}'",
        "struct.pack('>I', 5) + b'\\xff' * 5",
        "struct.pack('>I', 16) + b'{\"outputs\": null}'",
    ],
)
def test_an_answer_that_is_none(box: Sandbox, frame: str) -> None:
    assert stopped(run(box, FORGED.format(frame, 0)), "1", "protocol", "no notebook gives")


@pytest.mark.parametrize("sent", ["b'\\0'", "struct.pack('>I', 99) + b'x'"])
def test_an_answer_that_never_ends(box: Sandbox, sent: str) -> None:
    with limited(box, cell_seconds=0.5):
        assert stopped(run(box, FORGED.format(sent, 9)), "1", "time", "0.5 s")


def test_orphans_are_gone_after_the_run(box: Sandbox) -> None:
    sleep = f"setsid sleep {100_000 + os.getpid()}"  # other tests may run beside this one
    orphan = f"import subprocess\nsubprocess.Popen('{sleep} & {sleep} &', shell=True)"
    done = run(box, orphan, "import subprocess, time; time.sleep(0.2)")
    assert done.stop is None
    mine = sleep.split()[-1].encode()
    left = [one for one in Path("/proc").glob("[0-9]*/cmdline") if mine in _read(one)]
    assert left == []


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.mark.parametrize(
    ("kind", "which"),
    [("spaces", 0), ("spaces", -2), ("spaces", -1), ("locked", 0), ("locked", -1)],
)
def test_a_dead_warm_process_is_replaced(
    kind: str, which: int, request: pytest.FixtureRequest
) -> None:
    box: Sandbox = request.getfixturevalue(kind)
    run(box, "1")
    assert box._warm is not None
    family = [box._warm._process.pid, *(one.id for one in _descendants(box._warm._process.pid))]
    os.kill(family[which % len(family)], signal.SIGKILL)
    assert run(box, "x = 1", want={"1": ["x"]}).values == {"1": {"x": 1}}


def test_no_run_pays_for_a_warm_process_that_had_ended_before_it(box: Sandbox) -> None:
    """To start another takes longer than this run may."""
    run(box, "1")
    assert box._warm is not None
    box._warm._process.kill()
    box._warm._process.wait()
    with limited(box, run_seconds=0.5):
        assert value(box, "x = 1") == 1


def kill(box: Sandbox, which: slice = slice(None)) -> None:
    """Kill processes of the sandbox, of which the warm one's come first."""
    assert box._warm is not None
    first = box._warm._process.pid
    for one in [first, *(p.id for p in _descendants(first))][which]:
        with contextlib.suppress(ProcessLookupError):  # the first took it along
            os.kill(one, signal.SIGKILL)


def test_a_run_whose_warm_process_dies_is_done_again(spaces: Sandbox) -> None:
    run(spaces, "1")
    done = run_between(spaces, lambda: kill(spaces), "y = 1", "x = y")
    assert (done.values, done.stop) == ({"2": {"x": 1}}, None)


def test_a_run_that_is_killed_from_outside_is_done_again(box: Sandbox) -> None:
    run(box, "1")
    done = run_between(box, lambda: kill(box, slice(-1, None)), "y = 1", "x = y")
    assert (done.values, done.stop) == ({"2": {"x": 1}}, None)


def test_both_times_together_take_no_longer_than_one_may(
    spaces: Sandbox, forked: list[Limits]
) -> None:
    run(spaces, "1")
    forked.clear()
    with limited(spaces, run_seconds=600):
        run_between(spaces, lambda: kill(spaces), "y = 1")
    first, *_, second = forked  # and in between, the look around of a new warm process
    assert (first.run_seconds, second.run_seconds < 600) == (600, True)


def test_a_run_is_done_twice_at_most(spaces: Sandbox) -> None:
    run(spaces, "1")
    done = run_between(spaces, lambda: kill(spaces), "y = 1", times=2)
    assert done.seconds > 0, "the time of both counts"
    assert spaces._warm is not None, "and that of the next start, for which no other run pays"
    assert stopped(done, "2", "died", "ended from outside")
    assert run(spaces, "x = 1", want={"1": ["x"]}).values == {"1": {"x": 1}}


@pytest.mark.parametrize("kind", ["namespaces", "landlock"])
def test_closing_ends_all(kind: str) -> None:
    with Sandbox(kind=kind) as box:
        run(box, "1")
        assert box._warm is not None
        process = box._warm._process.pid
        assert _descendants(process)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and Path(f"/proc/{process}").exists():
        pass
    assert not Path(f"/proc/{process}").exists()


def test_without_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name == "dnf" or None)
    with pytest.raises(SandboxMissing, match="bubblewrap is missing: sudo dnf install bubblewrap"):
        run(Sandbox(kind="namespaces"), "1")


def test_on_another_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("platform.system", lambda: "macOS")
    with pytest.raises(SandboxMissing, match="macOS does not have: use a Linux machine"):
        run(Sandbox(), "1")


def test_without_namespaces(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    refuses = tmp_path / "bwrap"
    refuses.write_text("#!/bin/sh\necho bwrap: No permissions to create new namespace >&2; exit 1")
    refuses.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _name: str(refuses))
    with pytest.raises(SandboxMissing, match="No permissions to create new namespace"):
        run(Sandbox(kind="namespaces"), "1")


def test_namespaces_that_are_switched_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    switch = tmp_path / "sys" / "kernel" / "userns"
    switch.parent.mkdir(parents=True)
    switch.write_text("0\n")
    monkeypatch.setattr(bubblewrap, "SWITCHES", {str(switch): ("0", "1")})
    assert bubblewrap.why_refused("no").endswith("userns=1")


def test_limits_hold_without_a_sandbox(naked: Sandbox) -> None:
    with limited(naked, cell_seconds=0.5, memory_bytes=200 << 20, processes=4):
        assert stopped(run(naked, "while True: pass"), "1", "time", "0.5 s")
        assert "MemoryError" in str(run(naked, "x = bytearray(300 << 20)").outputs)
        assert stopped(run(naked, BOMBS["a shell's"]), "1", "processes", "more than 4")


def test_limits_differ_from_run_to_run(box: Sandbox) -> None:
    with limited(box, output_count=1):
        assert stopped(run(box, "display(1)\ndisplay(2)"), "1", "output", "more than 1 outputs")
    assert run(box, "display(1)\ndisplay(2)").stop is None
