"""What the functions of a lesson say: right numbers, known mistakes, goals and symptoms.

A division by zero is nothing to warn of here: it gives what it gives.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from attention_by_hand.lesson import Case, Computed, Designed, Mistake, Symptom
from attention_by_hand.numbers import Numbers


@np.errstate(all="ignore")
def refer(part: Computed, known: Mapping[str, Any]) -> Numbers:
    """What is right, computed from these; whatever the reference raises when they do not fit."""
    return np.asarray(part.reference(*(known[name] for name in part.of)), dtype=np.float64)


@np.errstate(all="ignore")
def compute(mistake: Mistake, known: Mapping[str, Any]) -> Numbers | None:
    """The mistake's numbers; None when an input is missing or does not fit."""
    try:
        wrong = mistake.wrong(*(known[name] for name in mistake.takes))
        return np.asarray(wrong, dtype=np.float64)
    except (LookupError, TypeError, ValueError, ArithmeticError):
        return None


@np.errstate(all="ignore")
def missed(part: Designed, found: Numbers, case: Case) -> str | None:
    """How far an answer in the right form is from its goal; None when it is reached."""
    return part.goal(found, *_inputs(part, case))


@np.errstate(all="ignore")
def diagnose(part: Designed, found: Numbers, case: Case) -> Symptom | None:
    """The first symptom of an answer, which may have any shape."""
    inputs = _inputs(part, case)
    return next((symptom for symptom in part.symptoms if symptom.holds(found, *inputs)), None)


def _inputs(part: Designed, case: Case) -> list[Any]:
    return [case.known[name] for name in part.of]
