"""What a run gets so that a step is not judged by what came before it: right values, put in."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any, Literal, NamedTuple

from attention_by_hand.judging.changes import PYTHON
from attention_by_hand.judging.evidence import Change, Found, Submission, where_read
from attention_by_hand.judging.parting import cut, is_set, last_set, made_of, place_of, statements
from attention_by_hand.judging.reading import (
    ABSENT,
    Container,
    Reading,
    holds_numbers,
    put_into,
    put_like,
    same,
    same_in_any_shape,
)
from attention_by_hand.lesson import Case, Lesson, Step
from attention_by_hand.numbers import Numbers
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


def places_of(step: Step, submission: Submission) -> list[str]:
    """Where the step is read, in the order of the notebook."""
    places = where_read(step, submission.all_places)
    return [cell.id for cell in submission.cells if cell.id in places]


class _Moment(NamedTuple):
    """A moment of a run: after the statement that begins here, or at the end of the cell."""

    cell: int
    statement: tuple[float, float] = (math.inf, 0)


class _Look(NamedTuple):
    """A look at a variable for one place of its step, when it has just got its value there.

    piece: what is run of a cell up to then; None where it is looked at in the place itself.
    goes_on: whether the right value is put in after it, since something may be made of it.
    """

    name: str
    place: str
    piece: str | None
    moment: _Moment
    goes_on: bool


@dataclass(frozen=True)
class Help:
    """Right values for one case, in one container, for a run of one submission.

    They are put in where the student's code has just set the variable, in the midst of a cell: so
    all that is made of it is made of right values. What it held is looked at before that. A value
    does not count that may come from what was put in.

    own: what the student's own run brought back in this case.
    changes: what the student's cells changed that was there before them.
    unseen: variables that change in ways that the code does not show. They are looked at in the
        step's places, and no sooner.
    when: at each place of a step a right value is put in, or only at its last one, or never.
    """

    lesson: Lesson
    submission: Submission
    case: Case
    own: Found
    container: Container
    changes: Collection[Change]
    unseen: frozenset[str] = frozenset()
    when: Literal["each", "last", "never"] = "each"

    @cached_property
    def cells(self) -> list[Cell]:
        """The cells; some are cut in pieces, and some give back a name after them."""
        return [piece for cell in self.submission.cells for piece in self._pieces(cell)]

    def _pieces(self, cell: Cell) -> Iterator[Cell]:
        for late in {one.name: one for one in self.changes if one.needed_in == cell.id}.values():
            sources = [one.source for one in self.submission.cells if one.id == late.cell]
            yield Cell(f"{cell.id}{PIECE}{PIECE}{late.name}", sources[0])
        pieces_at = self._pieces_at.get(cell.id, {})
        *pieces, (rest, _) = cut(cell.source, lambda one: pieces_at.get(place_of(one)))
        for source, names in pieces:
            yield Cell(_piece(cell.id, names), source)
        yield Cell(cell.id, rest)
        if names := {one.name for one in self._changes_at(cell.id, "python")}:
            yield Cell(f"{cell.id}{PIECE}", "\n".join(map(self._give_back, sorted(names))))

    @cached_property
    def _sets(self) -> Mapping[str, Mapping[tuple[int, int], set[str]]]:
        """By cell, and by where a statement begins, what it is the last one to set.

        Only where it matters: what is looked at, and what was given and has been changed.
        """
        answers = self.submission.own | {step.name for step in self.lesson.steps}
        found = {}
        for cell in self.submission.cells:
            given = {one.name for one in self._changes_at(cell.id, "given")}
            names = given | (self._looked_at if cell.id in answers else set())
            found[cell.id] = last_set(cell.source, frozenset(names))
        return found

    @cached_property
    def _pieces_at(self) -> Mapping[str, Mapping[tuple[float, float], set[str]]]:
        """By cell, and by where a statement begins, what it sets, if something is done after it.

        Nowhere else: what stands behind an error must not be run.
        """
        looked_at = {(look.moment.cell, look.moment.statement) for look in self._looks}
        given = {(one.cell, one.name) for one in self.changes if one.kind == "given"}
        return {
            cell: {
                statement: names
                for statement, names in sets.items()
                if (self._at[cell], statement) in looked_at
                or not names.isdisjoint(name for at, name in given if at == cell)
            }
            for cell, sets in self._sets.items()
        }

    @cached_property
    def _looked_at(self) -> frozenset[str]:
        """What is computed, and not by the notebook's numbers alone: nothing is put in there."""
        steps = [step for step in self.lesson.steps if step.notebook_share < 1]
        return frozenset(part.variable for one in steps for part in one.computed) - self.unseen

    def _give_back(self, name: str) -> str:
        is_library = name in self.lesson.libraries
        return f"import {name}" if is_library else f"get_ipython().user_ns.pop({name!r}, None)"

    def _changes_at(self, cell: str, kind: str) -> list[Change]:
        found = {one.name: one for one in self.changes if (one.cell, one.kind) == (cell, kind)}
        return sorted(found.values(), key=lambda one: one.name)

    @cached_property
    def given(self) -> Given:
        """What is assigned after which cell, or piece of one."""
        given: Given = defaultdict(dict)
        for cell in self.submission.cells:
            names = {one.name for one in self._changes_at(cell.id, "given")}
            pieces = {_piece(cell.id, some): some & names for some in self._sets[cell.id].values()}
            for piece, some in {**pieces, cell.id: names}.items():
                given[piece] |= {name: self._as_given(name) for name in some}
        for at, _, look in self._put_in:
            given[at] |= self._right_for(look)
        return {cell: values for cell, values in given.items() if values}

    def _as_given(self, name: str) -> Value:
        known: Any = self.case.known[name]
        is_constant = name in self.lesson.given.constants
        return known if is_constant else put_like(self.submission.given[name], known)

    def _right_for(self, look: _Look) -> dict[str, Value]:
        """Right values for the variable, and for names of one's own with the same numbers.

        These are what it was made of, or made of it; a list's entries may have names, too.
        """
        here, known = self.own.get(look.place, {}), self.case.known[look.name]
        own = here.get(look.name, ABSENT)
        others = [one for one in here if holds_numbers(own) and same_in_any_shape(here[one], own)]
        parts = made_of(self.submission.cells[look.moment.cell].source, look.name)
        if known.shape != (len(parts),) or set(parts) & self._known_names:
            parts = ()
        pairs = zip(parts, known[: len(parts)], strict=True) if parts else ()
        return {
            **{
                name: put_into(self.container, _shaped_like(here[name], known), here[name].value)
                for name in others
                if name not in self._known_names
            },
            **{part: put_into(self.container, right, ABSENT.value) for part, right in pairs},
            look.name: self._right(look),
        }

    @cached_property
    def _known_names(self) -> set[str]:
        """The names that mean something to the lesson, or to Python."""
        lesson = self.lesson
        known = {*lesson.parts, *lesson.given.names, *lesson.given.constants, *lesson.libraries}
        return known | PYTHON

    def _right(self, look: _Look) -> Value:
        marker = self.lesson.step_of[look.name].marker
        read = [self.own.get(at, {}).get(look.name, ABSENT) for at in (look.place, marker)]
        own = next(filter(holds_numbers, read), ABSENT)
        return put_into(self.container, self.case.known[look.name], own.value)

    @cached_property
    def _looks(self) -> list[_Look]:
        """One for each variable that is computed, and each place of its step."""
        return [
            look
            for step in self.lesson.steps
            for name in sorted({part.variable for part in step.computed})
            for look in self._looks_at(step, name)
        ]

    def _looks_at(self, step: Step, name: str) -> Iterator[_Look]:
        places, begin = places_of(step, self.submission), 0
        for place, following in zip_longest(places, places[1:]):
            end = self._at[place] + 1
            piece, moment = None, _Moment(end - 1)
            for at, cell in enumerate(self.submission.cells[begin:end], start=begin):
                for statement, names in self._sets[cell.id].items():
                    if name in names & self._looked_at:
                        piece, moment = _piece(cell.id, names), _Moment(at, statement)
            is_used = following is None or self._is_used(name, end, self._at[following])
            yield _Look(name, place, piece, moment, is_used)
            begin = end

    def _is_used(self, name: str, begin: int, end: int) -> bool:
        """Whether cells of the student's own between two places may go on with the variable."""
        own = [cell for cell in self.submission.cells[begin:end] if cell.id in self.submission.own]
        return self.when == "each" and any(not is_set(cell.source, name) for cell in own)

    @cached_property
    def _put_in(self) -> list[tuple[str, _Moment, _Look]]:
        """Where right values are put in, when that is, and after which look.

        After a step's last place all earlier ones are put in once more: they may be overwritten.
        """
        last = {places_of(step, self.submission)[-1] for step in self.lesson.steps}
        looks = [look for look in self._looks if look.goes_on and self.when != "never"]
        found, done = [], list[_Look]()
        for look in looks:
            if look.piece and look.name in self.lesson.carried:
                found.append((look.piece, look.moment, look))
        for at, cell in enumerate(self.submission.cells):
            here = [one for one in looks if one.place == cell.id and one.name in self._built_on]
            done = [one for one in done if one.name not in {look.name for look in here}] + here
            found += ((cell.id, _Moment(at), one) for one in (done if cell.id in last else here))
        return found

    @cached_property
    def _built_on(self) -> frozenset[str]:
        """The variables that another step is computed from."""
        return frozenset(
            name
            for step in self.lesson.steps
            for part in step.computed
            for name in part.of
            if name in self.lesson.parts and self.lesson.step_of[name] is not step
        )

    @property
    def want(self) -> dict[str, list[str]]:
        """The student's own values, before right ones are put in."""
        want: dict[str, list[str]] = defaultdict(list)
        for look in self._looks:
            if look.piece:
                want[look.piece].append(look.name)
        return {piece: sorted(set(names)) for piece, names in want.items()}

    def by_itself(self, found: Found) -> dict[str, dict[str, Reading]]:
        """What was read, without what was put in, or may have been made of that."""
        cleaned = {place: dict(values) for place, values in found.items()}
        for look in self._looks:
            if look.place in cleaned:
                is_own = (look.place, look.name) not in self.doubtful
                cleaned[look.place][look.name] = self._seen(found, look) if is_own else ABSENT
        return cleaned

    def _seen(self, found: Found, look: _Look) -> Reading:
        return found.get(look.piece or look.place, {}).get(look.name, ABSENT)

    def overlooked(self, found: Found) -> frozenset[str]:
        """The variables of which a place has another value than a look, with nothing put in."""
        return frozenset(
            look.name
            for look in self._looks
            if look.piece and look.place in found
            if not same(found[look.place].get(look.name, ABSENT), self._seen(found, look))
        )

    @property
    def may_overlook(self) -> bool:
        """Whether the student's code goes on, between a look and its place."""
        return any(look.piece and self._code_behind(look) for look in self._looks)

    def _code_behind(self, look: _Look) -> bool:
        here, *behind = self.submission.cells[look.moment.cell : self._at[look.place] + 1]
        *_, last = statements(here.source)
        is_last = place_of(last) == look.moment.statement
        return not is_last or any(cell.id in self.submission.own for cell in behind)

    @cached_property
    def doubtful(self) -> frozenset[tuple[str, str]]:
        """The places and names of looks that may see what was made of a right value put in.

        That is of the variable itself, or of one that is computed from it. What only the notebook's
        numbers count for is there on paper, and may be the same as any of them.
        """
        return frozenset(
            (look.place, look.name)
            for look in self._looks
            for _, moment, other in self._put_in
            if moment < look.moment and self._may_come_from(look, other.name)
        )

    def _may_come_from(self, look: _Look, name: str) -> bool:
        is_paper = self.lesson.step_of[look.name].notebook_share == 1
        from_given = not self._made_of(look.name).isdisjoint(self.lesson.given.names)
        return look.name in {name, *self._made_of(name)} or (is_paper and from_given)

    @property
    def within(self) -> frozenset[str]:
        """The variables of which right values are put in, of which another of the step is made.

        Not where one statement makes both: that goes on with what the student has.
        """
        return frozenset(
            look.name
            for at, moment, look in self._put_in
            for other in self._looks
            if at == look.piece and other.place == look.place and moment != other.moment
            if look.name in self._made_of(other.name)
        )

    def _made_of(self, name: str) -> set[str]:
        """The variables that this one is computed from, and those that they are computed from."""
        step = self.lesson.step_of.get(name)
        parts = [one for one in step.computed if one.variable == name] if step else []
        found = {one for part in parts for one in part.of if one != name}
        return found.union(*map(self._made_of, found))

    @cached_property
    def _at(self) -> Mapping[str, int]:
        """Where each cell stands in the notebook."""
        return {cell.id: at for at, cell in enumerate(self.submission.cells)}

    def spoiled(self, raised: Collection[str]) -> set[str]:
        """The places that do not count: those to which one of these cells leads.

        What only the notebook's numbers count for is not spoiled: what stops before it are
        experiments, since what they try things with is not there; and nothing was put in that is
        right for it.
        """
        counts_here = [step for step in self.lesson.steps if step.notebook_share == 1]
        here = {place for step in counts_here for place in places_of(step, self.submission)}
        places = {place for one in self.lesson.steps for place in places_of(one, self.submission)}
        cells, spoiled, is_spoiled = set(map(whole, raised)), set[str](), False
        for cell in self.submission.cells:
            is_spoiled |= cell.id in cells
            if cell.id in places:
                spoiled |= {cell.id} - here if is_spoiled else set()
                is_spoiled = False
        return spoiled


def _shaped_like(own: Reading, known: Numbers) -> Numbers:
    """The right numbers in the student's shape, if they are as many."""
    return known.reshape(own.numbers.shape) if own.numbers.size == known.size else known


def _piece(cell: str, names: Collection[str]) -> str:
    return f"{cell}{PIECE}{'+'.join(sorted(names))}"
