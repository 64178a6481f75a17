"""What a sandbox shows of this machine: a list of what is needed, and nothing else.

Python itself, its standard library, the libraries that were asked for with all that they need,
the system's programs and shared libraries. Other Python packages are not in the list, and no
folder in which a course could lie.
"""

import importlib.util
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import (
    Distribution,
    PackageNotFoundError,
    distribution,
    packages_distributions,
)
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OURS = ("torch", "numpy", "matplotlib", "matplotlib_inline", "IPython", "traitlets")  # the guest's
LINKS = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")  # into /usr, on most systems
PROGRAMS = ("/usr/bin", "/bin")
SHARED = ("/usr/lib/*-linux-*", "/lib/*-linux-*", "/usr/lib64", "/lib64", "/usr/lib32", "/lib32")
SHARED_WITHOUT = ("/usr/lib", "/lib")  # where no folder is named after the processor
DATA = ("/usr/lib/locale", "/usr/share/fonts", "/usr/share/fontconfig", "/usr/share/zoneinfo")
SETTINGS = ("fonts", "ld.so.cache", "localtime", "alternatives", "nsswitch.conf")  # in /etc
PACKAGES = ("python3*/site-packages", "python3*/dist-packages", "site-packages", "dist-packages")


def system() -> list[Path]:
    """Folders of programs, shared libraries and what they read; links are not followed."""
    programs = [Path(name) for name in PROGRAMS]
    shared = [path for name in SHARED for path in Path("/").glob(name[1:]) if _is_folder(path)]
    shared = shared or [path for path in map(Path, SHARED_WITHOUT) if _is_folder(path)]
    settings = [Path("/etc") / name for name in SETTINGS]
    wanted = [*filter(_is_folder, programs), *shared, *map(Path, DATA), *settings]
    return [path for path in dict.fromkeys(wanted) if path.exists()]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not _is_under_a_link(path)


def _is_under_a_link(path: Path) -> bool:
    return any(parent.is_symlink() for parent in path.parents)


def python() -> list[Path]:
    """The interpreter with its shared libraries, its settings and its standard library."""
    home = Path(sys.base_prefix)
    shared = home.glob("lib/lib*.so*") if home != Path("/usr") else ()
    found = [Path(sys.executable).resolve(), Path(sys.prefix) / "pyvenv.cfg", *shared]
    stdlib = {Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")}
    base = {_in_base(path) for path in stdlib}
    return [path for path in dict.fromkeys([*found, *sorted(base)]) if path.exists()]


def _in_base(path: Path) -> Path:
    """The folder of the Python that a virtual environment was made from."""
    prefix = Path(sys.prefix)
    return sys.base_prefix / path.relative_to(prefix) if path.is_relative_to(prefix) else path


def hidden(shown: Iterable[Path]) -> list[Path]:
    """Folders of installed packages inside of what is shown."""
    found = (path for folder in shown for name in PACKAGES for path in folder.glob(name))
    return sorted({path for path in found if path.is_dir() and not path.is_symlink()})


def libraries(names: Sequence[str]) -> tuple[Path, ...]:
    """The files and folders of these libraries and the guest's, and of all that they need."""
    return _found((*OURS, *names))


@cache
def _found(names: tuple[str, ...]) -> tuple[Path, ...]:
    found: dict[str, Distribution] = {}
    waiting = [one for name in names for one in _distributions(name)]
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.metadata["Name"])
        if name not in found:
            found[name] = one
            waiting += _required(one)
    paths = {path for one in found.values() for path in _files(one)}
    return tuple(sorted(paths | set(_without_records(names))))


def homes(names: Sequence[str]) -> list[Path]:
    """Where those are that Python does not find by itself: in the user's own folder, say."""
    by_itself = {sysconfig.get_path(name) for name in ("purelib", "platlib", "stdlib")}
    parents = dict.fromkeys(path.parent for path in libraries(names))
    return [home for home in parents if str(home) not in by_itself]


def _distributions(name: str) -> list[Distribution]:
    """What is installed under this name of a module; nothing for the standard library's."""
    try:
        return [distribution(name)]
    except PackageNotFoundError:
        if name in sys.stdlib_module_names:
            return []
        return [distribution(one) for one in packages_distributions().get(name, ())]


def _required(one: Distribution) -> Iterator[Distribution]:
    for text in one.requires or ():
        wanted = Requirement(text)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            try:
                yield distribution(wanted.name)
            except PackageNotFoundError:
                continue


def _files(one: Distribution) -> Iterator[Path]:
    """The entries of the packages' folder that belong to it."""
    for name in {file.parts[0] for file in one.files or ()} - {"..", "__pycache__"}:
        path = Path(os.path.abspath(str(one.locate_file(name))))
        if path.suffix != ".pth" and path.exists():
            yield path


def _without_records(names: Iterable[str]) -> Iterator[Path]:
    """Libraries of a system that does not list the files of its packages."""
    for name in names:
        spec = importlib.util.find_spec(name) if name not in sys.stdlib_module_names else None
        if spec and spec.origin and Path(spec.origin).name == "__init__.py":
            yield Path(spec.origin).parent
        elif spec and spec.origin:
            yield Path(spec.origin)
