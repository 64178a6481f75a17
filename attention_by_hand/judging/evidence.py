"""What was handed in, and what its runs brought back."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from attention_by_hand.judging.mending import Mend
from attention_by_hand.judging.reading import ABSENT, Container, Reading
from attention_by_hand.lesson import Case, Step
from attention_by_hand.sandbox.run import Cell, Stop
from attention_by_hand.sandbox.values import Value

NAME = re.compile(r"\w+")
Values = Mapping[str, Reading]
Found = Mapping[str, Values]  # what was read: place (a cell id) -> variable -> value


@dataclass(frozen=True)
class Submission:
    """The code cells of a repaired notebook, and the files handed in with it.

    setup: the text of the setup cell, and `given` what it defines, as plain data.
    own: the cells that are not as released.
    copies: by step, the cells that were once a copy of its answer cell; the step's variables
        are read there as well.
    below: by step, cells further down after which it is read in the student's own runs alone.
    here_only: the files that are there with the notebook's numbers alone; and `here_only_marks`,
        by which what they define is known elsewhere.
    """

    cells: tuple[Cell, ...]
    setup: str
    given: Mapping[str, Value]
    own: frozenset[str] = frozenset()
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    here_only: frozenset[str] = frozenset()
    here_only_marks: frozenset[int] = frozenset()

    @property
    def all_places(self) -> Mapping[str, tuple[str, ...]]:
        """By step, its copies and the cells below."""
        steps = {*self.copies, *self.below}
        return {one: (*self.copies.get(one, ()), *self.below.get(one, ())) for one in steps}

    @property
    def written(self) -> str:
        """The text of all cells that are not as released."""
        return "\n".join(cell.source for cell in self.cells if cell.id in self.own)


@dataclass(frozen=True)
class Change:
    """What a cell of the student's did to something that was there before it.

    kind: "given" for what the setup cell defines, "graded" for an answer that has been graded,
        "python" for a name of Python's own, or a library; "late" for a name that the cell makes
        although a cell further up, `needed_in`, has stopped for want of it.
    """

    cell: str
    name: str
    kind: Literal["given", "graded", "python", "late"]
    before: Reading = ABSENT
    after: Reading = ABSENT
    needed_in: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """By which it is known: the cell, and the name."""
        return self.cell, self.name

    def is_from(self, step: Step) -> bool:
        """Whether the step's own cell changed something that is not Python's."""
        return self.cell == step.name and self.kind in ("given", "graded")


def names_in(text: str) -> set[str]:
    """The words of a text that could be names."""
    return set(NAME.findall(text))


def where_read(step: Step, copies: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The cells after which the step's variables are read: its own place, and its copies."""
    return (step.marker, *copies.get(step.name, ()))


def segment(
    cells: Sequence[Cell], own: Collection[str], places: Collection[str], place: str
) -> list[Cell]:
    """The student's own cells between the place before this one and this place."""
    found: list[Cell] = []
    for cell in cells:
        if cell.id == place:
            return found
        if cell.id in own:
            found.append(cell)
        elif cell.id in places:
            found = []
    return []


class Guided(NamedTuple):
    """What runs brought back that had right earlier values put in, and their cases.

    The notebook's, and others that no other run has. So a right value that was put in is right
    nowhere else, by whatever way a student's code may have passed it on.

    doubtful: the places and names where nothing was read: it might have been made of what was put
        in at an earlier place of the step.
    within: the variables of which right values were put in within their own step.
    """

    cases: tuple[Case, ...]
    found: tuple[Found, ...]
    doubtful: frozenset[tuple[str, str]] = frozenset()
    within: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Evidence:
    """What the runs of one submission brought back, for each case.

    guided: runs as many cases with right earlier values put in, in such a container; and
        `guided_at_last` after the last place of each step alone.
    mended: what the runs would bring back with one kind of slip of Python put right everywhere;
        None where there is none.
    untouched: the variables that the student wrote nothing about.
    changed: at each place, what cells up to there have changed, with the notebook's numbers.
    other_names: at each place, names of the student's own that may hold an answer.
    cells: the code cells, in order; `own` are those that are not as released.
    copies: by step, all further cells after which it is read, those below as well.
    stops: the limits that the run with the notebook's numbers hit; `other_stop` is the first
        one that another run hit.
    """

    cases: tuple[Case, ...]
    found: tuple[Found, ...]
    guided: Callable[[Container], Guided] | None = None
    guided_at_last: Callable[[Container], Guided] | None = None
    mended: Callable[[Mend], "Evidence | None"] | None = None
    untouched: frozenset[str] = frozenset()
    changed: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cells: tuple[Cell, ...] = ()
    own: frozenset[str] = frozenset()
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outputs: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    stops: tuple[Stop, ...] = ()
    other_stop: Stop | None = None

    def segment(self, place: str) -> list[Cell]:
        """The student's own cells between the place read before this one and this place."""
        return segment(self.cells, self.own, self.changed.keys(), place)

    @property
    def all_stops(self) -> tuple[Stop, ...]:
        """Every limit that a run hit, with the notebook's numbers and with others."""
        return (*self.stops, *filter(None, [self.other_stop]))
