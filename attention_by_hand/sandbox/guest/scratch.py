"""The folder that a run writes to, where it is not a file system of its own.

Whatever a run does, its folders stay readable to their owner: see `seccomp.py`.
"""

import os
import stat
from collections.abc import Iterable, Iterator

NAME = "notebook"
MOST_FILES = 4096
LONGEST = 1000  # characters of a path, far below what the kernel takes
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
            if len(path) > LONGEST:
                moved += 1
                os.rename(path, f"{folder}-{moved}")
            waiting.append(path if len(path) <= LONGEST else f"{folder}-{moved}")


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
    names = 0
    try:
        for found in _held(folder):
            names += 1
            sizes[found.st_dev, found.st_ino] = found.st_blocks * BLOCK
        for found in _open(family):
            sizes[found.st_dev, found.st_ino] = found.st_blocks * BLOCK
        for identity in _mapped(folder, family):
            sizes.setdefault(identity, largest)
    except OSError:  # a path that is too long, or a process that hides
        return True
    return names > MOST_FILES or sum(sizes.values()) > most


def _held(folder: str) -> Iterator[os.stat_result]:
    waiting = [folder]
    while waiting:
        try:
            for entry in list(os.scandir(waiting.pop())):
                yield entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
        except GONE:
            continue


def _open(family: Iterable[int]) -> Iterator[os.stat_result]:
    for process in family:
        try:
            for name in os.listdir(f"/proc/{process}/fd"):
                found = os.stat(f"/proc/{process}/fd/{name}")
                if found.st_nlink == 0 and stat.S_ISREG(found.st_mode):
                    yield found
        except GONE:
            continue


def _mapped(folder: str, family: Iterable[int]) -> Iterator[Identity]:
    for process in family:
        try:
            with open(f"/proc/{process}/maps", errors="replace") as file:
                for line in file:
                    if line.endswith("(deleted)\n") and f" {folder}/" in line:
                        _, _, _, device, number, *_ = line.split()
                        major, minor = (int(one, 16) for one in device.split(":"))
                        yield os.makedev(major, minor), int(number)
        except GONE:
            continue
