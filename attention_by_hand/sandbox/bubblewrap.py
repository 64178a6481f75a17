"""Starting a Python process that sees what it needs and nothing else."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attention_by_hand.sandbox import visible
from attention_by_hand.sandbox.kinds import (
    FLAGS,
    GUEST,
    WITHOUT,
    SandboxMissing,
    Start,
    environment,
)

INSIDE = Path("/.sandbox")  # where the guest's files are in the sandbox
SCRATCH = "/notebook"  # the current folder of every run, as in guest/namespaces.py
DEVICES = ("null", "full", "random", "urandom")  # not zero: it can be memory that nobody counts
INSTALLERS = {"apt-get": "sudo apt-get install bubblewrap", "dnf": "sudo dnf install bubblewrap"}
INSTALLERS |= {"pacman": "sudo pacman -S bubblewrap", "zypper": "sudo zypper install bubblewrap"}
SWITCHES = {
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": ("1", "0"),
    "/proc/sys/kernel/unprivileged_userns_clone": ("0", "1"),
    "/proc/sys/user/max_user_namespaces": ("0", "10000"),
}


def start(libraries: Sequence[str]) -> Start:
    """How to start it; it finds these libraries, and no other packages.

    SandboxMissing says what it needs.
    """
    program = [_bwrap(), *_namespaces(), *_files(libraries), "--", sys.executable, *FLAGS]
    homes = visible.homes(libraries)
    return Start(program, environment(SCRATCH, INSIDE, homes), places=["/"])


def why_refused(said: str) -> str:
    """One sentence about namespaces that the system refuses to make."""
    for path, (bad, good) in SWITCHES.items():
        file = Path(path)
        if file.exists() and file.read_text().strip() == bad:
            name = ".".join(file.parts[3:])
            return f"{WITHOUT}, and user namespaces are switched off: sudo sysctl {name}={good}"
    return (
        f"{WITHOUT}, and this system refuses to make one ({said}): let bubblewrap (bwrap) use user"
        " namespaces."
    )


def _bwrap() -> str:
    if found := shutil.which("bwrap"):
        return found
    how = next((line for tool, line in INSTALLERS.items() if shutil.which(tool)), None)
    raise SandboxMissing(f"{WITHOUT}, and bubblewrap is missing: {how or 'install bubblewrap'}")


def _namespaces() -> list[str]:
    """No network, no other processes; root keeps the right to become nobody, and no other."""
    root = ("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    return [
        *(root if os.getuid() == 0 else ("--unshare-user",)),
        *("--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts"),
        *("--unshare-cgroup-try", "--hostname", "notebook"),
        *("--new-session", "--die-with-parent"),
    ]


def _files(libraries: Sequence[str]) -> Iterator[str]:
    """The arguments that lay out the files: read-only, but for the scratch space."""
    for path in map(Path, visible.LINKS):
        if path.is_symlink():
            yield from ("--symlink", os.readlink(path), str(path))
    shown = [*visible.system(), *visible.python()]
    needed = visible.libraries(libraries)
    for path in shown:
        yield from _bind(path)
    yield from _only(needed, visible.hidden(shown))
    yield from _interpreter()
    yield from _bind(GUEST, INSIDE / "guest")
    for name in DEVICES:
        yield from _bind(Path("/dev", name), how="--dev-bind")
    yield from ("--proc", "/proc", "--tmpfs", SCRATCH, "--symlink", SCRATCH, "/dev/shm")
    if not any(path.is_relative_to("/tmp") for path in (*shown, *needed, Path(sys.executable))):
        yield from ("--symlink", SCRATCH, "/tmp")
    yield from ("--remount-ro", "/", "--chdir", SCRATCH)


def _only(needed: Iterable[Path], hidden: Sequence[Path]) -> Iterator[str]:
    """The libraries that are needed, and nothing else from the folders of packages."""
    for folder in hidden:
        yield from ("--tmpfs", str(folder))
    for path in needed:
        yield from _bind(path)
    for folder in hidden:
        yield from ("--remount-ro", str(folder))


def _interpreter() -> Iterator[str]:
    """A virtual environment's links to the interpreter, at their place."""
    path = Path(sys.executable)
    if path != path.resolve():
        yield from _folders(path)
        for name in {path.name, "python", "python3"}:
            yield from ("--symlink", str(path.resolve()), str(path.with_name(name)))


def _bind(path: Path, inside: Path | None = None, how: str = "--ro-bind") -> Iterator[str]:
    """Show a file or folder, where there is one, at a place that everybody may reach."""
    if path.exists():
        yield from _folders(inside or path)
        yield from (how, str(path), str(inside or path))


def _folders(path: Path) -> Iterator[str]:
    for folder in path.parents[-2::-1]:
        yield from ("--dir", str(folder))
