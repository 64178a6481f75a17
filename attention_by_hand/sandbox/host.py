"""The grader's side: one warm process, and runs that are pure functions."""

import base64
import contextlib
import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from attention_by_hand.sandbox import wire
from attention_by_hand.sandbox.bubblewrap import (
    SCRATCH,
    SandboxMissing,
    command,
    environment,
    private_folders,
)
from attention_by_hand.sandbox.limits import Limits
from attention_by_hand.sandbox.outputs import Output, read_outputs
from attention_by_hand.sandbox.values import (
    Missing,
    ProtocolError,
    Value,
    from_json,
    to_json,
)
from attention_by_hand.sandbox.wire import Ended

START_SECONDS = 120.0
FRAME_SLACK = 1 << 16


class Cell(NamedTuple):
    """A code cell: its id and its source."""

    id: str
    source: str


@dataclass(frozen=True)
class Stop:
    """Why a run ended before its last cell: the cell's id, a sentence, and a keyword."""

    cell: str
    reason: str
    kind: str


@dataclass(frozen=True)
class Run:
    """What a run brought back: variables and outputs by cell id."""

    values: Mapping[str, Mapping[str, Value | Missing]]
    outputs: Mapping[str, list[Output]]
    stop: Stop | None


class _WarmProcessDied(Exception):
    pass


class Sandbox:
    """A warm process, from which each run is forked into a sandbox of its own."""

    def __init__(self, limits: Limits | None = None, *, isolated: bool = True) -> None:
        self.limits = limits or Limits()
        self.isolated = isolated
        self._scratch = tempfile.TemporaryDirectory(prefix="run-")
        self._warm: _Warm | None = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the warm process, and every run with it."""
        if self._warm:
            self._warm.close()
        self._warm = None
        self._scratch.cleanup()

    def run(
        self,
        cells: Sequence[Cell],
        given: Mapping[str, Mapping[str, Value]],
        want: Mapping[str, Sequence[str]],
        *,
        files: Mapping[str, bytes] | None = None,
        outputs: bool = True,
    ) -> Run:
        """Execute the cells in a fresh process.

        After a cell its variables in `want` are read, then those in `given` are assigned.
        Without `outputs` nothing is formatted, and the run ends with the last cell that is in
        either. An error in a cell is an output; a limit that is reached ends the run.
        """
        if unknown := (set(given) | set(want)) - {cell.id for cell in cells}:
            raise ValueError(f"no cell is called {', '.join(sorted(unknown))}")
        task = _Task(cells, given, want, files or {}, outputs)
        for _ in range(2):
            with contextlib.suppress(_WarmProcessDied):
                return self._try(task)
        return Run(
            {}, {}, Stop(cells[0].id if cells else "", "The notebook could not be run.", "died")
        )

    def _try(self, task: "_Task") -> Run:
        if self._warm is None:
            self._warm = _Warm(self.limits, self.isolated, self._scratch.name)
        try:
            with self._warm.fork() as child:
                return _Dialog(child, self.limits, task).run()
        except _WarmProcessDied:
            self._warm.close()
            self._warm = None
            raise


class _Warm:
    """The warm process, and the socket over which it is told to fork."""

    def __init__(self, limits: Limits, isolated: bool, scratch: str) -> None:
        self._control, theirs = socket.socketpair()
        scratch = SCRATCH if isolated else scratch
        where = {"isolated": isolated, "scratch": scratch, "private": private_folders()}
        self._settings = json.dumps({**asdict(limits), **where})
        line = command(isolated)
        with theirs:
            self._process = subprocess.Popen(
                [*line, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=environment(scratch),
                pass_fds=[theirs.fileno()],
                cwd="/",
            )
        try:
            wire.receive(self._control, FRAME_SLACK, time.monotonic() + START_SECONDS)
        except (Ended, TimeoutError, ProtocolError):
            raise self._why_not(isolated) from None

    def _why_not(self, isolated: bool) -> RuntimeError:
        self._process.kill()
        said = self._process.communicate()[1].decode(errors="replace").strip().splitlines()
        last = said[-1] if said else "it did not say why"
        self._control.close()
        if isolated and last.startswith("bwrap:"):
            return SandboxMissing(
                f"bubblewrap makes no sandbox here ({last}): allow unprivileged user namespaces"
            )
        return RuntimeError(f"the process that runs notebooks did not start: {last}")

    def fork(self) -> "_Child":
        """A child for one run."""
        child = _Child()
        try:
            with child.far_connection, child.far_leash:
                handles = [child.far_connection.fileno(), child.far_leash.fileno()]
                socket.send_fds(self._control, [self._settings.encode()], handles)
        except OSError:
            child.close()
            raise _WarmProcessDied from None
        return child

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        self._control.close()
        self._process.kill()
        self._process.communicate()


class _Child:
    """One run's process: a connection to talk over, and a leash that ends it when let go."""

    def __init__(self) -> None:
        self.connection, self.far_connection = socket.socketpair()
        self.leash, self.far_leash = socket.socketpair()

    def __enter__(self) -> "_Child":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
        self.close()

    def end(self) -> str:
        """End everything in the run; returns why it had ended by itself, if it had."""
        with contextlib.suppress(OSError):
            self.leash.shutdown(socket.SHUT_WR)
        self.leash.settimeout(10)
        reason = b""
        with contextlib.suppress(OSError):
            while part := self.leash.recv(64):
                reason += part
        return reason.decode(errors="replace")

    def close(self) -> None:
        for one in (self.connection, self.leash):
            one.close()


class _Task(NamedTuple):
    cells: Sequence[Cell]
    given: Mapping[str, Mapping[str, Value]]
    want: Mapping[str, Sequence[str]]
    files: Mapping[str, bytes]
    outputs: bool

    def needed(self) -> Sequence[Cell]:
        """The cells up to the last one that matters."""
        if self.outputs:
            return self.cells
        used = [n for n, cell in enumerate(self.cells) if cell.id in {*self.given, *self.want}]
        return self.cells[: used[-1] + 1] if used else []


class _Dialog:
    """One run: cell by cell, ask, and check what comes back."""

    def __init__(self, child: _Child, limits: Limits, task: _Task) -> None:
        self.child, self.limits, self.task = child, limits, task
        self.values: dict[str, Mapping[str, Value | Missing]] = {}
        self.outputs: dict[str, list[Output]] = {}

    def run(self) -> Run:
        self._start()
        self.end = time.monotonic() + self.limits.run_seconds
        stop = None
        for number, cell in enumerate(self.task.needed(), start=1):
            if stop := self._step(number, cell):
                break
        return Run(self.values, self.outputs, stop)

    def _start(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        files = {
            name: base64.b64encode(content).decode() for name, content in self.task.files.items()
        }
        try:
            greeting = wire.receive(self.child.connection, FRAME_SLACK, deadline)
            if greeting != "ready":
                raise SandboxMissing(f"no namespace of its own can be made for a run: {greeting}")
            self._ask("start", {"outputs": self.task.outputs, "files": files}, deadline)
        except (Ended, TimeoutError, ProtocolError):
            raise _WarmProcessDied from None

    def _step(self, number: int, cell: Cell) -> Stop | None:
        """Execute, read, assign; the reason to stop, if there is one."""
        deadline = min(time.monotonic() + self.limits.cell_seconds, self.end)
        try:
            overflowed = self._execute(cell, deadline)
            self._read_and_assign(cell, deadline)
        except TimeoutError:
            return self._too_long(number, cell)
        except ProtocolError:
            return Stop(
                cell.id, f"Cell {number} confused the grader, so the run ended.", "protocol"
            )
        except Ended:
            return self._ended(number, cell)
        size = _size(self.limits.output_bytes)
        reason = f"Cell {number} put out more than {size}: print less."
        return Stop(cell.id, reason, "output") if overflowed else None

    def _execute(self, cell: Cell, deadline: float) -> bool:
        if not cell.source.strip():
            return False
        answer = self._ask("execute", cell.source, deadline)
        if not isinstance(answer, dict) or not {"outputs", "overflowed"} <= set(answer):
            raise ProtocolError("no outputs")
        shown = read_outputs(answer["outputs"], self.limits.output_count)
        if self.task.outputs:
            self.outputs[cell.id] = shown
        return answer["overflowed"] is True

    def _read_and_assign(self, cell: Cell, deadline: float) -> None:
        if names := list(self.task.want.get(cell.id, ())):
            answer = self._ask("read", names, deadline)
            if not isinstance(answer, dict) or set(answer) != set(names):
                raise ProtocolError("other variables than asked for")
            depth = self.limits.value_depth
            self.values[cell.id] = {name: from_json(answer[name], depth) for name in names}
        if values := self.task.given.get(cell.id):
            self._ask("assign", {name: to_json(value) for name, value in values.items()}, deadline)

    def _ask(self, command: str, content: Any, deadline: float) -> Any:
        wire.send(self.child.connection, {command: content}, deadline)
        most = 8 * self.limits.output_bytes + 8 * self.limits.value_bytes + FRAME_SLACK
        return wire.receive(self.child.connection, most, deadline)

    def _too_long(self, number: int, cell: Cell) -> Stop:
        if time.monotonic() >= self.end:
            reason = (
                f"The notebook ran longer than {self.limits.run_seconds:g} s, up to cell {number}."
            )
        else:
            seconds = f"{self.limits.cell_seconds:g} s"
            reason = f"Cell {number} ran longer than {seconds}: is there a loop that never ends?"
        return Stop(cell.id, reason, "time")

    def _ended(self, number: int, cell: Cell) -> Stop:
        reason = self.child.end()
        if reason == "memory":
            size = _size(self.limits.memory_bytes)
            return Stop(cell.id, f"Cell {number} used more than {size} of memory.", "memory")
        if reason == "":
            raise _WarmProcessDied
        return Stop(cell.id, f"Cell {number} ended the notebook's process.", "died")


def _size(count: int) -> str:
    return f"{count / (1 << 20):g} MiB"
