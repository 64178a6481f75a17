"""What is seen in a designed query, and what is off with its form."""

from collections.abc import Callable
from itertools import product

import numpy as np

from attention_by_hand.lesson import Symptom
from attention_by_hand.lessons.self_attention import reference
from attention_by_hand.lessons.self_attention.facts import RIVAL, WINNER
from attention_by_hand.lessons.self_attention.mistakes.common import directions
from attention_by_hand.numbers import Numbers


class Seen:
    """A designed query `(d_k,)`, as it meets the keys `(n, d_k)` of these tokens."""

    def __init__(self, query: Numbers, keys: Numbers, tokens: list[str]) -> None:
        self.query, self.keys, self.tokens = query, keys, tokens
        self.winner, self.rival = tokens.index(WINNER), tokens.index(RIVAL)
        self.scores = keys @ query
        self.shares: list[float] = reference.softmax(self.scores).tolist()
        self.ranking: list[int] = (-self.scores).argsort(kind="stable").tolist()

    @property
    def won(self) -> float:
        """The winner's share."""
        return self.shares[self.winner]

    @property
    def divided(self) -> float:
        """The winner's share with plain division in place of softmax."""
        return float(reference.normalise(self.scores)[self.winner])

    @property
    def apart(self) -> float:
        """How far the shares of winner and rival are apart."""
        return abs(self.shares[self.winner] - self.shares[self.rival])

    @property
    def lesser(self) -> float:
        """The smaller of the shares of winner and rival."""
        return min(self.shares[self.winner], self.shares[self.rival])

    @property
    def third_wins(self) -> bool:
        """Whether neither winner nor rival has the largest share."""
        return self.ranking[0] not in (self.winner, self.rival)

    @property
    def length(self) -> float:
        """Of the query."""
        return float(np.linalg.norm(self.query))

    @property
    def is_even(self) -> bool:
        """Whether all components of the query are the same."""
        return bool((self.query == self.query[0]).all())

    def times(self, factor: float) -> "Seen":
        """The same with a longer query."""
        return Seen(factor * self.query, self.keys, self.tokens)

    def cosine(self, direction: Numbers) -> float:
        """Of the angle between the query and a direction."""
        return float(directions(self.query) @ directions(direction))


SEVERAL = 10  # queries that are looked at one by one


def on(test: Callable[[Seen], bool]) -> Callable[[Numbers, Numbers, list[str]], bool]:
    """A test of what is seen, as a `Symptom` takes it."""
    return lambda query, keys, tokens: test(Seen(query, keys, tokens))


def each(test: Callable[[Seen], bool]) -> Callable[[Numbers, Numbers, list[str]], bool]:
    """Whether it is several queries `(m, d_k)`, and the test holds for each of them."""

    def holds(queries: Numbers, keys: Numbers, tokens: list[str]) -> bool:
        fits = (
            queries.ndim == 2
            and 1 < len(queries) <= SEVERAL
            and queries.shape[1:] == keys.shape[1:]
        )
        return fits and all(test(Seen(query, keys, tokens)) for query in queries)

    return holds


def copied(query: Numbers, length: int) -> list[Numbers]:
    """What was meant by a query `(m * d_k,)` that is one of length d_k, several times over.

    It is m times as long. Nothing where all numbers are the same.
    """
    copies, rest = divmod(query.size, length)
    if query.ndim != 1 or copies < 2 or rest or bool((query == query[0]).all()):
        return []
    first = query[:length]
    return [first * copies] if np.array_equal(query, np.tile(first, copies)) else []


def unwrapped(query: Numbers, length: int) -> list[Numbers]:
    """What was meant by a query `(length,)` in more brackets, such as `(1, length)`."""
    is_wrapped = query.squeeze().shape == (length,) != query.shape
    return [query.reshape(length)] if is_wrapped else []


def with_points(query: Numbers, length: int) -> list[Numbers]:
    """What was meant by decimals that were typed with commas: pairs of whole numbers, no shares.

    Of a number that begins with 0, nobody can tell the sign.
    """
    numbers = query.flatten()
    if numbers.size != 2 * length or not np.array_equal(numbers, numbers.round()):
        return []
    is_shares = numbers.sum().item() in (1, 100) or np.count_nonzero(numbers) < 2
    if is_shares or not np.isfinite(numbers).all() or bool((numbers[1::2] < 0).any()):
        return []
    pairs = zip(numbers[::2].tolist(), numbers[1::2].tolist(), strict=True)
    read = [_decimals(int(before), int(after)) for before, after in pairs]
    return [np.array(one) for one in product(*read)]


def _decimals(before: int, after: int) -> list[float]:
    number = float(f"{before}.{after}")
    return [number] if before else [number, -number]


BRACKETS = (
    "You have one pair of brackets too many: {found}. A query is a plain vector, like one key."
)


def form(reaches: Callable[[Seen], bool]) -> tuple[Symptom, ...]:
    """What is off with the form of a query that should reach this goal."""

    def meant(
        read: Callable[[Numbers, int], list[Numbers]],
    ) -> Callable[[Numbers, Numbers, list[str]], bool]:
        return lambda query, keys, tokens: any(
            reaches(Seen(one, keys, tokens)) for one in read(query, len(keys[0]))
        )

    copies_in_a_row = (
        "Your query holds the same numbers again and again: {found}. For a Python list, `*` "
        "puts copies in a row. Make a tensor of it first: a tensor gets longer."
    )
    decimal_commas = (
        "Your query has twice as many numbers as a key: {found}. In Python, a comma separates two "
        "numbers. Write a point before decimals."
    )
    return (
        Symptom("copies-in-a-row", meant(copied), copies_in_a_row),
        Symptom("decimal-commas", meant(with_points), decimal_commas),
        Symptom("extra-brackets", meant(unwrapped), BRACKETS),
        Symptom(
            "copies-of-another-query",
            lambda query, keys, _tokens: bool(copied(query, len(keys[0]))),
            copies_in_a_row + " Its direction is not right yet either.",
        ),
        Symptom(
            "commas-in-another-query",
            lambda query, keys, _tokens: bool(with_points(query, len(keys[0]))),
            decimal_commas + " The numbers that this gives are not right yet either.",
        ),
        Symptom(
            "brackets-around-another-query",
            lambda query, keys, _tokens: bool(unwrapped(query, len(keys[0]))),
            BRACKETS + " Its numbers are not right yet either.",
        ),
        *FORM,
    )


# fmt: off

FORM = (
    Symptom("weights-instead-of-a-query",
        lambda query, keys, _tokens: query.shape == keys.shape[:1] != keys.shape[1:],
        "You typed one number for each token: {found}. Those are weights that you wish for. A "
        "query has as many numbers as a key, and the weights follow from it."),
    Symptom("one-number",
        lambda query, keys, _tokens: query.size == 1 and query.shape != keys.shape[1:],
        "You typed one number, {found}. A query is a vector with as many numbers as a key. It is "
        "neither a position nor a weight."),
    Symptom("all-keys", lambda query, keys, _tokens: query.shape == keys.shape,
        "You typed one row for each token. A query is a single vector, as long as one key, and "
        "it meets all keys."),
    Symptom("another-length", lambda query, keys, _tokens: query.shape != keys.shape[1:],
        "Your query does not fit the keys. It should be a vector with as many numbers as a key."),
    Symptom("not-finite", lambda query, keys, _tokens: not np.isfinite(keys @ query).all(),
        "Your query, {found}, gives scores that are no finite numbers. Ordinary numbers are "
        "enough: a query of the length of your keys, or a few times longer."),
    Symptom("zero", lambda query, keys, _tokens: np.array_equal(query, np.zeros_like(keys[0])),
        "Your query is zero, so every score is zero and all tokens get the same. Point it "
        "somewhere: towards the keys that should be found."),
)
