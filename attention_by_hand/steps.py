"""The marking scheme: what each step asks for, and what it is worth.

Edit points, shares and tolerances here, then run `attention-by-hand build`: it says which
cell of the master notebook has to follow.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from attention_by_hand import attention

SELF_ATTENTION = "TM-SelfAttention"
DATA_FLOW = "TM-TransformerDataFlow"

Goal = Callable[[Tensor, Tensor], str | None]


@dataclass(frozen=True)
class Part:
    """One variable of a step: what it is computed `of`, and how.

    `reference` takes the inputs in the order of `of`. A `goal` judges a designed query
    instead: it takes the query `(d_k,)` and the keys `(n, d_k)` and returns None when it is
    met, else a sentence that says how close the query comes.
    """

    variable: str
    of: tuple[str, ...] = ()
    reference: Callable[..., Tensor] | None = None
    goal: Goal | None = None
    what: str = ""


@dataclass(frozen=True)
class Step:
    """One graded answer cell. Each part is worth the same share of the points.

    `handout_share` is earned with the handout's vectors, the rest with other vectors in the
    same shapes. `tolerance` is absolute, plus the same relative to the right number.
    """

    name: str
    points: float
    objective: str
    parts: tuple[Part, ...]
    handout_share: float = 0.5
    tolerance: float = 1e-4


@dataclass(frozen=True)
class Prose:
    """An answer in words, marked by a person."""

    name: str
    points: float
    objective: str


def cat_gets_most(query: Tensor, keys: Tensor) -> str | None:
    """More than 0.9 of the softmax weight on cat."""
    cat = attention.softmax(attention.scores(query, keys))[1].item()
    return None if cat > 0.9 else f"cat gets {cat:.3f} of the weight, and more than 0.9 is asked for"


def cat_and_chases_share(query: Tensor, keys: Tensor) -> str | None:
    """Cat and chases at least 0.4 each, and at most 0.05 apart, with softmax."""
    cat, chases = attention.softmax(attention.scores(query, keys))[1:3].tolist()
    if abs(cat - chases) > 0.05:
        return f"cat gets {cat:.3f} and chases {chases:.3f}: more than 0.05 apart"
    if min(cat, chases) < 0.4:
        return f"cat gets {cat:.3f} and chases {chases:.3f}: equal enough, but each needs 0.4"
    return None


def constant(*numbers: int) -> Callable[[], Tensor]:
    """A reference that is the same for all vectors."""
    return lambda: torch.tensor(numbers, dtype=torch.float64)


STEPS = (
    Step(
        "by-hand",
        points=3,
        objective=SELF_ATTENTION,
        handout_share=1,
        tolerance=0.0051,  # two decimals, rounded by hand
        parts=(
            Part("by_hand_scores", ("query", "keys"), attention.scores, what="scores"),
            Part("by_hand_weights", ("by_hand_scores",), attention.normalise, what="weights"),
            Part(
                "by_hand_output",
                ("by_hand_weights", "values"),
                attention.weighted_sum,
                what="output",
            ),
        ),
    ),
    Step(
        "scores",
        points=4,
        objective=SELF_ATTENTION,
        parts=(Part("scores", ("query", "keys"), attention.scores, what="scores"),),
    ),
    Step(
        "weights",
        points=4,
        objective=SELF_ATTENTION,
        parts=(Part("weights", ("scores",), attention.normalise, what="weights"),),
    ),
    Step(
        "output",
        points=4,
        objective=SELF_ATTENTION,
        parts=(Part("output", ("weights", "values"), attention.weighted_sum, what="output"),),
    ),
    Step(
        "softmax",
        points=4,
        objective=SELF_ATTENTION,
        parts=(
            Part("softmax_weights", ("scores",), attention.softmax, what="softmax weights"),
            Part(
                "softmax_output",
                ("softmax_weights", "values"),
                attention.weighted_sum,
                what="softmax output",
            ),
        ),
    ),
    Step(
        "query-cat",
        points=2,
        objective=SELF_ATTENTION,
        handout_share=1,
        parts=(Part("query_cat", goal=cat_gets_most, what="query"),),
    ),
    Step(
        "query-split",
        points=2,
        objective=SELF_ATTENTION,
        handout_share=1,
        parts=(Part("query_split", goal=cat_and_chases_share, what="query"),),
    ),
    Step(
        "shapes",
        points=3,
        objective=DATA_FLOW,
        handout_share=1,
        parts=(
            Part("keys_shape", reference=constant(50, 64), what="shape of the keys"),
            Part("scores_shape", reference=constant(50, 50), what="shape of the scores"),
            Part("output_shape", reference=constant(50, 64), what="shape of the output"),
        ),
    ),
)

PROSE = (
    Prose("softmax-reflection", 2, SELF_ATTENTION),
    Prose("experiment-reflection", 2, SELF_ATTENTION),
    Prose("shapes-reflection", 2, DATA_FLOW),
)


def find_step(name: str) -> Step:
    """The step of this name; KeyError with the known names otherwise."""
    by_name = {step.name: step for step in STEPS}
    if name not in by_name:
        raise KeyError(f"no step is called {name!r}; the marking scheme has {', '.join(by_name)}")
    return by_name[name]
