"""Every known mistake: it is named, it costs its own step, and no other."""

from collections.abc import Mapping

import pytest
from torch import Tensor

from attention_by_hand.cases import VECTORS, Case, refer
from attention_by_hand.judge import Verdict, judge
from attention_by_hand.master import Master
from attention_by_hand.mistakes import Mistake, compute
from attention_by_hand.reading import array
from attention_by_hand.sandbox import Value
from attention_by_hand.steps import STEPS, Part, Step
from attention_by_hand.submission import Evidence, marker

FULL = {step.name: step.points for step in STEPS}
JUDGED = [step for step in STEPS if step.parts[0].reference]
EVERY = [
    pytest.param(step, part, mistake, id=f"{part.variable}-{mistake.name}")
    for step in JUDGED
    for part in step.parts
    for mistake in part.mistakes
]


def values_of(case: Case, mistakes: Mapping[str, Mistake]) -> dict[str, Value]:
    """All variables of a student who makes these mistakes and does the rest rightly."""
    known = {name: case.truth[name] for name in VECTORS}
    for step in JUDGED:
        for part in step.parts:
            if (value := computed(part, known, case, mistakes.get(part.variable))) is not None:
                known[part.variable] = value
    return {name: array(value) for name, value in known.items()}


def computed(
    part: Part, known: Mapping[str, Tensor], case: Case, mistake: Mistake | None
) -> Tensor | None:
    """The part with the student's own earlier values; None where its code would stop."""
    if mistake:
        typed = {name.removeprefix("by_hand_"): known[name] for name in part.of if name in known}
        return compute(mistake, {**case.truth, **known, **typed})
    if any(name not in known or known[name].shape != case.truth[name].shape for name in part.of):
        return None
    return refer(part, known)


def verdicts(master: Master, mistakes: Mapping[str, Mistake]) -> dict[str, Verdict]:
    own = tuple(everywhere(values_of(case, mistakes)) for case in master.cases)
    later = {name: slip for name, slip in mistakes.items() if name not in ("scores", "weights")}
    helped = tuple(everywhere(values_of(case, later)) for case in master.cases)
    evidence = Evidence(master.cases, own, guided=lambda _: helped)
    return {step.name: judge(step, evidence) for step in JUDGED}


def everywhere(values: dict[str, Value]) -> dict[str, dict[str, Value]]:
    return {marker(step): values for step in JUDGED}


@pytest.mark.parametrize(("step", "part", "mistake"), EVERY)
def test_a_mistake_is_named_and_costs_only_its_own_step(
    step: Step, part: Part, mistake: Mistake, master: Master
) -> None:
    found = verdicts(master, {part.variable: mistake})
    named = {one.variable: one.mistake for one in found[step.name].parts}
    assert named[part.variable] == mistake.name
    lost = {name for name, one in found.items() if one.points < FULL[name]}
    assert lost == {step.name}
