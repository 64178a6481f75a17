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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

from attention_by_hand.sandbox import bubblewrap
from attention_by_hand.sandbox.bubblewrap import SandboxMissing
from attention_by_hand.sandbox.limits import Limits

START_SECONDS = 120  # on a slow disk, torch takes long to import
END_SECONDS = 5


class WarmDied(Exception):
    """The warm process has ended: killed by somebody, or for want of memory."""


@dataclass(frozen=True)
class Task:
    """What a warm process does before its first run.

    familiar: texts of cells to parse. libraries: modules to import; also: further ones that runs
    may import. secrets: files and folders that it must not see; modules: what it must not be able
    to import.
    """

    familiar: Sequence[str] = ()
    libraries: Sequence[str] = ()
    also: Sequence[str] = ()
    secrets: Sequence[Path] = ()
    modules: Sequence[str] = ("attention_by_hand", "nbgrader")

    @property
    def shown(self) -> tuple[str, ...]:
        """All that can be imported."""
        return (*self.libraries, *self.also)

    def as_json(self, isolated: bool) -> dict[str, Any]:
        """For the warm process. Without isolation it sees everything, and looks for nothing."""
        return {
            "familiar": self.familiar,
            "libraries": self.libraries,
            "secrets": bubblewrap.identities(self.secrets) if isolated else [],
            "modules": self.modules if isolated else [],
        }


class Sockets(NamedTuple):
    """The grader's ends of the sockets of one run."""

    connection: socket.socket
    leash: socket.socket


class Warm:
    """A process that has everything imported and forks one process for each run.

    It ends with the thread that started it (bubblewrap's --die-with-parent); a run from another
    thread then starts a new one.
    """

    def __init__(self, isolated: bool, task: Task) -> None:
        self.owner, self.isolated = os.getpid(), isolated
        program = bubblewrap.python(task.shown) if isolated else [sys.executable]
        environment = bubblewrap.environment(isolated, task.shown)
        self._control, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with inside, tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as log:
            told.write(json.dumps(task.as_json(isolated)).encode())
            told.seek(0)
            self._process = self._start(program, environment, inside.fileno(), told, log)
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
        told: IO[bytes],
        log: IO[bytes],
    ) -> "subprocess.Popen[bytes]":
        mode = "isolated" if self.isolated else "open"
        return subprocess.Popen(
            [*program, "-P", "-s", "-B", "-m", "guest", str(inside), mode],
            env=environment,
            stdin=told,
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
        if last.startswith("exposed: "):
            raise SandboxMissing(bubblewrap.why_exposed(last.removeprefix("exposed: ")))
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
