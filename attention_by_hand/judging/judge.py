"""What a step earned, and a message that says why.

Plain data from the student's process is compared with the reference. A case is right when the
value is the reference's, or what the reference gives from the student's own earlier values, or
what the student's code gives when right earlier values are put in.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from typing import Literal, NamedTuple
from warnings import catch_warnings

import numpy as np

from attention_by_hand.judging.answer import Answer, ComputedAnswer, Ground, find_mistake
from attention_by_hand.judging.changes import PYTHON, made_names
from attention_by_hand.judging.evidence import (
    Change,
    Evidence,
    Found,
    Guided,
    Values,
    names_in,
    where_read,
)
from attention_by_hand.judging.mending import MENDS
from attention_by_hand.judging.messages import CHANGED, Speaker
from attention_by_hand.judging.mistakes import missed
from attention_by_hand.judging.parting import is_set, put_into_call
from attention_by_hand.judging.reading import (
    ABSENT,
    CONTAINERS,
    Reading,
    array,
    holds_numbers,
    same,
)
from attention_by_hand.lesson import Case, Designed, Lesson, Mistake, Part, Step
from attention_by_hand.sandbox.run import Cell

OVERWRITTEN, CHANGES = "overwritten-name", "changes-what-later-cells-need"  # no lesson's slips
OTHER_NAME = "another-name"
HALF = 0.5  # what a slip has to show, at least, to be forgiven where it is made once more


@dataclass(frozen=True)
class PartVerdict:
    """How one variable was judged: its share of the points, each case's ground, a message."""

    variable: str
    share: float
    grounds: tuple[Ground, ...]
    message: str
    mistake: str | None = None


@dataclass(frozen=True)
class Verdict:
    """A step's points out of its full points, and what to tell the student."""

    step: str
    points: float
    out_of: float
    message: str
    parts: tuple[PartVerdict, ...]


@dataclass(frozen=True)
class _Books:
    """What is known from the steps before, at the places where they earned most.

    paid: the changes that a step has paid for.
    explained: wrong values of which it is known how they follow from right ones.
    slips: the lesson's mistake that a variable has paid for.
    """

    paid: set[tuple[str, str]] = field(default_factory=set)
    explained: dict[str, list[Reading]] = field(default_factory=dict)
    slips: dict[str, str] = field(default_factory=dict)

    def copy(self) -> "_Books":
        """Books in which one place writes, and that are kept if it is the best."""
        return _Books(set(self.paid), dict(self.explained), dict(self.slips))


@dataclass(frozen=True)
class _Place:
    """One of the places where a step's variables were read, and who says what was seen there."""

    lesson: Lesson
    step: Step
    cell: str
    evidence: Evidence
    speaker: Speaker
    books: _Books
    told: set[tuple[str, str]] = field(default_factory=set)  # the changes that are told here

    @cached_property
    def cases(self) -> Sequence[Case]:
        """The cases that the step is judged on."""
        return self.evidence.cases[: 1 if self.step.notebook_share == 1 else None]

    def seen(self, found: Sequence[Found]) -> list[Values]:
        """What was read here, in each case."""
        return [one.get(self.cell, {}) for one in found[: len(self.cases)]]

    def tell(self, change: Change) -> str:
        """What is said about a change; nothing where it has been said in this step."""
        if change.key in self.told:
            return ""
        self.told.add(change.key)
        return self.speaker.changed(change, self.step)

    def explains(self, answer: ComputedAnswer, mistake: Mistake | None = None) -> bool:
        """Whether each earlier value that is not right can be carried forward.

        It is known how it came about; or it stands on paper, where it cannot be chosen for others.
        A mistake may start from other earlier values than the right answer does.
        """
        if len(self.cases) == 1 and not answer.starts_from_little:
            return True
        used = {*answer.own, *(answer.goes_into(mistake) if mistake else ())}
        wrong = [name for name in used if not answer.is_right_in(name)]
        known = self.books.explained
        return all(
            name in known and all(map(same, answer.read(name), known[name])) for name in wrong
        )

    @property
    def says(self) -> tuple[bool, bool]:
        """Of what more can be said: whether a variable holds numbers, or a cell has stopped."""
        values = self.evidence.found[0].get(self.cell, {})
        parts = [values.get(one.variable, ABSENT) for one in self.step.parts]
        return any(map(holds_numbers, parts)), any(map(self._has_stopped, self._cells))

    def changes(self, part: Part) -> list[Change]:
        """What the student's cells have changed, of that which this part is made from."""
        used = set(part.of)
        return [one for one in self.evidence.changed.get(self.cell, ()) if self._bears(one, used)]

    def _bears(self, change: Change, used: set[str]) -> bool:
        if change.kind == "graded":
            return change.name in used or change.cell == self.step.name
        if change.kind in ("python", "late"):
            return change.name in self._stopped
        return change.name in used or change.name in self._written

    @cached_property
    def _written(self) -> set[str]:
        """The names in what the student wrote for this step."""
        return names_in(" ".join(cell.source for cell in self._cells))

    @cached_property
    def _stopped(self) -> set[str]:
        """The names in what ended with an error of that, and in the cells that it needs."""
        needed = [one for one in self._with_helpers(self._cells) if self._has_stopped(one)]
        return names_in(" ".join(cell.source for cell in self._with_helpers(needed)))

    def _has_stopped(self, cell: Cell) -> bool:
        return self.speaker.error(cell.id) is not None

    def _with_helpers(self, cells: Sequence[Cell]) -> list[Cell]:
        """These cells, and those of the student's own that make names of their own for them."""
        found, left = [*cells], [one for one in self._own_before if one not in cells]
        known = {*self.lesson.parts, *self.lesson.given.names, *PYTHON}
        for one in found:
            used = names_in(one.source) - known
            makes = [cell for cell in left if not used.isdisjoint(made_names(cell.source))]
            left = [cell for cell in left if cell not in makes]
            found += makes
        return found

    @cached_property
    def _own_before(self) -> list[Cell]:
        """The student's own cells up to this place."""
        above = takewhile(lambda one: one.id != self.cell, self.evidence.cells)
        return [one for one in (*above, *self._itself) if one.id in self.evidence.own]

    @cached_property
    def _itself(self) -> list[Cell]:
        """The cell after which the step is read here: where it is a copy, the answer is in it."""
        return [one for one in self.evidence.cells if one.id == self.cell]

    @cached_property
    def _cells(self) -> list[Cell]:
        """The answer cell, and cells of the student's own that set a variable of the step."""
        near = [*self.evidence.segment(self.cell), *self._itself]
        return self._answers(near) or self._answers(self._own_before)

    def _answers(self, cells: Sequence[Cell]) -> list[Cell]:
        names = [part.variable for part in self.step.parts]
        return [one for one in cells if one.id == self.step.name or is_set(one.source, *names)]

    def is_cut_short(self, answer: ComputedAnswer) -> bool:
        """Whether its cell has stopped before it, in an earlier step that is missing as well.

        That step is worked on nowhere else, so it is the one that pays for the error.
        """
        if holds_numbers(answer.value):
            return False
        earlier = takewhile(lambda one: one is not self.step, self.lesson.steps)
        names = [part.variable for step in earlier for part in step.computed]
        missing = [name for name in names if not self._is_there(name)]
        at = [{one.id for one in self._own_before if is_set(one.source, name)} for name in missing]
        return any(
            self._has_stopped(one) and {one.id} in at
            for one in self._own_before
            if is_set(one.source, answer.name)
        )

    def _is_there(self, name: str) -> bool:
        """Whether the variable holds numbers somewhere where it is graded."""
        places = where_read(self.lesson.step_of[name], self.evidence.copies)
        found = (self.evidence.found[0].get(place, {}).get(name, ABSENT) for place in places)
        return any(map(holds_numbers, found))


def judge(lesson: Lesson, evidence: Evidence) -> tuple[Verdict, ...]:
    """The verdict on each step of the lesson."""
    speaker = Speaker(lesson.phrases, lesson.facts(evidence.cases[0]), evidence)
    books, verdicts = _Books(), []
    with catch_warnings(action="ignore", category=RuntimeWarning):  # of what students computed
        for step in lesson.steps:
            cells = where_read(step, evidence.copies)
            places = [_Place(lesson, step, one, evidence, speaker, books.copy()) for one in cells]
            judged = [(_judge_at(place), place) for place in places]
            verdict, best = max(judged, key=lambda one: (one[0].points, *one[1].says))
            books = best.books
            verdicts.append(verdict)
    return tuple(verdicts)


def _judge_at(place: _Place) -> Verdict:
    step = place.step
    parts = _with_own_changes(place, [_judge_part(place, part) for part in step.parts])
    points = step.points * sum(part.share for part in parts) / len(parts)
    said = dict.fromkeys(_with_points(place, part) for part in parts)
    return Verdict(step.name, round(points * 4) / 4, step.points, " ".join(said), parts)


def _with_own_changes(place: _Place, parts: list[PartVerdict]) -> tuple[PartVerdict, ...]:
    """A right step pays a little where its own cell has changed what later cells need."""
    changes = [one for one in place.evidence.changed.get(place.cell, ()) if one.is_from(place.step)]
    if changes and all(part.share == 1 for part in parts):
        *before, last = parts
        given = [change for change in changes if change.kind == "given"]
        said = f"{last.message} {place.tell((given or changes)[0])}".strip()
        changed = replace(last, share=place.lesson.shares.changes, message=said, mistake=CHANGES)
        parts = [*before, changed]
        place.books.paid.update(one.key for one in changes)
    return tuple(parts)


def _with_points(place: _Place, part: PartVerdict) -> str:
    """The message; where a part of the points is earned, with how many."""
    if not 0 < part.share < 1:
        return part.message
    most = place.step.points / len(place.step.parts)
    return f"{round(part.share * most * 4) / 4:g} of {most:g}: {part.message}"


def _judge_part(place: _Place, part: Part) -> PartVerdict:
    seen = place.seen(place.evidence.found)
    if isinstance(part, Designed):
        return _judge_designed(Answer(place.step, part, place.cases, seen), part, place)
    made = [_made(place, found) for found in place.evidence.found[: len(place.cases)]]
    names = frozenset(place.lesson.parts)
    return _judge_computed(
        ComputedAnswer(place.step, part, place.cases, seen, False, names, made), place
    )


def _made(place: _Place, found: Found) -> dict[str, list[Reading]]:
    """What earlier steps' variables were where they were graded; none that held no numbers."""
    made = {}
    for name in place.lesson.carried:
        step = place.lesson.step_of[name]
        if step is not place.step:
            cells = where_read(step, place.evidence.copies)
            readings = [found[cell][name] for cell in cells if name in found.get(cell, {})]
            made[name] = list(filter(holds_numbers, readings))
    return made


def _right(place: _Place, case: Case) -> dict[str, list[Reading]]:
    """What earlier steps' variables are where right values are put in."""
    names = [name for name in place.lesson.carried if place.lesson.step_of[name] is not place.step]
    return {name: [Reading(array(case.known[name]))] for name in names}


def _judge_designed(answer: Answer, part: Designed, place: _Place) -> PartVerdict:
    distance = _distance(answer, part)
    changes = place.changes(part)
    share, message, name = place.speaker.designed(answer, part, distance)
    if distance and (changes := _foreign(changes)) and _is_reached_with_help(answer, part, place):
        share = _pay(place, changes, place.lesson.shares.overwritten)
        message = place.speaker.overwritten(place.tell(changes[0]), changes[0], answer)
        name = OVERWRITTEN
    elif distance and (kept := _is_reached_with_the_changed(answer, part, changes)):
        shares = place.lesson.shares
        share = min(_pay(place, kept, shares.overwritten), shares.with_changed)
        message, name = place.speaker.reached_with_the_changed(kept[0], answer), OVERWRITTEN
    elif distance and (tried := _tried(part, place)) is not None:
        is_reached = _distance(replace(answer, seen=[{answer.name: tried}]), part) is None
        share = place.lesson.shares.tried if is_reached else 0
        message, name = place.speaker.tried(answer, part), "result-in-place-of-the-answer"
    elif near := _best(_near_with_mends(answer, place, message)):
        share, message, name = near.share, near.message, near.name
    ground: Ground = "wrong" if distance else "right"
    return PartVerdict(answer.name, share, (ground,), message, name)


def _tried(part: Designed, place: _Place) -> Reading | None:
    """The answer that was put into the function that tries it, and whose result was kept."""
    if not part.tried_with:
        return None
    found = (
        put_into_call(cell.source, part.variable, part.tried_with)
        for cell in reversed(place.evidence.segment(place.cell))
    )
    return next((Reading(one) for one in found if one is not None), None)


def _distance(answer: Answer, part: Designed) -> str | None:
    """How far the answer is from its goal, in words; None when it is reached."""
    found = None if answer.unreadable else answer.found[0]
    return "not readable" if found is None else missed(part, found, answer.cases[0])


def _is_reached_with_help(answer: Answer, part: Designed, place: _Place) -> bool:
    if place.evidence.guided is None:
        return False
    seen = place.seen(place.evidence.guided("own").found)
    return _distance(replace(answer, seen=seen), part) is None


def _is_reached_with_the_changed(
    answer: Answer, part: Designed, changes: Sequence[Change]
) -> list[Change]:
    """The changes of given numbers with which the answer reaches its goal; none if it does not."""
    found, case = answer.found[0], answer.cases[0]
    used = [
        one
        for one in changes
        if one.name in part.of
        and isinstance(case.known[one.name], np.ndarray)
        and holds_numbers(one.after)
    ]
    if found is None or answer.unreadable or not used:
        return []
    known = {**case.known, **{one.name: one.after.numbers for one in used}}
    fits = all(known[one.name].shape == case.known[one.name].shape for one in used)
    return used if fits and missed(part, found, replace(case, known=known)) is None else []


def _pay(place: _Place, changes: Sequence[Change], kept: float) -> float:
    """What a step keeps that is right but for these changes: the first one pays for all."""
    unpaid = {one.key for one in changes} - place.books.paid
    place.books.paid.update(unpaid)
    return kept if unpaid else 1


def _is_to_blame(change: Change, answer: ComputedAnswer) -> bool:
    """Whether it may be what is wrong: not where the answer does not come from what was given.

    What is typed in comes from it where it is what the changed numbers give.
    """
    if change.kind != "given":
        return True
    if change.name not in answer.part.of:
        return False
    return len(answer.cases) > 1 or answer.follows_with(change.name, change.after)


def _foreign(changes: Sequence[Change]) -> list[Change]:
    """Those of what the student was given, by the notebook or by Python."""
    return [change for change in changes if change.kind != "graded"]


def _judge_computed(answer: ComputedAnswer, place: _Place) -> PartVerdict:
    changes = place.changes(answer.part)
    tries = list(_guided(answer, place, bool(_foreign(changes))))
    grounds = _grounds(answer, tries, place.explains(answer))
    share = _share(place.step, grounds)
    if "guided" in grounds and (foreign := _foreign(changes)):
        share *= _pay(place, foreign, place.lesson.shares.overwritten)
        message = place.speaker.overwritten(place.tell(foreign[0]), foreign[0], answer)
        return PartVerdict(answer.name, share, grounds, message, OVERWRITTEN)
    if not {"wrong", "guided"} & set(grounds) and answer.is_rounded:
        message = place.speaker.rounded(answer)
        return PartVerdict(answer.name, place.lesson.shares.rounded, grounds, message, "rounded")
    if "wrong" not in grounds:
        return _right_part(answer, grounds, share, changes, place)
    follows = answer.follows_anyway
    mistake = None if follows else find_mistake(answer, tries)
    near = _best(_near(answer, tries, mistake, place))
    if _is_explained(answer, mistake, near, place):
        place.books.explained[answer.name] = answer.read(answer.name)
    changes = [one for one in changes if _is_to_blame(one, answer)]
    place.books.paid.update(one.key for one in changes)  # what is said here is paid here
    if near and near.share > share:
        if changes and near.name != OTHER_NAME:
            said = place.speaker.changed(changes[0], place.step)
            kind = CHANGED[changes[0].kind]
            return PartVerdict(answer.name, near.share, grounds, said, kind)
        if mistake:
            place.books.slips[answer.name] = near.name
        if mistake and near.share >= HALF and _is_made_again(near, answer, place):
            said = place.speaker.once_more(near.message, place.lesson.step_of[answer.part.again])
            return PartVerdict(answer.name, 1, grounds, said, near.name)
        return PartVerdict(answer.name, near.share, grounds, near.message, near.name)
    if follows and not changes:
        return PartVerdict(answer.name, share, grounds, place.speaker.follows(answer), "follows")
    message, name = place.speaker.computed(answer, grounds, mistake, changes)
    return PartVerdict(answer.name, share, grounds, message, name)


def _right_part(
    answer: ComputedAnswer,
    grounds: tuple[Ground, ...],
    share: float,
    changes: Sequence[Change],
    place: _Place,
) -> PartVerdict:
    """Of an answer with which nothing is wrong, wherever it starts from."""
    praise = place.speaker.praise(answer, grounds)
    if "guided" not in grounds and place.explains(answer):
        place.books.explained[answer.name] = answer.read(answer.name)
    if "guided" not in grounds or not changes:
        return PartVerdict(answer.name, share, grounds, praise)
    share *= _pay(place, changes, place.lesson.shares.changes)
    message = f"{place.tell(changes[0])} {praise}".strip()
    return PartVerdict(answer.name, share, grounds, message, CHANGES)


def _is_explained(
    answer: ComputedAnswer, mistake: Mistake | None, near: "_Near | None", place: _Place
) -> bool:
    """Whether it is known how the value came about, from right values on: nothing was chosen."""
    if mistake:
        return answer.shows(mistake, place.explains(answer, mistake))
    return near is not None and near.explains


def _is_made_again(near: "_Near", answer: ComputedAnswer, place: _Place) -> bool:
    """Whether the variable that is made in the same way has paid for this slip of the lesson."""
    return place.books.slips.get(answer.part.again) == near.name


def _guided(answer: ComputedAnswer, place: _Place, always: bool) -> Iterator[ComputedAnswer]:
    """The answer again, with right earlier values in one container after the other.

    Only where a sound step could look wrong because of the values that it starts from: not where
    nothing was written, nor where numbers stay what they are whatever is put in. Code that can do
    with a container is not tried with another one: each has other numbers, and would be new luck.
    """
    evidence = place.evidence
    if evidence.guided is None or answer.name in evidence.untouched:
        return
    if not always and (len(answer.cases) == 1 or not answer.own):
        return
    again = answer
    for container in CONTAINERS:
        if container == "wrapped" and not answer.starts_from_brackets:
            continue
        carry = again is answer and place.explains(answer)
        is_cut_short = container == CONTAINERS[0] and place.is_cut_short(answer)
        if answer.inputs_are_right and not (always or is_cut_short):
            return
        if _is_settled(again, carry):
            return
        if again is not answer and again.stays_like(answer):
            return
        guided = evidence.guided(container)
        yield (again := _with_help(answer, place, guided))
        if evidence.guided_at_last and (place.cell, answer.name) in guided.doubtful:
            yield (again := _with_help(answer, place, evidence.guided_at_last(container)))
        if again.is_in_form:
            return


def _with_help(answer: ComputedAnswer, place: _Place, guided: Guided) -> ComputedAnswer:
    """The answer as it was read in such runs."""
    cases = guided.cases[: len(place.cases)]
    made, seen = [_right(place, one) for one in cases], place.seen(guided.found)
    return replace(answer, cases=cases, seen=seen, made=made, put_in=guided.within)


def _is_settled(answer: ComputedAnswer, carry: bool) -> bool:
    """Whether it is right in every case; with `carry`, also where a slip is carried forward."""
    good = ("right", "carried") if carry else ("right",)
    return all(_ground(answer, case) in good for case in range(len(answer.cases)))


def _grounds(
    answer: ComputedAnswer, tries: Sequence[ComputedAnswer], carry: bool
) -> tuple[Ground, ...]:
    """What each case counts for.

    A slip is carried forward where it is known what it was, and else only where the step's own
    code is right with right earlier values: numbers can be chosen so that others follow from them.
    """
    own = [_ground(answer, case) for case in range(len(answer.cases))]
    helped = [[_ground(again, case) for case in range(len(own))] for again in tries]
    none: list[Ground] = ["wrong"] * len(own)
    best = max(helped, key=lambda grounds: -grounds.count("wrong"), default=none)
    if "wrong" in best[1:]:  # the vectors are new each time: what fits some fits them by chance
        best = [best[0], *none[1:]]
    return tuple(_better(*both, carry) for both in zip(own, best, strict=True))


def _better(mine: Ground, with_help: Ground, carry: bool) -> Ground:
    if mine == "right" or (mine == "carried" and (carry or with_help != "wrong")):
        return mine
    return "wrong" if with_help == "wrong" else "guided"


def _ground(answer: ComputedAnswer, case: int) -> Ground:
    if answer.matches(case):
        return "right"
    if answer.own and answer.inputs_can_be_carried and answer.follows(case):
        if answer.inputs_are_right:
            return "right"
        return "carried" if answer.put_in.isdisjoint(answer.own) else "wrong"
    return "wrong"


def _share(step: Step, grounds: Sequence[Ground]) -> float:
    """The share of the notebook's numbers, and of the rest what the other cases earn."""
    notebook, *others = [ground != "wrong" for ground in grounds]
    rest = sum(others) / len(others) if others else 0
    return step.notebook_share * notebook + (1 - step.notebook_share) * rest


class _Near(NamedTuple):
    """A near miss: the share that it earns, what is said about it, and its name.

    explains: whether it leaves nothing open about the numbers. Where one number can be anything,
        it could have been chosen so that later ones follow from it.
    """

    share: float
    message: str
    name: str
    explains: bool = True


def _best(found: Iterator[_Near]) -> _Near | None:
    return max(found, key=lambda one: one.share, default=None)


def _near(
    answer: ComputedAnswer,
    tries: Sequence[ComputedAnswer],
    mistake: Mistake | None,
    place: _Place,
) -> Iterator[_Near]:
    """What the answer shows, although it is wrong: by its mistake, else by its form."""
    if mistake is None:
        yield from _near_by_form(answer, tries, place)
        yield from _near_with_mends(answer, place)
    elif earned := [
        one
        for one in (answer, *tries)
        if one.shows(mistake, one is not answer or place.explains(answer, mistake))
    ]:
        shown = earned[0] if answer.found[0] is None else answer
        yield _Near(mistake.share, place.speaker.hint(mistake, shown), mistake.name)


def _near_by_form(
    answer: ComputedAnswer, tries: Sequence[ComputedAnswer], place: _Place
) -> Iterator[_Near]:
    shares, speaker = place.lesson.shares, place.speaker
    for one in (answer, *tries):
        carry = one is answer and place.explains(answer)
        if form := _form(one):
            share = shares.text if form == "text" else shares.brackets
            forgiving = replace(one, forgiving=True)
            if _is_settled(forgiving, carry):
                said = speaker.form(answer, form)
                yield _Near(share, said, f"in-{form}", one is answer)
            elif (slip := find_mistake(forgiving, ())) and forgiving.shows(
                slip, one is answer and place.explains(answer, slip)
            ):
                said = f"{speaker.hint(slip, forgiving)} {speaker.form_as_well(answer, form)}"
                yield _Near(min(share, slip.share), said, slip.name, one is answer)
    if answer.is_nearly_right_elsewhere:
        yield _Near(
            shares.elsewhere, speaker.nearly_right_elsewhere(answer), "nearly-everywhere", False
        )
    if answer.is_unfinished:
        yield _Near(shares.unfinished, speaker.unfinished(answer), "unfinished", False)
    if answer.is_of_the_shape:
        yield _Near(shares.its_shape, speaker.its_shape(answer), "a-thing-of-that-shape")
    if answer.is_in_another_order:
        yield _Near(shares.order, speaker.order(answer), "another-order")
    if answer.is_off_by_one_number:
        share = shares.one_off if math.prod(answer.shape) > 2 else shares.one_of_two
        yield _Near(share, speaker.one_off(answer), "one-number-off", False)
    if answer.is_coarse:
        of = place.step.notebook_share if answer.is_typed_in else 1
        yield _Near(of * shares.coarse, speaker.coarse(answer), "nearly-right", False)
    others = (
        place.evidence.other_names.get(place.cell, ()) if not holds_numbers(answer.value) else ()
    )
    own = {part.variable for part in place.step.parts}
    for name in [name for name in others if name not in own]:
        if _is_settled(answer.under(name), place.explains(answer)):
            yield _Near(shares.other_name, speaker.other_name(answer, name), OTHER_NAME)


def _near_with_mends(answer: Answer, place: _Place, said: str = "") -> Iterator[_Near]:
    """What the answer would show with one kind of slip of Python put right.

    Only where there is nothing to look at, or an error; and only where it shows something else
    than what is `said` of the answer as it is.
    """
    evidence = place.evidence
    is_there = answer.found[0] is not None and not place.speaker.error(place.step.name)
    if evidence.mended is None or is_there or answer.name in evidence.untouched:
        return
    for mend in MENDS:
        if again := evidence.mended(mend):
            speaker = replace(place.speaker, evidence=again)
            mended = replace(place, evidence=again, speaker=speaker, books=_Books())
            verdict = _judge_part(mended, answer.part)
            if verdict.message == said:
                continue
            share = getattr(place.lesson.shares, mend.share) * verdict.share
            told = speaker.mended(mend.hint, answer, verdict.share, verdict.message)
            yield _Near(share, told, mend.share.replace("_", "-"), False)


def _form(answer: ComputedAnswer) -> Literal["text", "brackets"] | None:
    """What is off with the form of an answer whose numbers may be right."""
    problem = answer.unreadable
    if problem is None or problem.why not in ("type", "brackets"):
        return None
    return "text" if problem.why == "type" else "brackets"
