"""What the warm process does: it forks one process for each run, and watches it.

On its standard input are the names of libraries, the texts of familiar cells and what no student
may see, as JSON. It imports and parses once, looks around, and says when it is ready. Then it
serves one pair of sockets after the other: the student's connection, and the leash by which the
grader holds the run. It ends with the control socket.
"""

import gc
import importlib
import json
import os
import socket
import sys
from typing import Any

import torch

from . import jail, keeper, seccomp
from .exposed import exposed
from .shell import Outputs, Shell, make_shell, redirect_descriptors, warm_up
from .student import Student, send

SPARE = 4  # processes: so that the keeper sees more than are allowed, and can say so


def serve(control: socket.socket, isolated: bool) -> None:
    """Warm up, and run notebooks for as long as the grader asks."""
    jail.unbound()
    task = json.load(sys.stdin)
    shell = make_warm_shell(task["familiar"], task["libraries"])
    if seen := exposed(task["secrets"], task["modules"]):
        os.write(2, f"exposed: {seen}\n".encode())
        sys.exit(1)
    control.send(b"ready")
    while True:
        settings, handles, _, _ = socket.recv_fds(control, 1 << 16, 2)
        if len(handles) != 2:
            return
        connection, leash = (socket.socket(fileno=handle) for handle in handles)
        with connection, leash:
            run(connection, leash, shell, isolated, json.loads(settings))


def make_warm_shell(familiar: list[str], libraries: list[str]) -> Shell:
    """The shell after its first use, in memory that forks share."""
    torch.set_num_threads(1)
    shell = make_shell(Outputs())
    warm_up(shell)
    for name in libraries:
        importlib.import_module(name)
    for text in familiar:
        shell.prepare(text)
    os.environ.pop("PYTHONPATH")
    sys.path.remove(os.path.dirname(os.path.dirname(__file__)))
    gc.collect()
    gc.freeze()
    jail.collapse_pages()
    return shell


def run(
    connection: socket.socket, leash: socket.socket, shell: Shell, isolated: bool, limits: Any
) -> None:
    """One run, in a process of its own, until nothing is left of it."""
    memory = limits["memory_bytes"] + keeper.resident()
    try:
        student = jail.fork_first_process() if isolated else os.fork()
    except OSError as error:
        send(connection, {"failed": str(error)})
        return
    if student == 0:
        study(connection, shell, isolated, limits)
    connection.close()
    keeper.keep(student, leash, memory, limits["processes"], limits["run_seconds"])


def study(connection: socket.socket, shell: Shell, isolated: bool, limits: Any) -> None:
    """The student's process; does not return."""
    try:
        redirect_descriptors()
        jail.close_others(connection.fileno())
        confine(isolated, limits)
        student = Student(connection, shell, limits)
    except OSError as error:
        send(connection, {"failed": str(error)})
        os._exit(0)
    try:
        student.serve()
    finally:
        os._exit(0)


def confine(isolated: bool, limits: Any) -> None:
    """Everything that bounds a student's process, before it runs a student's code."""
    os.setsid()  # a signal to one's process group crosses PID namespaces
    space = keeper.address_space() + limits["memory_bytes"]
    if isolated:
        jail.enter_namespaces()
        jail.hide_the_machine(limits["scratch_bytes"])
        jail.give_up_privileges()
        jail.limit_processes(limits["processes"] + SPARE)
    else:
        os.chdir(limits["scratch"])
    os.environ["HOME"] = os.environ["TMPDIR"] = os.getcwd()
    jail.limit(limits["run_seconds"], limits["file_bytes"], space)
    if isolated:
        seccomp.filter_calls()
