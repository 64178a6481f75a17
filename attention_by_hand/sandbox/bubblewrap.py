"""Starting a Python process that sees the system's libraries and nothing else."""

import importlib.util
import os
import platform
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

OURS = ("torch", "numpy", "matplotlib", "matplotlib_inline", "IPython", "traitlets")  # the guest's
GUEST = Path(__file__).parent / "guest"
INSIDE = Path("/.sandbox")  # where the guest's files are in the sandbox
SCRATCH = "/notebook"  # the current folder of every run, as in guest/jail.py
DEVICES = ("null", "zero", "full", "random", "urandom")
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
SETTINGS = ("fonts", "ld.so.cache", "localtime", "alternatives", "nsswitch.conf")  # in /etc
INSTALLERS = {"apt-get": "sudo apt-get install bubblewrap", "dnf": "sudo dnf install bubblewrap"}
INSTALLERS |= {"pacman": "sudo pacman -S bubblewrap", "zypper": "sudo zypper install bubblewrap"}
SWITCHES = {
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": ("1", "0"),
    "/proc/sys/kernel/unprivileged_userns_clone": ("0", "1"),
    "/proc/sys/user/max_user_namespaces": ("0", "10000"),
}
WITHOUT = "Student code is only run in a sandbox"


class SandboxMissing(RuntimeError):
    """No sandbox can be had here; the message says what to install or to switch on."""


def python(libraries: Sequence[str]) -> list[str]:
    """The command line that starts this Python in a sandbox, where it finds these libraries.

    SandboxMissing says what it needs.
    """
    return [_bwrap(), *_namespaces(), *_files(libraries), "--", sys.executable]


def environment(isolated: bool, libraries: Sequence[str]) -> dict[str, str]:
    """The environment variables that the warm process starts with; nothing of the grader's."""
    folders = [str(INSIDE if isolated else GUEST.parent), *map(str, _extra_folders(libraries))]
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {
        **dict.fromkeys(threads, "1"),  # a process with threads must not fork
        "PYTHONPATH": os.pathsep.join(folders),
        "PYTHONHASHSEED": "0",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
        "HOME": SCRATCH if isolated else tempfile.gettempdir(),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MALLOC_ARENA_MAX": "1",
        "LANG": "C.UTF-8",
    }


def why_refused(said: str) -> str:
    """One sentence about namespaces that the system refuses to make."""
    for path, (bad, good) in SWITCHES.items():
        file = Path(path)
        if file.exists() and file.read_text().strip() == bad:
            name = ".".join(file.parts[3:])
            return f"{WITHOUT}, and user namespaces are switched off: sudo sysctl {name}={good}"
    return (
        f"{WITHOUT}, and this system refuses to make one ({said}): in a container, start it with"
        " --privileged; elsewhere, let bubblewrap (bwrap) use user namespaces."
    )


def _bwrap() -> str:
    if sys.platform != "linux":
        raise SandboxMissing(
            f"{WITHOUT}, which {platform.system()} does not have: use a Linux machine or container."
        )
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
    for path in map(Path, SYSTEM):
        if path.is_symlink():
            yield from ("--symlink", os.readlink(path), str(path))
        elif path.exists():
            yield from _bind(path)
    python = _python(libraries)
    for path in (*python, *(Path("/etc") / name for name in SETTINGS)):
        yield from _bind(path)
    yield from _hide_this_package(python)
    yield from _bind(GUEST, INSIDE / "guest")
    for name in DEVICES:
        yield from _bind(Path("/dev", name), how="--dev-bind")
    yield from ("--proc", "/proc", "--tmpfs", SCRATCH, "--symlink", SCRATCH, "/dev/shm")
    if not any(path.is_relative_to("/tmp") for path in python):
        yield from ("--symlink", SCRATCH, "/tmp")
    yield from ("--remount-ro", "/", "--chdir", SCRATCH)


def _bind(path: Path, inside: Path | None = None, how: str = "--ro-bind") -> Iterator[str]:
    """Show a file or folder, where there is one, at a place that everybody may reach."""
    if path.exists():
        for folder in (inside or path).parents[-2::-1]:
            yield from ("--dir", str(folder))
        yield from (how, str(path), str(inside or path))


def _python(libraries: Sequence[str]) -> list[Path]:
    """The folders of this Python and its libraries that are not part of the system's."""
    prefixes = {Path(prefix) for prefix in (sys.prefix, sys.base_prefix, sys.exec_prefix)}
    prefixes |= {Path(sys.executable).resolve().parents[1]}
    parts = [prefix / name for prefix in prefixes for name in ("bin", "lib", "lib64", "pyvenv.cfg")]
    return _outermost([*filter(Path.exists, parts), *_extra_folders(libraries)])


def _extra_folders(libraries: Sequence[str]) -> list[Path]:
    """Where libraries are that Python does not find by itself: in the user's own folder, say."""
    by_itself = {sysconfig.get_path(name) for name in ("purelib", "platlib", "stdlib")}
    found = [importlib.util.find_spec(name) for name in (*OURS, *libraries)]
    homes = [Path(one.origin).parents[1] for one in found if one and one.origin]
    return [home for home in dict.fromkeys(homes) if str(home) not in by_itself]


def _outermost(paths: Iterable[Path]) -> list[Path]:
    """The paths that are neither the system's nor inside another one."""
    kept: list[Path] = [Path(path) for path in SYSTEM]
    for path in sorted(paths, key=lambda path: len(path.parts)):
        if not any(path.is_relative_to(other) for other in kept):
            kept.append(path)
    return kept[len(SYSTEM) :]


def _hide_this_package(python: Iterable[Path]) -> tuple[str, ...]:
    """The grader itself, where it is installed among the libraries."""
    package = GUEST.parents[1]
    if any(package.is_relative_to(folder) for folder in (*python, Path("/usr"))):
        return ("--tmpfs", str(package))
    return ()
