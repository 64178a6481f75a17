"""What the tables of mistakes share: small computations, and mistakes made again elsewhere.

To add a mistake, write one line that computes it and one or two sentences: what was seen, what
it means, what to try. Run `attention-by-hand build` afterwards: it refuses a mistake whose numbers
are those of another one, or the right ones.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from attention_by_hand.lesson import Mistake
from attention_by_hand.numbers import Numbers


def renamed(mistake: Mistake, **names: str) -> Mistake:
    """The same mistake, computed from variables of other names."""
    return replace(mistake, of=tuple(names.get(name, name) for name in mistake.takes))


def on_paper(table: Iterable[Mistake], name: str, hint: str) -> Mistake:
    """The mistake of this name, made with a pencil: from the typed numbers, with its own hint."""
    mistake = replace(next(one for one in table if one.name == name), hint=hint)
    return renamed(mistake, scores="by_hand_scores", weights="by_hand_weights")


def rounded(numbers: Numbers, decimals: int) -> Numbers:
    """Half goes up, as at school."""
    scale = 10.0**decimals
    return np.floor(numbers * scale + 0.5) / scale


def terms(weights: Numbers, values: Numbers) -> Numbers:
    """Each value times its weight, not added up yet: `(n, d_v)`."""
    return weights[:, None] * values


def with_sum(numbers: Numbers) -> Numbers:
    """The numbers `(n,)` and their sum: a column of the handout down to its last row."""
    return np.concatenate([numbers, numbers.sum(0, keepdims=True)])


def rest_for_the_last(numbers: Numbers) -> Numbers:
    """The numbers, but the last one is what the others leave of 1."""
    return np.concatenate([numbers[:-1], 1 - numbers[:-1].sum(0, keepdims=True)])


def then_zero(numbers: Numbers) -> Numbers:
    """The numbers, and a zero at the end."""
    return np.concatenate([numbers, np.zeros(1)])


def scored_by_word(query: Numbers, keys: Numbers, tokens: Sequence[str], place: int) -> Numbers:
    """The scores `(n,)` where a word that stands twice is scored once, at its first (0) or last
    (-1) position: as the right scores where no word stands twice.
    """
    places = [[at for at, other in enumerate(tokens) if other == token][place] for token in tokens]
    return keys[places] @ query


def shape(*numbers: int) -> Numbers:
    """A shape as numbers."""
    return np.array(numbers, dtype=np.float64)


def sizes(*numbers: int) -> Callable[[], Numbers]:
    """A shape that was typed in."""
    return lambda: shape(*numbers)


def rounded_by_python(numbers: Numbers, decimals: int) -> Numbers:
    """As `round` and `:.2f` do: half goes to the even digit."""
    return np.round(numbers, decimals)


def by_word(numbers: Numbers, tokens: Sequence[str], place: int) -> Numbers:
    """The numbers `(n,)` where a word that stands twice has that of its first (0) or last (-1)
    position.
    """
    places = [[at for at, other in enumerate(tokens) if other == token][place] for token in tokens]
    return numbers[places]


def with_again(numbers: Numbers, tokens: Sequence[str], first: str, second: str) -> Numbers:
    """The numbers `(n,)` where the second of these tokens has that of the first."""
    copy = numbers.copy()
    copy[tokens.index(second)] = numbers[tokens.index(first)]
    return copy


def divided_in_place(numbers: Numbers) -> Numbers:
    """Each number `(n,)` divided by the sum of a list that changes with every division."""
    changing = numbers.copy()
    for place in range(len(changing)):
        changing[place] = changing[place] / changing.sum()
    return changing


def with_commas(numbers: Numbers) -> Numbers:
    """The numbers typed with commas for points: 2.25 becomes 2 and 25."""
    parts = [part for number in numbers.tolist() for part in f"{number:.10g}".split(".")]
    return np.array([float(part) for part in parts])


def largest_first(numbers: Numbers) -> Numbers:
    """The numbers in falling order."""
    return -np.sort(-numbers)


def directions(vectors: Numbers) -> Numbers:
    """Vectors `(…, d)` made as long as 1; those of no length stay as they are."""
    largest = np.abs(vectors).max(axis=-1, keepdims=True)
    scaled = vectors / np.where(largest == 0, 1, largest)  # else a square may be no number
    lengths: Numbers = np.linalg.norm(scaled, axis=-1, keepdims=True)
    return scaled / np.maximum(lengths, 1)
