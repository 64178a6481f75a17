"""The warm process, seen from the grader."""

import contextlib
import json
import os
import platform
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

from attention_by_hand.sandbox import bubblewrap, landlock
from attention_by_hand.sandbox.kinds import (
    LANDLOCK,
    NAMESPACES,
    OPEN,
    PACKAGE,
    WITHOUT,
    SandboxMissing,
    Start,
    open_start,
)
from attention_by_hand.sandbox.limits import Limits

START_SECONDS = 120  # on a slow disk, torch takes long to import
END_SECONDS = 5
LAST_SECONDS = 60  # for the end of all that a run has left, before nobody is left to see to it
MEMORY, ROOM = "/dev/shm", 1 << 30


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

    def what_to_look_for(self) -> dict[str, Any]:
        """This package and the secrets, as identities of files; modules by name."""
        found = (path.stat() for path in (PACKAGE, *self.secrets) if path.exists())
        secrets = [(one.st_dev, one.st_ino) for one in found]
        return {"secrets": secrets, "modules": self.modules}


class Sockets(NamedTuple):
    """The grader's ends of the sockets of one run."""

    connection: socket.socket
    leash: socket.socket


class Warm:
    """A process that has everything imported and forks one process for each run.

    It ends with the thread that started it (bubblewrap's --die-with-parent); a run from another
    thread then starts a new one.
    """

    def __init__(self, kind: str, task: Task) -> None:
        self.owner, self.kind = os.getpid(), kind
        self.start = _start(kind, task.shown)
        self._control, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with inside, tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as log:
            told.write(json.dumps(self._tell(task)).encode())
            told.seek(0)
            self._process = self._begin(inside.fileno(), told, log)
            inside.close()
            self._wait_until_ready(log)

    @contextmanager
    def fork(self, limits: Limits) -> Iterator[Sockets]:
        """A student's process for one run; all that it started has ended on leaving."""
        with contextlib.ExitStack() as stack:
            connection, student = map(stack.enter_context, socket.socketpair())
            leash, keeper = map(stack.enter_context, socket.socketpair())
            settings = json.dumps(asdict(limits)).encode()
            try:
                socket.send_fds(self._control, [settings], [student.fileno(), keeper.fileno()])
            except OSError:
                raise WarmDied from None
            student.close()
            keeper.close()
            yield Sockets(connection, leash)

    @property
    def has_ended(self) -> bool:
        """Whether the process is no more; for the process that owns it."""
        return self._process.poll() is not None

    def why_refused(self, said: str) -> str:
        """One sentence about a sandbox that the system does not allow."""
        if self.kind == LANDLOCK:
            return landlock.why_refused(said)
        return bubblewrap.why_refused(said)

    def close(self) -> None:
        """End the process, and with it every run."""
        self._control.close()
        if self.owner != os.getpid():
            self._process.returncode = 0  # in a fork of the owner there is nobody to wait for
            return
        steps = (END_SECONDS, self._process.terminate), (LAST_SECONDS, self._process.kill)
        for patience, insist in steps:
            try:
                self._process.wait(patience)
                break
            except subprocess.TimeoutExpired:
                insist()
        self._process.wait()
        if self.start.home:
            shutil.rmtree(self.start.home, ignore_errors=True)

    def _tell(self, task: Task) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "home": self.start.home,
            "files": self.start.files,
            "landlock": landlock.NEWEST,
            "familiar": task.familiar,
            "libraries": task.libraries,
        }

    def _begin(self, inside: int, told: IO[bytes], log: IO[bytes]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [*self.start.program, "-m", "guest", str(inside)],
            env=self.start.environment,
            cwd=self.start.home,
            stdin=told,
            stdout=subprocess.DEVNULL,
            stderr=log,
            pass_fds=[inside],
            start_new_session=self.kind != NAMESPACES,
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
        if self.kind != OPEN and last.startswith(("bwrap:", "sandbox:")):
            raise SandboxMissing(self.why_refused(last.removeprefix("sandbox: ")))
        raise RuntimeError(f"The process that runs notebooks did not start: {last}")


def _start(kind: str, libraries: Sequence[str]) -> Start:
    """How the warm process of this kind is started; its folder goes with it."""
    if kind != OPEN and sys.platform != "linux":
        raise SandboxMissing(
            f"{WITHOUT}, which {platform.system()} does not have: use a Linux machine or container."
        )
    if kind == NAMESPACES:
        return bubblewrap.start(libraries)
    home = tempfile.mkdtemp(prefix="notebook-", dir=_memory())
    return (landlock.start if kind == LANDLOCK else open_start)(libraries, home)


def _memory() -> str | None:
    """A file system in memory with room for scratch files: a disk may be slow to remove many."""
    if not os.access(MEMORY, os.W_OK):
        return None
    found = os.statvfs(MEMORY)
    return MEMORY if found.f_bavail * found.f_frsize >= ROOM else None
