"""Run a command where no namespaces can be had, as in an ordinary container.

usage: like_a_container.py [--without-landlock] COMMAND...
"""

import os
import sys

from attention_by_hand.sandbox.guest import calls, jail, seccomp
from attention_by_hand.sandbox.guest.seccomp import (
    ALLOW,
    ARGUMENTS,
    ENOSYS,
    EPERM,
    EQUAL,
    HAS_BITS,
    LOAD,
    RETURN,
    Line,
)

NEW_NAMESPACES = 0x7E020000
CREATE_RULESET = 444
REFUSED = ("mount", "umount2", "unshare", "setns", "ptrace", "bpf", "perf_event_open", "keyctl")


def refusals(with_landlock: bool) -> list[Line]:
    """What a container's runtime refuses to an ordinary container."""
    [clone] = seccomp._number("clone")
    lines = [*seccomp._answers(REFUSED, EPERM), *seccomp._answers(["clone3"], ENOSYS)]
    if not with_landlock:
        lines += [(EQUAL, 0, 1, CREATE_RULESET), (RETURN, 0, 0, ENOSYS)]
    lines += [(EQUAL, 0, 4, clone), (LOAD, 0, 0, ARGUMENTS), (HAS_BITS, 0, 1, NEW_NAMESPACES)]
    return [*lines, (RETURN, 0, 0, EPERM), (RETURN, 0, 0, ALLOW)]


def main(arguments: list[str]) -> None:
    """The command, in this process."""
    without = arguments[0] == "--without-landlock"
    assert os.uname().machine in calls.PROCESSORS
    jail.call("prctl", jail.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    seccomp._load(seccomp._program(refusals(not without)))
    command = arguments[without:]
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
