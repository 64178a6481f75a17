"""Each rule of the judge is needed: without it, honest work loses points or a trick earns some."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from conftest import Judging, points

from attention_by_hand import judge, reading, submission
from attention_by_hand.answer import Answer
from attention_by_hand.steps import STEPS, Step

FULL = {step.name: step.points for step in STEPS}


@dataclass(frozen=True)
class Rule:
    """How to break it, and work whose points are then not what they should be."""

    broken: Callable[[pytest.MonkeyPatch], object]
    answers: Mapping[str, str]
    right: Mapping[str, float]


def patch(where: Any, name: str, value: Any) -> Callable[[pytest.MonkeyPatch], object]:
    return lambda monkeypatch: monkeypatch.setattr(where, name, value)


def no_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "_guided", lambda *_: iter(()))


def neither_help_nor_carry(monkeypatch: pytest.MonkeyPatch) -> None:
    no_help(monkeypatch)
    monkeypatch.setattr(Answer, "follows", lambda *_: False)


def handout_only(monkeypatch: pytest.MonkeyPatch) -> None:
    gather = submission.gather
    first = lambda work, cases, box: gather(work, cases[:1], box)  # noqa: E731
    monkeypatch.setattr("conftest.gather", first)


def one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    gather = submission.gather
    alone = lambda work, cases, box: gather(replace(work, copies={}), cases, box)  # noqa: E731
    monkeypatch.setattr("conftest.gather", alone)


def tolerance(factor: float) -> Callable[[pytest.MonkeyPatch], object]:
    accepts = Step.accepts

    def scaled(self: Step, found: Any, right: Any) -> bool:
        return accepts(replace(self, tolerance=self.tolerance * factor), found, right)

    return patch(Step, "accepts", scaled)


VALUES = {"scores": "scores = values @ query"}
MISSPELLED = {"scores": "scores = keyz @ query"}
NUMPY = {
    **MISSPELLED,
    "weights": "weights = scores.astype(float) / scores.sum()",
}
TYPED = {"scores": "scores = [2, 9, 9, 4]"}
TYPED_WRONG = {
    "scores": "scores = [1, 2, 3, 4]",
    "weights": "weights = [0.1, 0.2, 0.3, 0.4]",
}
ROUNDED = {
    "by-hand": "by_hand_scores = [2, 9, 9, 4]\nby_hand_weights = [0.08, 0.38, 0.38, 0.17]\n"
    "by_hand_output = [2.25, 1.13]"
}
SCALED = {"scores": "scores = keys @ query * 1.01"}
LEVEL = {"scores": "scores = torch.ones(4)", "weights": "weights = [0.25, 0.25, 0.25, 0.25]"}

RULES = {
    "a slip is carried forward": Rule(neither_help_nor_carry, VALUES, {"scores": 0}),
    "a step gets right earlier values": Rule(no_help, MISSPELLED, {"scores": 0}),
    "in the student's container": Rule(
        patch(judge, "CONTAINERS", reading.CONTAINERS[:1]), NUMPY, {"scores": 0}
    ),
    "other vectors as well": Rule(handout_only, TYPED, {"scores": 2}),
    "the handout has its share": Rule(
        patch(judge, "_share", lambda _step, grounds: float("wrong" not in grounds)),
        TYPED,
        {"scores": 2},
    ),
    "typed numbers prove nothing": Rule(
        patch(Answer, "_proves_nothing", lambda *_: False), TYPED_WRONG, {"scores": 0, "weights": 0}
    ),
    "level numbers prove nothing": Rule(
        patch(Answer, "inputs_can_be_carried", True), LEVEL, {"scores": 0, "weights": 0}
    ),
    "paper may round": Rule(tolerance(1e-3), ROUNDED, {}),
    "and code may not be near": Rule(tolerance(1e3), SCALED, {"scores": 0}),
    "vectors are put in": Rule(patch(submission, "VECTORS", ()), {}, {}),
    "points come in quarters": Rule(
        lambda monkeypatch: monkeypatch.setattr(judge, "round", lambda _points: 0, raising=False),
        {},
        {},
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_without_the_rule_the_points_are_wrong(
    name: str, judging: Judging, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = RULES[name]
    assert points(judging.answers(rule.answers)) == {**FULL, **rule.right}
    rule.broken(monkeypatch)
    assert points(judging.answers(rule.answers)) != {**FULL, **rule.right}
