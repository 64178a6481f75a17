"""What stands on the handout: the question for everyone, the answers for the key only.

Plain data for the template. The numbers are the reference computation's.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from attention_by_hand.lessons.self_attention import reference
from attention_by_hand.lessons.self_attention.handout.numerals import (
    CLOSE,
    NO_BREAK,
    decimal,
    number_forms,
    simple_fraction,
    small,
    vector,
    vector_forms,
)
from attention_by_hand.lessons.self_attention.handout.plane import Plane, place_labels, spanning
from attention_by_hand.lessons.self_attention.handout.worked import Worked
from attention_by_hand.numbers import Numbers

Data = dict[str, Any]


def sheet(case: Worked) -> Data:
    """What both the student's sheet and the key show. Holds no answer."""
    plane = _plane(case)
    return {
        "tokens": [
            {"name": token, "position": position, "key": vector(key), "value": vector(value)}
            for position, (token, key, value) in enumerate(
                zip(case.tokens, case.keys, case.values, strict=True)
            )
        ],
        "query": vector(case.query),
        "position": len(case.tokens) - 1,
        "other-query": vector(other_query(case)),
        "plane": {
            "x": plane.x,
            "y": plane.y,
            "scale": plane.scale,
            "x-ticks": [{"at": tick, "text": decimal(tick)} for tick in plane.ticks(plane.x)],
            "y-ticks": [{"at": tick, "text": decimal(tick)} for tick in plane.ticks(plane.y)],
            "arrows": _arrows(case)[:-1],
            "alt": _alt(case),
        },
    }


def label(tokens: Sequence[str], position: int) -> str:
    """Tokens repeat, so each is named with its position: the (3)."""
    return f"{tokens[position]}{NO_BREAK}({position})"


def _points(vectors: Numbers) -> list[tuple[float, float]]:
    return [(x, y) for x, y in vectors.tolist()]


def _plane(case: Worked) -> Plane:
    """Wide enough for the query as well: students draw it in."""
    return spanning(_points(np.vstack([case.keys, case.query])))


def _arrows(case: Worked) -> list[Data]:
    """One for each different key, then the query's; equal keys share an arrow and a label."""
    names: dict[tuple[float, float], str] = {}
    for position, key in enumerate(_points(case.keys)):
        name = label(case.tokens, position)
        names[key] = f"{names[key]}, {name}" if key in names else name
    tips = [*names, *_points(case.query[None])]
    texts = [*names.values(), f"query {vector(case.query)}"]
    return [
        {"x": x, "y": y, "label": text, "label-x": spot[0], "label-y": spot[1]}
        for (x, y), text, spot in zip(
            tips, texts, place_labels(_plane(case), tips, texts), strict=True
        )
    ]


def _alt(case: Worked) -> str:
    ends = [f"{label(case.tokens, at)} to {vector(key)}" for at, key in enumerate(case.keys)]
    return f"A coordinate plane with the keys as arrows from the origin: {', '.join(ends)}."


def other_query(case: Worked) -> Numbers:
    """A query one step beside the case's: if possible with shares that are positive and new."""
    steps = np.array([[-1, 0], [0, -1], [1, 0], [0, 1]])
    queries: list[Numbers] = [case.query + step for step in steps]
    return max(queries, key=lambda query: _use(case, query))


def _use(case: Worked, query: Numbers) -> tuple[bool, bool, bool]:
    """How good a second example this query is: it divides, it changes something, it is tame."""
    scores = reference.scores(query, case.keys)
    if abs(scores.sum()) < CLOSE:
        return False, False, False
    changes = abs(reference.normalise(scores) - case.weights).max() > CLOSE
    return True, bool(changes), bool((scores >= 0).all())


def answers(case: Worked) -> Data:
    """What only the key shows."""
    scores = case.scores
    names = [label(case.tokens, position) for position in range(len(case.tokens))]
    query = _arrows(case)[-1]
    own = _own(case, names)
    return {
        "rows": _rows(case),
        "score-sum": decimal(scores.sum().item()),
        "output": vector_forms(case.output),
        "sum-of-shares": _sum_of_shares(case),
        "negative": bool((scores < 0).any()),
        "slips": _slips(case),
        "query": query | {"alt": f"The query as a dashed arrow to {vector(case.query)}."},
        "ranking": _ranking(scores, names),
        "other": _other(case, names),
        "own": own,
        "own-always": all([one["token"]] == one["favourites"] for one in own),
        "softmax": [small(weight) for weight in reference.softmax(scores).tolist()],
        "softmax-doubled": [small(weight) for weight in reference.softmax(2 * scores).tolist()],
        "level": bool(abs(scores - scores[0]).max() < CLOSE),
    }


def _ranking(scores: Numbers, names: Sequence[str]) -> str:
    """cat (1) = chases (2) > the (3) > the (0), highest score first."""
    order = sorted(range(len(names)), key=lambda at: -scores[at].item())
    text = names[order[0]]
    for before, after in pairwise(order):
        tied = abs(scores[before] - scores[after]) < CLOSE
        text += f" {'=' if tied else '>'} {names[after]}"
    return text


def _where(names: Sequence[str], chosen: npt.NDArray[np.bool_]) -> list[str]:
    return [name for name, chose in zip(names, chosen.tolist(), strict=True) if chose]


def _rows(case: Worked) -> list[Data]:
    return [
        {
            "score": decimal(score.item()),
            "working": _product(case.query, key),
            "weight": number_forms(weight.item()),
            "share": vector_forms(weight * value),
        }
        for key, score, weight, value in zip(
            case.keys, case.scores, case.weights, case.values, strict=True
        )
    ]


def _product(query: Numbers, key: Numbers) -> str:
    """2 · 3 + 3 · 1, with brackets around negative numbers."""
    pairs = zip(query.tolist(), key.tolist(), strict=True)
    return " + ".join(f"{_factor(left)} · {_factor(right)}" for left, right in pairs)


def _factor(number: float, text: str | None = None) -> str:
    text = text or decimal(number)
    return f"({text})" if number < 0 else text


def _sum_of_shares(case: Worked) -> str:
    """1/12 · [0, 0] + 3/8 · [4, 1] + …"""
    weights = [_factor(weight, simple_fraction(weight)) for weight in case.weights.tolist()]
    return " + ".join(
        f"{weight} · {vector(value)}" for weight, value in zip(weights, case.values, strict=True)
    )


def _slips(case: Worked) -> list[Data]:
    """Outputs that a common slip gives, for whoever marks the sheets."""
    without_own = reference.normalise(case.scores[:-1])
    slips = {
        "never divided by the sum": case.scores @ case.values,
        "divided by the number of tokens": case.scores @ case.values / len(case.keys),
        "a plain mean of the values": case.values.mean(0),
        "keys in place of values": case.weights @ case.keys,
        f"without position {len(case.keys) - 1} itself": without_own @ case.values[:-1],
    }
    return [
        {"what": what, "seen": vector(seen), "same": _same(seen, case.output)}
        for what, seen in slips.items()
        if np.isfinite(seen).all()
    ]


def _same(seen: Numbers, right: Numbers) -> bool:
    return seen.shape == right.shape and np.allclose(seen, right, atol=CLOSE)


def _other(case: Worked, names: Sequence[str]) -> Data:
    """Scores and weights for the other query, and who gains and loses by it."""
    scores = reference.scores(other_query(case), case.keys)
    weights = reference.normalise(scores)
    gain = weights - case.weights
    return {
        "scores": [decimal(score) for score in scores.tolist()],
        "score-sum": decimal(scores.sum().item()),
        "weights": [simple_fraction(weight) or decimal(weight) for weight in weights.tolist()],
        "gain": _where(names, gain > CLOSE),
        "lose": _where(names, gain < -CLOSE),
        "negative": bool((weights < 0).any()),
    }


def _own(case: Worked, names: Sequence[str]) -> list[Data]:
    """For each token, which tokens a query equal to its own key favours."""
    found = []
    for name, key in zip(names, case.keys, strict=True):
        scores = reference.scores(key, case.keys)
        favourites = _where(names, scores >= scores.max() - CLOSE)
        found.append(
            {
                "token": name,
                "favourites": favourites,
                "all": len(favourites) == len(names),
                "score": decimal(scores.max().item()),
            }
        )
    return found
