"""What a step earned, and a message that says why.

Plain data from the student's process is compared with the reference. A case is right when the
value is the reference's, or what the reference gives from the student's own earlier values, or
what the student's code gives when right earlier values are put in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from attention_by_hand.judging.answer import Answer, ComputedAnswer, Ground
from attention_by_hand.judging.evidence import Evidence, Values
from attention_by_hand.judging.messages import Speaker
from attention_by_hand.judging.mistakes import missed
from attention_by_hand.judging.reading import CONTAINERS
from attention_by_hand.lesson import Designed, Lesson, Part, Step


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


@dataclass(frozen=True)
class _Place:
    """One of the places where a step's variables were read, and who says what was seen there."""

    step: Step
    cell: str
    evidence: Evidence
    variables: frozenset[str]
    speaker: Speaker


def judge(lesson: Lesson, evidence: Evidence) -> tuple[Verdict, ...]:
    """The verdict on each step of the lesson."""
    variables = frozenset(lesson.parts)
    speaker = Speaker(lesson.phrases, lesson.facts(evidence.cases[0]), evidence)

    def best(step: Step) -> Verdict:
        """The best that the step earns at any place where its variables were read."""
        cells = (step.marker, *evidence.copies.get(step.name, ()))
        places = (_Place(step, cell, evidence, variables, speaker) for cell in cells)
        return max(map(_judge_at, places), key=lambda verdict: verdict.points)

    return tuple(map(best, lesson.steps))


def _judge_at(place: _Place) -> Verdict:
    step = place.step
    parts = tuple(_judge_part(place, part) for part in step.parts)
    points = step.points * sum(part.share for part in parts) / len(parts)
    said = dict.fromkeys(part.message for part in parts)
    return Verdict(step.name, round(points * 4) / 4, step.points, " ".join(said), parts)


def _judge_part(place: _Place, part: Part) -> PartVerdict:
    cases = place.evidence.cases[: 1 if place.step.notebook_share == 1 else None]
    seen = [found.get(place.cell, {}) for found in place.evidence.found[: len(cases)]]
    if isinstance(part, Designed):
        return _judge_designed(Answer(place.step, part, cases, seen), part, place)
    return _judge_computed(ComputedAnswer(place.step, part, cases, seen, place.variables), place)


def _judge_designed(answer: Answer, part: Designed, place: _Place) -> PartVerdict:
    found = None if answer.unreadable else answer.found[0]
    distance = None if found is None else missed(part, found, answer.cases[0])
    reached = found is not None and distance is None
    message, mistake = place.speaker.designed(answer, part, reached, distance)
    ground: Ground = "right" if reached else "wrong"
    return PartVerdict(answer.name, float(reached), (ground,), message, mistake)


def _judge_computed(answer: ComputedAnswer, place: _Place) -> PartVerdict:
    tries = list(_guided(answer, place))
    grounds = _grounds(answer, tries)
    message, mistake = place.speaker.computed(answer, tries, grounds)
    return PartVerdict(answer.name, _share(place.step, grounds), grounds, message, mistake)


def _guided(answer: ComputedAnswer, place: _Place) -> Iterator[ComputedAnswer]:
    """The answer again, with right earlier values in one container after the other.

    Only where a sound step could look wrong because of the values that it starts from: not where
    nothing was written, nor where numbers stay what they are whatever is put in.
    """
    evidence = place.evidence
    if evidence.guided is None or len(answer.cases) == 1 or not answer.own:
        return
    if answer.name in evidence.untouched:
        return
    again = answer
    for container in CONTAINERS:
        if answer.inputs_are_right or _is_settled(again):
            return
        if again is not answer and again.has_the_numbers_of(answer):
            return
        seen: list[Values] = [found.get(place.cell, {}) for found in evidence.guided(container)]
        yield (again := replace(answer, seen=seen))


def _is_settled(answer: ComputedAnswer) -> bool:
    return all(_ground(answer, case) != "wrong" for case in range(len(answer.cases)))


def _grounds(answer: ComputedAnswer, tries: Sequence[ComputedAnswer]) -> tuple[Ground, ...]:
    own = [_ground(answer, case) for case in range(len(answer.cases))]
    helped = [[_ground(again, case) for case in range(len(own))] for again in tries]
    best = max(helped, key=lambda grounds: -grounds.count("wrong"), default=own)
    return tuple(
        mine if mine != "wrong" or with_help == "wrong" else "guided"
        for mine, with_help in zip(own, best, strict=True)
    )


def _ground(answer: ComputedAnswer, case: int) -> Ground:
    if answer.matches(case):
        return "right"
    if answer.own and answer.inputs_can_be_carried and answer.follows(case):
        return "right" if answer.inputs_are_right else "carried"
    return "wrong"


def _share(step: Step, grounds: Sequence[Ground]) -> float:
    """The share of the notebook's numbers, and of the rest what the other cases earn."""
    notebook, *others = [ground != "wrong" for ground in grounds]
    rest = sum(others) / len(others) if others else 0
    return step.notebook_share * notebook + (1 - step.notebook_share) * rest
