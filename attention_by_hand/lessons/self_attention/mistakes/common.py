"""What the tables of mistakes share: small computations, and mistakes made again elsewhere.

To add a mistake, write one line that computes it and one or two sentences: what was seen, what
it means, what to try. Run `attention-by-hand build` afterwards: it refuses a mistake whose numbers
are those of another one, or the right ones.

In a computation, `amax(0)` and not `max(0).values`: torch starts threads for the latter, and on a
busy machine waiting for them takes twenty times as long as all the rest.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from attention_by_hand.lesson import Mistake


def renamed(mistake: Mistake, **names: str) -> Mistake:
    """The same mistake, computed from variables of other names."""
    return replace(mistake, of=tuple(names.get(name, name) for name in mistake.takes))


def on_paper(table: Iterable[Mistake], name: str, hint: str) -> Mistake:
    """The mistake of this name, made with a pencil: from the typed numbers, with its own hint."""
    mistake = replace(next(one for one in table if one.name == name), hint=hint)
    return renamed(mistake, scores="by_hand_scores", weights="by_hand_weights")


def rounded(numbers: Tensor, decimals: int) -> Tensor:
    """Half goes up, as at school."""
    scale = 10.0**decimals
    return torch.floor(numbers * scale + 0.5) / scale


def terms(weights: Tensor, values: Tensor) -> Tensor:
    """Each value times its weight, not added up yet: `(n, d_v)`."""
    return weights[:, None] * values


def with_sum(numbers: Tensor) -> Tensor:
    """The numbers `(n,)` and their sum: a column of the handout down to its last row."""
    return torch.cat([numbers, numbers.sum(0, keepdim=True)])


def rest_for_the_last(numbers: Tensor) -> Tensor:
    """The numbers, but the last one is what the others leave of 1."""
    return torch.cat([numbers[:-1], 1 - numbers[:-1].sum(0, keepdim=True)])


def then_zero(numbers: Tensor) -> Tensor:
    """The numbers, and a zero at the end."""
    return torch.cat([numbers, numbers.new_zeros(1)])


def scored_by_word(query: Tensor, keys: Tensor, tokens: Sequence[str], place: int) -> Tensor:
    """The scores `(n,)` where a word that stands twice is scored once, at its first (0) or last
    (-1) position: as the right scores where no word stands twice.
    """
    places = [[at for at, other in enumerate(tokens) if other == token][place] for token in tokens]
    return keys[places] @ query


def shape(*numbers: int) -> Tensor:
    """A shape as numbers."""
    return torch.tensor(numbers, dtype=torch.float64)


def sizes(*numbers: int) -> Callable[[], Tensor]:
    """A shape that was typed in."""
    return lambda: shape(*numbers)


def rounded_by_python(numbers: Tensor, decimals: int) -> Tensor:
    """As `round` and `:.2f` do: half goes to the even digit."""
    return torch.round(numbers, decimals=decimals)


def by_word(numbers: Tensor, tokens: Sequence[str], place: int) -> Tensor:
    """The numbers `(n,)` where a word that stands twice has that of its first (0) or last (-1)
    position.
    """
    places = [[at for at, other in enumerate(tokens) if other == token][place] for token in tokens]
    return numbers[places]


def with_again(numbers: Tensor, tokens: Sequence[str], first: str, second: str) -> Tensor:
    """The numbers `(n,)` where the second of these tokens has that of the first."""
    copy = numbers.clone()
    copy[tokens.index(second)] = numbers[tokens.index(first)]
    return copy


def divided_in_place(numbers: Tensor) -> Tensor:
    """Each number `(n,)` divided by the sum of a list that changes with every division."""
    changing = numbers.clone()
    for place in range(len(changing)):
        changing[place] = changing[place] / changing.sum()
    return changing


def with_commas(numbers: Tensor) -> Tensor:
    """The numbers typed with commas for points: 2.25 becomes 2 and 25."""
    parts = [part for number in numbers.tolist() for part in f"{number:.10g}".split(".")]
    return torch.tensor([float(part) for part in parts], dtype=torch.float64)
