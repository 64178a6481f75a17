"""The facts of this lesson, each once: what the designed queries should reach, and the model.

Sentence and vectors are not here: they stand in the setup cell of the master notebook.
"""

import math

import numpy as np

from attention_by_hand.lesson import Case

WINNER, RIVAL = "cat", "chases"  # the tokens that queries are designed for
MOST = 0.9  # more than this share is asked for, for the winner
EACH, APART = 0.4, 0.05  # at least this share for both, and at most so far apart
PAPER = 0.0051  # how far a number on paper may be off: two decimals, rounded by hand

# Qwen2.5-0.5B, from its public configuration, and a text of so many tokens.
WIDTH, HEADS, KV_HEADS = 896, 14, 2
HEAD = WIDTH // HEADS
TEXT = 50

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def facts(case: Case) -> dict[str, object]:
    """What `{{name}}` stands for in the master; ValueError when the sentence does not fit."""
    if not isinstance(case.known["tokens"], list):
        raise ValueError("the setup cell defines no list `tokens`")
    for token in (WINNER, RIVAL):
        if token not in case.known["tokens"]:
            raise ValueError(f"no token is {token!r}, which queries are designed for: see facts.py")
    return {**_sentence(case), **_vectors(case), **_asked(), **_model()}


def word(number: int) -> str:
    """four for 4; numbers above ten in digits."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def listed(numbers: list[float]) -> str:
    """[2, 3], as in prose."""
    return f"[{', '.join(f'{number:g}' for number in numbers)}]"


def _sentence(case: Case) -> dict[str, object]:
    tokens = case.known["tokens"]
    return {
        "sentence": " ".join(tokens),
        "listed": ", ".join(tokens),
        "dots": _dots(len(tokens)),
        "count": word(len(tokens)),
        "Count": word(len(tokens)).capitalize(),
        "last": len(tokens) - 1,
        "asker": tokens[-1],
    }


def _vectors(case: Case) -> dict[str, object]:
    query, keys, tokens = case.known["query"], case.known["keys"], case.known["tokens"]
    shorter = query - np.array([1.0, 0.0])
    return {
        "query": listed(query.tolist()),
        "shorter_query": listed(shorter.tolist()),
        "shorter_query_floats": str(shorter.tolist()),
        "winner_key": listed(keys[tokens.index(WINNER)].tolist()),
        "rival_key": listed(keys[tokens.index(RIVAL)].tolist()),
        "dimension": keys.shape[1],
        "value_dimension": case.known["values"].shape[1],
        "output_dots": _dots(case.known["values"].shape[1]),
        "keys_shape_here": f"({keys.shape[0]}, {keys.shape[1]})",
    }


def _dots(count: int) -> str:
    """Places to fill in."""
    return ", ".join(["..."] * count)


def _asked() -> dict[str, object]:
    return {
        "winner": WINNER,
        "Winner": WINNER.capitalize(),
        "rival": RIVAL,
        "most": MOST,
        "each": EACH,
        "apart": APART,
        "paper_tolerance": PAPER,
    }


def _model() -> dict[str, object]:
    return {
        "text": TEXT,
        "width": WIDTH,
        "heads": HEADS,
        "head": HEAD,
        "kv_heads": KV_HEADS,
        "group": word(HEADS // KV_HEADS),
        "root": math.isqrt(HEAD),
        "longer_text": 2 * TEXT,
    }
