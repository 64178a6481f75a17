"""The marking scheme: what each step asks for, and what it is worth.

Edit points, shares and tolerances here, then run `attention-by-hand build`: it says which
cell of the master notebook has to follow.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from attention_by_hand import attention, mistakes
from attention_by_hand.mistakes import Mistake, Symptom

SELF_ATTENTION = "TM-SelfAttention"
DATA_FLOW = "TM-TransformerDataFlow"

Goal = Callable[[Tensor, Tensor], str | None]


@dataclass(frozen=True)
class Part:
    """One variable of a step: what it is computed `of`, and how.

    `reference` takes the inputs in the order of `of`. A `goal` judges a designed query
    instead: it takes the query `(d_k,)` and the keys `(n, d_k)` and returns None when it is
    met, else a sentence that says how close the query comes. `right` is said when it is
    right, `ask` when it is wrong in a way that neither its `mistakes` nor, for a designed
    query, its `symptoms` explain.
    """

    variable: str
    of: tuple[str, ...] = ()
    reference: Callable[..., Tensor] | None = None
    goal: Goal | None = None
    right: str = ""
    ask: str = ""
    mistakes: tuple[Mistake, ...] = ()
    symptoms: tuple[Symptom, ...] = ()


@dataclass(frozen=True)
class Step:
    """One graded answer cell. Each part is worth the same share of the points.

    `handout_share` is earned with the handout's vectors, the rest with other vectors in the
    same shapes. A number is right within `tolerance`, plus `relative` times the right number.
    """

    name: str
    points: float
    objective: str
    parts: tuple[Part, ...]
    handout_share: float = 0.5
    tolerance: float = 1e-4
    relative: float = 1e-4

    def reach(self, right: Tensor) -> Tensor:
        """How far from each of these numbers an answer may be."""
        return self.tolerance + self.relative * right.abs()

    def accepts(self, found: Tensor, right: Tensor) -> bool:
        """Whether the shape is the same and every number is right."""
        return found.shape == right.shape and bool(
            ((found - right).abs() <= self.reach(right)).all()
        )


@dataclass(frozen=True)
class Prose:
    """An answer in words, marked by a person."""

    name: str
    points: float
    objective: str


def cat_gets_most(query: Tensor, keys: Tensor) -> str | None:
    """More than 0.9 of the softmax weight on cat."""
    cat = attention.softmax(attention.scores(query, keys))[1].item()
    return (
        None if cat > 0.9 else f"cat gets {cat:.3f} of the weight, and more than 0.9 is asked for"
    )


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
        relative=0,
        parts=(
            Part(
                "by_hand_scores",
                of=("query", "keys"),
                reference=attention.scores,
                right="Your scores on paper are right.",
                ask="Go through the score column of the handout again, one token at a time.",
                mistakes=mistakes.BY_HAND_SCORES,
            ),
            Part(
                "by_hand_weights",
                of=("by_hand_scores",),
                reference=attention.normalise,
                right="Your weights on paper are right.",
                ask="Divide each score by the sum row, and check that the weights add to 1.",
                mistakes=mistakes.BY_HAND_WEIGHTS,
            ),
            Part(
                "by_hand_output",
                of=("by_hand_weights", "values"),
                reference=attention.weighted_sum,
                right="Your output on paper is right.",
                ask="Multiply each value by its weight, and add up the last column again.",
                mistakes=mistakes.BY_HAND_OUTPUT,
            ),
        ),
    ),
    Step(
        "scores",
        points=4,
        objective=SELF_ATTENTION,
        parts=(
            Part(
                "scores",
                of=("query", "keys"),
                reference=attention.scores,
                right="Right: each score is the dot product of the query with that token's key.",
                ask="Take one token, work out its score on paper, and compare.",
                mistakes=mistakes.SCORES,
            ),
        ),
    ),
    Step(
        "weights",
        points=4,
        objective=SELF_ATTENTION,
        parts=(
            Part(
                "weights",
                of=("scores",),
                reference=attention.normalise,
                right="Right: each weight is that token's share of all scores.",
                ask="What do your weights add to, and what should shares of a whole add to?",
                mistakes=mistakes.WEIGHTS,
            ),
        ),
    ),
    Step(
        "output",
        points=4,
        objective=SELF_ATTENTION,
        parts=(
            Part(
                "output",
                of=("weights", "values"),
                reference=attention.weighted_sum,
                right="Right: the output is the sum of the values, each times its weight.",
                ask="Print each token's weight times its value, and add the four rows up by hand.",
                mistakes=mistakes.OUTPUT,
            ),
        ),
    ),
    Step(
        "softmax",
        points=4,
        objective=SELF_ATTENTION,
        parts=(
            Part(
                "softmax_weights",
                of=("scores",),
                reference=attention.softmax,
                right="Right: exponentials of the scores, divided by their sum.",
                ask="Print the exponential of each score first, then their sum, then the weights.",
                mistakes=mistakes.SOFTMAX_WEIGHTS,
            ),
            Part(
                "softmax_output",
                of=("softmax_weights", "values"),
                reference=attention.weighted_sum,
                right="Right: the values, each times its softmax weight, added up.",
                ask="It is step 3 once more, with the softmax weights in place of the weights.",
                mistakes=mistakes.SOFTMAX_OUTPUT,
            ),
        ),
    ),
    Step(
        "query-cat",
        points=2,
        objective=SELF_ATTENTION,
        handout_share=1,
        parts=(
            Part(
                "query_cat",
                goal=cat_gets_most,
                right="Right: with your query, cat gets more than 0.9 of the weight.",
                ask="Which token gets the rest? Turn the query away from that key, or lengthen it.",
                symptoms=mistakes.QUERY_CAT,
            ),
        ),
    ),
    Step(
        "query-split",
        points=2,
        objective=SELF_ATTENTION,
        handout_share=1,
        parts=(
            Part(
                "query_split",
                goal=cat_and_chases_share,
                right="Right: cat and chases share the weight evenly.",
                ask="Turn the query towards the key that gets less, then make it longer.",
                symptoms=mistakes.QUERY_SPLIT,
            ),
        ),
    ),
    Step(
        "shapes",
        points=3,
        objective=DATA_FLOW,
        handout_share=1,
        parts=(
            Part(
                "keys_shape",
                reference=constant(50, 64),
                right="The shape of the keys is right.",
                ask="How many tokens are there, and how long is one key in one head?",
                mistakes=mistakes.KEYS_SHAPE,
            ),
            Part(
                "scores_shape",
                reference=constant(50, 50),
                right="The shape of the scores is right.",
                ask="Every query meets every key: how many rows and columns are that?",
                mistakes=mistakes.SCORES_SHAPE,
            ),
            Part(
                "output_shape",
                reference=constant(50, 64),
                right="The shape of the output is right.",
                ask="Each query has one output, a mixture of values: how long is one value?",
                mistakes=mistakes.OUTPUT_SHAPE,
            ),
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
