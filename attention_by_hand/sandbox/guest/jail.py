"""Namespaces, limits and privileges of the student's process (Linux).

bubblewrap has put the warm process into namespaces with nothing but the system's libraries.
Each run has user, mount, PID, IPC, network and UTS namespaces of its own on top.
"""

import ctypes
import os
import resource
import signal
import sys
from typing import Any

NOBODY = 65534
CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_BIND, MS_REC, MS_PRIVATE = 1 << 12, 1 << 14, 1 << 18
MADV_COLLAPSE = 25
PR_SET_PDEATHSIG, PR_SET_DUMPABLE = 1, 4
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
CAPABILITY_VERSION = 0x20080522
SCRATCH = "/notebook"
OPEN_FILES = 256

_libc = ctypes.CDLL(None, use_errno=True)


def call(name: str, *arguments: Any) -> None:
    """A system call through the C library; OSError when it fails."""
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


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


def drop_root() -> None:
    """From root to nobody: limits on processes do not hold for the machine's root.

    Root of a user namespace in which there is no nobody (a rootless container) is not that root.
    """
    if os.getuid() != 0:
        return
    with open("/proc/self/uid_map") as file:
        ranges = [line.split() for line in file]
    if not any(int(first) <= NOBODY < int(first) + int(count) for first, _, count in ranges):
        return
    os.chmod(SCRATCH, 0o1777)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    call("prctl", PR_SET_DUMPABLE, 1, 0, 0, 0)  # or its own /proc/self would belong to root


def become_first_process() -> None:
    """Go on as the first process of a PID namespace; the one before waits for its end.

    It belongs to a new user namespace, in which one may put each child into a PID namespace.
    """
    _unshare(CLONE_NEWPID)
    if first := os.fork():
        os.closerange(3, OPEN_FILES)
        _, status = os.waitpid(first, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def fork_first_process() -> int:
    """os.fork(), into a PID namespace of the child's own."""
    with open("/proc/self/ns/pid") as own:
        call("unshare", CLONE_NEWPID)  # of the next child, not of this process
        child = None
        try:
            child = os.fork()
            return child
        finally:
            if child != 0:
                call("setns", own.fileno(), CLONE_NEWPID)


def enter_namespaces() -> None:
    """New namespaces of every other kind but for files, which come later."""
    _unshare(CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWUTS)


def _unshare(kinds: int) -> None:
    """New namespaces, owned by a new user namespace in which one is who one was."""
    user, group = os.getuid(), os.getgid()
    call("unshare", CLONE_NEWUSER | kinds)
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")


def adopt_orphans() -> None:
    """Without a PID namespace: whoever loses its parent becomes a child of this process."""
    if sys.platform == "linux":
        call("prctl", PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def hide_the_machine(scratch_bytes: int) -> None:
    """A /proc without processes, and private scratch space as the current folder."""
    _write("/proc/self/oom_score_adj", "1000")  # short of memory, the kernel takes this one first
    with open("/proc/cpuinfo", "rb") as file:  # torch reads it
        processors = file.read()
    call("unshare", CLONE_NEWNS)
    call("mount", None, b"/", None, MS_REC | MS_PRIVATE, None)
    flags = MS_NOSUID | MS_NODEV | MS_NOEXEC
    call("mount", b"tmpfs", b"/proc", b"tmpfs", flags, b"size=1m,mode=755")
    with open("/proc/cpuinfo", "wb") as file:
        file.write(processors)
    call("mount", None, b"/proc", None, MS_REMOUNT | MS_BIND | MS_RDONLY | flags, None)
    size = f"size={scratch_bytes},nr_inodes=4096,mode=700".encode()
    call("mount", b"tmpfs", SCRATCH.encode(), b"tmpfs", MS_NOSUID | MS_NODEV, size)
    os.chdir(SCRATCH)


def give_up_privileges() -> None:
    """No capability is left, none can be gained, and nothing outlives the warm process."""
    call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    call("capset", header, (ctypes.c_uint32 * 6)())
    call("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def unbound() -> None:
    """The grader's bounds on itself do not hold here: a run has bounds of its own."""
    for what in (resource.RLIMIT_DATA, resource.RLIMIT_CPU):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (hard, hard))


def limit(run_seconds: float, file_bytes: int, memory_bytes: int) -> None:
    """Limits that hold for this process and for each that it starts."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a file that grows too large is an OSError
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, int(run_seconds) + 1)
    _limit(resource.RLIMIT_FSIZE, file_bytes)
    _limit(resource.RLIMIT_AS, memory_bytes)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)


def limit_processes(most: int) -> None:
    """Bound the processes and threads in this user namespace.

    Before Linux 5.14 the kernel counted all of the user's, on the whole machine; there only the
    keeper counts.
    """
    major, minor = os.uname().release.split(".")[:2]
    if (int(major), int(minor)) >= (5, 14):
        _limit(resource.RLIMIT_NPROC, most)


def close_others(kept: int) -> None:
    """Close all open files but the standard ones and this one."""
    os.closerange(3, kept)
    os.closerange(kept + 1, OPEN_FILES * 4)
    os.set_inheritable(kept, False)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)
