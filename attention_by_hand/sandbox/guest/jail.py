"""Privileges, limits and open files of the student's process, in every kind of sandbox (Linux)."""

import ctypes
import os
import resource
import signal
from typing import Any

MADV_COLLAPSE = 25
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_THP_DISABLE = 1, 4, 38, 41
CAPABILITY_VERSION = 0x20080522
OPEN_FILES = 256
FIRST_USER = 1 << 29  # user ids that nobody has, from here on

_libc = ctypes.CDLL(None, use_errno=True)


def call(name: str, *arguments: Any) -> int:
    """A system call through the C library; OSError when it fails."""
    result: int = getattr(_libc, name)(*arguments)
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def collapse_pages() -> None:
    """Put this process's memory into large pages, of which a fork copies fewer entries.

    Linux 6.1 or later; elsewhere a fork takes some milliseconds more.
    """
    with open("/proc/self/maps") as file:
        for line in file.read().splitlines():
            addresses, rights, _, device, *_ = line.split()
            if rights == "rw-p" and device == "00:00":
                start, end = (int(address, 16) for address in addresses.split("-"))
                _libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), MADV_COLLAPSE)


def become(user: int) -> None:
    """From root to this user and the group of the same number, for good."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    call("prctl", PR_SET_DUMPABLE, 1, 0, 0, 0)  # or its own /proc/self would belong to root


def go_first() -> None:
    """Where memory runs out, the kernel ends this process before any other."""
    write("/proc/self/oom_score_adj", "1000")


def gain_no_privileges() -> None:
    """No program that this process starts has more rights than it has itself."""
    call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def give_up_privileges() -> None:
    """No capability is left, none can be gained, and nothing outlives the warm process."""
    gain_no_privileges()
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    call("capset", header, (ctypes.c_uint32 * 6)())
    end_with_parent()


def end_with_parent() -> None:
    """The kernel ends this process when the one that started it has ended."""
    call("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def unbound() -> None:
    """The grader's bounds on itself do not hold here: a run has bounds of its own."""
    for what in (resource.RLIMIT_DATA, resource.RLIMIT_CPU):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (hard, hard))


def limit(file_bytes: int, memory_bytes: int) -> None:
    """Limits that hold for this process and for each that it starts.

    None on processor time: the kernel counts it in ticks, and whoever reaches it ends as if it
    had been killed from outside. The grader's clock bounds a run.
    """
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a file that grows too large is an OSError
    restrict_resource(resource.RLIMIT_CORE, 1)  # byte: with 0, a program may still be given one
    # Of a large page the kernel keeps all, where all but a small one is given back
    call("prctl", PR_SET_THP_DISABLE, 1, 0, 0, 0)
    restrict_resource(resource.RLIMIT_FSIZE, file_bytes)
    restrict_resource(resource.RLIMIT_AS, memory_bytes)
    restrict_resource(resource.RLIMIT_NOFILE, OPEN_FILES)


def restrict_resource(what: int, most: int) -> None:
    """So much, or less where less is set already."""
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def close_others(*kept: int) -> None:
    """Close all open files but the standard ones and these, which nobody inherits."""
    ends = sorted(kept)
    for low, high in zip([2, *ends], [*ends, OPEN_FILES * 4], strict=True):
        os.closerange(low + 1, high)
    for descriptor in kept:
        os.set_inheritable(descriptor, False)


def write(path: str, text: str) -> None:
    """Into a file of the kernel's."""
    with open(path, "w") as file:
        file.write(text)


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
