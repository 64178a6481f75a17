"""What a step earned, and a message that says why.

Plain data from the student's process is compared with the reference. A case is right when the
value is the reference's, or what the reference gives from the student's own earlier values, or
what the student's code gives when right earlier values are put in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from attention_by_hand import explain
from attention_by_hand.answer import Answer, Ground
from attention_by_hand.reading import CONTAINERS, Unreadable, vector
from attention_by_hand.steps import Goal, Part, Step
from attention_by_hand.submission import Evidence, marker


@dataclass(frozen=True)
class PartVerdict:
    """How one variable was judged: its share of the points, each case's ground, a message."""

    variable: str
    share: float
    grounds: tuple[Ground, ...]
    message: str
    mistake: str | None = None


@dataclass(frozen=True)
class Verdict:
    """A step's points out of its full points, and what to tell the student."""

    step: str
    points: float
    out_of: float
    message: str
    parts: tuple[PartVerdict, ...]


def judge(step: Step, evidence: Evidence) -> Verdict:
    """The best that the step earns at any place where its variables were read."""
    places = (marker(step), *evidence.copies.get(step.name, ()))
    return max((_judge_at(place, step, evidence) for place in places), key=lambda v: v.points)


def _judge_at(place: str, step: Step, evidence: Evidence) -> Verdict:
    parts = tuple(_judge_part(place, step, part, evidence) for part in step.parts)
    points = step.points * sum(part.share for part in parts) / len(parts)
    messages = dict.fromkeys(part.message for part in parts)
    return Verdict(step.name, round(points * 4) / 4, step.points, " ".join(messages), parts)


def _judge_part(place: str, step: Step, part: Part, evidence: Evidence) -> PartVerdict:
    count = 1 if step.handout_share == 1 else len(evidence.cases)
    seen = [found.get(place, {}) for found in evidence.found[:count]]
    answer = Answer(step, part, evidence.cases[:count], seen)
    if part.goal:
        return _judge_goal(answer, part.goal, evidence)
    tries = list(_guided(answer, place, evidence))
    grounds = _grounds(answer, tries)
    message, mistake = explain.value(answer, tries, grounds, evidence)
    return PartVerdict(part.variable, _share(step, grounds), grounds, message, mistake)


def _judge_goal(answer: Answer, goal: Goal, evidence: Evidence) -> PartVerdict:
    try:
        query = vector(answer.value, answer.length)
        missed = goal(query, answer.cases[0].keys)
    except Unreadable:
        missed = "unreadable"
    grounds: tuple[Ground, ...] = ("wrong" if missed else "right",)
    message, mistake = explain.query(answer, missed, evidence)
    return PartVerdict(answer.part.variable, float(not missed), grounds, message, mistake)


def _guided(answer: Answer, place: str, evidence: Evidence) -> Iterator[Answer]:
    """The answer again, with right earlier values in one container after the other.

    Only where a sound step could look wrong because of the values that it starts from: not where
    nothing was written, nor where numbers stay what they are whatever is put in.
    """
    if evidence.guided is None or len(answer.cases) == 1 or not answer.own:
        return
    if answer.part.variable in evidence.untouched:
        return
    again = answer
    for container in CONTAINERS:
        if answer.inputs_are_right or _is_settled(again):
            return
        if again is not answer and again.has_the_numbers_of(answer):
            return
        seen = [found.get(place, {}) for found in evidence.guided(container)]
        yield (again := replace(answer, seen=seen))


def _is_settled(answer: Answer) -> bool:
    return all(_ground(answer, case) != "wrong" for case in range(len(answer.cases)))


def _grounds(answer: Answer, tries: Sequence[Answer]) -> tuple[Ground, ...]:
    own = [_ground(answer, case) for case in range(len(answer.cases))]
    helped = [[_ground(again, case) for case in range(len(own))] for again in tries]
    best = max(helped, key=lambda grounds: -grounds.count("wrong"), default=own)
    return tuple(
        mine if mine != "wrong" or with_help == "wrong" else "guided"
        for mine, with_help in zip(own, best, strict=True)
    )


def _ground(answer: Answer, case: int) -> Ground:
    if answer.matches(case):
        return "right"
    if answer.own and answer.inputs_can_be_carried and answer.follows(case):
        return "right" if answer.inputs_are_right else "carried"
    return "wrong"


def _share(step: Step, grounds: Sequence[Ground]) -> float:
    """The handout's share of the points, and of the rest what the other cases earn."""
    handout, *others = [ground != "wrong" for ground in grounds]
    rest = sum(others) / len(others) if others else 0
    return step.handout_share * handout + (1 - step.handout_share) * rest
