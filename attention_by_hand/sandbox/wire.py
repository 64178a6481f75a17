"""Frames between the grader and a student's process: a length, then JSON, both bounded."""

import json
import socket
import struct
import time
from typing import Any

from attention_by_hand.sandbox.values import ProtocolError

HEADER = struct.Struct(">I")


class Ended(Exception):
    """The other side is gone."""


def send(connection: socket.socket, data: Any, deadline: float) -> None:
    """Write one frame; Ended when nobody reads, TimeoutError after the deadline."""
    text = json.dumps(data).encode()
    _wait_at_most(connection, deadline)
    try:
        connection.sendall(HEADER.pack(len(text)) + text)
    except (BrokenPipeError, ConnectionError):
        raise Ended from None


def receive(connection: socket.socket, most: int, deadline: float) -> Any:
    """The next frame of at most `most` bytes, parsed, every type still to be checked."""
    (size,) = HEADER.unpack(_exactly(connection, HEADER.size, deadline))
    if size > most:
        raise ProtocolError(f"a frame of {size} bytes, more than {most}")
    return parse(_exactly(connection, size, deadline))


def parse(text: bytes) -> Any:
    """JSON as Python has it, or ProtocolError: no input crashes or hangs this."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise ProtocolError("a frame that is no JSON") from None


def _refuse(_name: str) -> None:
    raise ValueError


def _exactly(connection: socket.socket, size: int, deadline: float) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        _wait_at_most(connection, deadline)
        try:
            part = connection.recv(min(size - len(parts), 1 << 20))
        except ConnectionError:
            raise Ended from None
        if not part:
            raise Ended
        parts += part
    return bytes(parts)


def _wait_at_most(connection: socket.socket, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    connection.settimeout(left)
