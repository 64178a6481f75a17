"""The folder that a run writes to, where it is not a file system of its own.

Whatever a run does, its folders stay readable to their owner: see `seccomp.py`.
"""

import os
import stat
from collections.abc import Iterable, Iterator

NAME = "notebook"
MOST_FILES = 4096
BLOCK = 512  # bytes, the unit of st_blocks
GONE = (FileNotFoundError, NotADirectoryError, ProcessLookupError)


def remove(folder: str) -> None:
    """A folder with all that is in it, however deep.

    Each folder inside is first moved to the top, so that no path is ever longer than here.
    """
    waiting, number = [folder] if os.path.lexists(folder) else [], 0
    while waiting:
        path = waiting.pop()
        for entry in list(os.scandir(path)):
            if entry.is_dir(follow_symlinks=False):
                number += 1
                waiting.append(f"{folder}-{number}")
                os.rename(entry.path, waiting[-1])
            else:
                os.unlink(entry.path)
        os.rmdir(path)


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
