"""Frames between the grader and a student's process: four bytes of length, then JSON.

Nothing that arrives is trusted: neither its length, nor its depth, nor its pace.
"""

import json
import re
import socket
import struct
import time
from itertools import accumulate
from typing import Any

from attention_by_hand.sandbox.values import ProtocolError

HEADER = struct.Struct(">I")
DEPTH = 100  # of brackets, far above what values and outputs need
CONTAINERS = 200_000  # lists and objects: an empty one takes 2 bytes here, and 56 once it is read
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)  # possessive: linear time
_BRACKET = re.compile(rb"[\[\]{}]")


class Channel:
    """The grader's end of the socket to one student's process.

    Every operation ends by `deadline` (a time.monotonic() value) with TimeoutError;
    EOFError when the process is gone, ProtocolError when it sends what it must not.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.received = 0  # bytes so far

    def send(self, data: Any, deadline: float) -> None:
        """Send one frame."""
        text = json.dumps(data, allow_nan=False).encode()
        self._wait_until(deadline)
        try:
            self._connection.sendall(HEADER.pack(len(text)) + text)
        except (BrokenPipeError, ConnectionResetError):
            raise EOFError from None

    def receive(self, most: int, deadline: float) -> Any:
        """One frame of at most `most` bytes."""
        (size,) = HEADER.unpack(self._exactly(HEADER.size, deadline))
        if size > most:
            raise ProtocolError("a frame that is too large")
        return parse(self._exactly(size, deadline))

    def _exactly(self, size: int, deadline: float) -> bytes:
        data = bytearray()
        while len(data) < size:
            self._wait_until(deadline)
            try:
                part = self._connection.recv(min(size - len(data), 1 << 18))
            except ConnectionResetError:
                raise EOFError from None
            if not part:
                raise EOFError
            data += part
            self.received += len(part)
        return bytes(data)

    def _wait_until(self, deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)


def parse(text: bytes) -> Any:
    """The JSON in a frame; ProtocolError for anything else."""
    brackets = _BRACKET.findall(_STRING.sub(b"", text))
    if len(brackets) > 2 * CONTAINERS:
        raise ProtocolError("a frame with too many lists and objects")
    if _depth(brackets) > DEPTH:
        raise ProtocolError("a frame that is nested too deeply")
    try:
        return json.loads(text.decode(), parse_int=_int, parse_constant=_constant)
    except ValueError:
        raise ProtocolError("a frame that is no JSON") from None


def _depth(brackets: list[bytes]) -> int:
    """The most brackets that are open at a time, so that the parser never recurses deeper."""
    return max(accumulate(1 if bracket in b"[{" else -1 for bracket in brackets), default=0)


def _int(digits: str) -> int:
    if len(digits) > 21:
        raise ProtocolError("a number that is too large")
    return int(digits)


def _constant(_name: str) -> Any:
    raise ProtocolError("a number that JSON does not have")
