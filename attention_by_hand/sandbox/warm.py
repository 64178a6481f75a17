"""The warm process, seen from the grader."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import IO, NamedTuple

from attention_by_hand.sandbox import bubblewrap
from attention_by_hand.sandbox.bubblewrap import SandboxMissing
from attention_by_hand.sandbox.limits import Limits

START_SECONDS = 120  # on a slow disk, torch takes long to import
END_SECONDS = 5


class WarmDied(Exception):
    """The warm process has ended: killed by somebody, or for want of memory."""


class Sockets(NamedTuple):
    """The grader's ends of the sockets of one run."""

    connection: socket.socket
    leash: socket.socket


class Warm:
    """A process that has everything imported and forks one process for each run.

    It ends with the thread that started it (bubblewrap's --die-with-parent); a run from another
    thread then starts a new one.
    """

    def __init__(
        self, isolated: bool, familiar: Sequence[str] = (), libraries: Sequence[str] = ()
    ) -> None:
        self.owner, self.isolated = os.getpid(), isolated
        program = bubblewrap.python(libraries) if isolated else [sys.executable]
        environment = bubblewrap.environment(isolated, libraries)
        self._control, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with inside, tempfile.TemporaryFile() as task, tempfile.TemporaryFile() as log:
            task.write(json.dumps({"familiar": familiar, "libraries": libraries}).encode())
            task.seek(0)
            self._process = self._start(program, environment, inside.fileno(), task, log)
            inside.close()
            self._wait_until_ready(log)

    @contextmanager
    def fork(self, limits: Limits) -> Iterator[Sockets]:
        """A student's process for one run; all that it started has ended on leaving."""
        with contextlib.ExitStack() as stack:
            scratch = None if self.isolated else stack.enter_context(_scratch())
            connection, student = map(stack.enter_context, socket.socketpair())
            leash, keeper = map(stack.enter_context, socket.socketpair())
            settings = json.dumps({**asdict(limits), "scratch": scratch}).encode()
            try:
                socket.send_fds(self._control, [settings], [student.fileno(), keeper.fileno()])
            except OSError:
                raise WarmDied from None
            student.close()
            keeper.close()
            yield Sockets(connection, leash)

    def close(self) -> None:
        """End the process, and with it every run."""
        self._control.close()
        if self.owner != os.getpid():
            self._process.returncode = 0  # in a fork of the owner there is nobody to wait for
            return
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(
        self,
        program: list[str],
        environment: dict[str, str],
        inside: int,
        task: IO[bytes],
        log: IO[bytes],
    ) -> "subprocess.Popen[bytes]":
        mode = "isolated" if self.isolated else "open"
        return subprocess.Popen(
            [*program, "-P", "-s", "-B", "-m", "guest", str(inside), mode],
            env=environment,
            stdin=task,
            stdout=subprocess.DEVNULL,
            stderr=log,
            pass_fds=[inside],
            start_new_session=not self.isolated,
        )

    def _wait_until_ready(self, log: IO[bytes]) -> None:
        self._control.settimeout(START_SECONDS)
        with contextlib.suppress(OSError):
            if self._control.recv(16) == b"ready":
                self._control.settimeout(END_SECONDS)
                return
        self.close()
        log.seek(0)
        last = (log.read().decode(errors="replace").strip() or "it said nothing").splitlines()[-1]
        if self.isolated and last.startswith(("bwrap:", "sandbox:")):
            raise SandboxMissing(bubblewrap.why_refused(last))
        raise RuntimeError(f"The process that runs notebooks did not start: {last}")


@contextmanager
def _scratch() -> Iterator[str]:
    folder = tempfile.mkdtemp(prefix="notebook-")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
