"""How the warm process is started: under bubblewrap, or not at all."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

GUEST = Path(__file__).with_name("guest.py")
INSIDE = "/run/guest.py"
SCRATCH = "/scratch"
PACKAGE = Path(__file__).parent.parent
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
SETTINGS = (
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/mime.types",
)
INSTALL = {
    "debian": "sudo apt-get install bubblewrap",
    "fedora": "sudo dnf install bubblewrap",
    "arch": "sudo pacman -S bubblewrap",
    "suse": "sudo zypper install bubblewrap",
}


class SandboxMissing(RuntimeError):
    """Student code cannot be isolated here; the message says what to do about it."""


def command(isolated: bool) -> list[str]:
    """The command line of the warm process; SandboxMissing where there is no bubblewrap."""
    python = [sys.executable, "-I", "-B"]
    if not isolated:
        return [*python, str(GUEST)]
    return [_find_bubblewrap(), *_options(), "--", *python, INSIDE]


def environment(scratch: str) -> dict[str, str]:
    """A clean environment: nothing of the grader's own."""
    return {
        "HOME": scratch,
        "TMPDIR": scratch,
        "MPLCONFIGDIR": scratch,
        "IPYTHONDIR": f"{scratch}/.ipython",
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OMP_NUM_THREADS": "1",
    }


def _find_bubblewrap() -> str:
    if sys.platform != "linux":
        raise SandboxMissing(
            "student code is graded on Linux only: use a Linux machine or container"
        )
    found = shutil.which("bwrap")
    if found is None:
        raise SandboxMissing(
            f"bubblewrap is missing, so no student code is run: {how_to_install()}"
        )
    return found


def how_to_install() -> str:
    """The command that installs bubblewrap on this system."""
    try:
        release = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        release = ""
    names = " ".join(
        line.partition("=")[2].strip('"') for line in release.splitlines() if line.startswith("ID")
    )
    known = [text for name, text in INSTALL.items() if name in names]
    return known[0] if known else "install the package `bubblewrap`"


def _options() -> Iterator[str]:
    yield from ("--die-with-parent", "--new-session", "--unshare-pid", "--unshare-net")
    yield from ("--unshare-ipc", "--unshare-uts", "--hostname", "sandbox", "--chdir", "/")
    if os.getuid() == 0:  # it steps down to an unprivileged user before each run
        yield from ("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    else:
        yield "--unshare-user"
    for folder in map(Path, SYSTEM):
        if folder.is_symlink():
            yield from ("--symlink", str(folder.readlink()), str(folder))
        elif folder.exists():
            yield from ("--ro-bind", str(folder), str(folder))
    yield from ("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--tmpfs", SCRATCH)
    for path in (*SETTINGS, *_python_folders()):
        for parent in reversed(Path(path).parents[:-1]):
            yield from ("--perms", "0755", "--dir", str(parent))
        yield from ("--ro-bind-try", path, path)
    if _is_inside(PACKAGE, _python_folders()):
        yield from ("--tmpfs", str(PACKAGE))
    yield from ("--ro-bind", str(GUEST), INSIDE, "--remount-ro", "/tmp", "--remount-ro", "/")


def private_folders() -> list[str]:
    """Where each run gets an empty folder of its own; /tmp only where Python is not in it."""
    in_tmp = any(Path(folder).is_relative_to("/tmp") for folder in _python_folders())
    return [SCRATCH, "/dev/shm", *([] if in_tmp else ["/tmp"])]


def _python_folders() -> list[str]:
    """Where this Python and its libraries live, outermost first."""
    folders = {
        str(Path(path).absolute()) for path in (sys.prefix, sys.base_prefix, sys.exec_prefix)
    }
    folders |= {str(Path(sys.executable).resolve().parent.parent)}
    return sorted(folders - set(SYSTEM))


def _is_inside(path: Path, folders: list[str]) -> bool:
    return any(path.is_relative_to(folder) for folder in [*folders, *SYSTEM])
