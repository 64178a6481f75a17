"""What goes into a run and what comes out of it."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from attention_by_hand.sandbox.values import Missing, Value


class Cell(NamedTuple):
    """A code cell: its id and its source."""

    id: str
    source: str


@dataclass(frozen=True)
class Stop:
    """Where and why a run ended before its last cell.

    reason: one sentence to the student.
    kind: time, memory, processes, files, output, protocol, died or budget.
    """

    cell: str
    reason: str
    kind: str


@dataclass(frozen=True)
class Run:
    """What a run brought back: values by cell and name, outputs by cell, in nbformat's form.

    raised: the cells that ended with an exception. seconds: what it took, in wall time.
    """

    values: dict[str, dict[str, Value | Missing]] = field(default_factory=dict)
    outputs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    raised: set[str] = field(default_factory=set)
    stop: Stop | None = None
    seconds: float = field(default=0, compare=False)
