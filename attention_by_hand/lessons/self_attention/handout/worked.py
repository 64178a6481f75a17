"""The case as the paper shows it, worked out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from attention_by_hand.lesson import Case
from attention_by_hand.lessons.self_attention import reference
from attention_by_hand.lessons.self_attention.handout.numerals import DECIMALS
from attention_by_hand.numbers import Numbers


@dataclass(frozen=True)
class Worked:
    """A query `(2,)`, keys and values `(n, …)` of n tokens, in the decimals that paper shows."""

    tokens: Sequence[str]
    query: Numbers
    keys: Numbers
    values: Numbers

    @classmethod
    def of(cls, case: Case) -> Self:
        """The case with 0.1 where float32 holds 0.10000000149."""
        vectors = (case.known[name].round(DECIMALS) for name in ("query", "keys", "values"))
        return cls(case.known["tokens"], *vectors)

    @property
    def scores(self) -> Numbers:
        """Dot product of the query with each key: `(n,)`."""
        return reference.scores(self.query, self.keys)

    @property
    def weights(self) -> Numbers:
        """Scores divided by their sum: `(n,)`."""
        return reference.normalise(self.scores)

    @property
    def output(self) -> Numbers:
        """The weighted sum of the values."""
        return reference.weighted_sum(self.weights, self.values)
