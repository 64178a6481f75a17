"""The sentences that a student reads: what was seen, what it means, what to try.

A message never shows a right number, a hidden vector or a traceback. Text that came from the
student's process is made harmless first.
"""

from collections.abc import Sequence

from torch import Tensor

from attention_by_hand.answer import Answer, Ground
from attention_by_hand.mistakes import Mistake, Symptom, compute, diagnose
from attention_by_hand.reading import harmless
from attention_by_hand.sandbox import MISSING
from attention_by_hand.submission import Evidence

Explanation = tuple[str, str | None]  # the message, and the name of the mistake that it names


def value(
    answer: Answer, tries: Sequence[Answer], grounds: Sequence[Ground], evidence: Evidence
) -> Explanation:
    """About a computed variable."""
    if "wrong" not in grounds:
        return _praise(answer, grounds), None
    if grounds[0] != "wrong" and answer.is_typed_in:
        return _typed_in(answer), "typed-in"
    if answer.found[0] is None:
        return _no_numbers(answer, evidence), None
    if mistake := _find_mistake([answer, *tries]):
        return _say(mistake, answer), mistake.name
    return _unexplained(answer, grounds, evidence), None


def query(answer: Answer, missed: str | None, evidence: Evidence) -> Explanation:
    """About a designed query; `missed` says how far it is from its goal."""
    name, found = answer.part.variable, answer.found[0]
    if missed is None:
        return answer.part.right, None
    if found is None:
        return _no_numbers(answer, evidence), None
    if symptom := diagnose(answer.part.symptoms, found, answer.cases[0].keys):
        return _say(symptom, answer), symptom.name
    if answer.unreadable:
        return f"`{name}` {answer.unreadable}. A query has as many numbers as a key.", None
    return f"With `{name}` = {listed(found)}, {missed}. {answer.part.ask}", None


def listed(found: Tensor, digits: int = 4) -> str:
    """Numbers as text."""
    if found.dim() == 0:
        number = found.item()
        return f"{number:.0f}" if 1e4 <= abs(number) < 1e9 else f"{number:.{digits}g}"
    return f"[{', '.join(listed(entry, digits) for entry in found)}]"


def _praise(answer: Answer, grounds: Sequence[Ground]) -> str:
    own = " and ".join(f"`{name}`" for name in answer.own)
    name = answer.part.variable
    if "guided" in grounds:
        return (
            f"With right {own} put in, your code gives the right `{name}`, so it keeps its points."
        )
    if "carried" in grounds:
        return f"`{name}` is right for your {own}, so it keeps its points."
    return answer.part.right


def _typed_in(answer: Answer) -> str:
    name = answer.part.variable
    return (
        f"`{name}` is right for the handout, but it stays the same when the query, the keys and "
        f"the values change. Compute it from the variables instead of typing numbers, and it earns "
        f"the rest."
    )


def _no_numbers(answer: Answer, evidence: Evidence) -> str:
    name = f"`{answer.part.variable}`"
    if stopped := _stopped(answer, evidence):
        return stopped
    if answer.unreadable == "still holds the dots":
        return f"{name} still holds the dots."
    if error := _error(answer.step.name, evidence):
        return _raised(error)
    if answer.value is MISSING:
        return f"There is no {name} where this step is graded. Is the name spelled as asked for?"
    return f"{name} {answer.unreadable}."


def _raised(error: str) -> str:
    return (
        f"The cell stopped with an error, {error}. Mend that line first, then run the cell again."
    )


def _stopped(answer: Answer, evidence: Evidence) -> str | None:
    """A sentence about a limit, where one kept the step from being reached."""
    for stop in (*evidence.stops, *filter(None, [evidence.other_stop])):
        if stop.cell == answer.step.name:
            return f"{stop.reason} So there is no `{answer.part.variable}` to look at."
    if evidence.stops:
        return f"`{answer.part.variable}` was not reached. {evidence.stops[-1].reason}"
    return None


def _error(cell: str, evidence: Evidence) -> str | None:
    for output in evidence.outputs.get(cell, ()):
        if output["output_type"] == "error":
            name, text = harmless(output["ename"]), harmless(output["evalue"])
            return f"{name}: {text}" if text else name
    return None


def _find_mistake(answers: Sequence[Answer]) -> Mistake | None:
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


def _explains(mistake: Mistake, answer: Answer, case: int) -> bool:
    found, truth = answer.found[case], answer.cases[case].truth
    computed = (compute(mistake, known) for known in (answer.known(case), truth))
    return found is not None and any(
        answer.step.accepts(found.squeeze(), wrong.squeeze())
        for wrong in computed
        if wrong is not None
    )


def _say(mistake: Mistake | Symptom, answer: Answer) -> str:
    found = answer.found[0]
    assert found is not None
    return mistake.hint.format(found=listed(found), total=listed(found.sum()))


def _unexplained(answer: Answer, grounds: Sequence[Ground], evidence: Evidence) -> str:
    name, found = f"`{answer.part.variable}`", answer.found[0]
    assert found is not None
    if grounds[0] == "wrong" and (error := _error(answer.step.name, evidence)):
        return _raised(error)
    if not found.numel():
        return f"{name} is still empty."
    if answer.unreadable:
        return f"{name} {answer.unreadable}. {answer.part.ask}"
    if grounds[0] != "wrong":
        return _only_handout(answer, evidence)
    right = answer.cases[0].truth[answer.part.variable]
    if answer.step.accepts(found.sort().values, right.sort().values):
        return f"{name} holds the right numbers in another order. {answer.part.ask}"
    return f"{name} is {listed(found)}, and that is not right yet. {answer.part.ask}"


def _only_handout(answer: Answer, evidence: Evidence) -> str:
    name = f"`{answer.part.variable}`"
    if evidence.other_stop:
        return f"{name} is right for the handout. With other vectors: {evidence.other_stop.reason}"
    return (
        f"{name} is right for the handout, but not for other vectors. "
        f"Does your code hold a number that belongs to the handout alone?"
    )
