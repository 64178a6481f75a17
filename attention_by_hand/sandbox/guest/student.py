"""The student's process: does what the grader asks, one frame at a time."""

import base64
import contextlib
import json
import os
import random
import socket
import struct
import sys
from pathlib import Path
from typing import Any

import numpy
import torch

from .exposed import exposed
from .plain import Encoder, decode
from .shell import STREAMS, Shell, written

HEADER = struct.Struct(">I")


class Student:
    """Serves one run's commands on a socket, until the grader has enough."""

    def __init__(self, connection: socket.socket, shell: Shell, settings: Any) -> None:
        self.connection, self.shell, self.settings = connection, shell, settings
        self.process = os.getpid()
        self.left = settings["values_bytes"]
        self.shell.outputs.left = settings["output_bytes"]
        self.shell.outputs.most = settings["output_count"]
        self.shell.outputs.when_full = self.stop_at_full

    def serve(self) -> None:
        """Answer commands; the process ends with the connection."""
        self.answer({"ready": True})
        while True:
            [(command, content)] = receive(self.connection).items()
            getattr(self, command)(content)

    def answer(self, data: Any) -> None:
        """One frame to the grader."""
        send(self.connection, data)

    def look(self, content: Any) -> None:
        """Before any student's code: what can be seen here that no student may see."""
        seen = exposed(content["places"], content["secrets"], content["modules"])
        self.answer({"seen": seen})

    def start(self, content: Any) -> None:
        """Before the first cell: the submitted files, and whether outputs are wanted."""
        random.seed(0)
        numpy.random.seed(0)
        torch.set_num_threads(1)  # makes its pool again, which no fork has: threads fail at that
        for name, text in content["files"].items():
            with contextlib.suppress(OSError):  # larger than a file may be: the cell will miss it
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_bytes(base64.b64decode(text))
        sys.path.append(os.getcwd())  # at the end: a torch.py handed in shadows nothing
        self.shell.outputs.wanted = content["outputs"]
        if not content["outputs"]:
            self.shell.display_formatter.format = lambda *_values, **_more: ({}, {})

    def work(self, cells: list[Any]) -> None:
        """Run these cells. After each, answer with its outputs, and then with what is wanted."""
        for _id, source, number, names in cells:
            if source.strip():
                self.answer(self.execute(source, number))
            if names:
                self.answer(self.read(names))

    def execute(self, source: str, number: int) -> Any:
        """Run a cell, whose number is its place in the notebook; its outputs."""
        raised = True
        try:
            self.shell.execution_count = number
            raised = not self.shell.run_cell(source, store_history=True).success
        except BaseException as error:  # IPython itself fails: out of memory, or meddled with
            self.shell.show_error(type(error).__name__, _text_of(error), [_text_of(error)])
        if os.getpid() != self.process:
            os._exit(0)  # a fork that came back from the cell; only its parent answers
        return {**self.collected(), "raised": raised}

    def collected(self) -> Any:
        """The outputs of the cell, with what was written past `sys.stdout`."""
        outputs = self.shell.outputs
        if outputs.wanted:
            for name in STREAMS:
                outputs.write(name, written(name, outputs.left + 1))
        return {"outputs": outputs.take()}

    def stop_at_full(self, what: str) -> None:
        """Send what there is, and end: no cell can go on from here."""
        if os.getpid() == self.process:
            self.answer({"outputs": self.shell.outputs.take(), "full": what})
        os._exit(0)

    def read(self, names: list[str]) -> Any:
        """The plain data of variables."""
        variables, missing = self.shell.user_ns, {"missing": True}
        return {
            name: self.encode(variables[name]) if name in variables else missing for name in names
        }

    def encode(self, value: Any) -> Any:
        """The plain data of one value; of the name of its type where it is too much."""
        bounds = [self.settings[f"value_{name}"] for name in ("bytes", "entries", "depth")]
        encoder = Encoder(min(bounds[0], self.left), *bounds[1:])
        data = encoder(value)
        self.left -= encoder.spent
        return data

    def assign(self, values: dict[str, Any]) -> None:
        """Set variables."""
        self.shell.user_ns.update({name: decode(value) for name, value in values.items()})


def _text_of(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # a student's exception may have any __str__
        return ""


def send(connection: socket.socket, data: Any) -> None:
    """Write one frame."""
    text = json.dumps(data, default=str).encode()
    connection.sendall(HEADER.pack(len(text)) + text)


def receive(connection: socket.socket) -> Any:
    """The next frame; the process ends when the grader is gone."""
    (size,) = HEADER.unpack(_exactly(connection, HEADER.size))
    return json.loads(_exactly(connection, size))


def _exactly(connection: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = connection.recv(min(size - len(data), 1 << 20))
        if not part:
            os._exit(0)
        data += part
    return bytes(data)
