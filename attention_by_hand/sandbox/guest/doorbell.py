"""Calls that a run has to ask for: the keeper says yes or no, one at a time.

The kernel stops a process that makes such a call, and tells whoever holds the doorbell (seccomp's
user notification). Once the keeper has gone, or is ending the run, nobody answers: then no
process starts any more, and none can run away from its end.

Who rings is heard first, and answered when all has been looked at: a signal interrupts whoever has
not been heard, and a shell, when its first child ends, says that it cannot start the second.
"""

import contextlib
import errno
import fcntl
import struct
from collections.abc import Set
from typing import NamedTuple

REQUEST = struct.Struct("=QIIiIQ6Q")  # id, process, flags; number, architecture, place, arguments
ANSWER = struct.Struct("=QqiI")  # id, value, error, flags
RECEIVE, SEND = 0xC0502100, 0xC0182101
GO_ON = 1


class Asked(NamedTuple):
    """A call that waits for its answer. `target` is whom a signal is for; None where it starts."""

    id: int
    target: int | None


class Doorbell(NamedTuple):
    """The keeper's end. `signals` are the numbers of calls that send one; all others start."""

    descriptor: int
    signals: Set[int]

    def hear(self) -> Asked | None:
        """Who rings; None where it has been killed meanwhile."""
        request = bytearray(REQUEST.size)
        try:
            fcntl.ioctl(self.descriptor, RECEIVE, request)
        except OSError:
            return None
        asked, _, _, number, _, _, target, *_ = REQUEST.unpack(request)
        return Asked(asked, _whom(target) if number in self.signals else None)

    def answer(self, asked: Asked, family: Set[int]) -> None:
        """Let a process start. Let a signal pass to the processes of this run only."""
        allowed = asked.target is None or asked.target in {0, *family}
        answer = (0, GO_ON) if allowed else (-errno.EPERM, 0)
        with contextlib.suppress(OSError):  # who asked has been killed meanwhile
            fcntl.ioctl(self.descriptor, SEND, ANSWER.pack(asked.id, 0, *answer))


def _whom(target: int) -> int:
    """The process, or the leader of the group, that a signal is for; -1 is everybody."""
    number = target & 0xFFFFFFFF
    signed = number - (1 << 32) if number >= 1 << 31 else number
    return -signed if signed < -1 else signed
