"""Calls that a run has to ask for: the keeper says yes or no, one at a time.

The kernel stops a process that makes such a call, and tells whoever holds the doorbell (seccomp's
user notification). Once the keeper has gone, or is ending the run, nobody answers: then no
process starts any more, and none can run away from its end.

A signal interrupts whoever waits here. The kernel then makes the call again, where the handler of
the signal was set so (SA_RESTART). A plain shell does not set it for SIGCHLD: in a pipeline its
first program ends while it asks for the second, and it would say that it cannot start it. So
whoever sets a handler for SIGCHLD asks as well, and gets that flag.
"""

import contextlib
import errno
import fcntl
import struct
import sys
from collections.abc import Set
from typing import NamedTuple

REQUEST = struct.Struct("=QIIiIQ6Q")  # id, process, flags; number, architecture, place, arguments
ANSWER = struct.Struct("=QqiI")  # id, value, error, flags
RECEIVE, SEND = 0xC0502100, 0xC0182101
GO_ON = 1
FLAGS, SA_RESTART = 8, 0x10000000  # where a handler's flags lie (ARM64, too), and one of them


class Doorbell(NamedTuple):
    """The keeper's end. `signals` are the numbers of calls that send one, `handlers` of those
    that say what one does; all others start a process."""

    descriptor: int
    signals: Set[int]
    handlers: Set[int]

    def answer(self, family: Set[int]) -> None:
        """Let a process start. Let a signal pass to the processes of this run only."""
        with contextlib.suppress(OSError):  # who asked has been killed meanwhile
            request = bytearray(REQUEST.size)
            fcntl.ioctl(self.descriptor, RECEIVE, request)
            asked, process, _, number, _, _, target, place, *_ = REQUEST.unpack(request)
            if number in self.handlers:
                _make_again(process, place + FLAGS)
            allowed = number not in self.signals or _whom(target) in {0, *family}
            answer = (0, GO_ON) if allowed else (-errno.EPERM, 0)
            fcntl.ioctl(self.descriptor, SEND, ANSWER.pack(asked, 0, *answer))


def _make_again(process: int, place: int) -> None:
    """Set SA_RESTART in the process's own memory, where there are flags and that can be."""
    with (
        contextlib.suppress(OSError, OverflowError),  # such a place there is not
        open(f"/proc/{process}/mem", "r+b", buffering=0) as memory,
    ):
        memory.seek(place)
        flags = int.from_bytes(memory.read(8), sys.byteorder)
        memory.seek(place)
        memory.write((flags | SA_RESTART).to_bytes(8, sys.byteorder))


def _whom(target: int) -> int:
    """The process, or the leader of the group, that a signal is for; -1 is everybody."""
    number = target & 0xFFFFFFFF
    signed = number - (1 << 32) if number >= 1 << 31 else number
    return -signed if signed < -1 else signed
