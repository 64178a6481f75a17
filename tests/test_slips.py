"""Every known mistake: it is named, it costs its own step, and no other."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from course_help import FULL, LESSON

from attention_by_hand.building.master import Master
from attention_by_hand.judging.evidence import Evidence, Guided
from attention_by_hand.judging.judge import Verdict, judge
from attention_by_hand.judging.mistakes import compute, refer
from attention_by_hand.judging.reading import Reading, array
from attention_by_hand.lesson import Case, Computed, Mistake, Step
from attention_by_hand.numbers import Numbers

JUDGED = [step for step in LESSON.steps if step.computed]
EVERY = [
    pytest.param(step, part, mistake, id=f"{part.variable}-{mistake.name}")
    for step in JUDGED
    for part in step.computed
    for mistake in part.mistakes
]


def values_of(case: Case, mistakes: Mapping[str, Mistake]) -> dict[str, Reading]:
    """All variables of a student who makes these mistakes and does the rest rightly."""
    known = {name: case.known[name] for name in LESSON.given.names}
    for step in JUDGED:
        for part in step.computed:
            if (value := computed(part, known, case, mistakes.get(part.variable))) is not None:
                known[part.variable] = value
    return {name: Reading(array(value)) for name, value in known.items()}


def computed(
    part: Computed, known: Mapping[str, Numbers], case: Case, mistake: Mistake | None
) -> Numbers | None:
    """The part with the student's own earlier values; None where its code would stop."""
    if mistake:
        return compute(mistake, {**case.known, **known})
    if part.variable.startswith("by_hand"):  # on paper, it stays when the numbers change
        right: Numbers = case.known[part.variable]
        return right
    if any(name not in known or known[name].shape != case.known[name].shape for name in part.of):
        return None
    return refer(part, known)


def verdicts(master: Master, mistakes: Mapping[str, Mistake]) -> dict[str, Verdict]:
    own = tuple(everywhere(values_of(case, mistakes)) for case in master.cases)
    later = {name: slip for name, slip in mistakes.items() if name not in ("scores", "weights")}
    cases = master.cases_with(seed=7)
    helped = Guided(cases, tuple(everywhere(values_of(case, later)) for case in cases))
    evidence = Evidence(master.cases, own, guided=lambda _: helped)
    judged = {step.name for step in JUDGED}
    return {one.step: one for one in judge(LESSON, evidence) if one.step in judged}


def everywhere(values: dict[str, Reading]) -> dict[str, dict[str, Reading]]:
    return {step.marker: values for step in JUDGED}


@pytest.mark.parametrize(("step", "part", "mistake"), EVERY)
def test_a_mistake_is_named_and_costs_only_its_own_step(
    step: Step, part: Computed, mistake: Mistake, master: Master
) -> None:
    found = verdicts(master, {part.variable: mistake})
    named = {one.variable: one.mistake for one in found[step.name].parts}
    assert named[part.variable] == mistake.name
    lost = {name for name, one in found.items() if one.points < FULL[name]}
    assert lost == {step.name}


@pytest.mark.parametrize("odd", [[], [0.0] * 4, [1e308, -1e308, 1e308, 1.0], [[1e308]] * 4])
def test_odd_numbers_are_judged_without_a_warning(odd: list[float], master: Master) -> None:
    """Not even where a mistake takes the mean of nothing."""
    mean = Mistake("mean", lambda scores, weights: scores.mean() * weights, "")
    steps = tuple(
        replace(
            step, parts=tuple(replace(one, mistakes=(*one.mistakes, mean)) for one in step.computed)
        )
        for step in JUDGED
    )
    numbers = Reading(array(np.array(odd)))
    values = [
        {**values_of(case, {}), "scores": numbers, "weights": numbers} for case in master.cases
    ]
    evidence = Evidence(master.cases, tuple(map(everywhere, values)))
    found = {one.step: one for one in judge(replace(LESSON, steps=steps), evidence)}
    assert found["scores"].points == found["weights"].points == 0
