"""The folder that a run writes to, where it is not a file system of its own.

Whatever a run does, its folders stay readable to their owner: see `seccomp.py`.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator

from .jail import address_space

NAME = "notebook"
MOST_FILES = 4096
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


def is_full(folder: str, family: Iterable[int], most: int, largest: int) -> bool:
    """Whether a run's files take more than this many bytes, or are too many.

    A file that no folder holds any more takes its room for as long as a process has it open, or
    in its memory; the size of the latter is not told, but it is at most that of the largest file.
    """
    sizes: dict[Identity, int] = {}
    try:
        for names, found in enumerate(_held(folder), start=1):
            if names > MOST_FILES:
                return True
            sizes[found.st_dev, found.st_ino] = found.st_blocks * BLOCK
        for found in opened(family):
            if found.st_nlink == 0 and stat.S_ISREG(found.st_mode):
                sizes[found.st_dev, found.st_ino] = found.st_blocks * BLOCK
        for identity in _mapped(folder, family):
            sizes.setdefault(identity, largest)
    except OSError:  # folders that are too deep, or a process that hides
        return True
    return sum(sizes.values()) > most


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


def opened(family: Iterable[int]) -> Iterator[os.stat_result]:
    """What the processes have open; PermissionError where one hides it."""
    for process in family:
        with _unless_gone(process):
            for name in os.listdir(f"/proc/{process}/fd"):
                with _unless_gone(process):
                    yield os.stat(f"/proc/{process}/fd/{name}")


def epolls(process: int) -> int:
    """How many lists of what to wait for it has open; PermissionError where it hides them."""
    found = 0
    with _unless_gone(process):
        for name in os.listdir(f"/proc/{process}/fd"):
            with _unless_gone(process):
                found += os.readlink(f"/proc/{process}/fd/{name}").endswith("[eventpoll]")
    return found


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
        with _unless_gone(process), open(f"/proc/{process}/maps", errors="replace") as file:
            for line in file:
                if line.endswith("(deleted)\n") and f" {folder}/" in line:
                    _, _, _, device, number, *_ = line.split()
                    major, minor = (int(one, 16) for one in device.split(":"))
                    yield os.makedev(major, minor), int(number)
