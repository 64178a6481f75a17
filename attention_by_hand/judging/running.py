"""A submission, run: with the notebook's numbers, with others, and with early steps put right."""

import ast
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from tokenize import detect_encoding
from typing import Literal

import numpy as np

from attention_by_hand.judging.cases import fresh_cases
from attention_by_hand.judging.changes import familiar_names, find_changes, find_late
from attention_by_hand.judging.evidence import (
    Change,
    Evidence,
    Found,
    Guided,
    Submission,
    names_in,
    segment,
    where_read,
)
from attention_by_hand.judging.helping import PIECE, Given, Help, is_early, places_of, whole
from attention_by_hand.judging.mending import Mend
from attention_by_hand.judging.parting import (
    LONGEST_FILE,
    cut,
    is_set,
    marks,
    place_of,
    set_anew,
    statements,
    without,
)
from attention_by_hand.judging.reading import (
    ABSENT,
    Container,
    Reading,
    holds_numbers,
    put_like,
    same,
)
from attention_by_hand.lesson import Case, Lesson, Step
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.run import Cell, Run, Stop
from attention_by_hand.sandbox.values import Missing, Value

SETS = re.compile(r"(?:^[ \t]*|(?<==)[ \t]*)(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.M)
GIVEN = re.compile(r"^(\w+(?:, \w+)*) = ", re.M)  # what a cell of the notebook sets
OTHER_NAMES = 8  # that are looked at in a step
DOES_NOTHING = b"""from unittest.mock import MagicMock
class Nothing(MagicMock):
    def __init__(self, *given, **more):
        super().__init__(*given, **more)
        del self.__float__, self.__int__, self.__complex__  # it is no number
def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return Nothing()
"""
OTHER_KINDS = {"DataFrame", "Series", "Fraction", "Decimal", "deque"}
OTHER_CALLS = re.compile(r"(as)?matrix$|\w*Matrix$")
FILLS = {"append", "extend", "insert", "update", "add", "setdefault"}
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
MOST_BELOW = 10  # places where a step is read further down
LEFT_OUT = 3  # how many cells that hit a limit are left out before the rest counts as not reached


@np.errstate(all="ignore")  # of what students compute
def gather(
    lesson: Lesson, submission: Submission, cases: Sequence[Case], sandbox: Sandbox
) -> Evidence:
    """Run the submission in every case."""
    runs = _Runs(lesson, submission, sandbox)

    @cache
    def mended(mend: Mend) -> Evidence | None:
        cells = _put_right(submission, mend, lesson, runs.here_only)
        if cells == submission.cells:
            return None
        of_these = replace(submission, cells=cells)
        return _gather(replace(runs, submission=of_these, stops=[], apart=set()), cases)

    return _gather(runs, cases, mended)


def _put_right(
    submission: Submission, mend: Mend, lesson: Lesson, known: frozenset[int]
) -> tuple[Cell, ...]:
    """The cells, those of the student's own without this slip.

    Not those with copies of what is known, which would be known no more.
    """
    return tuple(
        Cell(cell.id, mend.put_right(cell.source, lesson.carried))
        if cell.id in submission.own and without(cell.source, known) == cell.source
        else cell
        for cell in submission.cells
    )


def _gather(
    runs: "_Runs",
    cases: Sequence[Case],
    mended: Callable[[Mend], Evidence | None] | None = None,
) -> Evidence:
    lesson, submission = runs.lesson, runs.submission
    first = runs.as_handed_in()
    here = _readings(first)
    submission = _with_places_below(lesson, submission, here)
    runs = replace(runs, submission=submission)
    stops = tuple(runs.stops)
    own = (first, *(runs.with_numbers(case, {}) for case in cases[1:]))
    found = (here, *map(_readings, own[1:]))
    changed = _changed(lesson, submission, cases[0], here, first)
    guided = _guiding(runs, cases, own, found, _each_once(changed))
    return Evidence(
        cases=tuple(cases),
        found=found,
        guided=guided,
        guided_at_last=partial(guided, when="last"),
        mended=mended,
        untouched=frozenset(lesson.parts.keys() - names_in(submission.written)),
        changed=changed,
        other_names=runs.other_names,
        cells=submission.cells,
        own=submission.own,
        copies=submission.all_places,
        outputs=first.outputs,
        stops=stops,
        other_stop=next(iter(runs.stops[len(stops) :]), None),
    )


def _guiding(
    runs: "_Runs",
    cases: Sequence[Case],
    own: Sequence[Run],
    found: Sequence[Found],
    changes: Collection[Change],
) -> Callable[..., Guided]:
    """What runs as many cases with right values put in, each kind of them once."""
    lesson, submission = runs.lesson, runs.submission

    @cache
    def unseen() -> frozenset[str]:
        look = Help(lesson, submission, cases[0], found[0], "own", changes, when="never")
        return runs.overlooked(look) if look.may_overlook else frozenset()

    @cache
    def guided(container: Container, when: Literal["each", "last"] = "each") -> Guided:
        fresh = fresh_cases(lesson, cases)
        helps = [
            Help(lesson, submission, case, seen, container, changes, unseen(), when)
            for case, seen in zip(fresh, found, strict=True)
        ]
        helped = tuple(map(runs.guided, helps, own))
        return Guided(fresh, helped, helps[0].doubtful, helps[0].within)

    return guided


def _changed(
    lesson: Lesson, submission: Submission, case: Case, found: Found, first: Run
) -> dict[str, tuple[Change, ...]]:
    """At each place, what cells have changed up to there, and what they made too late."""
    changed = find_changes(lesson, submission, case, found, first.raised)
    for late in find_late(submission, first):
        for place in changed.keys() & set(_from(late.needed_in, submission)):
            changed[place] += (late,)
    return changed


def _each_once(changed: Mapping[str, Sequence[Change]]) -> Collection[Change]:
    """The changes, although most of them count at many places."""
    every = (one for some in changed.values() for one in some)
    return {(one.key, one.kind, one.needed_in): one for one in every}.values()


def _with_places_below(lesson: Lesson, submission: Submission, found: Found) -> Submission:
    """What holds no numbers where its step is read counts further down as well.

    That is after the student's own cells that set it, or try to; the last ones of them.
    """
    below = dict[str, tuple[str, ...]]()
    for step in lesson.steps:
        places = where_read(step, submission.copies)
        names = [part.variable for part in step.parts]
        open_ = [name for name in names if not any(_holds(found, at, name) for at in places)]
        setting = [
            cell.id
            for cell in _after(step.marker, submission)
            if cell.id in submission.own.difference(places) and is_set(cell.source, *open_)
        ]
        below[step.name] = tuple(setting[-MOST_BELOW:])
    return replace(submission, below=below)


def _after(place: str, submission: Submission) -> Iterator[Cell]:
    """The cells below this one; none where the notebook does not have it."""
    cells = iter(submission.cells)
    any(one.id == place for one in cells)
    return cells


def _holds(found: Found, place: str, name: str) -> bool:
    return holds_numbers(found.get(place, {}).get(name, ABSENT))


def _from(cell: str, submission: Submission) -> Iterator[str]:
    """The cells from this one on."""
    ids = [one.id for one in submission.cells]
    return iter(ids[ids.index(cell) :])


def _readings(run: Run) -> Found:
    """What was read. A value that is the same object at several places is read as numbers once."""
    read: dict[int, Reading] = {}
    return {
        place: {name: read.setdefault(id(value), Reading(value)) for name, value in values.items()}
        for place, values in run.values.items()
    }


@dataclass
class _Runs:
    """Runs of one submission, as handed in and with other numbers put in.

    A cell that hits a limit is left out, of that run and of those that follow. When too many
    do, or when the time for all runs is over, there are no more runs.
    """

    lesson: Lesson
    submission: Submission
    sandbox: Sandbox
    stops: list[Stop] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)  # of all runs, also of those with mends
    first: Run = field(default_factory=Run)  # with the notebook's numbers
    apart: set[str] = field(default_factory=set)  # cells run statement by statement in cases

    def as_handed_in(self) -> Run:
        self.first = self._run({}, self.lesson.steps)
        return self.first

    def with_numbers(self, case: Case, given: Given, help_: Help | None = None) -> Run:
        """The case's numbers are put in after the setup cell, and after what else sets them.

        Where a cell of the student's stops with these numbers alone, such as at a comparison with
        paper, it is run statement by statement, so that the others are reached.
        """
        steps = [step for step in self.lesson.steps if help_ or step.notebook_share < 1]
        numbers = {cell: self._numbers(case, cell) for cell in self._setups}
        setups = {cell: {**some, **given.get(cell, {})} for cell, some in numbers.items()}
        run = self._run({**given, **setups}, steps, case, help_)
        stumbled = set(map(whole, run.raised)) & self.submission.own - self.first.raised
        if help_ or stumbled <= self.apart:
            return run
        self.apart |= stumbled
        return self._run({**given, **setups}, steps, case)

    def guided(self, help_: Help, own: Run) -> Found:
        """The case, with right values of each step put in where the student has set its variables.

        A value that was put in is never read as the student's. What cells had overwritten is
        given back after them. A place does not count where a cell that leads to it ends with an
        error in this run, and not with the notebook's numbers.
        """
        run = self.with_numbers(help_.case, help_.given, help_)
        found, stopped = help_.by_itself(_readings(run)), {*own.raised, *map(whole, own.raised)}
        raised = {one for one in run.raised - stopped if not is_early(one)}
        spoiled = help_.spoiled(set(map(whole, raised)) - self.first.raised)
        return {place: one for place, one in found.items() if place not in spoiled}

    def overlooked(self, help_: Help) -> frozenset[str]:
        """The variables that change where the code does not show it."""
        return help_.overlooked(_readings(self.with_numbers(help_.case, help_.given, help_)))

    def _numbers(self, case: Case, cell: str) -> dict[str, Value]:
        """The given variables, in the containers in which the cell leaves them."""
        likes = {**self.submission.given, **self._kept(cell)}
        return {name: put_like(like, case.known[name]) for name, like in likes.items()}

    def _kept(self, cell: str) -> dict[str, Value]:
        """The given variables that hold the notebook's numbers after the cell."""
        found, given = self.first.values.get(cell, {}), self.submission.given
        return {
            name: one
            for name, one in found.items()
            if not isinstance(one, Missing)
            and name in given
            and same(Reading(one), Reading(given[name]))
        }

    def _run(
        self,
        given: Given,
        steps: Sequence[Step],
        case: Case | None = None,
        help_: Help | None = None,
    ) -> Run:
        """With the notebook's numbers, and outputs; or in a case, where nobody looks at them."""
        run, outputs = Run(), case is None
        if self._left <= 0 and all(stop.kind != "budget" for stop in self.stops):
            self.stops.append(self._too_long(self.submission.cells[0].id))
        while len(self.stops) <= LEFT_OUT and self._left > 0:
            left_out = {stop.cell for stop in self.stops}
            cells = _silent(help_.cells if help_ else self.submission.cells, left_out)
            files = self.submission.files
            if case:
                apart = set() if help_ else self.apart
                cells, restated = self._restated(self._elsewhere(cells), case, apart)
                given, files = {**given, **restated}, self._files_elsewhere
            want = self._wanted(steps, left_out, outputs) | (help_.want if help_ else {})
            left = self._left
            run = self.sandbox.run(cells, given, want, files=files, outputs=outputs, seconds=left)
            self.seconds.append(run.seconds)
            if run.stop is None:
                break
            stop = replace(run.stop, cell=whole(run.stop.cell))
            self.stops.append(stop if self._left > 0 else self._too_long(stop.cell))
        return run

    @property
    def _left(self) -> float:
        """Seconds for further runs."""
        return self.sandbox.limits.submission_seconds - sum(self.seconds)

    def _too_long(self, cell: str) -> Stop:
        seconds = self.sandbox.limits.submission_seconds
        return Stop(cell, f"All runs of the notebook took longer than {seconds:g} s.", "budget")

    def _elsewhere(self, cells: Sequence[Cell]) -> list[Cell]:
        """With other numbers, what is there with the notebook's alone is not run, nor are copies.

        Nor are checks, which only say what they see.
        """
        return [
            Cell(cell.id, without(cell.source, self.here_only))
            if whole(cell.id) in self.submission.own
            else cell
            for cell in _silent(cells, self._silent_elsewhere)
        ]

    def _restated(
        self, cells: Sequence[Cell], case: Case, apart: set[str]
    ) -> tuple[list[Cell], Given]:
        """The cells, cut where they set given variables as they were; the case's numbers there.

        Those in `apart` are cut after each statement.
        """
        found: list[Cell] = []
        given: Given = {}
        for cell in cells:
            *pieces, (rest, _) = self._pieces(cell, whole(cell.id) in apart)
            for number, (source, names) in enumerate(pieces):
                piece, numbers = f"{cell.id}{PIECE}{number}", self._numbers(case, whole(cell.id))
                found.append(Cell(piece, source))
                given[piece] = {name: numbers[name] for name in names}
            found.append(Cell(cell.id, rest))
        return found, given

    def _pieces(self, cell: Cell, apart: bool) -> list[tuple[str, set[str]]]:
        at = whole(cell.id)
        is_own = at in self.submission.own and at not in self._setups
        kept = frozenset(self._kept(at)) if is_own else frozenset()
        anew = set_anew(cell.source, kept, self._unread)

        def restates(statement: ast.stmt) -> set[str] | None:
            names = anew.get(place_of(statement), set())
            if names and self._is_of_other_kinds(statement):
                names = names & _from_constants(statement, self.lesson)
            return names if names or apart else None

        return cut(cell.source, restates) if anew or apart else [(cell.source, set())]

    @cached_property
    def _unread(self) -> frozenset[str]:
        return frozenset({*self.lesson.given.names, *self.lesson.parts})

    def _is_of_other_kinds(self, statement: ast.stmt) -> bool:
        """Whether it may set containers, or numbers, that cannot be made again elsewhere."""
        return bool(_words(statement) & self._others) or _has_other_kinds(statement)

    @cached_property
    def _others(self) -> set[str]:
        """The names for what may be of such a kind, or made of it."""
        own = (cell for cell in self.submission.cells if cell.id in self.submission.own)
        others = set[str]()
        for cell in own:
            for one in _simple(statements(cell.source)):
                if _has_other_kinds(one) or _words(one) & others:
                    others |= _stored(one)
        return others

    @cached_property
    def _silent_elsewhere(self) -> set[str]:
        return {*self.lesson.here_only, *(step.check for step in self.lesson.steps)}

    @cached_property
    def here_only(self) -> frozenset[int]:
        """Marks of what is there with the notebook's numbers alone, in cells and in files."""
        found = (one.source for one in self.submission.cells if one.id in self._silent_elsewhere)
        return self.submission.here_only_marks.union(*map(marks, found))

    @cached_property
    def _files_elsewhere(self) -> dict[str, bytes]:
        """With other numbers, files of `here_only` can be imported, and do nothing.

        Copies of what is not there are not in the others.
        """
        return {
            name: self._elsewhere_in(name, content)
            for name, content in self.submission.files.items()
        }

    def _elsewhere_in(self, name: str, content: bytes) -> bytes:
        is_long = len(content) > LONGEST_FILE and name.endswith((".py", ".ipy"))
        if name in self.submission.here_only or is_long:
            return DOES_NOTHING
        try:
            encoding, _ = detect_encoding(iter(content.splitlines(keepends=True)).__next__)
            text = content.decode(encoding)
            rest = without(text, self.here_only, LONGEST_FILE, magics=name.endswith(".ipy"))
            return content if rest == text else rest.encode(encoding)
        except (SyntaxError, ValueError, LookupError):  # not text that Python could read
            return content

    def _wanted(
        self, steps: Sequence[Step], left_out: set[str], everywhere: bool
    ) -> dict[str, list[str]]:
        """At each step's places: its own variables and those that others build on.

        With `everywhere`, what cells may have changed as well, and that after each of the
        student's own cells, too.
        """
        wanted: dict[str, set[str]] = {}
        for step in steps:
            for place in places_of(step, self.submission):
                names = {*self.lesson.carried, *self.other_names[place]}
                wanted.setdefault(place, names).update(part.variable for part in step.parts)
        if everywhere:
            own = {cell.id for cell in self.submission.cells if cell.id in self.submission.own}
            own |= {*self._setups}
            all_names = self.lesson.parts.keys() | self._watched
            wanted = {place: all_names | wanted.get(place, set()) for place in wanted.keys() | own}
        return {place: sorted(names) for place, names in wanted.items() if place not in left_out}

    @cached_property
    def other_names(self) -> dict[str, tuple[str, ...]]:
        """At each place, the last names of their own that students set on the way there.

        In the answer cell also those of other steps: there they stand for this one's.
        """
        work, lesson = self.submission, self.lesson
        places = [place for step in lesson.steps for place in places_of(step, work)]
        given = "\n".join(cell.source for cell in work.cells if cell.id not in work.own)
        known = {*lesson.given.names, *lesson.given.constants}
        known |= {*", ".join(GIVEN.findall(given)).split(", ")}
        answers = {step.name for step in lesson.steps}
        found = {}
        for place in places:
            names = [
                name
                for cell in segment(work.cells, work.own, places, place)
                for name in SETS.findall(cell.source)
                if name not in known and (cell.id in answers or name not in lesson.parts)
            ]
            found[place] = tuple(dict.fromkeys(reversed(names)))[:OTHER_NAMES]
        return found

    @cached_property
    def _watched(self) -> set[str]:
        """What was there before the student's first cell, and may be overwritten."""
        given = self.lesson.given
        return {*given.names, *given.constants, *familiar_names(self.lesson, self.submission)}

    @cached_property
    def _setups(self) -> list[str]:
        """The setup cell, and what else sets the given variables to constants."""
        setup = self.submission.setup.strip()
        return [
            cell.id
            for cell in self.submission.cells
            if cell.source.strip() == setup or _sets_constants(cell.source, self.lesson)
        ]


def _silent(cells: Sequence[Cell], silent: Collection[str]) -> list[Cell]:
    return [Cell(cell.id, "") if whole(cell.id) in silent else cell for cell in cells]


def _sets_constants(source: str, lesson: Lesson) -> bool:
    """Whether the cell does nothing but set some of the given variables anew, from constants."""
    if not any(name in source for name in (*lesson.given.names, *lesson.given.constants)):
        return False  # not even parsed
    body = [one for one in statements(source) if not isinstance(one, ast.Import)]
    return bool(body) and all(_from_constants(one, lesson) for one in body)


def _simple(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements, and those in loops and conditions; a loop's variable is set from its list."""
    left = [*reversed(body)]
    while left:
        match left.pop():
            case ast.For() | ast.While() | ast.If() | ast.With() as block:
                if isinstance(block, ast.For):
                    yield ast.Assign([block.target], block.iter)
                left += reversed([*block.body, *getattr(block, "orelse", ())])
            case statement:
                yield statement


def _stored(statement: ast.stmt) -> set[str]:
    """The names that the statement sets, or into which it puts something."""
    found = {statement.name} if isinstance(statement, DEFINITIONS) else set[str]()
    for node in ast.walk(statement):
        match node:
            case (
                ast.Name(id=name, ctx=ast.Store())
                | ast.Subscript(value=ast.Name(id=name), ctx=ast.Store())
                | ast.Attribute(value=ast.Name(id=name), ctx=ast.Store())
                | ast.alias(asname=str(name))
            ):
                found.add(name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=does)) if does in FILLS:
                found.add(name)
    return found


def _words(statement: ast.stmt) -> set[str]:
    """The names in the statement."""
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def _has_other_kinds(statement: ast.stmt) -> bool:
    """Whether it makes, or imports, what cannot be made again."""
    return any(map(_is_other_kind, ast.walk(statement)))


def _is_other_kind(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id="array"), attr="array"):
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if OTHER_CALLS.match(name):
            return True
        case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name) | ast.alias(name=name):
            return name in OTHER_KINDS
    return False


def _from_constants(statement: ast.stmt, lesson: Lesson) -> set[str]:
    """The given variables that the statement sets from constants, if it does nothing else."""
    found = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
    names = {node.id for node in found}
    set_names = {node.id for node in found if isinstance(node.ctx, ast.Store)}
    is_plain = (
        isinstance(statement, ast.Assign)
        and set_names <= {*lesson.given.names, *lesson.given.constants}
        and names - set_names <= {*lesson.libraries, "np"}
    )
    return set_names if is_plain else set()
