"""The kinds of sandbox, seen from the grader: how the warm process is started in each.

What happens inside is in `guest/kinds.py`, by the same names.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from attention_by_hand.sandbox import visible

NAMESPACES, LANDLOCK, OPEN = "namespaces", "landlock", "open"
STRONGEST_FIRST = (NAMESPACES, LANDLOCK)
SAID = {
    NAMESPACES: "Student code runs in a sandbox of namespaces (bubblewrap).",
    LANDLOCK: "Student code runs in a sandbox of Landlock and seccomp (without namespaces).",
    OPEN: "Student code runs WITHOUT a sandbox.",
}
GUEST = Path(__file__).parent / "guest"
PACKAGE = GUEST.parents[1]
WITHOUT = "Student code is only run in a sandbox"


class SandboxMissing(RuntimeError):
    """No sandbox can be had here; the message says what to install or to switch on."""


class Exposed(SandboxMissing):
    """No sandbox of any kind would do: it would show students something."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{WITHOUT}, and in this one students would see {what}: move it to another folder."
        )


@dataclass(frozen=True)
class Start:
    """How to start the warm process.

    home: a folder of its own, where the sandbox makes none. files: what runs may do with which
    files, where the sandbox has no file system of its own. places: where to look for secrets.
    """

    program: Sequence[str]
    environment: dict[str, str]
    home: str | None = None
    files: dict[str, list[str]] = field(default_factory=dict)
    places: Sequence[str] = ()


def environment(home: str, guest: Path, libraries: Sequence[str | Path]) -> dict[str, str]:
    """The environment variables that the warm process starts with; nothing of the grader's."""
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {
        **dict.fromkeys(threads, "1"),  # a process with threads must not fork
        "PYTHONPATH": os.pathsep.join(map(str, [guest, *libraries])),
        "PYTHONHASHSEED": "0",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
        "HOME": home,
        "USER": "student",  # whose number has no name
        "LOGNAME": "student",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MALLOC_ARENA_MAX": "1",
        "LANG": "C.UTF-8",
    }


def open_start(libraries: Sequence[str], home: str) -> Start:
    """Without a sandbox: this Python, as it is."""
    homes = visible.homes(libraries)
    return Start([sys.executable, *FLAGS], environment(home, GUEST.parent, homes), home)


FLAGS = ("-P", "-s", "-B")
