"""What the warm process does: it forks one process for each run, and watches it.

It imports libraries and parses familiar cells once, and says when it is ready. Then it serves one
pair of sockets after the other: the student's connection, and the leash by which the grader holds
the run. It ends with the control socket.
"""

import contextlib
import gc
import importlib
import json
import os
import socket
import sys
from typing import Any

import torch

from . import jail, keeper
from .kinds import Open
from .scratch import Taken, used
from .shell import Outputs, Shell, make_shell, redirect_descriptors, warm_up
from .student import Student, send


def serve(control: socket.socket, kind: Open) -> None:
    """Warm up, and run notebooks for as long as the grader asks."""
    jail.unbound()
    shell = make_warm_shell(kind.task["familiar"], kind.task["libraries"])
    kind.settle()
    control.send(b"ready")
    while True:
        settings, handles, _, _ = socket.recv_fds(control, 1 << 16, 2)
        if len(handles) != 2:
            return
        connection, leash = (socket.socket(fileno=handle) for handle in handles)
        with connection, leash:
            run(connection, leash, shell, kind, json.loads(settings))


def make_warm_shell(familiar: list[str], libraries: list[str]) -> Shell:
    """The shell after its first use, in memory that forks share."""
    torch.set_num_threads(1)
    shell = make_shell(Outputs())
    warm_up(shell)
    for name in libraries:
        importlib.import_module(name)
    for text in familiar:
        shell.prepare(text)
    _forget_the_way_here()
    gc.freeze()
    gc.enable()
    jail.collapse_pages()
    return shell


def _forget_the_way_here() -> None:
    """Neither runs nor what they start shall find this package, but libraries."""
    here = os.path.dirname(os.path.dirname(__file__))
    sys.path.remove(here)
    path = os.environ.pop("PYTHONPATH").split(os.pathsep)
    if others := os.pathsep.join(one for one in path if one != here):
        os.environ["PYTHONPATH"] = others


def run(
    connection: socket.socket, leash: socket.socket, shell: Shell, kind: Open, limits: Any
) -> None:
    """One run, in a process of its own, until nothing is left of it."""
    with kind.scratch() as scratch:
        reason = run_in(scratch, connection, leash, shell, kind, limits)
    with contextlib.suppress(OSError):  # the grader is gone
        leash.sendall(reason)  # when all is removed: no other run waits for that


def run_in(
    scratch: str | None,
    connection: socket.socket,
    leash: socket.socket,
    shell: Shell,
    kind: Open,
    limits: Any,
) -> bytes:
    """The run, with its folder; why it was over, or nothing where it could not begin."""
    memory = limits["memory_bytes"] + jail.resident()
    before = used(scratch) if scratch else Taken(0, 0)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        try:
            student = kind.fork()
        except OSError as error:
            send(connection, {"failed": str(error)})
            return b""
        if student == 0:
            study(connection, theirs, shell, kind, limits)
        connection.close()
        theirs.close()
        files = limits["scratch_bytes"], limits["file_bytes"]
        with kind.doorbell(ours) as doorbell:
            bounds = keeper.Bounds(memory, limits["processes"], files, scratch, before)
            return keeper.keep(student, leash, doorbell, bounds, kind.started)


def study(
    connection: socket.socket, keeper: socket.socket, shell: Shell, kind: Open, limits: Any
) -> None:
    """The student's process; does not return."""
    try:
        redirect_descriptors()
        jail.close_others(connection.fileno(), keeper.fileno())
        confine(kind, keeper, limits)
        student = Student(connection, shell, limits)
    except OSError as error:
        send(connection, {"failed": str(error)})
        os._exit(0)
    try:
        student.serve()
    finally:
        os._exit(0)


def confine(kind: Open, keeper: socket.socket, limits: Any) -> None:
    """Everything that bounds a student's process, before it runs a student's code."""
    os.setsid()  # a signal to one's process group crosses PID namespaces
    space = jail.address_space() + limits["memory_bytes"]
    kind.enter(limits)
    os.environ["HOME"] = os.environ["TMPDIR"] = os.getcwd()
    jail.limit(limits["file_bytes"], space)
    with keeper:
        kind.shut(keeper)
