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


def is_full(folder: str, family: Iterable[int], most: int) -> bool:
    """Whether a run's files take more than this many bytes, or are too many.

    A file that no folder holds any more takes its room for as long as a process has it open or
    in its memory.
    """
    sizes = []
    try:
        for size in (*_held(folder), *_open(family), *_mapped(folder, family)):
            sizes.append(size)
    except OSError:  # a path that is too long to look at
        return True
    return len(sizes) > MOST_FILES or sum(sizes) > most


def _held(folder: str) -> Iterator[int]:
    waiting = [folder]
    while waiting:
        try:
            for entry in list(os.scandir(waiting.pop())):
                yield entry.stat(follow_symlinks=False).st_blocks * BLOCK
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
        except GONE:
            continue


def _open(family: Iterable[int]) -> Iterator[int]:
    for process in family:
        try:
            for name in os.listdir(f"/proc/{process}/fd"):
                found = os.stat(f"/proc/{process}/fd/{name}")
                if found.st_nlink == 0 and stat.S_ISREG(found.st_mode):
                    yield found.st_blocks * BLOCK
        except GONE:
            continue


def _mapped(folder: str, family: Iterable[int]) -> Iterator[int]:
    for process in family:
        try:
            with open(f"/proc/{process}/maps", errors="replace") as file:
                for line in file:
                    if line.endswith("(deleted)\n") and f" {folder}/" in line:
                        start, end = (int(one, 16) for one in line.split()[0].split("-"))
                        yield end - start
        except GONE:
            continue
