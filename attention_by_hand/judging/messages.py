"""The sentences that a student reads, as far as they do not come from the lesson.

They say what was seen, what it means, and what to try. A message never shows a right number,
hidden numbers, or a traceback. Text that came from the student's process is shown as code.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from attention_by_hand.judging.answer import Answer, ComputedAnswer, Ground
from attention_by_hand.judging.changes import makes_name
from attention_by_hand.judging.evidence import Change, Evidence
from attention_by_hand.judging.mistakes import diagnose
from attention_by_hand.judging.parting import is_set
from attention_by_hand.judging.reading import (
    Reading,
    Shape,
    Unreadable,
    Why,
    holds_numbers,
)
from attention_by_hand.judging.wording import code, listed
from attention_by_hand.lesson import Designed, Mistake, Phrases, Step, Symptom
from attention_by_hand.numbers import Numbers
from attention_by_hand.sandbox.values import Array, Missing, Opaque, Value

Explanation = tuple[str, str | None]  # the message, and the name of the mistake that it names

KINDS: Sequence[tuple[type | tuple[type, ...], str]] = (
    (str, "text"),
    (bool, "true or false"),
    (type(None), "`None`"),
    (dict, "a dictionary"),
    (list, "a list that does not hold numbers alone, or has rows of unequal length"),
    (tuple, "a tuple that does not hold numbers alone, as some functions give back"),
    (Array, "an array without numbers"),
)


NO_TEXT = (
    "Write numbers without quotation marks, and not as an f-string, so that Python can compute "
    "with them."
)
NOT_THERE = (
    "It is not there where your work is graded. Is it a file of your own? Then hand it in as well. "
    "Else write this without it."
)
ONE_BY_ONE = "something that gives its numbers only one by one. Write `list(…)` around it"
FORGOTTEN = "a function. Write parentheses behind its name to call it"
TYPES = {
    **dict.fromkeys(("generator", "map", "zip", "filter", "enumerate"), ONE_BY_ONE),
    **dict.fromkeys(("function", "builtin_function_or_method", "method"), FORGOTTEN),
    "set": "a set, which has no order and holds each number once. Write square brackets",
}


@dataclass(frozen=True)
class Speaker:
    """Says how a variable came out, with the sentences, phrases and facts of the lesson."""

    phrases: Phrases
    facts: Mapping[str, object]
    evidence: Evidence

    def computed(
        self,
        answer: ComputedAnswer,
        grounds: Sequence[Ground],
        mistake: Mistake | None,
        changes: Sequence[Change],
    ) -> Explanation:
        """About a variable that has a reference, and is wrong."""
        if changes:
            return self.changed(changes[0], answer.step), CHANGED[changes[0].kind]
        if grounds[0] != "wrong" and answer.is_typed_in:
            return self._typed_in(answer), "typed-in"
        if answer.found[0] is None:
            return self.no_numbers(answer)
        if mistake and (mistake.share or not self.error(answer.step.name)):
            return self.hint(mistake, answer), mistake.name
        return self._unexplained(answer, answer.found[0], grounds)

    def designed(
        self, answer: Answer, part: Designed, distance: str | None
    ) -> tuple[float, str, str | None]:
        """About a designed answer: its share, too. `distance` is how far from its goal it is."""
        name, found = f"`{answer.name}`", answer.found[0]
        if distance is None:
            return 1, self._fill(part.right), None
        if found is None:
            return 0, *self.no_numbers(answer)
        if symptom := diagnose(part, found, answer.cases[0]):
            return symptom.share, self.hint(symptom, answer), symptom.name
        if answer.unreadable:
            fault = form(answer.unreadable, answer.shape)
            return 0, f"{name} {fault}. {self._fill(part.form)}", None
        return 0, f"With {name} = {listed(found)}, {distance}. {self._fill(part.ask)}", None

    def _fill(self, sentence: str, **more: str) -> str:
        return sentence.format_map({**self.facts, **more})

    def hint(self, mistake: Mistake | Symptom, answer: Answer) -> str:
        """The mistake's hint, about these numbers."""
        found = answer.found[0]
        assert found is not None
        return self._fill(mistake.hint, found=listed(found), total=listed(found.sum()))

    def praise(self, answer: ComputedAnswer, grounds: Sequence[Ground]) -> str:
        """About a variable that is right."""
        own = " and ".join(f"`{name}`" for name in answer.own)
        name = f"`{answer.name}`"
        if "guided" in grounds:
            right = f"With right {own} put in, your code gives the right {name}"
            return f"{right}, so it keeps its points."
        if "carried" in grounds:
            return f"{name} is right for your {own}, so it keeps its points."
        return self._fill(answer.part.right)

    def once_more(self, message: str, before: Step) -> str:
        """About a slip that an earlier step has paid for."""
        return (
            f"{message} It is the slip of step `{before.name}` once more, so it costs nothing here."
        )

    def overwritten(self, said: str, change: Change, answer: Answer) -> str:
        """About an answer that is right once this name is given back.

        said: about the change; nothing where it has been said before.
        """
        if not said:
            return f"Then your code gives the right `{answer.name}` as well."
        back = "With that done" if change.kind == "late" else f"With the old `{change.name}` back"
        return f"{said} {back}, your code gives the right `{answer.name}`."

    def reached_with_the_changed(self, change: Change, answer: Answer) -> str:
        """About a designed answer that fits what a cell made of a given variable."""
        said = self.changed(change, answer.step)
        return f"{said} For the changed `{change.name}`, your `{answer.name}` is right."

    def follows(self, answer: ComputedAnswer) -> str:
        """About an answer that follows from values that prove nothing."""
        own = " and ".join(f"`{name}`" for name in answer.own)
        return (
            f"`{answer.name}` follows from your {own}, and those do not show yet whether this step "
            f"is right. Settle them first."
        )

    def changed(self, change: Change, step: Step) -> str:
        """What a cell did to something that was there before it."""
        here = change.cell == step.name
        where = "This cell" if here else upper(self.cell(change.cell))
        return _CHANGES[change.kind](change, where) + self._alias(change)

    def _alias(self, change: Change) -> str:
        """Where a second name was taken for a copy."""
        source = next((one.source for one in self.evidence.cells if one.id == change.cell), "")
        part = rf"{change.name}(?:\[\w{{1,20}}\])?"
        second = re.search(rf"^[ \t]*(\w+) *= *({part}) *(?:[#;].*)?$", source, re.M)
        if change.kind == "python" or not second or second[1] == change.name:
            return ""
        return f" `{second[1]} = {second[2]}` makes no copy: both names stand for the same numbers."

    def cell(self, cell: str) -> str:
        """How a cell is called."""
        first = next((one.source for one in self.evidence.cells if one.id == cell), "").strip()
        if UNNAMED.fullmatch(cell) and first:
            return f"your own cell that begins with {code(first.splitlines()[0], 50)}"
        return f"the cell `{cell}`"

    def form(self, answer: Answer, kind: str) -> str:
        """About right numbers in another form."""
        if kind == "text":
            return f"The numbers of `{answer.name}` are right, but they are text. {NO_TEXT}"
        return (
            f"The numbers of `{answer.name}` are right, but they stand in too many brackets: its "
            f"shape is {answer.unreadable.shape if answer.unreadable else ()}, and "
            f"{_are_asked_for(answer.shape)} asked for. Take the outer or the inner brackets away."
        )

    def form_as_well(self, answer: Answer, kind: str) -> str:
        """About the form of numbers that are not right either."""
        if kind == "text":
            return f"And `{answer.name}` holds text. {NO_TEXT}"
        return f"And `{answer.name}` has more brackets than asked for."

    def nearly_right_elsewhere(self, answer: Answer) -> str:
        """About an answer of which one number is wrong with other numbers."""
        return (
            f"`{answer.name}` is right for {self.phrases.here}. With {self.phrases.elsewhere}, one "
            f"of its numbers is not. Is there an index that did not move along, or a number that "
            f"you typed in?"
        )

    def rounded(self, answer: Answer) -> str:
        """About numbers that rounding has left only just right."""
        return (
            f"`{answer.name}` is only just right: you rounded it, and what is cut off is lost for "
            f"the next step. Keep all digits, and round when you print."
        )

    def unfinished(self, answer: Answer) -> str:
        """About numbers that are right as far as they go."""
        return (
            f"The numbers in `{answer.name}` are right, and there are still dots in it. Go on in "
            f"the same way: {_are_asked_for(answer.shape)} asked for."
        )

    def tried(self, answer: Answer, part: Designed) -> str:
        """About the result of trying an answer, in the place of the answer."""
        return (
            f"`{answer.name}` holds what `{part.tried_with}` gives back, and not what you put "
            f"into it. Keep what you put in under this name, and try it in a line of its own."
        )

    def its_shape(self, answer: Answer) -> str:
        """About a thing in the place of its shape."""
        return (
            f"`{answer.name}` holds a whole tensor. Its shape is right, and the shape alone is "
            f"asked for: a pair of numbers, which `.shape` gives you."
        )

    def mended(self, hint: str, answer: Answer, share: float, message: str) -> str:
        """About an answer of which something is right once a slip of Python is put right."""
        if share == 1:
            return f"{hint} With that put right, your code gives the right `{answer.name}`."
        return f"{hint} With that put right: {message}"

    def order(self, answer: Answer) -> str:
        """About right numbers in another order."""
        found = answer.found[0]
        assert found is not None
        return (
            f"`{answer.name}` holds the right numbers in another order: {listed(found)}. "
            f"Each place belongs to something. Keep the order in which it was given."
        )

    def one_off(self, answer: ComputedAnswer) -> str:
        """About numbers of which all but one are right."""
        (found, right), *_ = answer.beside_right()
        assert found is not None
        place = int(np.argmin(answer.step.near(found, right)))
        off = f"{listed(found.flatten()[place])} at position {place}"
        if found.size == 2:
            return f"One of the two numbers of `{answer.name}` is right, but not {off}. Look again."
        return f"All numbers of `{answer.name}` are right but one, {off}. Work that one out again."

    def coarse(self, answer: ComputedAnswer) -> str:
        """About right numbers of which too little is left."""
        found = answer.found[0]
        assert found is not None
        if answer.is_typed_in:
            return (
                f"`{answer.name}` is {listed(found)}: nearly right, but it stays the same when "
                f"{self.phrases.changing} change. Compute it from the variables, with all digits, "
                f"instead of typing numbers."
            )
        return (
            f"`{answer.name}` is {listed(found)}: nearly right. Something is rounded or cut "
            f"short on the way, and what is lost there is lost for the next step. Keep all "
            f"digits, and round when you print."
        )

    def other_name(self, answer: Answer, name: str) -> str:
        """About an answer under another name."""
        return (
            f"The numbers in `{name}` are right, but `{answer.name}` is asked for, and there is "
            f"none. Give them that name."
        )

    def _typed_in(self, answer: Answer) -> str:
        return (
            f"`{answer.name}` is right for {self.phrases.here}, but it stays the same when "
            f"{self.phrases.changing} change. Compute it from the variables instead of typing "
            f"numbers, and it earns the rest."
        )

    def _unexplained(
        self, answer: ComputedAnswer, found: Numbers, grounds: Sequence[Ground]
    ) -> Explanation:
        name, ask = f"`{answer.name}`", self._fill(answer.part.ask)
        if grounds[0] == "wrong" and (error := self.error(answer.step.name)):
            return self._raised(error, answer), "stopped-with-an-error"
        if not found.size:
            return f"{name} is still empty.", None
        if answer.unreadable:
            return f"{name} {form(answer.unreadable, answer.shape)}. {ask}", None
        if grounds[0] != "wrong":
            return self._only_here(answer), "right-for-the-notebook-alone"
        return f"{name} is {listed(found)}, and that is not right yet. {ask}", None

    def _only_here(self, answer: Answer) -> str:
        name, here, elsewhere = f"`{answer.name}`", self.phrases.here, self.phrases.elsewhere
        if stop := self.evidence.other_stop:
            return f"{name} is right for {here}. With {elsewhere}: {stop.reason}"
        return (
            f"{name} is right for {here}, but not for {elsewhere}. "
            f"Does your code hold a number that you typed in or rounded, or one index twice?"
        )

    def no_numbers(self, answer: Answer) -> Explanation:
        """About a variable that holds no numbers, or does not exist."""
        name, problem = f"`{answer.name}`", answer.unreadable
        assert problem is not None
        if stopped := _stopped(answer, self.evidence):
            return stopped, None
        own = self._own_stopped(answer) if problem.why in ("dots", "missing") else ""
        if problem.why == "dots" and not own:
            return f"{name} still holds the dots.", None
        if error := self.error(answer.step.name):
            return self._raised(error, answer), "stopped-with-an-error"
        if own:
            return self._raised(str(self.error(own)), answer, own), "stopped-with-an-error"
        if problem.why == "missing":
            where = "where this step is graded"
            return f"There is no {name} {where}. Is the name spelled as asked for?", "missing"
        return f"{name} {form(problem, answer.shape)}.", "not-numbers"

    def error(self, cell: str) -> str | None:
        """What the cell's error says, if it ended with one."""
        for output in self.evidence.outputs.get(cell, ()):
            if output["output_type"] == "error":
                said = ": ".join(filter(None, (output["ename"], output["evalue"])))
                return NUMBERED.sub("", said)
        return None

    def _own_stopped(self, answer: Answer) -> str:
        """A cell of the student's own that was to set the variable, and ended with an error.

        Rather one that leads to the place where it is graded than one elsewhere.
        """
        own = (one for one in self.evidence.cells if one.id in self.evidence.own)
        cells = [*self.evidence.segment(answer.step.marker), *own]
        setting = (one.id for one in cells if is_set(one.source, answer.name))
        return next((one for one in setting if self.error(one)), "")

    def _raised(self, error: str, answer: Answer, own: str = "") -> str:
        where = upper(self.cell(own)) if own else "The cell"
        said = f"{where} stopped with an error, {code(error)}."
        if unknown := re.search(r"NameError: name '(\w+)' is not defined", error):
            said = f"{said} {self._about_a_name(unknown[1], own or answer.step.name)}"
        elif "ModuleNotFoundError: " in error:
            said = f"{said} {NOT_THERE}"
        else:
            said = f"{said} Mend the line that it names, then run the cell again."
        return f"{said}{self._no_time_left()}"

    def _no_time_left(self) -> str:
        """Why nobody knows what the step gives from right earlier values."""
        stop = self.evidence.other_stop
        if stop is None or stop.kind != "budget":
            return ""
        return f" {stop.reason} So this step was not tried with right earlier values."

    def _about_a_name(self, name: str, at: str) -> str:
        """Why a name may be unknown in this cell."""
        own = self.evidence.own
        setting = [
            one.id for one in self.evidence.cells if makes_name(one.source, name, one.id in own)
        ]
        order = [cell.id for cell in self.evidence.cells]
        if not setting:
            return f"Nothing in the notebook makes a `{name}`. Is the name spelled as it was made?"
        where = self.cell(setting[0])
        if order.index(setting[0]) > order.index(at):
            return f"`{name}` is made further down, in {where}, so it does not exist here yet."
        if setting[0] == at:
            return f"This cell uses `{name}` before the line that makes it."
        return f"`{name}` should come from {where}, which did not get that far. Look there first."


NUMBERED = re.compile(r"<ipython-input-[^>]*>, ")  # what Python calls a cell
UNNAMED = re.compile(r"cell-\d+")  # the ids of cells of the students' own
CHANGED = {
    "given": "overwritten-name",
    "python": "overwritten-name",
    "graded": "changed-afterwards",
    "late": "made-too-late",
}


def upper(sentence: str) -> str:
    """With a capital at the start."""
    return sentence[:1].upper() + sentence[1:]


def _change_of_python(change: Change, where: str) -> str:
    return (
        f"{where} gives the name `{change.name}` to something else. From there on, "
        f"`{change.name}` no longer means what it means in Python. Call yours something else, "
        f"then restart the kernel and run all cells."
    )


def _change_of_given(change: Change, where: str) -> str:
    now = f", {_shown(change.after)}" if _shown(change.after) else ""
    return (
        f"{where} puts something else into `{change.name}`{now}. The notebook gave you "
        f"`{change.name}`, and every later cell needs it as it was. Give yours another name."
    )


def _change_of_graded(change: Change, where: str) -> str:
    before, now = _shown(change.before), _shown(change.after)
    seen = f": it was {before}, and now it is {now}" if before and now else ""
    return (
        f"{where} changes `{change.name}`{seen}. Leave it as it was, and put what you make of it "
        f"under another name."
    )


def _late(change: Change, where: str) -> str:
    return (
        f"This needs `{change.name}`, which is made further down. {where} makes it: move it up. "
        f"*Restart Kernel and Run All Cells* shows such slips."
    )


_CHANGES: Mapping[str, Callable[[Change, str], str]] = {
    "python": _change_of_python,
    "given": _change_of_given,
    "graded": _change_of_graded,
    "late": _late,
}


def _shown(reading: Reading) -> str:
    return listed(reading.numbers) if holds_numbers(reading) else ""


def form(problem: Unreadable, asked: Shape) -> str:
    """What is wrong with the form of a value, as an end to the sentence "`name` …"."""
    return _FORMS[problem.why](problem, asked)


_FORMS: Mapping[Why, Callable[[Unreadable, Shape], str]] = {
    "missing": lambda _problem, _asked: "does not exist where this step is graded",
    "dots": lambda _problem, _asked: "still holds the dots",
    "type": lambda problem, _asked: f"is {_kind(problem.value)}",
    "brackets": lambda problem, asked: (
        f"has the shape {problem.shape}: {_asked_for(asked)} in more brackets than asked for"
    ),
    "shape": lambda problem, asked: (
        f"has the shape {problem.shape}, and {_are_asked_for(asked)} asked for"
    ),
    "infinite": lambda _problem, _asked: (
        "holds something that is not a finite number, as after a division by zero"
    ),
}


def _asked_for(shape: Shape) -> str:
    """4 numbers; one number; 3 rows of 2 numbers."""
    if not shape:
        return "one number"
    rows = f"{math.prod(shape[:-1])} rows of " if len(shape) > 1 else ""
    return f"{rows}{shape[-1]} numbers"


def _are_asked_for(shape: Shape) -> str:
    return f"{_asked_for(shape)} {'are' if shape else 'is'}"


def _kind(value: Value | Missing) -> str:
    if isinstance(value, Opaque) and value.type_name in TYPES:
        return TYPES[value.type_name]
    kind = next((name for kind, name in KINDS if isinstance(value, kind)), "something else")
    if isinstance(value, Opaque):
        kind = f"of type {code(value.type_name)}"
    return f"{kind}, and numbers are asked for"


def _stopped(answer: Answer, evidence: Evidence) -> str | None:
    """A sentence about a limit, where one kept the step from being reached."""
    for stop in evidence.all_stops:
        if stop.cell == answer.step.name:
            return f"{stop.reason} So there is no `{answer.name}` to look at."
    if evidence.stops:
        return f"`{answer.name}` was not reached. {evidence.stops[-1].reason}"
    return None
