"""Each rule of the judge is needed: without it, honest work loses points or a trick earns some."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from course_help import FULL
from judging_help import Judging, points

from attention_by_hand.building.master import Master
from attention_by_hand.judging import judge, reading, running
from attention_by_hand.judging.answer import ComputedAnswer
from attention_by_hand.judging.evidence import Evidence, Submission
from attention_by_hand.lesson import Case, Lesson, Step
from attention_by_hand.sandbox.host import Sandbox


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
    monkeypatch.setattr(ComputedAnswer, "follows", lambda *_: False)


def notebook_only(monkeypatch: pytest.MonkeyPatch) -> None:
    gather = running.gather

    def alone(lesson: Lesson, work: Submission, cases: Sequence[Case], box: Sandbox) -> Evidence:
        return gather(lesson, work, cases[:1], box)

    monkeypatch.setattr("judging_help.gather", alone)


def nothing_put_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "put_like", lambda own, _numbers: own)


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
    "other vectors as well": Rule(notebook_only, TYPED, {"scores": 2}),
    "the handout has its share": Rule(
        patch(judge, "_share", lambda _step, grounds: float("wrong" not in grounds)),
        TYPED,
        {"scores": 2},
    ),
    "typed numbers prove nothing": Rule(
        patch(ComputedAnswer, "_proves_nothing", lambda *_: False),
        TYPED_WRONG,
        {"scores": 0, "weights": 0},
    ),
    "level numbers prove nothing": Rule(
        patch(ComputedAnswer, "inputs_can_be_carried", True), LEVEL, {"scores": 0, "weights": 0}
    ),
    "paper may round": Rule(tolerance(1e-3), ROUNDED, {}),
    "and code may not be near": Rule(tolerance(1e3), SCALED, {"scores": 0}),
    "vectors are put in": Rule(nothing_put_in, {}, {}),
}


@pytest.mark.parametrize("name", RULES)
def test_without_the_rule_the_points_are_wrong(
    name: str, judging: Judging, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = RULES[name]
    assert points(judging.answers(rule.answers)) == {**FULL, **rule.right}
    rule.broken(monkeypatch)
    assert points(judging.answers(rule.answers)) != {**FULL, **rule.right}


def test_points_come_in_quarters(
    judging: Judging, master: Master, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Right for the handout and for one other case of three: two thirds of the rest are lost."""
    known = [case.known["query"].tolist() for case in master.cases[:2]]
    answer = {"scores": f"scores = keys @ query if query.tolist() in {known} else [1, 2, 3, 4]"}
    assert judging.answers(answer)["scores"].points == 2.75
    monkeypatch.setattr(judge, "round", lambda points: points, raising=False)
    assert judging.answers(answer)["scores"].points == pytest.approx(2 + 2 / 3)
