"""Whether something can be seen here that no student may see."""

import importlib.util
import os
from collections.abc import Iterable, Sequence

Identity = Sequence[int]  # of a file or folder: its device and its number there


def exposed(
    places: Iterable[str], secrets: Iterable[Identity], modules: Iterable[str]
) -> str | None:
    """A secret file or folder in these places, or a module that can be imported."""
    known = {(device, number) for device, number in secrets}
    numbers = {number for _, number in known}
    waiting = list(places)
    while waiting:
        folder = waiting.pop()
        if _identity(folder) in known:
            return folder
        for entry in _entries(folder):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.inode() in numbers and _identity(entry.path) in known:
                return entry.path
    return next((name for name in modules if importlib.util.find_spec(name)), None)


def _entries(folder: str) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _identity(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path, follow_symlinks=False)
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino
