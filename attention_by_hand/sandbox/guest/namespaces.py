"""The first kind of sandbox: user, mount, PID, IPC, network and UTS namespaces for each run.

bubblewrap has put the warm process into namespaces with nothing but the system's libraries.
"""

import os
import resource
import secrets

from .jail import FIRST_USER, OPEN_FILES, become, call, restrict_resource, write

NOBODY = 65534
CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_BIND, MS_REC, MS_PRIVATE = 1 << 12, 1 << 14, 1 << 18
SCRATCH = "/notebook"
SPARE = 4  # processes: so that the keeper sees more than are allowed, and can say so


def drop_root() -> None:
    """From root to a user that nobody else is, or to nobody.

    Limits on processes do not hold for the machine's root, and what a user has so much of (room
    in pipes, files in flight) is shared by all runs of that user. Root of a user namespace in
    which there is no nobody (a rootless container) is not that root.
    """
    if os.getuid() != 0:
        return
    with open("/proc/self/uid_map") as file:
        ranges = [[int(one) for one in line.split()] for line in file]
    for user in (FIRST_USER + secrets.randbelow(FIRST_USER), NOBODY):
        if any(first <= user < first + count for first, _, count in ranges):
            os.chmod(SCRATCH, 0o1777)
            become(user)
            return


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


def last_number() -> int:
    """The number of the process or thread that has been started last in this PID namespace."""
    with open("/proc/loadavg", "rb") as file:
        return int(file.read().split()[-1])


def enter_namespaces() -> None:
    """New namespaces of every other kind but for files, which come later."""
    _unshare(CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWUTS)


def _unshare(kinds: int) -> None:
    """New namespaces, owned by a new user namespace in which one is who one was."""
    user, group = os.getuid(), os.getgid()
    call("unshare", CLONE_NEWUSER | kinds)
    write("/proc/self/setgroups", "deny")
    write("/proc/self/uid_map", f"{user} {user} 1")
    write("/proc/self/gid_map", f"{group} {group} 1")


def hide_the_machine(scratch_bytes: int) -> None:
    """A /proc without processes, and private scratch space as the current folder."""
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


def limit_processes(most: int) -> None:
    """Bound the processes and threads in this user namespace.

    Before Linux 5.14 the kernel counted all of the user's, on the whole machine; there only the
    keeper counts.
    """
    major, minor = os.uname().release.split(".")[:2]
    if (int(major), int(minor)) >= (5, 14):
        restrict_resource(resource.RLIMIT_NPROC, most + SPARE)
