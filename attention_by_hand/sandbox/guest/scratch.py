"""The folder that a run writes to, where it is not a file system of its own.

Whatever a run does, its folders stay readable to their owner: see `seccomp.py`.
"""

import contextlib
import errno
import itertools
import os
import stat
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .jail import address_space

NAME = "notebook"
EPOLL = "[eventpoll]"  # what the kernel calls a list of what to wait for
MOST_FILES = 4096
FEW, LITTLE = 200, 16 << 20  # names, and bytes, that may be overlooked
DEEPEST = 100  # folders inside folders
A_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
LONGEST = 1000  # bytes of a path, far below what the kernel takes
BLOCK = 512  # bytes, the unit of st_blocks
Identity = tuple[int, int]  # of a file: its device and its number there
GONE = (FileNotFoundError, NotADirectoryError, ProcessLookupError)


def remove(folder: str) -> None:
    """A folder with all that is in it, however deep: what has too long a path is moved up first."""
    waiting, moved = [folder] if os.path.lexists(folder) else [], 0
    while waiting:
        inside = _folders_left(waiting[-1])
        if not inside:
            os.rmdir(waiting.pop())
        for path in inside:
            if is_long := len(os.fsencode(path)) > LONGEST:
                moved += 1
                os.rename(path, f"{folder}-{moved}")
            waiting.append(f"{folder}-{moved}" if is_long else path)


def _folders_left(path: str) -> list[str]:
    """The folders in a folder, from which everything else is removed."""
    found = []
    for entry in list(os.scandir(path)):
        if entry.is_dir(follow_symlinks=False):
            found.append(entry.path)
        else:
            os.unlink(entry.path)
    return found


class Taken(NamedTuple):
    """What a run's files take."""

    names: int
    size: int  # bytes


def taken(folder: str, family: Iterable[int], largest: int | None = None) -> Taken:
    """What a run's files take, the largest of which has at most so many bytes.

    A file that no folder holds any more takes its room for as long as a process has it open, or
    in its memory; the size of the latter is not told, but it is at most that of the largest file.
    To ask for these, nobody may go on who could keep the answer to himself: None leaves them out.
    OSError where they are too many, or too deep, and where a process hides what it has open.
    """
    sizes: dict[Identity, int] = {}
    names = 0
    for names, found in enumerate(_held(folder), start=1):
        if names > MOST_FILES:
            raise OSError(errno.EMFILE, "too many to look at")
        sizes[found.st_dev, found.st_ino] = found.st_blocks * BLOCK
    for _, found in opened(family):
        if found.st_nlink == 0 and stat.S_ISREG(found.st_mode):
            sizes[found.st_dev, found.st_ino] = found.st_blocks * BLOCK
    if largest is not None:
        for identity in _mapped(folder, family):
            sizes.setdefault(identity, largest)
    return Taken(names, sum(sizes.values()))


def used(folder: str) -> Taken:
    """What all files of the file system take that the folder is in."""
    found = os.statvfs(folder)
    return Taken(found.f_files - found.f_ffree, (found.f_blocks - found.f_bfree) * found.f_frsize)


def may_hide(found: Taken, before: Taken, now: Taken) -> bool:
    """Whether there may be more than was found while the run went on, and could rename things.

    It takes many names to know when to rename. And where something is hidden, the file system
    has been filled by more than was found, if nobody else did that.
    """
    unseen = now.names - before.names - found.names, now.size - before.size - found.size
    return found.names > FEW or unseen[0] > FEW or unseen[1] > LITTLE


def _held(name: str, above: int | None = None, depth: int = 0) -> Iterator[os.stat_result]:
    """All that is in a folder. The run may exchange it for a link at any time."""
    if depth > DEEPEST:
        raise OSError(errno.ENAMETOOLONG, "too deep to look at")
    try:
        folder = os.open(name, A_FOLDER, dir_fd=above)
    except GONE:
        return
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                with contextlib.suppress(*GONE):
                    yield entry.stat(follow_symlinks=False)
                    if entry.is_dir(follow_symlinks=False):
                        yield from _held(entry.name, folder, depth + 1)
    finally:
        os.close(folder)


def opened(family: Iterable[int]) -> Iterator[tuple[str, os.stat_result]]:
    """What the processes have open, and their programs; PermissionError where one hides it.

    Each with its place in /proc.
    """
    for process in family:
        with _unless_gone(process):
            yield "exe", os.stat(f"/proc/{process}/exe")
        with _unless_gone(process):
            for name in os.listdir(f"/proc/{process}/fd"):
                with _unless_gone(process):
                    yield f"{process}/fd/{name}", os.stat(f"/proc/{process}/fd/{name}")


def is_epoll(place: str, found: os.stat_result) -> bool:
    """Whether it is a list of what to wait for."""
    try:
        return not stat.S_IFMT(found.st_mode) and os.readlink(f"/proc/{place}").endswith(EPOLL)
    except OSError:  # it was closed meanwhile
        return False


def watches(place: str, most: int) -> int:
    """How many files such a list waits for; no more are counted than `most`."""
    with contextlib.suppress(OSError), open(_information(place), "rb") as lines:
        return sum(one.startswith(b"tfd:") for one in itertools.islice(lines, most))
    return 0


def files_inside(place: str) -> int:
    """How many open files were sent to this socket, which nobody has received yet."""
    with contextlib.suppress(OSError), open(_information(place), "rb") as lines:
        return sum(int(one.split()[1]) for one in lines if one.startswith(b"scm_fds:"))
    return 0


def _information(place: str) -> str:
    """What the kernel says of an open file."""
    return f"/proc/{place.replace('/fd/', '/fdinfo/')}"


@contextlib.contextmanager
def _unless_gone(process: int) -> Iterator[None]:
    """A process that ends belongs to root, as its files in /proc do, for its last moment."""
    try:
        yield
    except GONE:
        pass
    except PermissionError:
        if address_space(process):
            raise


def _mapped(folder: str, family: Iterable[int]) -> Iterator[Identity]:
    for process in family:
        with _unless_gone(process), open(f"/proc/{process}/maps", "rb") as file:
            for line in file:  # in bytes, a name can end no line: its newlines are written "\\012"
                if line.endswith(b"(deleted)\n") and b" %b/" % os.fsencode(folder) in line:
                    _, _, _, device, number, _ = line.split(None, 5)
                    major, minor = (int(one, 16) for one in device.split(b":"))
                    yield os.makedev(major, minor), int(number)
