"""The second kind of sandbox, where the system gives no namespaces: Landlock, which needs no right.

A process restricts itself and all that it starts: files that no rule allows are refused. What
Landlock does not know of (times and rights of files, sockets, limits of other processes),
`seccomp.py` refuses.
"""

import os
import secrets
import stat
import struct
from collections import Counter
from collections.abc import Iterable, Mapping

from .jail import FIRST_USER, become, call

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # on every processor
VERSION, PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
MAKE_DEVICES_AND_SOCKETS = 1 << 6 | 1 << 9 | 1 << 11
REFER, TRUNCATE, IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
SCOPE_SIGNALS = 1 << 1
OLDEST, NEWEST = (1 << 13) - 1, {2: REFER, 3: TRUNCATE, 5: IOCTL_DEVICE}
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE  # the rest is about what a folder holds
RIGHTS = {  # what a run may do with the files of each list, and with all that is in its folders
    "read": EXECUTE | READ_FILE | READ_DIR,
    "list": READ_DIR,
    "device": READ_FILE | WRITE_FILE | TRUNCATE,
    "kernel": READ_FILE | READ_DIR | WRITE_FILE | TRUNCATE,
    "scratch": (1 << 15) - 1 & ~MAKE_DEVICES_AND_SOCKETS,
}
MANY = 8  # entries of a folder, from which the folder is named in their place


def abi() -> int:
    """Which Landlock this kernel has, from 1; OSError where it has none."""
    try:
        return call("syscall", CREATE_RULESET, None, 0, VERSION)
    except OSError as error:
        raise OSError(error.errno, "no Landlock in this kernel") from None


def restrict(files: Mapping[str, Iterable[str]], version: int) -> None:
    """Allow this process these files, by the names of `RIGHTS`, and no others.

    From version 6 on, it can signal only itself and those that it starts from now on.
    """
    handled = OLDEST | sum(right for since, right in NEWEST.items() if version >= since)
    scopes = SCOPE_SIGNALS if version >= 6 else 0
    ruleset = call("syscall", CREATE_RULESET, struct.pack("QQQ", handled, 0, scopes), 24, 0)
    for what, paths in files.items():
        for path in paths:
            _allow(ruleset, path, RIGHTS[what] & handled)
    call("syscall", RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def folders(paths: Iterable[str]) -> list[str]:
    """The paths, or the folders that hold many of them: a short list for each run.

    It allows no more where the process has been restricted to the paths themselves before.
    """
    paths = list(paths)
    entries = Counter(map(os.path.dirname, paths))
    return sorted({up if entries[up := os.path.dirname(path)] >= MANY else path for path in paths})


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH)
    except OSError:
        return  # nothing is allowed where nothing is
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= OF_FILES
        rule = struct.pack("=Qi", rights, place)
        call("syscall", ADD_RULE, ruleset, PATH_BENEATH, rule, 0)
    finally:
        os.close(place)


def become_somebody(folder: str, needed: Iterable[str]) -> None:
    """From root to a user that nobody else is, who owns the folder and what it holds.

    Where such a user cannot read what is needed, or the system knows no such user, root remains;
    a run then loses all of root's capabilities, but not its files.
    """
    if os.getuid() != 0:
        return
    user = FIRST_USER + secrets.randbelow(FIRST_USER)
    try:
        _give(folder, user)
    except OSError:
        return
    if _could_be(user, needed):
        become(user)
    else:
        _give(folder, 0)


def _give(folder: str, user: int) -> None:
    """So that this user can remove the folder, when nobody else is left to do it."""
    for path in (*(entry.path for entry in os.scandir(folder)), folder):
        os.chown(path, user, user)


def _could_be(user: int, needed: Iterable[str]) -> bool:
    child = os.fork()
    if child == 0:
        try:
            become(user)
            os._exit(not all(os.access(path, os.R_OK) for path in needed))
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0
