"""Keeping a run: its process is watched, and ended with all that it started."""

import contextlib
import os
import resource
import select
import signal
import socket
from typing import NamedTuple

INTERVAL = 100  # milliseconds between two looks at memory and processes
MOMENT = 2  # seconds that a process may take from closing its socket to its end
ENDED, TIME, MEMORY, PROCESSES = b"ended", b"time", b"memory", b"processes"
KILLED = b"killed"  # from outside: the first process of a PID namespace cannot do it to itself


class Process(NamedTuple):
    """A line of /proc/<id>/stat."""

    id: int
    parent: int
    threads: int


def keep(student: int, leash: socket.socket, memory: int, processes: int, seconds: float) -> None:
    """Wait until the run is over, end everything, and tell the grader why on the leash."""
    handle = os.pidfd_open(student)
    reason = _watch(handle, leash, memory, processes)
    ended = _ended(handle, leash)
    os.close(handle)
    status, used = _end(student)
    if reason == ENDED and used.ru_utime + used.ru_stime >= int(seconds) + 0.9:
        reason = TIME
    elif reason == ENDED and ended and os.waitstatus_to_exitcode(status) == -signal.SIGKILL:
        reason = KILLED
    with contextlib.suppress(OSError):  # the grader is gone
        leash.sendall(reason)


def _watch(handle: int, leash: socket.socket, memory: int, processes: int) -> bytes:
    """Until the grader lets go of the leash, the student's process ends, or it takes too much."""
    poller = select.poll()
    poller.register(handle, select.POLLIN)
    poller.register(leash, select.POLLIN)
    while not poller.poll(INTERVAL):
        family = _descendants(_own_id())
        if sum(one.threads for one in family) > processes:
            return PROCESSES
        if sum(_memory(one.id) for one in family) > memory:
            return MEMORY
    return ENDED


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


def _end(student: int) -> tuple[int, resource.struct_rusage]:
    """Kill all; how the student's process ended, and what it had used.

    The first process of a PID namespace takes all others with it. Without a namespace, those
    that lost their parent have become children of this process.
    """
    os.kill(student, signal.SIGKILL)
    _, status, used = os.wait4(student, 0)
    with contextlib.suppress(ChildProcessError):
        while True:
            for other in _descendants(_own_id()):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(other.id, signal.SIGKILL)
            os.waitpid(-1, 0)
    return status, used


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
    try:
        with open(f"/proc/{name}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return None
    return Process(int(name), parent=int(fields[1]), threads=int(fields[17]))


def _memory(process: int) -> int:
    """Its share of the memory in use, in bytes; 0 when it has just ended.

    A process that hides its pages is charged for all of them.
    """
    try:
        with open(f"/proc/{process}/smaps_rollup", "rb") as file:
            return sum(int(line.split()[1]) for line in file if line.startswith(b"Pss:")) << 10
    except PermissionError:
        return resident(process)
    except OSError:
        return 0


def resident(process: int | str = "self") -> int:
    """Its pages in memory, those shared with others included, in bytes."""
    return _pages(process, 1)


def address_space(process: int | str = "self") -> int:
    """The addresses it has mapped, in bytes."""
    return _pages(process, 0)


def _pages(process: int | str, column: int) -> int:
    try:
        with open(f"/proc/{process}/statm") as file:
            return int(file.read().split()[column]) * resource.getpagesize()
    except OSError:
        return 0
