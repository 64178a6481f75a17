"""What a run gets so that a step is not judged by what came before it: right values, put in."""

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from attention_by_hand.judging.evidence import Change, Found, Submission, where_read
from attention_by_hand.judging.parting import halves, made_of
from attention_by_hand.judging.reading import ABSENT, Container, put_into, put_like
from attention_by_hand.lesson import Case, Lesson, Step
from attention_by_hand.sandbox.run import Cell
from attention_by_hand.sandbox.values import Value

Given = dict[str, dict[str, Value]]  # a cell's id -> variable -> value
PIECE = "~"  # stands in the ids of pieces of a cell, behind the cell's own


def whole(cell: str) -> str:
    """The cell that this is a piece of."""
    return cell.partition(PIECE)[0]


def is_early(piece: str) -> bool:
    """Whether it is a cell from further down, run early for a name that it makes.

    How it ends there says nothing: other names that it needs may not be there yet.
    """
    return PIECE * 2 in piece


def places_of(step: Step, submission: Submission, below: bool = True) -> list[str]:
    """Where the step is read, in the order of the notebook."""
    places = where_read(step, submission.all_places if below else submission.copies)
    return [cell.id for cell in submission.cells if cell.id in places]


@dataclass(frozen=True)
class Help:
    """Right values for one case, in one container, for a run of one submission.

    own: what the student's own run brought back in this case.
    changes: what the student's cells changed that was there before them.
    """

    lesson: Lesson
    submission: Submission
    case: Case
    own: Found
    container: Container
    changes: Collection[Change]

    @cached_property
    def cells(self) -> list[Cell]:
        """The cells; some are cut in two, and some give back a name after them."""
        return [piece for cell in self.submission.cells for piece in self._pieces(cell)]

    def _pieces(self, cell: Cell) -> Iterator[Cell]:
        for late in {one.name: one for one in self.changes if one.needed_in == cell.id}.values():
            sources = [one.source for one in self.submission.cells if one.id == late.cell]
            yield Cell(f"{cell.id}{PIECE}{PIECE}{late.name}", sources[0])
        source: str = cell.source
        for name in self._cuts(cell):
            first, rest = halves(source, name) or ("", source)
            yield Cell(f"{cell.id}{PIECE}{name}", first)
            source = rest
        yield Cell(cell.id, source)
        if names := [one.name for one in self._changes_at(cell.id, "python")]:
            yield Cell(f"{cell.id}{PIECE}", "\n".join(map(self._give_back, names)))

    def _cuts(self, cell: Cell) -> list[str]:
        """The names after whose setting something is put in, in the middle of this cell."""
        inner = [name for at, name in self._inner.values() if at == cell.id]
        given = [one.name for one in self._changes_at(cell.id, "given")]
        return [name for name in dict.fromkeys([*given, *inner]) if halves(cell.source, name)]

    def _give_back(self, name: str) -> str:
        is_library = name in self.lesson.libraries
        return f"import {name}" if is_library else f"get_ipython().user_ns.pop({name!r}, None)"

    def _changes_at(self, cell: str, kind: str) -> list[Change]:
        found = {one.name: one for one in self.changes if (one.cell, one.kind) == (cell, kind)}
        return sorted(found.values(), key=lambda one: one.name)

    @cached_property
    def given(self) -> Given:
        """What is assigned after which cell."""
        given: Given = {}
        for cell in self.submission.cells:
            given[cell.id] = {
                one.name: self._as_given(one.name) for one in self._changes_at(cell.id, "given")
            }
        for cell in self.submission.cells:
            for name in self._cuts(cell):
                if name in given[cell.id]:
                    given[f"{cell.id}{PIECE}{name}"] = {name: self._as_given(name)}
        for at, name in self._inner.values():
            given[f"{at}{PIECE}{name}"] = self._put_in(name, at)
        for place, names in self._earlier():
            for name in names:
                given[place] |= self._put_in(name, self._set_in(name, place))
        return {cell: values for cell, values in given.items() if values}

    def _as_given(self, name: str) -> Value:
        known: Any = self.case.known[name]
        is_constant = name in self.lesson.given.constants
        return known if is_constant else put_like(self.submission.given[name], known)

    def _put_in(self, name: str, cell: str | None) -> dict[str, Value]:
        """Right values for the variable, and for names of one's own of which the cell makes it."""
        source = next((one.source for one in self.submission.cells if one.id == cell), "")
        known = self.case.known[name]
        parts = made_of(source, name)
        if known.shape != (len(parts),) or set(parts) & self._known_names:
            parts = ()
        pairs = zip(parts, known[: len(parts)], strict=True) if parts else ()
        return {
            **{part: put_into(self.container, right, ABSENT.value) for part, right in pairs},
            name: self._right(name),
        }

    @cached_property
    def _known_names(self) -> set[str]:
        """The names that mean something to the lesson."""
        lesson = self.lesson
        return {*lesson.parts, *lesson.given.names, *lesson.given.constants, *lesson.libraries}

    def _right(self, name: str) -> Value:
        own = self.own.get(self.lesson.step_of[name].marker, {}).get(name, ABSENT)
        return put_into(self.container, self.case.known[name], own.value)

    def _earlier(self) -> Iterator[tuple[str, set[str]]]:
        """At each step's last place, the variables that are read no more, and are built on."""
        done: set[str] = set()
        last = {places[-1]: step for step in self.lesson.steps if (places := self._places(step))}
        for cell in self.submission.cells:
            if step := last.get(cell.id):
                done |= self._built_on(step)
                yield cell.id, set(done)

    def _built_on(self, step: Step) -> Set[str]:
        """The step's variables that another step is computed from."""
        others = [one for one in self.lesson.steps if one is not step]
        used = {name for one in others for part in one.computed for name in part.of}
        return used & {part.variable for part in step.computed}

    def _places(self, step: Step) -> list[str]:
        return places_of(step, self.submission, below=False)

    @cached_property
    def _inner(self) -> Mapping[str, tuple[str, str]]:
        """By place: the cell in which a variable is set that the same step goes on with."""
        found = {}
        for step in self.lesson.steps:
            for name in _inner_names(step):
                for place in reversed(self._places(step)):
                    if (cell := self._set_in(name, place)) is not None:
                        found[place] = (cell, name)
                        break  # at the last place alone: nothing reads after it what was put in
        return found

    def _set_in(self, name: str, place: str) -> str | None:
        """The last cell up to the place that sets the variable."""
        before = self.submission.cells[: self._at[place] + 1]
        setting = [cell.id for cell in before if halves(cell.source, name)]
        return setting[-1] if setting else None

    @property
    def want(self) -> dict[str, list[str]]:
        """The student's own values of what is put in inside a step, before it is put in."""
        return {f"{cell}{PIECE}{name}": [name] for cell, name in self._inner.values()}

    def without_ours(self, found: Found) -> Found:
        """What was read, with nothing that was put in."""
        cleaned = {place: dict(values) for place, values in found.items()}
        for cell, name in self._inner.values():
            before = found.get(f"{cell}{PIECE}{name}", {}).get(name, ABSENT)
            for place in self._places(self.lesson.step_of[name]):
                if place in cleaned and self._at[place] >= self._at[cell]:
                    cleaned[place][name] = before
        return cleaned

    @cached_property
    def _at(self) -> Mapping[str, int]:
        """Where each cell stands in the notebook."""
        return {cell.id: at for at, cell in enumerate(self.submission.cells)}

    def _tainted(self) -> set[str]:
        """The places of a step that come after right values of a later one were put in."""
        number = {step.name: at for at, step in enumerate(self.lesson.steps)}
        put_in = [(self._at[place], name) for place, names in self._earlier() for name in names]
        put_in += [(self._at[cell] - 1, name) for cell, name in self._inner.values()]
        return {
            place
            for step in self.lesson.steps
            for place in self._places(step)
            for at, name in put_in
            if at < self._at[place] and number[step.name] < number[self.lesson.step_of[name].name]
        }

    def spoiled(self, raised: Collection[str]) -> set[str]:
        """The places that do not count: to which one of these cells leads, and tainted ones.

        Nor those further down, which right values were put in before. What only the notebook's
        numbers count for is not spoiled: what stops before it are experiments, since what they
        try things with is not there; and nothing was put in that is right for it.
        """
        markers = {place for step in self.lesson.steps for place in self._places(step)}
        counts_here = [step for step in self.lesson.steps if step.notebook_share == 1]
        here = {place for step in counts_here for place in self._places(step)}
        cells, spoiled, is_spoiled = set(map(whole, raised)), self._tainted(), False
        spoiled |= {place for places in self.submission.below.values() for place in places}
        for cell in self.submission.cells:
            is_spoiled |= cell.id in cells
            if cell.id in markers:
                spoiled |= {cell.id} - here if is_spoiled else set()
                is_spoiled = False
        return spoiled


def _inner_names(step: Step) -> list[str]:
    """The step's variables that a later one of the same step is computed from.

    Not where only the notebook's own numbers count: nothing is put in there.
    """
    if step.notebook_share == 1:
        return []
    own = {part.variable for part in step.computed}
    return sorted(own & {name for part in step.computed for name in part.of})
