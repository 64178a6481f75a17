"""Computing known mistakes, and finding the symptom of a designed answer."""

from collections.abc import Mapping
from typing import Any

from torch import Tensor

from attention_by_hand.lesson import Case, Designed, Mistake, Symptom


def compute(mistake: Mistake, known: Mapping[str, Any]) -> Tensor | None:
    """The mistake's numbers; None when an input is missing or does not fit."""
    try:
        wrong: Tensor = mistake.wrong(*(known[name] for name in mistake.takes))
    except (LookupError, TypeError, ValueError, ArithmeticError, RuntimeError):
        return None
    return wrong


def missed(part: Designed, found: Tensor, case: Case) -> str | None:
    """How far an answer in the right form is from its goal; None when it is reached."""
    return part.goal(found, *_inputs(part, case))


def diagnose(part: Designed, found: Tensor, case: Case) -> Symptom | None:
    """The first symptom of an answer, which may have any shape."""
    inputs = _inputs(part, case)
    return next((symptom for symptom in part.symptoms if symptom.holds(found, *inputs)), None)


def _inputs(part: Designed, case: Case) -> list[Any]:
    return [case.known[name] for name in part.of]
