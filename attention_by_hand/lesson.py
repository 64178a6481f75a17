"""What a lesson is made of, and how the grader finds one.

A lesson is data that a teacher writes: what is right, what it is worth, what goes wrong, and what
to say about it. The grader is handed a `Lesson` and knows nothing else of its subject.

All arrays here are float64. A function of a lesson names its inputs by its parameters, or in a
tuple `of`: given variables, and variables that students define earlier in the notebook.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from inspect import signature
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from attention_by_hand import Problem
from attention_by_hand.numbers import Numbers

GROUP = "attention_by_hand.lessons"  # of entry points: the assignment's name -> its Lesson
Known = Mapping[str, Any]  # numbers by name; what the setup cell defines otherwise is as it is


@dataclass(frozen=True)
class Mistake:
    """A wrong computation that students make, and the hint that it earns.

    `wrong` computes it from the variables in `of`, which are its parameters' names unless told
    otherwise. A wrong shape is recognised as well. A hint never holds the right numbers. It may
    hold `{found}`, the numbers that the student sees, `{total}`, their sum, and the lesson's facts.
    `share` of the points are for what the mistake still shows of the step's objective, in quarters.
    """

    name: str
    wrong: Callable[..., Numbers]
    hint: str
    of: tuple[str, ...] = ()
    share: float = 0

    @cached_property
    def takes(self) -> tuple[str, ...]:
        """The names of what it is computed from."""
        return self.of or tuple(signature(self.wrong).parameters)


@dataclass(frozen=True)
class Symptom:
    """What is off with a designed answer, and the hint that it earns.

    `holds` takes the answer, which may have any shape, and then the inputs of its `Designed`.
    `share` of the points are for how close it comes, in quarters.
    """

    name: str
    holds: Callable[..., bool]
    hint: str
    share: float = 0


@dataclass(frozen=True)
class Computed:
    """A variable that is right when it is what the `reference` gives.

    `reference` takes the variables in `of`, in this order. `right` is said when the variable is
    right, `ask` when it is wrong in a way that none of the `mistakes` explains. As in every
    sentence of a lesson, `{name}` stands there for a fact. `again` is the variable of an earlier
    step that is made in the same way: what has cost something there costs nothing once more, if
    it is half right.
    """

    variable: str
    of: tuple[str, ...]
    reference: Callable[..., Numbers]
    right: str
    ask: str
    mistakes: tuple[Mistake, ...] = ()
    again: str = ""


@dataclass(frozen=True)
class Designed:
    """A variable that is right when it reaches a goal; there are many right ones.

    `goal` and the symptoms take the answer and the given variables in `of`. `goal` returns None
    when it is reached, else a sentence without a full stop that says how close the answer comes.
    The answer has the shape of the given variable `like`, which `form` says in a sentence. The
    first symptom that holds is named: put those that look at the form first. `tried_with` is a
    function of the notebook's that students try an answer with: its first argument is the answer.
    """

    variable: str
    like: str
    of: tuple[str, ...]
    goal: Callable[..., str | None]
    form: str
    right: str
    ask: str
    symptoms: tuple[Symptom, ...] = ()
    tried_with: str = ""


Part = Computed | Designed


@dataclass(frozen=True)
class Step:
    """One graded answer cell. Each part is worth the same share of the points.

    `notebook_share` is earned with the numbers of the notebook, the rest with other numbers in
    the same shapes. A number is right within `tolerance`, plus `relative` times the right number.
    """

    name: str
    points: float
    objective: str
    parts: tuple[Part, ...]
    notebook_share: float = 0.5
    tolerance: float = 1e-4
    relative: float = 1e-4

    @property
    def marker(self) -> str:
        """The grade cell where the step's variables are read."""
        return f"{self.name}-test"

    @property
    def check(self) -> str:
        """The cell in which students check the step themselves."""
        return f"{self.name}-check"

    @property
    def computed(self) -> tuple[Computed, ...]:
        """The parts with a reference."""
        return tuple(part for part in self.parts if isinstance(part, Computed))

    def reach(self, right: Numbers) -> Numbers:
        """How far from each of these numbers an answer may be."""
        return self.tolerance + self.relative * abs(right)

    def near(self, found: Numbers, right: Numbers) -> npt.NDArray[np.bool_]:
        """Which numbers are right, of two arrays of one shape; NaN is not."""
        return abs(found - right) <= self.reach(right)

    def accepts(self, found: Numbers, right: Numbers) -> bool:
        """Whether the shape is the same and every number is right; no number but a finite one."""
        return (
            found.shape == right.shape
            and bool(np.isfinite(right).all())
            and bool(self.near(found, right).all())
        )


@dataclass(frozen=True)
class Credit:
    """A line of a rubric: points, and what an answer says that earns them."""

    points: float
    says: str


@dataclass(frozen=True)
class Prose:
    """An answer in words, marked by a person with the rubric."""

    name: str
    points: float
    objective: str
    rubric: tuple[Credit, ...] = ()


@dataclass(frozen=True)
class Given:
    """What the setup cell defines, and how other numbers are drawn for it.

    `names` are the variables of numbers that are replaced when the work is run with other numbers;
    `constants` are further names that the setup cell sets, and that stay. `draw` makes new numbers
    in the shapes of those that it gets. `tells_apart` says whether they are fit to tell right
    work from wrong; it gets them with everything that is computed from them.
    """

    names: tuple[str, ...]
    draw: Callable[[Random, Mapping[str, Numbers]], Mapping[str, Numbers]]
    tells_apart: Callable[[Known], bool] = lambda known: True  # noqa: ARG005
    constants: tuple[str, ...] = ()
    setup: str = "setup"  # the id of the setup cell
    seed: int = 2017
    others: int = 3  # how many other cases a submission is run with


@dataclass(frozen=True)
class Case:
    """One set of numbers for the given variables, and all that is right for them.

    `known` holds the given variables, the constants, and every variable with a reference.
    """

    name: str
    known: Known


@dataclass(frozen=True)
class Handout:
    """A sheet of paper and its key, set by typst from `template`, a file beside the master.

    `sheet` and `answers` make the data that the template reads: the question for everyone, the
    answers for the key only. `problems` are sentences about a case that the sheet cannot show.
    """

    template: str
    sheet: Callable[[Case], Mapping[str, Any]]
    answers: Callable[[Case], Mapping[str, Any]]
    problems: Callable[[Case], Iterable[str]]


@dataclass(frozen=True)
class Phrases:
    """How messages call the numbers: "right for {here}, but not for {elsewhere}"."""

    here: str = "the numbers of the notebook"
    changing: str = "the given numbers"
    elsewhere: str = "other numbers"


@dataclass(frozen=True)
class Shares:
    """What a step keeps of its points for slips that have nothing to do with its subject.

    In quarters. The numbers are right in every case, and …

    rounded: are rounded to four decimals, so that they are only just right.
    brackets: stand in more brackets than asked for, or in a column of their own.
    text: are text, such as "2" or "1/12".
    unfinished: are there as far as they go, at least half of them, and dots are in other places.
    order: stand in another order.
    one_off, one_of_two: all but one of at least three are right, or one of two.
    coarse: are nearly right, as where something was rounded on the way.
    elsewhere: are so with the notebook's numbers, and with others all but one of them.
    other_name: stand under another name.
    its_shape: are the shape of what stands there.
    tried: were put into the function that tries a designed answer, and its result was kept.
    power_sign, not_called, nothing_returned, side_by_side, braces, no_tensor: come once a small
        slip of Python is put right: see `judging/mending.py`.
    overwritten: come once a name is given back that the student's cells had overwritten: one of
        the given variables, or one of Python's own. The first step that suffers pays, or
    with_changed: reach a goal with what the student's cells made of a given variable, at most.
    changes: the step whose cell changes a given variable or an earlier answer, although it is
        right; or the first step that suffers from it.
    """

    rounded: float = 1
    brackets: float = 0
    text: float = 0
    unfinished: float = 0
    order: float = 0
    one_off: float = 0
    one_of_two: float = 0
    coarse: float = 0
    elsewhere: float = 0
    other_name: float = 0
    its_shape: float = 0
    tried: float = 0
    power_sign: float = 0
    not_called: float = 0
    nothing_returned: float = 0
    side_by_side: float = 0
    braces: float = 0
    no_tensor: float = 0
    overwritten: float = 0
    with_changed: float = 0
    changes: float = 1


@dataclass(frozen=True)
class Lesson:
    """All that the grader needs to know of an assignment.

    name: of the assignment, of its notebook, and of its folder in `notebooks/`.
    facts: what `{{name}}` in the master notebook and `{name}` in sentences of the lesson stand
        for, from the notebook's own case.
    shown_only: ids of cells that are shown to students and not run when their work is graded.
    here_only: ids of given cells that are run with the notebook's numbers alone, and names of
        extras that are there with them alone: they compute what an answer is asked for, and an
        answer could call them, if it is moved below them or they are copied.
    extras: files that students get beside the notebook: name there -> file beside the master.
    libraries: what students may import; it is loaded before their code runs.
    also: what they may import besides, where it is installed.
    """

    name: str
    title: str
    given: Given
    steps: tuple[Step, ...]
    prose: tuple[Prose, ...] = ()
    facts: Callable[[Case], Mapping[str, object]] = lambda case: {}  # noqa: ARG005
    phrases: Phrases = Phrases()
    shares: Shares = Shares()
    handout: Handout | None = None
    shown_only: frozenset[str] = frozenset()
    here_only: frozenset[str] = frozenset()
    extras: Mapping[str, str] = field(default_factory=dict)
    libraries: tuple[str, ...] = ("torch", "numpy", "matplotlib")
    also: tuple[str, ...] = ("pandas", "scipy", "sympy", "einops", "tqdm")

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """Every graded variable, by its name."""
        return {part.variable: part for step in self.steps for part in step.parts}

    @cached_property
    def step_of(self) -> Mapping[str, Step]:
        """The step of every graded variable."""
        return {part.variable: step for step in self.steps for part in step.parts}

    @cached_property
    def carried(self) -> frozenset[str]:
        """The students' variables that later ones are computed from."""
        used = {name for step in self.steps for part in step.computed for name in part.of}
        return frozenset(used & self.parts.keys())

    @property
    def sentences(self) -> Iterator[str]:
        """All that may be said to a student and may hold facts."""
        for part in self.parts.values():
            yield from (part.right, part.ask)
            if isinstance(part, Designed):
                yield from (part.form, *(symptom.hint for symptom in part.symptoms))
            else:
                yield from (mistake.hint for mistake in part.mistakes)

    @property
    def answers(self) -> Sequence[Step | Prose]:
        """All that earns points."""
        return [*self.steps, *self.prose]

    @cached_property
    def points(self) -> Mapping[str, float]:
        """What each answer is worth, by its name."""
        return {one.name: one.points for one in self.answers}

    @cached_property
    def objectives(self) -> Mapping[str, str]:
        """What each answer shows, by its name."""
        return {one.name: one.objective for one in self.answers}

    @cached_property
    def markers(self) -> Mapping[str, Step]:
        """The steps, by the id of their grade cells."""
        return {step.marker: step for step in self.steps}


def lesson_names() -> frozenset[str]:
    """The assignments that have a lesson here."""
    places = [Path(place) for place in sys.path if Path(place).is_dir()]
    changed = tuple((str(one), one.stat().st_mtime_ns) for one in places if _holds_packages(one))
    return _names(changed)


def _holds_packages(place: Path) -> bool:
    """Whether installed packages are told of here: other folders change all the time."""
    return any(name.endswith("-info") for name in os.listdir(place))


@lru_cache(maxsize=1)
def _names(_changed: tuple[tuple[str, int], ...]) -> frozenset[str]:
    """To ask all packages takes 10 ms; nothing is installed but that one of these changes."""
    return frozenset(entry.name for entry in entry_points(group=GROUP))


def check_name(assignment: str) -> str:
    """The same name; Problem when no installed package has a lesson for it."""
    if assignment not in lesson_names():
        known = ", ".join(sorted(lesson_names()))
        raise Problem(f"there is no lesson for the assignment {assignment!r}, but for: {known}")
    return assignment


@cache
def find_lesson(assignment: str) -> Lesson:
    """The lesson of this assignment; Problem when no installed package has one."""
    [entry, *_] = entry_points(group=GROUP, name=check_name(assignment))
    lesson = entry.load()
    if isinstance(lesson, Lesson) and lesson.name == assignment:
        return lesson
    raise Problem(f"the entry point {assignment!r} is not the Lesson of that name")


def lesson_files(assignment: str) -> list[Path]:
    """The Python files of the package, or the one file, that the lesson is written in."""
    return [
        path
        for file in _modules(assignment)
        for path in (sorted(file.parent.rglob("*.py")) if file.stem == "__init__" else [file])
    ]


def lesson_home(assignment: str) -> Path:
    """The folder with what the lesson brings: notebooks/, source/, release/, and examples/.

    It is the folder of the lesson's package, or one around it, as in a clone. Problem when there
    is none.
    """
    for file in _modules(assignment):
        for folder in file.parents:
            if (folder / "notebooks" / assignment / f"{assignment}.py").is_file():
                return folder
    raise Problem(f"the lesson {assignment} brings no notebooks/{assignment}/{assignment}.py")


@cache
def _modules(assignment: str) -> list[Path]:
    """The files of the modules that the entry points of the lesson name."""
    found = [find_spec(one.module) for one in entry_points(group=GROUP, name=assignment)]
    return [Path(one.origin) for one in found if one and one.origin]
