"""A filter on system calls: those that no notebook needs, and that would help to break out.

Some make memory that no limit counts (memfd_create, semget), some tell a later run which files
an earlier one has read (fadvise64, preadv2), some open a large part of the kernel to anybody
(user namespaces, bpf, io_uring), some look into other processes. Of some calls a part is refused:
`ONLY`. Without namespaces there are more: `ALONE`, `PRETENDED`, `ONLY_ALONE` and `OLD`.
"""

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from .calls import NUMBERS, PROCESSORS
from .doorbell import Doorbell
from .jail import call
from .namespaces import CLONE_NEWUSER

SET_MODE_FILTER, NEW_LISTENER = 1, 1 << 3
LOAD, EQUAL, AT_LEAST, HAS_BITS, MASK, RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16  # places in struct seccomp_data
ALLOW, ASK, REFUSE, KILL = 0x7FFF0000, 0x7FC00000, 0x00050000, 0x80000000
PRETEND, EPERM = REFUSE, REFUSE | errno.EPERM
ENOSYS, EOPNOTSUPP = REFUSE | errno.ENOSYS, REFUSE | errno.EOPNOTSUPP
EINVAL = REFUSE | errno.EINVAL
ARCHITECTURE_OF = dict(zip(PROCESSORS, (0xC000003E, 0xC00000B7), strict=True))
OTHER_ABI = 0x40000000  # numbers from here on are x32's, on x86-64
NEWEST = 452  # the last call that this filter knows of: what is newer is not there
ALL_BITS, NEGATIVE = 0xFFFFFFFF, 0x80000000

Line = tuple[int, int, int, int]  # code, lines to skip when true, when false, value

REFUSED = (
    *("shmget", "msgget", "memfd_create", "memfd_secret"),  # memory that no limit counts
    *("semget", "semop", "semctl", "semtimedop"),
    # A socket can hold a whole page for each byte that these put there, and counts the byte
    *("splice", "vmsplice", "tee", "sendfile"),
    "listen",  # connections that nobody takes hold what was sent, and are no open files
    "landlock_create_ruleset",
    *("inotify_init", "inotify_init1", "fanotify_init"),  # of which a user has so many
    *("ptrace", "process_vm_readv", "process_vm_writev"),  # other processes
    "process_madvise",  # which is madvise, and here nobody could look at the advice
    *("pidfd_send_signal", "pidfd_getfd"),
    *("mount", "umount2", "unshare", "setns"),  # namespaces and files
    *("add_key", "request_key", "keyctl"),  # keyrings, which outlive a run
    *("fadvise64", "readahead", "mincore", "cachestat", "preadv2"),  # which files are in memory
    *("perf_event_open", "bpf", "userfaultfd", "io_uring_setup"),  # large parts of the kernel
    "io_setup",  # of which the whole machine has so many
    "timer_create",  # which can send any signal
    "seccomp",  # programs that the kernel compiles: for all of them the machine has so much room
    *("mq_open", "mq_unlink"),  # which can send any signal; and outlives a run
    *("mbind", "set_mempolicy", "set_mempolicy_home_node"),  # which a file remembers page by page
    *("migrate_pages", "move_pages"),
    *("mlock", "mlock2", "mlockall"),  # which fill memory in one call, as `FILLS` would
)
FILLS = (22, 23)  # MADV_POPULATE_READ, MADV_POPULATE_WRITE: who fills much at once stops late
ALONE = (
    *("socket", "connect", "bind"),  # the network, and servers on this machine
    *("sendmsg", "sendmmsg"),  # which can hide open files, in sockets
    # What outlives a run, and is shared with all of the user
    *("shmat", "shmctl", "msgsnd", "msgrcv", "msgctl"),
    *("syslog", "quotactl", "acct"),
)
UNSUPPORTED = (  # marks on files, in memory that no limit counts: programs go on without them
    *("setxattr", "lsetxattr", "fsetxattr"),
    *("removexattr", "lremovexattr", "fremovexattr"),
)
UNSUPPORTED_ALONE = ("fallocate",)  # which fills a file in no time; the C library then writes
WAITS = ("sync", "syncfs")  # for all files of the machine; pretended, too
# Who hardly gets the processor is slow to give back a lock, to stand still and to end; pretended
PRIORITIES = (
    *("setpriority", "ioprio_set"),
    *("sched_setscheduler", "sched_setparam", "sched_setattr"),
)
PRETENDED = (  # rights, owners and times of any file of the user: nothing is done, none complains
    *("chmod", "fchmod", "fchmodat", "fchmodat2"),
    *("chown", "fchown", "lchown", "fchownat"),
    *("utime", "utimes", "futimesat", "utimensat"),
)
# F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW: a file can hold any number of locks, which nothing
# counts; F_SETPIPE_SZ: a user has so much room in pipes
PRETENDED_OF_FILES = (6, 7, 37, 38, 1031)
# F_SETSIG: any signal, when a file can be read; F_SETLEASE: others wait when they open the file;
# F_NOTIFY: watching
OF_FILES = (10, 1024, 1026)
OF_PROCESS = (  # what prctl may do: other options make memory that no limit counts, or more filters
    *(1, 2),  # PR_SET_PDEATHSIG, PR_GET_PDEATHSIG
    *(3, 4),  # PR_GET_DUMPABLE, PR_SET_DUMPABLE
    *(15, 16),  # PR_SET_NAME, PR_GET_NAME
    *(21, 23, 39, 42),  # PR_GET_SECCOMP, PR_CAPBSET_READ, PR_GET_NO_NEW_PRIVS, PR_GET_THP_DISABLE
    *(29, 30, 38),  # PR_SET_TIMERSLACK, PR_GET_TIMERSLACK, PR_SET_NO_NEW_PRIVS
    0x53564D41,  # PR_SET_VMA: the C library names its pieces of memory
)
SIGKILL, SIGCHLD, SIGCONT = 9, 17, 18
# Calls that send a signal, and the argument that says which.
SIGNALS = {"kill": 1, "tkill": 1, "tgkill": 2, "rt_sigqueueinfo": 1, "rt_tgsigqueueinfo": 2}
STARTS = ("clone", "fork", "vfork")
HANDLER = "rt_sigaction"

O_TRUNC, O_ACCMODE = os.O_TRUNC, os.O_ACCMODE
CLONE_VM, CLONE_FILES, CLONE_VFORK, CLONE_THREAD = 0x100, 0x400, 0x4000, 0x10000
SHARING = (0, CLONE_VFORK, CLONE_VM | CLONE_VFORK, CLONE_VM | CLONE_THREAD)
Only = tuple[str, int, int, Iterable[int]]  # call, argument, bits looked at, what they may be
OWN = (0,)  # the calling process
HARMLESS = (  # neither terminals nor what a file is are changed
    *(0x541B, 0x5421, 0x5451, 0x5450),  # FIONREAD, FIONBIO, FIOCLEX, FIONCLEX
    *(0x5401, 0x802C542A, 0x5413),  # TCGETS, TCGETS2, TIOCGWINSZ
    0x40049409,  # FICLONE
)
BUFFERS = {7, 8, 32, 33}  # SO_SNDBUF, SO_RCVBUF, and the same by force
PROGRAMS = {26, 27}  # SO_ATTACH_FILTER and what takes it away
ONLY: tuple[Only, ...] = (
    # MAP_SHARED and MAP_ANONYMOUS: what is unmapped stays, and is in nobody's memory; nor are
    # MAP_HUGETLB's pages; MAP_LOCKED and MAP_POPULATE fill all of it in one call
    ("mmap", 3, 0x4A021, (0x00, 0x01, 0x20)),
    ("setsockopt", 2, ALL_BITS, sorted({*range(34)} - BUFFERS - PROGRAMS)),
    ("socketpair", 0, ALL_BITS, (1,)),  # AF_UNIX
    ("socketpair", 1, 0xF, (1,)),  # SOCK_STREAM: what is sent to others stays with the receiver
    # Who goes on in a copy that shares its memory, and ends itself, has another number each time
    ("clone", 0, CLONE_VM | CLONE_VFORK | CLONE_THREAD, SHARING),
    # All threads of a process have the same open files: the keeper looks at those of one
    ("clone", 0, CLONE_THREAD | CLONE_FILES, (0, CLONE_FILES, CLONE_THREAD | CLONE_FILES)),
    ("close_range", 2, 0x2, (0,)),  # CLOSE_RANGE_UNSHARE
    ("prctl", 0, ALL_BITS, OF_PROCESS),
)
IN_NAMESPACES: tuple[Only, ...] = (
    ("socket", 0, ALL_BITS, (1, 2, 10, 16)),  # families that have namespaces
    ("socket", 1, 0xF, (1,)),  # SOCK_STREAM
)
ONLY_ALONE: tuple[Only, ...] = (
    ("prlimit64", 0, ALL_BITS, OWN),  # limits and processors of other processes
    ("sched_setaffinity", 0, ALL_BITS, OWN),
    ("ioctl", 1, ALL_BITS, HARMLESS),
    # Descriptors, flags and pipes: no owner to be signalled
    ("fcntl", 1, ALL_BITS, (0, 1, 2, 3, 4, 5, 36, 1030, 1032)),  # and what is pretended
    ("mkdir", 1, 0o700, (0o700,)),  # folders stay open to those who count and remove
    ("mkdirat", 2, 0o700, (0o700,)),
    ("umask", 0, 0o700, (0,)),
    ("clone", 0, 0xFF, (0, 17)),  # what a child sends at its end: nothing, or SIGCHLD
)
OLD: tuple[Only, ...] = (  # where Landlock does not know that files can be cut
    ("truncate", 0, 0, ()),
    ("openat2", 0, 0, ()),
    ("open", 1, O_TRUNC | O_ACCMODE, (0, 1, 2, 3, O_TRUNC | 1, O_TRUNC | 2, O_TRUNC | 3)),
    ("openat", 2, O_TRUNC | O_ACCMODE, (0, 1, 2, 3, O_TRUNC | 1, O_TRUNC | 2, O_TRUNC | 3)),
)


def filter_calls() -> None:
    """In namespaces: refuse `REFUSED` to this process and all that it starts.

    Known processors only; on others there are the namespaces alone.
    """
    if platform.machine() in PROCESSORS:
        _load(_in_namespaces())


@cache
def _in_namespaces() -> bytes:
    lines = [
        *_none_newer(),
        *_answers(REFUSED, EPERM),
        *_parts((*ONLY, *IN_NAMESPACES)),
        *_for_all(),
        *_no_signal(SIGCONT),
        *_where("fcntl", 1, OF_FILES, EPERM),
    ]
    return _program([*lines, *_clone(ALLOW)])


def _none_newer() -> Iterator[Line]:
    yield from ((AT_LEAST, 0, 1, NEWEST + 1), (RETURN, 0, 0, ENOSYS))


def filter_more_calls(landlock: int) -> None:
    """Without namespaces, more. `landlock` is the version that Landlock has here."""
    _load(_alone(landlock))


@cache
def _alone(landlock: int) -> bytes:
    lines = [*_none_newer(), *_answers((*REFUSED, *ALONE), EPERM)]
    lines += [*_answers(PRETENDED, PRETEND), *_for_all()]
    lines += [*_answers(UNSUPPORTED_ALONE, EOPNOTSUPP), *_no_signal(SIGKILL, SIGCONT)]
    lines += _parts((*ONLY, *ONLY_ALONE, *(OLD if landlock < 3 else ())))
    return _program([*lines, *_clone(ALLOW)])


def ask_keeper(landlock: int) -> int:
    """Have the keeper decide whether a process may start, and the descriptor that it needs.

    It also sees to it that SIGCHLD interrupts nobody who asks. Whom a signal may reach is
    Landlock's matter from its version 6 on; before, the keeper's.
    """
    return _load(_asking(landlock), NEW_LISTENER)


@cache
def _asking(landlock: int) -> bytes:
    lines = [*_answers(STARTS if landlock >= 6 else (*STARTS, *SIGNALS), ASK)]
    return _program([*lines, *_where(HANDLER, 0, (SIGCHLD,), ASK)])


def prepare(landlock: int | None) -> None:
    """Write the programs of the filters down, once for all runs; None for those in namespaces."""
    if landlock is not None:
        _alone(landlock)
        _asking(landlock)
    elif platform.machine() in PROCESSORS:
        _in_namespaces()


def doorbell(descriptor: int) -> Doorbell:
    """The keeper's end."""
    signals = {number for name in SIGNALS for number in _number(name)}
    return Doorbell(descriptor, signals, {*_number(HANDLER)})


def check() -> None:
    """OSError where the filter is needed and this processor is not known to it."""
    if platform.machine() not in PROCESSORS:
        raise OSError(errno.ENOSYS, f"no filter for {platform.machine()} processors")


def _program(rules: Iterable[Line]) -> bytes:
    known = (EQUAL, 1, 0, ARCHITECTURE_OF[platform.machine()])
    lines = [(LOAD, 0, 0, ARCHITECTURE), known, (RETURN, 0, 0, KILL), (LOAD, 0, 0, NUMBER)]
    lines += [(AT_LEAST, 0, 1, OTHER_ABI), (RETURN, 0, 0, EPERM)]
    return b"".join(struct.pack("HBBI", *line) for line in (*lines, *rules, (RETURN, 0, 0, ALLOW)))


def _load(program: bytes, flags: int = 0) -> int:
    buffer = ctypes.create_string_buffer(program)
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    [seccomp] = _number("seccomp")
    return call("syscall", seccomp, SET_MODE_FILTER, flags, header)


def _number(name: str) -> Iterator[int]:
    """What the kernel calls it; nothing where the processor does not have it."""
    if (number := NUMBERS[name][PROCESSORS.index(platform.machine())]) is not None:
        yield number


def _answers(names: Iterable[str], answer: int) -> Iterator[Line]:
    for name in names:
        for number in _number(name):
            yield from ((EQUAL, 0, 1, number), (RETURN, 0, 0, answer))


def _clone(answer: int) -> Iterator[Line]:
    """No user namespaces. The C library falls back to clone, whose flags can be looked at."""
    yield from _answers(["clone3"], ENOSYS)
    [clone] = _number("clone")
    yield from ((EQUAL, 0, 4, clone), (LOAD, 0, 0, ARGUMENTS))
    yield from ((HAS_BITS, 0, 1, CLONE_NEWUSER), (RETURN, 0, 0, EPERM), (RETURN, 0, 0, answer))


def _cpu_time() -> Iterator[Line]:
    """Refuse to set the limit of processor time, and not to read it.

    A run that ends by a limit of its own looks as if it were killed from outside.
    """
    yield from _only("setrlimit", 0, ALL_BITS, range(1, 16))
    for number in _number("prlimit64"):
        yield from ((EQUAL, 0, 8, number), (LOAD, 0, 0, ARGUMENTS + 8))
        yield from ((EQUAL, 0, 5, 0), (LOAD, 0, 0, ARGUMENTS + 16))  # RLIMIT_CPU; a new limit
        yield from ((EQUAL, 0, 2, 0), (LOAD, 0, 0, ARGUMENTS + 20), (EQUAL, 1, 0, 0))
        yield from ((RETURN, 0, 0, EPERM), (LOAD, 0, 0, NUMBER))


def _for_all() -> Iterator[Line]:
    """What both kinds need beside the lists of calls."""
    yield from (*_answers((*WAITS, *PRIORITIES), PRETEND), *_answers(UNSUPPORTED, EOPNOTSUPP))
    yield from _where("fcntl", 1, PRETENDED_OF_FILES, PRETEND)
    yield from _where("madvise", 2, FILLS, EINVAL)  # as of a kernel that does not know them
    yield from (*_cpu_time(), *_no_groups())


def _no_signal(*signals: int) -> Iterator[Line]:
    """Refuse SIGCONT: whom the keeper stops, to look at what it has, nobody sets going again.

    Without a PID namespace SIGKILL, too: whoever ends by it was killed from outside, and its run
    is repeated.
    """
    for name, argument in SIGNALS.items():
        yield from _where(name, argument, signals, EPERM)


def _no_groups() -> Iterator[Line]:
    """Refuse signals to many processes at once: the kernel lets nobody start or end meanwhile.

    Some tens of processes that do nothing else hold up the keeper for half a minute.
    """
    for number in _number("kill"):
        yield from ((EQUAL, 0, 5, number), (LOAD, 0, 0, ARGUMENTS), (EQUAL, 1, 0, 0))
        yield from ((HAS_BITS, 0, 1, NEGATIVE), (RETURN, 0, 0, EPERM), (LOAD, 0, 0, NUMBER))


def _where(name: str, argument: int, values: Sequence[int], answer: int) -> Iterator[Line]:
    """Answer the call so where the argument is one of these values."""
    for number in _number(name):
        yield from ((EQUAL, 0, len(values) + 3, number), (LOAD, 0, 0, ARGUMENTS + 8 * argument))
        for left, value in zip(range(len(values) - 1, -1, -1), values, strict=True):
            yield (EQUAL, left, 0 if left else 1, value)
        yield from ((RETURN, 0, 0, answer), (LOAD, 0, 0, NUMBER))


def _parts(rows: Iterable[Only]) -> Iterator[Line]:
    for row in rows:
        yield from _only(*row)


def _only(name: str, argument: int, bits: int, allowed: Iterable[int]) -> Iterator[Line]:
    """Refuse the call unless these bits of the argument are one of the allowed."""
    allowed = tuple(allowed)
    for number in _number(name):
        yield (EQUAL, 0, len(allowed) + 4, number)
        yield from ((LOAD, 0, 0, ARGUMENTS + 8 * argument), (MASK, 0, 0, bits))
        for left, value in zip(range(len(allowed), 0, -1), allowed, strict=True):
            yield (EQUAL, left, 0, value)
        yield from ((RETURN, 0, 0, EPERM), (LOAD, 0, 0, NUMBER))
