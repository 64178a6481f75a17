"""Starting a Python process that finds what it needs; its runs can reach nothing else."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attention_by_hand.sandbox import visible
from attention_by_hand.sandbox.kinds import FLAGS, GUEST, WITHOUT, Start, environment

DEVICES = ("/dev/null", "/dev/full", "/dev/random", "/dev/urandom")  # as in bubblewrap.py
NEWEST = 7  # the newest version of Landlock that this was tried with


def start(libraries: Sequence[str], home: str) -> Start:
    """How to start it; it finds these libraries, and no other packages."""
    needed = visible.libraries(libraries)
    packages = os.path.join(home, "libraries")
    _link(needed, packages)
    files = _files(needed, packages)
    program = [sys.executable, *FLAGS, "-S"]  # no other packages, and no .pth files of theirs
    variables = environment(home, GUEST.parent, [packages])
    return Start(program, variables, home, files, places=files["read"])


def why_refused(said: str) -> str:
    """One sentence about a system that has no Landlock, or does not let us use it."""
    return (
        f"{WITHOUT}; without namespaces, it is made with Landlock, which this system does not have"
        f" ({said}): use Linux 5.13 or later with Landlock switched on (`landlock` is listed in"
        " /sys/kernel/security/lsm). On a hub, ask for a node of that kind."
    )


def _link(needed: Iterable[Path], folder: str) -> None:
    """A folder of links to the libraries: a folder of packages would be shown with all it holds."""
    os.mkdir(folder)
    for path in needed:
        link = os.path.join(folder, path.name)
        if not os.path.lexists(link):
            os.symlink(path, link)


def _files(needed: Iterable[Path], packages: str) -> dict[str, list[str]]:
    shown = [*visible.system(), *visible.python()]
    hidden = {os.path.realpath(path) for path in visible.hidden(shown)}
    read, listed = {packages}, set[str]()
    for path in (*shown, *needed):
        for what, allowed in _without(os.path.realpath(path), hidden):
            (read if what == "read" else listed).add(allowed)
    return {"read": sorted(read), "list": sorted(listed), "device": list(DEVICES)}


def _without(path: str, hidden: set[str]) -> Iterator[tuple[str, str]]:
    """What may be read, so that nothing is that is hidden; folders around it may be listed."""
    if path in hidden:
        return
    if not any(one.startswith(f"{path}/") for one in hidden):
        yield "read", path
        return
    yield "list", path
    for entry in sorted(os.scandir(path), key=lambda one: one.name):
        if not entry.is_symlink():
            yield from _without(entry.path, hidden)
