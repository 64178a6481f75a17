"""The warm process: `python -m guest DESCRIPTOR isolated|open`.

On its standard input are the texts of familiar cells, as a JSON list. It parses them once, says
when it is ready, and then forks a keeper for each pair of sockets that the grader
sends: the student's connection and the keeper's leash. It ends with the control socket.
"""

import gc
import json
import os
import signal
import socket
import sys
import traceback
from typing import Any

import torch

from . import jail, keeper, seccomp
from .shell import Outputs, Shell, make_shell, redirect_descriptors, warm_up
from .student import Student, send

SPARE = 4  # processes: so that the keeper sees more than are allowed, and can say so


def main(descriptor: int, isolated: bool) -> None:
    """Warm up, and fork for as long as the grader asks."""
    control = socket.socket(fileno=descriptor)
    if isolated and os.getuid() == 0:
        jail.drop_root()
    shell = make_warm_shell(json.load(sys.stdin))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers need no farewell
    control.send(b"ready")
    while True:
        settings, handles, _, _ = socket.recv_fds(control, 1 << 16, 2)
        if len(handles) != 2:
            return
        connection, leash = (socket.socket(fileno=handle) for handle in handles)
        if os.fork() == 0:
            control.close()
            keep(connection, leash, shell, isolated, json.loads(settings))
        connection.close()
        leash.close()


def make_warm_shell(familiar: list[str]) -> Shell:
    """The shell after its first use, in memory that forks share."""
    torch.set_num_threads(1)
    shell = make_shell(Outputs())
    warm_up(shell)
    for text in familiar:
        shell.prepare(text)
    os.environ.pop("PYTHONPATH")
    sys.path.remove(os.path.dirname(os.path.dirname(__file__)))
    gc.collect()
    gc.freeze()
    jail.collapse_pages()
    return shell


def keep(
    connection: socket.socket, leash: socket.socket, shell: Shell, isolated: bool, limits: Any
) -> None:
    """The keeper of one run, which forks the student's process; does not return."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        memory = limits["memory_bytes"] + keeper.resident()
        jail.enter_namespaces() if isolated else jail.adopt_orphans()
        student = os.fork()
        if student == 0:
            leash.close()
            study(connection, shell, isolated, limits)
        connection.close()
        keeper.keep(student, leash, memory, limits["processes"], limits["run_seconds"])
    except OSError as error:
        send(connection, {"failed": str(error)})
    finally:
        os._exit(0)


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
        jail.hide_the_machine(limits["scratch_bytes"])
        jail.give_up_privileges()
        jail.limit_processes(limits["processes"] + SPARE)
    else:
        os.chdir(limits["scratch"])
    os.environ["HOME"] = os.environ["TMPDIR"] = os.getcwd()
    jail.limit(limits["run_seconds"], limits["file_bytes"], space)
    if isolated:
        seccomp.filter_calls()


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]), sys.argv[2] == "isolated")
    except Exception:
        traceback.print_exc(file=sys.__stderr__)  # the notebook's has taken the usual one's place
        sys.exit(1)
