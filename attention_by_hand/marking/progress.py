"""How far the marking of a question has come, and how well two markers agree."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any

from attention_by_hand.marking.standing import Standing
from attention_by_hand.marking.tables import CHECK, FIRST, SECOND


@dataclass(frozen=True)
class Progress:
    """Answers by what became of them; `to_read` counts the decisions that are left.

    `same` answers were marked along with another.
    """

    answers: int
    left: int
    to_read: int
    same: int
    flagged: int
    elsewhere: int

    @property
    def as_data(self) -> dict[str, Any]:
        """For the page."""
        return asdict(self)


def progress(standings: Sequence[Standing]) -> Progress:
    """How far this question has come."""
    waiting = [one for one in standings if one.is_open]
    done = [one for one in standings if not one.is_open and one.mark]
    return Progress(
        answers=len(standings),
        left=len(waiting),
        to_read=len({one.key for one in waiting}),
        same=len(done) - len({one.key for one in done}),
        flagged=sum(needs_second_look(one) for one in standings),
        elsewhere=sum(one.is_elsewhere and not one.is_open for one in standings),
    )


def needs_second_look(one: Standing) -> bool:
    """Whether it was flagged, and nobody has looked at it again."""
    return FIRST in one.marks and one.marks[FIRST].flagged and SECOND not in one.marks


def needs_check(one: Standing, marker: str) -> bool:
    """Whether somebody else has marked it, and nobody has checked that."""
    first = one.marks.get(FIRST)
    return first is not None and first.marker != marker and CHECK not in one.marks


def sample(standings: Iterable[Standing], share: float) -> set[str]:
    """The texts that are marked twice: a share of all, always the same ones."""
    texts = {one.answer.key for one in standings}
    ranked = sorted(texts, key=lambda key: hashlib.sha256(key.encode()).hexdigest())
    return set(ranked[: ceil(share * len(ranked))])


@dataclass(frozen=True)
class Agreement:
    """How often two people gave the same points: percent, and kappa (None: all the same)."""

    texts: int
    percent: float
    kappa: float | None


def agreement(standings: Iterable[Standing]) -> Agreement | None:
    """Between first marks and checks, each text once; None where nothing was marked twice."""
    twice = {one.answer.key: one.marks for one in standings if {FIRST, CHECK} <= one.marks.keys()}
    pairs = [(marks[FIRST].score, marks[CHECK].score) for marks in twice.values()]
    if not pairs:
        return None
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    return Agreement(len(pairs), 100 * agreed, _kappa(pairs, agreed))


def _kappa(pairs: Sequence[tuple[float, float]], agreed: float) -> float | None:
    """(observed − chance) / (1 − chance), Cohen 1960."""
    one, other = (Counter(column) for column in zip(*pairs, strict=True))
    chance = sum(one[points] * other[points] for points in one) / len(pairs) ** 2
    return None if chance == 1 else (agreed - chance) / (1 - chance)
