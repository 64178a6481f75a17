"""Shared by the sandbox's tests: short ways to run a few cells."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from attention_by_hand.sandbox.guest.keeper import _descendants
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.kinds import SandboxMissing
from attention_by_hand.sandbox.run import Cell, Run
from attention_by_hand.sandbox.values import Value


def let_others_in(folder: Path) -> None:
    """Other users may enter this folder of a test, which pytest keeps to its own user."""
    for one in (folder, *folder.parents):
        if one == Path(tempfile.gettempdir()):
            return
        one.chmod(0o755)


@contextmanager
def start(kind: str | None, **more: Any) -> Iterator[Sandbox]:
    """A sandbox of this kind; where the system has none of it, the test is skipped, and says so."""
    with Sandbox(kind=kind, **more) as box:
        try:
            box.kind  # noqa: B018
        except SandboxMissing as error:
            pytest.skip(f"{kind} cannot be tried here: {error}")
        yield box


def run(box: Sandbox, *sources: str, **more: Any) -> Run:
    """Cells named "1", "2" …, nothing given or wanted unless said."""
    cells = [Cell(str(i), source) for i, source in enumerate(sources, start=1)]
    return box.run(cells, more.pop("given", {}), more.pop("want", {}), **more)


class _Between(dict[str, list[str]]):
    """Wants `x` after the second cell, and acts when it is asked for that."""

    def __init__(self, act: Callable[[], None], times: int) -> None:
        super().__init__({"2": ["x"]})
        self.act, self.times = act, times

    def get(self, cell: str, _default: object = None) -> list[str]:
        if cell == "2" and self.times:
            self.times -= 1
            self.act()
        return self["2"] if cell == "2" else []


def run_between(
    box: Sandbox, act: Callable[[], None], first: str, second: str = "x = 1", *, times: int = 1
) -> Run:
    """Two cells. Between them, while the run is under way, something else happens.

    A value is given after the first: the second is sent when the first has been executed.
    """
    cells = [Cell("1", first), Cell("2", second)]
    return box.run(cells, {"1": {"pause": None}}, _Between(act, times))


def value(box: Sandbox, source: str) -> Any:
    """What the cell leaves in `x`."""
    return run(box, source, want={"1": ["x"]}).values["1"]["x"]


def given(box: Sandbox, what: Value, source: str) -> Any:
    """What a cell leaves in `x` when it starts with `what` in `x`."""
    names = {"want": {"2": ["x"]}, "given": {"1": {"x": what}}}
    return run(box, "", source, **names).values["2"]["x"]


def text(outputs: list[dict[str, Any]]) -> str:
    """All text of the outputs, in order."""
    return "".join(
        one.get("text") or one.get("evalue") or one.get("data", {}).get("text/plain", "")
        for one in outputs
    )


def shown(box: Sandbox, *sources: str) -> str:
    """All text that the last cell shows."""
    return text(run(box, *sources).outputs[str(len(sources))])


def warm_processes(box: Sandbox) -> set[int]:
    """What belongs to the sandbox itself, once no run is left: others below the first process."""
    assert box._warm is not None
    those = 3 if box.kind == "namespaces" else 1
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        found = {process.id for process in _descendants(box._warm._process.pid)}
        if len(found) == those:
            break
    return found


@contextmanager
def limited(box: Sandbox, **limits: Any) -> Iterator[Sandbox]:
    """The same sandbox, for a while with other limits."""
    before = box.limits
    box.limits = replace(before, **limits)
    try:
        yield box
    finally:
        box.limits = before
