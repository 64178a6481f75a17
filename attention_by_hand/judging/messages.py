"""The sentences that a student reads, as far as they do not come from the lesson.

They say what was seen, what it means, and what to try. A message never shows a right number,
hidden numbers, or a traceback. Text that came from the student's process is shown as code.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from torch import Tensor

from attention_by_hand.judging.answer import Answer, ComputedAnswer, Ground
from attention_by_hand.judging.evidence import Evidence
from attention_by_hand.judging.mistakes import compute, diagnose
from attention_by_hand.judging.reading import Shape, Unreadable, Why
from attention_by_hand.judging.wording import code, listed
from attention_by_hand.lesson import Designed, Mistake, Phrases, Symptom
from attention_by_hand.sandbox.values import Array, Missing, Opaque, Value

Explanation = tuple[str, str | None]  # the message, and the name of the mistake that it names

KINDS: Sequence[tuple[type | tuple[type, ...], str]] = (
    (str, "text"),
    (bool, "true or false"),
    (type(None), "`None`"),
    (dict, "a dictionary"),
    ((list, tuple), "a list that does not hold numbers alone, or has rows of unequal length"),
    (Array, "an array without numbers"),
)


@dataclass(frozen=True)
class Speaker:
    """Says how a variable came out, with the sentences, phrases and facts of the lesson."""

    phrases: Phrases
    facts: Mapping[str, object]
    evidence: Evidence

    def computed(
        self, answer: ComputedAnswer, tries: Sequence[ComputedAnswer], grounds: Sequence[Ground]
    ) -> Explanation:
        """About a variable that has a reference."""
        if "wrong" not in grounds:
            return self._praise(answer, grounds), None
        if grounds[0] != "wrong" and answer.is_typed_in:
            return self._typed_in(answer), "typed-in"
        if answer.found[0] is None:
            return no_numbers(answer, self.evidence), None
        if mistake := _find_mistake([answer, *tries]):
            return self._hint(mistake, answer.found[0]), mistake.name
        return self._unexplained(answer, answer.found[0], grounds), None

    def designed(
        self, answer: Answer, part: Designed, reached: bool, missed: str | None
    ) -> Explanation:
        """About a designed answer; `missed` says how far from its goal it is."""
        name, found = f"`{answer.name}`", answer.found[0]
        if reached:
            return self._fill(part.right), None
        if found is None:
            return no_numbers(answer, self.evidence), None
        if symptom := diagnose(part, found, answer.cases[0]):
            return self._hint(symptom, found), symptom.name
        if answer.unreadable:
            fault = form(answer.unreadable, answer.shape)
            return f"{name} {fault}. {self._fill(part.form)}", None
        return f"With {name} = {listed(found)}, {missed}. {self._fill(part.ask)}", None

    def _fill(self, sentence: str, **more: str) -> str:
        return sentence.format_map({**self.facts, **more})

    def _hint(self, mistake: Mistake | Symptom, found: Tensor) -> str:
        return self._fill(mistake.hint, found=listed(found), total=listed(found.sum()))

    def _praise(self, answer: ComputedAnswer, grounds: Sequence[Ground]) -> str:
        own = " and ".join(f"`{name}`" for name in answer.own)
        name = f"`{answer.name}`"
        if "guided" in grounds:
            right = f"With right {own} put in, your code gives the right {name}"
            return f"{right}, so it keeps its points."
        if "carried" in grounds:
            return f"{name} is right for your {own}, so it keeps its points."
        return self._fill(answer.part.right)

    def _typed_in(self, answer: Answer) -> str:
        return (
            f"`{answer.name}` is right for {self.phrases.here}, but it stays the same when "
            f"{self.phrases.changing} change. Compute it from the variables instead of typing "
            f"numbers, and it earns the rest."
        )

    def _unexplained(self, answer: ComputedAnswer, found: Tensor, grounds: Sequence[Ground]) -> str:
        name, ask = f"`{answer.name}`", self._fill(answer.part.ask)
        if grounds[0] == "wrong" and (error := _error(answer.step.name, self.evidence)):
            return _raised(error)
        if not found.numel():
            return f"{name} is still empty."
        if answer.unreadable:
            return f"{name} {form(answer.unreadable, answer.shape)}. {ask}"
        if grounds[0] != "wrong":
            return self._only_here(answer)
        right = answer.cases[0].known[answer.name]
        if answer.step.accepts(found.sort().values, right.sort().values):
            return f"{name} holds the right numbers in another order. {ask}"
        return f"{name} is {listed(found)}, and that is not right yet. {ask}"

    def _only_here(self, answer: Answer) -> str:
        name, here, elsewhere = f"`{answer.name}`", self.phrases.here, self.phrases.elsewhere
        if stop := self.evidence.other_stop:
            return f"{name} is right for {here}. With {elsewhere}: {stop.reason}"
        return (
            f"{name} is right for {here}, but not for {elsewhere}. "
            f"Does your code hold a number that belongs to {here} alone?"
        )


def no_numbers(answer: Answer, evidence: Evidence) -> str:
    """About a variable that holds no numbers, or does not exist."""
    name, problem = f"`{answer.name}`", answer.unreadable
    assert problem is not None
    if stopped := _stopped(answer, evidence):
        return stopped
    if problem.why == "dots":
        return f"{name} still holds the dots."
    if error := _error(answer.step.name, evidence):
        return _raised(error)
    if problem.why == "missing":
        return f"There is no {name} where this step is graded. Is the name spelled as asked for?"
    return f"{name} {form(problem, answer.shape)}."


def form(problem: Unreadable, asked: Shape) -> str:
    """What is wrong with the form of a value, as an end to the sentence "`name` …"."""
    return _FORMS[problem.why](problem, asked)


_FORMS: Mapping[Why, Callable[[Unreadable, Shape], str]] = {
    "missing": lambda _problem, _asked: "does not exist where this step is graded",
    "dots": lambda _problem, _asked: "still holds the dots",
    "type": lambda problem, _asked: f"is {_kind(problem.value)}, and numbers are asked for",
    "brackets": lambda problem, asked: (
        f"has the shape {problem.shape}: {_asked_for(asked)} in more brackets than asked for"
    ),
    "shape": lambda problem, asked: (
        f"has the shape {problem.shape}, and {_are_asked_for(asked)} asked for"
    ),
    "infinite": lambda _problem, _asked: (
        "holds something that is not a finite number; was it divided by zero?"
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
    if isinstance(value, Opaque):
        return f"of type {code(value.type_name)}"
    return next((name for kind, name in KINDS if isinstance(value, kind)), "something else")


def _raised(error: str) -> str:
    return (
        f"The cell stopped with an error, {error}. Mend that line first, then run the cell again."
    )


def _stopped(answer: Answer, evidence: Evidence) -> str | None:
    """A sentence about a limit, where one kept the step from being reached."""
    for stop in evidence.all_stops:
        if stop.cell == answer.step.name:
            return f"{stop.reason} So there is no `{answer.name}` to look at."
    if evidence.stops:
        return f"`{answer.name}` was not reached. {evidence.stops[-1].reason}"
    return None


def _error(cell: str, evidence: Evidence) -> str | None:
    for output in evidence.outputs.get(cell, ()):
        if output["output_type"] == "error":
            return code(": ".join(filter(None, (output["ename"], output["evalue"]))))
    return None


def _find_mistake(answers: Sequence[ComputedAnswer]) -> Mistake | None:
    """The wrong computation that gives the student's numbers in every case."""
    return next(
        (
            mistake
            for answer in answers
            for mistake in answer.part.mistakes
            if all(_explains(mistake, answer, case) for case in range(len(answer.cases)))
        ),
        None,
    )


def _explains(mistake: Mistake, answer: ComputedAnswer, case: int) -> bool:
    found, right = answer.found[case], answer.cases[case].known
    computed = (compute(mistake, known) for known in (answer.known[case], right))
    return found is not None and any(
        answer.step.accepts(found.squeeze(), wrong.squeeze())
        for wrong in computed
        if wrong is not None
    )
