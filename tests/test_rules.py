"""Each rule of the judge is needed: without it, honest work loses points or a trick earns some."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from course_help import FULL, LESSON
from judging_help import Judging, points

from attention_by_hand.building.master import Master
from attention_by_hand.judging import answer, judge, reading, running
from attention_by_hand.judging.answer import ComputedAnswer
from attention_by_hand.judging.evidence import Evidence, Submission
from attention_by_hand.lesson import Case, Lesson, Step
from attention_by_hand.sandbox.host import Sandbox

MULTIPLES = {
    "scores": "scores = [k * float(query[0]) for k in (1, 2, 3, 4)]",
    "weights": "weights = [0.1, 0.2, 0.3, 0.4]",
}
CHOSEN = {
    "scores": "shares = torch.softmax(keys[:, 0] * query[0], 0)\nscores = 7 * shares",
    "weights": "weights = shares",
}
IN_TURN = {
    "scores": "scores = [float(query[0]), 0, 0, float(query[1])]",
    "weights": "a, b = query.tolist()\nweights = [a / (a + b), 0, 0, b / (a + b)]",
    "output": "output = weights[0] * values[0] + weights[3] * values[3]",
}
FEW_ON_PAPER = {
    "by-hand": "by_hand_scores = [7, 1, 0, 0]\n"
    "by_hand_weights = [7 / 8, 1 / 8, 0, 0]\nby_hand_output = [0.5, 0.125]"
}


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


def carry_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge._Place, "explains", lambda *_: True)


def and_carry_all(
    broken: Callable[[pytest.MonkeyPatch], object],
) -> Callable[[pytest.MonkeyPatch], object]:
    """Two rules guard against such work: with slips whose cause is unknown, each is enough."""

    def both(monkeypatch: pytest.MonkeyPatch) -> None:
        carry_all(monkeypatch)
        broken(monkeypatch)

    return both


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
        and_carry_all(patch(ComputedAnswer, "inputs_can_be_carried", True)),
        TYPED_WRONG,
        {"scores": 0, "weights": 0},
    ),
    "a result that stays proves nothing": Rule(
        and_carry_all(patch(ComputedAnswer, "_stays", lambda *_: False)),
        MULTIPLES,
        {"scores": 0, "weights": 0},
    ),
    "numbers chosen for the next step prove nothing": Rule(
        carry_all, CHOSEN, {"scores": 0, "weights": 0}
    ),
    "two tokens of four prove nothing": Rule(
        and_carry_all(patch(answer, "_is_thin", lambda _values: False)),
        IN_TURN,
        {"scores": 0, "weights": 0, "output": 0},
    ),
    "few tokens on paper prove nothing": Rule(
        patch(ComputedAnswer, "starts_from_little", False), FEW_ON_PAPER, {"by-hand": 0}
    ),
    "paper may round": Rule(tolerance(1e-3), ROUNDED, {}),
    "and code may not be near": Rule(tolerance(1e3), SCALED, {"scores": 3}),
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


ELSEWHERE = "if query.tolist() != [2.0, 3.0]:\n    "
EVEN_WHERE_IT_IS_KNOWN = {
    "level with other vectors": (
        {
            "weights": f"weights = [2/24, 9/24, 9/24, 4/24]\n{ELSEWHERE}weights = [query[0]] * 4",
            "output": f"output = [2.25, 1.125]\n{ELSEWHERE}output = query[0] * values.sum(0)",
        },
        {"weights": 2, "output": 2},
    ),
    "next to nothing is left of them": (
        {
            "scores": "scores = 100 * keys[:, 0] * query[0] + torch.tensor([10.0, 20, 30, 40])",
            "softmax": "softmax_weights = torch.zeros(4)\nsoftmax_weights[scores.argmax()] = 1\n"
            "softmax_output = 0",
        },
        {"scores": 0, "softmax": 0},
    ),
}


@pytest.mark.parametrize("name", EVEN_WHERE_IT_IS_KNOWN)
def test_values_prove_nothing_even_where_it_is_known_what_was_done(
    name: str, judging: Judging, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry_all(monkeypatch)
    answers, most = EVEN_WHERE_IT_IS_KNOWN[name]
    earned = points(judging.answers(answers))
    assert {step: earned[step] for step in most} == most


def test_points_come_in_quarters(
    judging: Judging, master: Master, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Right for the handout and for one other case of three: two thirds of the rest are lost."""
    known = [case.known["query"].tolist() for case in master.cases[:2]]
    answer = {"scores": f"scores = keys @ query if query.tolist() in {known} else [1, 2, 3, 4]"}
    assert judging.answers(answer)["scores"].points == 2.75
    monkeypatch.setattr(judge, "round", lambda points: points, raising=False)
    assert judging.answers(answer)["scores"].points == pytest.approx(2 + 2 / 3)


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_nothing_is_within_reach_of_a_number_that_is_not_finite(number: float) -> None:
    step, right = LESSON.steps[1], np.array([1.0, number])
    assert not step.accepts(right, np.array([1.0, 7.0]))
    assert step.near(right, np.array([1.0, 7.0])).tolist() == [True, False]
    assert not step.accepts(np.array([1.0, 7.0]), right)
    assert not step.accepts(right, right)
