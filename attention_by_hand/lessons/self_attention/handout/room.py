"""What the handout has no room for."""

from collections.abc import Iterator, Sequence

from attention_by_hand.lesson import Case, Known
from attention_by_hand.lessons.self_attention import reference
from attention_by_hand.lessons.self_attention.handout.numerals import CLOSE, DECIMALS

FEWEST, MOST = 2, 5  # tokens that the table has rows for
LONGEST = 12  # letters in a token
WIDEST = 3  # numbers in a value
UNWRITTEN = 10**-DECIMALS / 10  # what float32 may add to a number that was written in full


def problems(case: Case) -> list[str]:
    """Why the sheet has no way to show this case, a sentence each; nothing when it has.

    Numbers are looked at only when tokens and shapes are sound.
    """
    tokens, known = case.known["tokens"], case.known
    if not isinstance(tokens, list):
        return ["the setup cell defines no list `tokens`"]
    forms = [*_token_problems(tokens), *_shape_problems(known, len(tokens))]
    return forms or list(_number_problems(known))


def _token_problems(tokens: Sequence[str]) -> Iterator[str]:
    if not FEWEST <= len(tokens) <= MOST:
        yield f"the table has room for {FEWEST} to {MOST} tokens, and {len(tokens)} are given"
    for token in tokens:
        if not isinstance(token, str) or not token.strip():
            yield f"the token {token!r} is not a word"
        elif len(token) > LONGEST:
            yield f"the token {token!r} has more than {LONGEST} letters, too many for the table"


def _shape_problems(known: Known, count: int) -> Iterator[str]:
    query, keys, values = (known[name] for name in ("query", "keys", "values"))
    if query.shape != (2,):
        yield f"the query has the shape {tuple(query.shape)}, and the plane needs two numbers"
    if keys.shape != (count, 2):
        yield (
            f"the keys have the shape {tuple(keys.shape)}, and the plane needs two numbers "
            f"for each of the {count} tokens"
        )
    if values.ndim != 2 or len(values) != count:
        yield (
            f"the values have the shape {tuple(values.shape)}, and the table needs one row "
            f"for each of the {count} tokens"
        )
    elif not 1 <= values.shape[1] <= WIDEST:
        yield f"a value has {values.shape[1]} numbers, and the table has room for {WIDEST}"


def _number_problems(known: Known) -> Iterator[str]:
    for name in ("query", "keys", "values"):
        for number in known[name].flatten().tolist():
            if abs(number) >= 1000 or number != number:
                yield f"{name} holds {number:g}, which is too large for paper"
            elif abs(number - round(number, DECIMALS)) > UNWRITTEN:
                yield f"{name} holds {number:.6g}, which has more than {DECIMALS} decimals"
    if abs(reference.scores(known["query"], known["keys"]).sum().item()) < CLOSE:
        yield "the scores add to zero, so no weight can be computed by dividing by their sum"
