"""Running a notebook's cells in a process that is asked, never told."""

import base64
import contextlib
import math
import os
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, Self

from attention_by_hand.sandbox.kinds import OPEN, STRONGEST_FIRST, Exposed, SandboxMissing
from attention_by_hand.sandbox.limits import Limits
from attention_by_hand.sandbox.outputs import Output, read_outputs, size
from attention_by_hand.sandbox.run import Cell, Run, Stop
from attention_by_hand.sandbox.values import ProtocolError, Value, from_json, to_json
from attention_by_hand.sandbox.warm import (
    START_SECONDS,
    Sockets,
    Task,
    Warm,
    WarmDied,
)
from attention_by_hand.sandbox.wire import Channel

SMALL = 1 << 12  # bytes of an answer that carries no data
WORD_SECONDS = 20  # for the keeper to say how a run has ended, however busy the machine
LOOP = "is there a loop that never ends?"
ENDINGS = {  # the kind of stop, and the sentence about it
    "cell": ("time", f"This cell ran longer than {{cell_seconds:g}} s: {LOOP}"),
    "run": ("time", f"The notebook ran longer than {{run_seconds:g}} s: {LOOP}"),
    "memory": ("memory", "This cell took the notebook beyond {memory} of memory."),
    "processes": ("processes", "This cell had more than {processes} processes."),
    "files": ("files", "This cell wrote more than {scratch} of files, or too many of them."),
    "flights": ("files", "This cell left open files on their way from one socket to another."),
    "output": ("output", "The notebook shows more than {output}; it is cut here."),
    "count": ("output", "This cell shows more than {output_count} outputs."),
    "ended": ("died", "The notebook's process ended in this cell."),
    "protocol": ("protocol", "The notebook's process gave an answer that no notebook gives."),
}
UNITS = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB"), (1, "bytes"))
KEEPER_SAYS = {"ended", "memory", "processes", "files", "flights"}


class _Silent(Exception):
    """The keeper lives, and does not say how the run has ended: the run has it busy."""


class _Ended(Exception):
    """The run ends here."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind, self.reason = kind, reason


class _Work(NamedTuple):
    """A cell, and what is to be brought back after it."""

    id: str
    source: str
    number: int
    names: Sequence[str]


@dataclass(frozen=True)
class _Job:
    """A run that has been asked for."""

    cells: Sequence[Cell]
    given: Mapping[str, Mapping[str, Any]]  # in the form that the student's process reads
    want: Mapping[str, Sequence[str]]
    files: Mapping[str, str]
    outputs: bool

    def stretches(self) -> Iterator[list[_Work]]:
        """The cells, each stretch up to one after which values are given.

        The student's process works through a stretch and does not wait in between. What is
        given after it must not be there before.
        """
        stretch = []
        for number, (cell, source) in enumerate(self.cells, start=1):
            stretch.append(_Work(cell, source, number, list(self.want.get(cell, ()))))
            if self.given.get(cell):
                yield stretch
                stretch = []
        if stretch:
            yield stretch


class Sandbox:
    """Runs notebooks, each in a fresh process; owns the warm process that they are forked from.

    `familiar` are the texts of cells that most notebooks share, all of them the course's own:
    they are parsed once, in the warm process, and not in every run. `libraries` are imported
    there, too; runs may import `also`. `secrets` are files and folders that no student may see:
    no run starts where one could.
    `kind` is one of `kinds.STRONGEST_FIRST`, or None for the strongest that works here. With
    `kinds.OPEN` there is no sandbox around a student's code: limits still hold, but it can read
    and change whatever the grader's user can.
    """

    def __init__(
        self,
        limits: Limits = Limits(),  # noqa: B008
        *,
        kind: str | None = None,
        familiar: Sequence[str] = (),
        libraries: Sequence[str] = (),
        also: Sequence[str] = (),
        secrets: Sequence[Path] = (),
    ) -> None:
        self.limits, self._kinds = limits, (kind,) if kind else STRONGEST_FIRST
        self.task = Task(familiar, libraries, also, secrets)
        self._warm: Warm | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the warm process; a later run starts another."""
        if self._warm:
            self._warm.close()
        self._warm = None

    def run(
        self,
        cells: Sequence[Cell],
        given: Mapping[str, Mapping[str, Value]],
        want: Mapping[str, Sequence[str]],
        *,
        files: Mapping[str, bytes] = {},
        outputs: bool = True,
        seconds: float = math.inf,
    ) -> Run:
        """Execute the cells in order; after each, read what is wanted, assign what is given.

        files: the student's own, put into the current folder before the first cell.
        outputs: False when nobody will look at them; the run then ends after the last cell
            with something wanted or given.
        seconds: wall time for this run, where that is less than its limit.
        Raises ValueError for ids, names or sizes that cannot be, SandboxMissing.
        """
        _check_ids(cells, given, want)
        job = _Job(
            cells if outputs else _needed(cells, given, want),
            {cell: {name: to_json(v) for name, v in some.items()} for cell, some in given.items()},
            want,
            _check_files(files, self.limits),
            outputs,
        )
        with self._lock:
            limits = replace(self.limits, run_seconds=min(self.limits.run_seconds, seconds))
            return self._run_twice_at_most(job, limits)

    def _run_twice_at_most(self, job: _Job, limits: Limits) -> Run:
        """Also what a run took that has to be done again counts as its time."""
        self._ready()
        began, cell = time.monotonic(), job.cells[0].id if job.cells else ""
        for _ in range(2):
            try:
                warm = self._ready()
                with warm.fork(limits) as sockets:
                    session = _Session(sockets, limits, warm)
                    try:
                        run = session.work_through(job)
                    finally:
                        cell = session.cell
                    return replace(run, seconds=time.monotonic() - began)
            except WarmDied:
                self.close()
                self._ready()  # what it takes to start another counts, too
            except _Silent:
                self.close()
                stop = Stop(cell, _ended("run", limits).reason, "time")
                return Run(stop=stop, seconds=time.monotonic() - began)
            except BaseException:
                self.close()  # interrupted between a question and its answer
                raise
            left = round(limits.run_seconds - (time.monotonic() - began), 1)
            if left <= 0:
                break
            limits = replace(limits, run_seconds=left)
        reason = "The process that runs notebooks was ended from outside: is memory short?"
        return Run(stop=Stop(cell, reason, "died"), seconds=time.monotonic() - began)

    @property
    def kind(self) -> str:
        """The kind that is used, found by trying; SandboxMissing where none works."""
        return self._ready().kind

    def _ready(self) -> Warm:
        if self._warm and (self._warm.owner != os.getpid() or self._warm.has_ended):
            self._warm.close()  # of the process of which this is a fork; or no run's own fault
            self._warm = None
        self._warm = self._warm or self._start()
        return self._warm

    def _start(self) -> Warm:
        """The first kind that works; the others are not tried again."""
        refused = []
        for kind in self._kinds:
            try:
                warm = _try(kind, self.task, self.limits)
            except Exposed:
                raise
            except SandboxMissing as error:
                refused.append(str(error))
            else:
                self._kinds = (kind,)
                return warm
        raise SandboxMissing(" ".join(f"{one.rstrip('.')}." for one in dict.fromkeys(refused)))


def _try(kind: str, task: Task, limits: Limits) -> Warm:
    """A warm process from which a run was forked that saw nothing that it should not see."""
    warm = Warm(kind, task)
    try:
        if kind != OPEN and (seen := _look_around(warm, task, limits)):
            raise Exposed(seen)
    except BaseException:
        warm.close()
        raise
    return warm


def _look_around(warm: Warm, task: Task, limits: Limits) -> str | None:
    patient = replace(limits, cell_seconds=START_SECONDS, run_seconds=START_SECONDS)
    try:
        with warm.fork(patient) as sockets:
            return _Session(sockets, patient, warm).look_around(warm.start.places, task)
    except (_Ended, WarmDied) as error:
        raise RuntimeError(f"The process that runs notebooks ended as it began: {error}") from None


class _Session:
    """One run, from the first command to the keeper's last word."""

    def __init__(self, sockets: Sockets, limits: Limits, warm: Warm) -> None:
        self.channel, self.leash, self.limits = Channel(sockets.connection), sockets.leash, limits
        self.warm = warm
        self.run_end = self.cell_end = time.monotonic() + START_SECONDS  # until the run is ready
        self.left = 13 * limits.output_bytes  # JSON takes up to twelve bytes for a character
        self.shown = 0  # of outputs, in characters
        self.values_left = 2 * limits.values_bytes
        self.known: dict[str, tuple[str, Any]] = {}  # by name: what came last, and its value
        self.run = Run()
        self.cell = ""  # that is being executed
        self.word: str | None = None

    def work_through(self, job: _Job) -> Run:
        """All cells, or those up to a limit."""
        stop = None
        self.cell = job.cells[0].id if job.cells else ""
        try:
            self._begin_again()
            self._tell("start", {"files": job.files, "outputs": job.outputs})
            for stretch in job.stretches():
                self._work_on(stretch, job)
        except _Ended as ended:
            stop = Stop(self.cell, ended.reason, ended.kind)
        self._last_word()
        return replace(self.run, stop=stop)

    def look_around(self, places: Sequence[str], task: Task) -> str | None:
        """Before the first student: what a run sees in these places that no student may see."""
        self._begin()
        content = {"places": places, **task.what_to_look_for()}
        self._tell("look", content)
        match self._answer(SMALL):
            case {"seen": None | str() as seen}:
                self._last_word()
                return seen
        raise WarmDied

    def _begin(self) -> None:
        match self._answer(SMALL):
            case {"ready": True}:
                self.run_end = self.cell_end = time.monotonic() + self.limits.run_seconds
                return
            case {"failed": str(why)}:
                raise SandboxMissing(self.warm.why_refused(why))
        raise _ended("protocol", self.limits)

    def _begin_again(self) -> None:
        """What has worked before is not missing: something on this machine is short just now."""
        try:
            self._begin()
        except SandboxMissing:
            raise WarmDied from None

    def _work_on(self, stretch: Sequence[_Work], job: _Job) -> None:
        """These cells; and only when they have answered, the values that are given after them."""
        self._enter(stretch[0].id)
        self._tell("work", stretch)
        for cell, source, _number, names in stretch:
            self._enter(cell)
            if source.strip():
                self._outcome(cell)
            if names:
                self._values(cell, names)
        if values := job.given.get(self.cell):
            self._tell("assign", values)

    def _enter(self, cell: str) -> None:
        self.cell = cell
        self.cell_end = min(self.run_end, time.monotonic() + self.limits.cell_seconds)

    def _outcome(self, cell: str) -> None:
        before, most = self.channel.received, self.left + 512 * self.limits.output_count + SMALL
        answer = self._answer(most)
        self.left = max(0, self.left - (self.channel.received - before))
        with self._checked():
            if type(answer) is not dict:
                raise ProtocolError("not an answer")
            outputs = read_outputs(answer.get("outputs"), self.limits.output_count)
        self.shown += size(outputs)
        if self.shown > self.limits.output_bytes:  # the run did not stop where it should have
            raise _ended("output", self.limits)
        self.run.outputs[cell] = outputs
        if answer.get("raised"):
            self.run.raised.add(cell)
        if full := answer.get("full"):
            ended = _ended("count" if full == "count" else "output", self.limits)
            self.run.outputs[cell].append(_note(ended.reason))
            raise ended

    def _values(self, cell: str, names: Sequence[str]) -> None:
        before, most = self.channel.received, len(names) * (SMALL + 2 * self.limits.value_bytes)
        answer = self._answer(min(most, len(names) * SMALL + self.values_left))
        self.values_left -= self.channel.received - before
        with self._checked():
            if type(answer) is not dict or set(answer) != set(names):
                raise ProtocolError("other names than were asked for")
            self.run.values[cell] = {name: self._value(name, answer[name]) for name in names}

    def _value(self, name: str, data: Any) -> Any:
        """What the student's process wrote; the same object where nothing of it has changed."""
        text = repr(data)  # as data, 1 and 1.0 and True would be the same
        if name not in self.known or self.known[name][0] != text:
            bounds = self.limits.value_depth, self.limits.value_entries
            self.known[name] = text, from_json(data, *bounds)
        return self.known[name][1]

    def _tell(self, command: str, content: Any) -> None:
        with self._checked():
            self.channel.send({command: content}, self.cell_end)

    def _answer(self, most: int) -> Any:
        with self._checked():
            return self.channel.receive(most, self.cell_end)

    @contextlib.contextmanager
    def _checked(self) -> Iterator[None]:
        """Whatever goes wrong with the student's process, as the end of the run."""
        try:
            yield
        except TimeoutError:
            whole = self.cell_end >= self.run_end
            raise _ended("run" if whole else "cell", self.limits) from None
        except ProtocolError:
            raise _ended("protocol", self.limits) from None
        except EOFError:
            raise _ended(self._last_word(closed=True), self.limits) from None

    def _last_word(self, closed: bool = False) -> str:
        """Have the keeper end the run; why it had ended, if it had.

        closed: the student's socket was closed, so its process is about to end.
        WarmDied when neither the student's code nor the keeper did it.
        """
        if self.word is None:
            self.leash.settimeout(WORD_SECONDS)
            if closed:
                with contextlib.suppress(OSError):  # the keeper has had its say
                    self.leash.sendall(b"closed")
            try:
                self.leash.shutdown(socket.SHUT_WR)
                self.word = self.leash.recv(16).decode()
            except TimeoutError:
                if not self.warm.has_ended:
                    raise _Silent from None
            except OSError:
                pass
        if self.word not in KEEPER_SAYS:
            raise WarmDied
        return self.word


def _ended(why: str, limits: Limits) -> _Ended:
    """The end of a run, with a sentence that says why."""
    kind, reason = ENDINGS[why]
    sizes = {
        name: _size(getattr(limits, f"{name}_bytes")) for name in ("memory", "output", "scratch")
    }
    return _Ended(kind, reason.format(**asdict(limits), **sizes))


def _note(reason: str) -> Output:
    return {"output_type": "stream", "name": "stderr", "text": f"{reason}\n"}


def _size(size: int) -> str:
    """Bytes as a person says it: 64 MB."""
    unit, name = next((u for u in UNITS if size >= u[0]), UNITS[-1])
    return f"{size / unit:.3g} {name}"


def _needed(cells: Sequence[Cell], *named: Mapping[str, object]) -> Sequence[Cell]:
    """The cells up to the last one that is named."""
    ids = {cell for some in named for cell, content in some.items() if content}
    last = max((i for i, cell in enumerate(cells, start=1) if cell.id in ids), default=0)
    return cells[:last]


def _check_ids(cells: Sequence[Cell], *named: Mapping[str, object]) -> None:
    ids = [cell.id for cell in cells]
    if len(set(ids)) < len(ids):
        raise ValueError("two cells have the same id")
    for some in named:
        if unknown := set(some) - set(ids):
            raise ValueError(f"no cell has the id {min(unknown)!r}")


def _check_files(files: Mapping[str, bytes], limits: Limits) -> dict[str, str]:
    """The files in the form that the student's process reads; ValueError for bad names or sizes."""
    for name in files:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not path.name or "\0" in name:
            raise ValueError(f"{name!r} is not the relative name of a file")
    if sum(map(len, files.values())) > limits.submitted_bytes:
        raise ValueError(f"the files are larger than {_size(limits.submitted_bytes)} together")
    return {name: base64.b64encode(content).decode() for name, content in files.items()}
