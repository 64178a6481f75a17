"""What was handed in, and what its runs brought back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from attention_by_hand.judging.reading import Container, Reading
from attention_by_hand.lesson import Case
from attention_by_hand.sandbox.run import Cell, Stop
from attention_by_hand.sandbox.values import Value

Values = Mapping[str, Reading]
Found = Mapping[str, Values]  # what was read: place (a cell id) -> variable -> value


@dataclass(frozen=True)
class Submission:
    """The code cells of a repaired notebook, and the files handed in with it.

    setup: the text of the setup cell, and `given` what it defines, as plain data.
    written: the text of all cells that are not as released.
    copies: by step, the cells that were once a copy of its answer cell; the step's variables
        are read there as well.
    """

    cells: tuple[Cell, ...]
    setup: str
    given: Mapping[str, Value]
    written: str = ""
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Evidence:
    """What the runs of one submission brought back, for each case.

    guided: runs all cases again with right earlier values put in, in such a container.
    untouched: the variables that the student wrote nothing about.
    stops: the limits that the run with the notebook's numbers hit; `other_stop` is the first
        one that another run hit.
    """

    cases: tuple[Case, ...]
    found: tuple[Found, ...]
    guided: Callable[[Container], tuple[Found, ...]] | None = None
    untouched: frozenset[str] = frozenset()
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outputs: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    stops: tuple[Stop, ...] = ()
    other_stop: Stop | None = None

    @property
    def all_stops(self) -> tuple[Stop, ...]:
        """Every limit that a run hit, with the notebook's numbers and with others."""
        return (*self.stops, *filter(None, [self.other_stop]))
