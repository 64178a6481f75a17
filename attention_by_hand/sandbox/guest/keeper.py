"""Keeping a run: its process is watched, and ended with all that it started."""

import contextlib
import itertools
import math
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from stat import S_ISFIFO, S_ISSOCK
from typing import NamedTuple

from . import scratch
from .doorbell import Doorbell
from .jail import OPEN_FILES, address_space

INTERVAL = 0.1  # seconds between two looks at memory, files and processes, at most
SHORTEST = 0.01  # when there is hardly any memory left
MAPPINGS = 5000  # pieces of memory; a process with torch and matplotlib has a thousand
LISTED = 200 * MAPPINGS  # bytes of their list: names of files can make it long as well
STILL = 2  # seconds for processes to stand still: a call to the kernel is done to its end
TICK = 0.0005  # seconds between two looks at whether they do
TICKS = 100  # so many at least: where this process had no time, they had none either
EXACT = 10  # of so many looks one is exact
SECOND = 1  # from one exact look to the next, where threads may hide open files
UNSEEN = 200  # sockets that they may hide meanwhile
BLINK = 0.05  # seconds between two looks of the second eyes
LONG = 0.2  # seconds that the keeper needs at most for all that it does at once, if nobody hinders
PATIENCE = 5  # seconds, on a busy machine
SOON = 0.02  # seconds in which a process ends that does nothing to delay it
MOMENT = 2  # seconds that a process may take from closing its socket to its end
PIECE = 1 << 11  # bytes that the kernel needs for each piece, and for those who share it
PIECE_ALONE = 1 << 9  # bytes, where the tables of pages count by themselves
SOCKET = 1 << 19  # bytes that one can hold of what was sent and not yet received
PIPE = 1 << 22  # bytes, and more than one can hold: all runs of a user have room for a thousand
WATCH = 200  # bytes that the kernel needs for each file that a list waits for
WATCHES = 200_000  # such files, of which a user has so many: a twenty-fifth of the memory
MOST_FLYING = 2 * OPEN_FILES  # files that all runs of a user can send and not yet receive
FLYING = 10  # of them may be on their way from one socket to another for long
FLIGHT = 3  # seconds that more of them may be, without a break
ENDED, MEMORY, PROCESSES, FILES = b"ended", b"memory", b"processes", b"files"
FLIGHTS = b"flights"
KILLED = b"killed"  # from outside: the first process of a PID namespace cannot do it to itself


class Process(NamedTuple):
    """A line of /proc/<id>/stat."""

    id: int
    parent: int
    threads: int
    ended: bool  # its first thread, at least


class Bounds(NamedTuple):
    """What a run may use: sizes in bytes, `files` of all files and of the largest.

    `scratch` is a folder that has no size of its own, and `before` what its file system held.
    """

    memory: int
    processes: int
    files: tuple[int, int]
    scratch: str | None
    before: scratch.Taken


def keep(
    student: int,
    leash: socket.socket,
    doorbell: Doorbell | None,
    bounds: Bounds,
    started: Callable[[], int],
) -> bytes:
    """Wait until the run is over, and end everything; why it was over.

    `started` counts what the run starts without asking: processes and threads.
    """
    handle = os.pidfd_open(student)
    reason = _watch(handle, leash, doorbell, _Looks(bounds, started))
    ended = _ended(handle, leash)
    status = _end(student, handle)
    os.close(handle)
    if reason == ENDED and ended and os.waitstatus_to_exitcode(status) == -signal.SIGKILL:
        return KILLED
    return reason


def _watch(handle: int, leash: socket.socket, doorbell: Doorbell | None, looks: "_Looks") -> bytes:
    """Until the grader lets go of the leash, the student's process ends, or it takes too much."""
    poller = select.poll()
    for file in (handle, leash.fileno(), *([doorbell.descriptor] if doorbell else [])):
        poller.register(file, select.POLLIN)
    next_look = time.monotonic() + INTERVAL
    with contextlib.closing(_SecondEyes()) as eyes:
        while not eyes.reason:
            ready = {file for file, _ in poller.poll(1000 * max(0, next_look - time.monotonic()))}
            if ready & {handle, leash.fileno()}:
                return eyes.reason or ENDED
            with eyes.open(looks.room):
                family = _descendants(_own_id())
                if sum(one.threads for one in family) > looks.bounds.processes:
                    return PROCESSES
                if time.monotonic() >= next_look:
                    if reason := looks.take(family):
                        return reason
                    next_look = time.monotonic() + looks.pause
                if doorbell and ready:
                    doorbell.answer({one.id for one in family})
        return eyes.reason


class _SecondEyes:
    """Ends the run where the keeper is held up by it, from a thread of its own.

    What the keeper asks of the kernel can be made to wait by those of whom it is asked: they hold
    a lock and lose the processor to others of the run, which take memory meanwhile. These eyes
    look at nothing that needs such a lock.
    """

    def __init__(self) -> None:
        self.reason = b""
        self._since, self._room = 0.0, 0
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    @contextlib.contextmanager
    def open(self, room: int) -> Iterator[None]:
        """While the keeper does something that may be held up; the run may take so much more."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._watch, daemon=True)
            self._thread.start()
        self._room, self._since = room, time.monotonic()
        try:
            yield
        finally:
            self._since = 0

    def _watch(self) -> None:
        began, first = 0.0, 0
        while not self._done.wait(BLINK):
            since, now = self._since, time.monotonic()
            if not since or now - since < LONG:
                continue
            family = _descendants(_own_id())
            held = sum(map(_at_most, _living(family)))
            if since != began:
                began, first = since, held
            if held - first > self._room or now - since > PATIENCE:
                self.reason = MEMORY
                _send(signal.SIGKILL, [one.id for one in family])

    def close(self) -> None:
        """The next run is forked from a process of one thread."""
        if self._thread:
            self._done.set()
            self._thread.join()
            while len(os.listdir("/proc/self/task")) > 1:
                time.sleep(TICK)


class _Looks:
    """Looks at what a run has, one after the other."""

    def __init__(self, bounds: Bounds, started: Callable[[], int]) -> None:
        self.bounds = bounds
        self._started, self._before, self._used = started, started(), 0
        self._number, self._flying_since = 0, math.inf
        self._exact, self._unseen = 0.0, 0  # the last exact look, and what it did not see

    @property
    def pause(self) -> float:
        """Seconds until the next look: the less memory is left, the sooner."""
        return max(SHORTEST, INTERVAL * (1 - self._used / self.bounds.memory))

    @property
    def room(self) -> int:
        """What may be added to what was seen last."""
        return self.bounds.memory - self._used

    def take(self, family: list[Process]) -> bytes | None:
        """What is too much. A look that fails ends the run, and not this process."""
        try:
            if self._memory_is_full(family):
                return MEMORY
            if time.monotonic() - self._flying_since > FLIGHT:
                return FLIGHTS
            folder = self.bounds.scratch
            return FILES if folder and self._scratch_is_full(folder, family) else None
        except Exception:
            return FILES

    def _memory_is_full(self, family: list[Process]) -> bool:
        """Whether memory is too much, or cannot be looked at.

        An exact look needs what the kernel gives to one at a time, so a run could keep it for
        itself: all stand still meanwhile. Nor can anybody then go on in another process, or
        thread, and be overlooked. A quick look needs nothing of this: it says the most that it
        can be, but for the pieces, and serves while that is little and nothing was started. Where
        it would not be little with as many pieces as there can be, one look in ten is exact.

        A thread that waits for open files (`poll`), or sends them, holds them though another has
        closed them, and then nobody shows them. Who is stopped lets go of them, and finds them
        closed afterwards. So with threads, one look a second is exact, and each where there are
        sockets that nobody shows.
        """
        before, self._before = self._before, self._started()
        self._number += 1
        may_hide = sum(one.threads for one in family) > 1
        is_due = may_hide and time.monotonic() - self._exact > SECOND
        is_little = before == self._before and 2 * self._used <= self.bounds.memory and not is_due
        if is_little and not any(map(_goes_on, family)):
            living = _living(family)
            self._used = _memory(living, _at_most)  # grows quickly, and is asked of few files
            if 2 * self._used <= self.bounds.memory and self._holds_little(living, may_hide):
                self._flying_since = math.inf
                return False
        try:
            with _standing_still(self._started) as family:
                self._before = self._started()
                return self._holds_too_much(family)
        except TimeoutError:
            return True

    def _holds_little(self, living: list[int], may_hide: bool) -> bool:
        """Whether it has less than half of what it may, its open files and pieces included."""
        opened = _opened(living)
        self._used += opened.size
        pieces = len(living) * PIECE_ALONE * _most_pieces()
        now_and_then = 0 if self._number % EXACT else pieces
        is_little = 2 * (self._used + now_and_then) <= self.bounds.memory
        if may_hide:
            unseen = _sockets(living) - opened.sockets
            is_little &= unseen - self._unseen <= UNSEEN
            self._unseen = min(self._unseen, unseen)
        return is_little and opened.most_watches <= WATCHES and not opened.flying

    def _holds_too_much(self, family: list[Process]) -> bool:
        living = _living(family)
        used = _memory(living, _share)
        if used > self.bounds.memory:
            return True
        pieces, opened = [_pieces(one) for one in living], _opened(living)
        self._exact, self._unseen = time.monotonic(), _sockets(living) - opened.sockets
        is_few = opened.flying <= FLYING
        self._flying_since = math.inf if is_few else min(self._flying_since, time.monotonic())
        watches = sum(scratch.watches(one, WATCHES + 1) for one in opened.lists)
        if max(pieces, default=0) > MAPPINGS or watches > WATCHES:
            return True
        used += opened.size + PIECE * sum(pieces) + WATCH * watches
        self._used = used if len(living) > 1 else 0  # one alone has a limit of its own
        return used > self.bounds.memory

    def _scratch_is_full(self, folder: str, family: list[Process]) -> bool:
        """Whether the files take too much; where some may hide, nothing moves meanwhile."""
        most, largest = self.bounds.files
        found = scratch.taken(folder, _living(family))
        if found.size > most:
            return True
        may_hide = scratch.may_hide(found, self.bounds.before, scratch.used(folder))
        if not may_hide and not any(map(_goes_on, family)):
            return False
        with _standing_still(self._started) as family:
            return scratch.taken(folder, _living(family), largest).size > most


@contextlib.contextmanager
def _standing_still(started: Callable[[], int]) -> Iterator[list[Process]]:
    """All that this process has started. Meanwhile none of them runs, and none is added.

    TimeoutError where they go on: then nobody can know what they hold.
    """
    stopped, patience = set[int](), time.monotonic() + STILL
    try:
        for tick in itertools.count():
            before, family = started(), _descendants(_own_id())
            members = {one.id for one in family}
            if stopped >= members and not any(map(_runs, members)) and started() == before:
                break
            if tick > TICKS and time.monotonic() > patience:
                raise TimeoutError
            _send(signal.SIGSTOP, members)
            stopped |= members
            time.sleep(TICK)
        yield family
    finally:
        _send(signal.SIGCONT, stopped)


def _send(number: signal.Signals, family: Iterable[int]) -> None:
    """To each, by its place in /proc: its number may be another one here."""
    for one in family:
        with contextlib.suppress(OSError):  # it has ended
            place = os.open(f"/proc/{one}", os.O_RDONLY | os.O_DIRECTORY)
            try:
                signal.pidfd_send_signal(place, number)
            finally:
                os.close(place)


def _runs(process: int) -> bool:
    """Whether one of its threads can still do something."""
    try:
        threads = os.listdir(f"/proc/{process}/task")
    except OSError:
        return False
    return any(_line(f"{process}/task/{one}")[:1] in ([b"R"], [b"S"]) for one in threads)


def _ended(handle: int, leash: socket.socket) -> bool:
    """Whether the student's process has ended by now.

    The kernel closes its socket a moment before its end can be seen. Where the grader says that
    it is closed, wait for that moment.
    """
    leash.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        patience = MOMENT if leash.recv(16) else 0
        return bool(select.select([handle], [], [], patience)[0])
    return True


def _end(student: int, handle: int) -> int:
    """Kill all; how the student's process ended.

    The first process of a PID namespace takes all others with it, when it has ended: that can
    take a while, so the others are not left to go on. Without a namespace, those that lost their
    parent have become children of this process, and none can start another: it would have to ask.
    """
    os.kill(student, signal.SIGKILL)
    if not select.select([handle], [], [], SOON)[0]:
        _send(signal.SIGKILL, [one.id for one in _descendants(_own_id())])
    _, status = os.waitpid(student, 0)
    end_all()
    return status


def end_all() -> None:
    """Kill all that this process and its children have started."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, os.WNOHANG)  # there are none: the usual case
            _send(signal.SIGKILL, [one.id for one in _descendants(_own_id())])
            os.waitpid(-1, 0)


def _own_id() -> int:
    """The id of this process in /proc, which is that of an outer PID namespace."""
    return int(os.readlink("/proc/self"))


def _descendants(ancestor: int) -> list[Process]:
    """All processes that the process started, and those that they started."""
    everybody = [one for name in os.listdir("/proc") if name.isdigit() and (one := _look(name))]
    family = {ancestor}
    found: list[Process] = []
    while new := [one for one in everybody if one.parent in family and one.id not in family]:
        found += new
        family |= {one.id for one in new}
    return found


def _look(name: str) -> Process | None:
    fields = _line(name)
    if not fields:
        return None
    ended = fields[0] in b"ZX"
    return Process(int(name), int(fields[1]), int(fields[17]), ended)


def _line(name: str) -> list[bytes]:
    """The fields of a process's or a thread's line, from its state on; none when it is gone."""
    try:
        with open(f"/proc/{name}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()
    except OSError:
        return []


def _living(family: list[Process]) -> list[int]:
    """For each process a thread that has not ended: through it, /proc shows what they all have.

    Where the first has, the newest: it ends last.
    """
    found = []
    for process in family:
        if not process.ended:
            found.append(process.id)
        elif _goes_on(process):
            with contextlib.suppress(OSError):
                found += map(int, os.listdir(f"/proc/{process.id}/task")[1:][-1:])
    return found


def _goes_on(process: Process) -> bool:
    """Whether it has not ended, though its first thread has: the one looked at may end at once."""
    return process.ended and process.threads > 1


@cache
def _most_pieces() -> int:
    """In how many pieces the memory of a process can be."""
    try:
        with open("/proc/sys/vm/max_map_count", "rb") as file:
            return int(file.read())
    except OSError:
        return 1 << 16


def _pieces(process: int) -> int:
    """In how many pieces its memory is; beyond `MAPPINGS`, it takes long to look at: a trick."""
    pieces = listed = 0
    try:
        with open(f"/proc/{process}/maps", "rb", buffering=0) as file:
            while pieces <= MAPPINGS and listed <= LISTED and (part := file.read(1 << 16)):
                pieces, listed = pieces + part.count(b"\n"), listed + len(part)
    except OSError:  # it hides, or has ended
        return 0
    return pieces if listed <= LISTED else MAPPINGS + 1


def _memory(family: list[int], pages_of: Callable[[int], int]) -> int:
    """The pages of processes, and the tables to find them, in bytes.

    A process that hides them is charged for as much as it could have; one that has ended is not.
    """
    pages = 0
    for process in family:
        try:
            pages += pages_of(process) + _tables(process)
        except PermissionError:
            pages += address_space(process)
    return pages


class _Opened(NamedTuple):
    """What processes have open that holds memory of the kernel's.

    size: bytes that sockets and pipes may hold. lists: the places of lists of what to wait for.
    files: all open files; sockets: how many of these there are, at whatever numbers.
    flying: files that are in none of the processes, but in a socket.
    """

    size: int
    lists: list[str]
    files: int
    sockets: int
    flying: int

    @property
    def most_watches(self) -> int:
        """How many entries the lists may have: for each file, at each number it once had.

        A file stays in a list for as long as any process has it open.
        """
        return len(self.lists) * OPEN_FILES * self.files


def _opened(family: list[int]) -> _Opened:
    """A process that hides what it has open is charged for as much as it could have."""
    sockets, pipes, lists, files, hidden = set[int](), set[int](), list[str](), 0, 0
    flying = 0
    for process in family:
        try:
            for place, found in scratch.opened([process]):
                files += 1
                if S_ISSOCK(found.st_mode):
                    if found.st_ino not in sockets:  # it can be open at thousands of numbers
                        flying += scratch.files_inside(place)
                    sockets.add(found.st_ino)
                elif S_ISFIFO(found.st_mode):
                    pipes.add(found.st_ino)
                elif scratch.is_epoll(place, found):
                    lists.append(place)
        except PermissionError:
            hidden += OPEN_FILES * PIPE if address_space(process) else 0
    inside = MOST_FLYING if flying else 0  # one may be a socket, with more of them inside
    size = SOCKET * (len(sockets) + inside) + PIPE * len(pipes) + hidden
    return _Opened(size, lists, files, len(sockets), flying)


def _sockets(family: list[int]) -> int:
    """How many sockets there are in their network namespace; 0 where that is not told."""
    for process in family:
        with contextlib.suppress(OSError), open(f"/proc/{process}/net/sockstat", "rb") as file:
            return int(file.readline().split()[2])
    return 0


def _at_most(process: int) -> int:
    """All its pages in use that are not a file's, in bytes, those that it shares included."""
    return sum(_status(process, (b"RssAnon:", b"RssShmem:", b"VmSwap:")))


def _tables(process: int) -> int:
    """What the kernel needs to find its pages, in bytes."""
    return sum(_status(process, (b"VmPTE:",)))


def _status(process: int, names: tuple[bytes, ...]) -> list[int]:
    """These lines of what anybody may know of it, in bytes; none when it has ended."""
    try:
        with open(f"/proc/{process}/status", "rb") as file:
            return [int(line.split()[1]) << 10 for line in file if line.startswith(names)]
    except OSError:
        return []


def _share(process: int) -> int:
    """Its share of the pages in use, in bytes, in memory or not; 0 when it has just ended."""
    try:
        with open(f"/proc/{process}/smaps_rollup", "rb") as file:
            sizes = (line.split() for line in file if line.startswith((b"Pss:", b"SwapPss:")))
            return sum(int(size) for _, size, _ in sizes) << 10
    except PermissionError:
        raise
    except OSError:
        return 0
