"""The marking scheme: what each step asks for, what it is worth, and what is said about it.

Edit points, shares, tolerances, praise and rubrics here, then run `attention-by-hand build`.
"""

from collections.abc import Callable

import numpy as np

from attention_by_hand.lesson import Computed, Credit, Designed, Prose, Step
from attention_by_hand.lessons.self_attention import reference
from attention_by_hand.lessons.self_attention.facts import (
    APART,
    EACH,
    HEAD,
    MOST,
    PAPER,
    RIVAL,
    TEXT,
    WINNER,
)
from attention_by_hand.lessons.self_attention.mistakes import (
    by_hand,
    output,
    query_cat,
    query_split,
    scores,
    shapes,
    softmax,
    weights,
)
from attention_by_hand.lessons.self_attention.shares import near
from attention_by_hand.numbers import Numbers

SELF_ATTENTION = "TM-SelfAttention"
DATA_FLOW = "TM-TransformerDataFlow"


def winner_gets_most(query: Numbers, keys: Numbers, tokens: list[str]) -> str | None:
    """More than MOST of the softmax weight on the winner."""
    share = _shares(query, keys)[tokens.index(WINNER)].item()
    if share > MOST:
        return None
    return f"{WINNER} gets {share:.3f} of the weight, and more than {MOST} is asked for"


def both_share(query: Numbers, keys: Numbers, tokens: list[str]) -> str | None:
    """Winner and rival at least EACH, and at most APART apart, with softmax."""
    shares = _shares(query, keys)
    one, other = shares[tokens.index(WINNER)].item(), shares[tokens.index(RIVAL)].item()
    seen = f"{WINNER} gets {one:.3f} and {RIVAL} {other:.3f}"
    if not abs(one - other) <= APART:  # nor where one is no number
        return f"{seen}: more than {APART} apart"
    if not min(one, other) >= EACH:
        return f"{seen}: equal enough, but each needs {EACH}"
    return None


def _shares(query: Numbers, keys: Numbers) -> Numbers:
    """Softmax weights `(n,)`."""
    return reference.softmax(reference.scores(query, keys))


def constant(*numbers: int) -> Callable[[], Numbers]:
    """A reference that is the same for all vectors."""
    return lambda: np.array(numbers, dtype=np.float64)


def as_long_as_a_key(keys_shape: Numbers) -> Numbers:
    """The shape of the output: one row a token, as long as a value; here keys are as long."""
    rows, length = keys_shape.tolist()
    return np.array((TEXT, length if rows == TEXT else HEAD), dtype=np.float64)


STEPS = (
    Step(
        "by-hand",
        points=3,
        objective=SELF_ATTENTION,
        notebook_share=1,
        tolerance=PAPER,
        relative=0,
        parts=(
            Computed(
                "by_hand_scores",
                of=("query", "keys"),
                reference=reference.scores,
                right="Your scores on paper are right.",
                ask="Go through the score column of the handout again, one token at a time.",
                mistakes=near("by_hand_scores", by_hand.BY_HAND_SCORES),
            ),
            Computed(
                "by_hand_weights",
                of=("by_hand_scores",),
                reference=reference.normalise,
                right="Your weights on paper are right.",
                ask="Divide each score by the sum row, and check that the weights add to 1.",
                mistakes=near("by_hand_weights", by_hand.BY_HAND_WEIGHTS),
            ),
            Computed(
                "by_hand_output",
                of=("by_hand_weights", "values"),
                reference=reference.weighted_sum,
                right="Your output on paper is right.",
                ask="Multiply each value by its weight, and add up the last column again.",
                mistakes=near("by_hand_output", by_hand.BY_HAND_OUTPUT),
            ),
        ),
    ),
    Step(
        "scores",
        points=4,
        objective=SELF_ATTENTION,
        parts=(
            Computed(
                "scores",
                of=("query", "keys"),
                reference=reference.scores,
                right="Right: each score is the dot product of the query with that token's key.",
                ask="Take one token, work out its score on paper, and compare.",
                mistakes=near("scores", scores.SCORES),
            ),
        ),
    ),
    Step(
        "weights",
        points=4,
        objective=SELF_ATTENTION,
        parts=(
            Computed(
                "weights",
                of=("scores",),
                reference=reference.normalise,
                right="Right: each weight is that token's share of all scores.",
                ask="What do your weights add to, and what should shares of a whole add to?",
                mistakes=near("weights", weights.WEIGHTS),
            ),
        ),
    ),
    Step(
        "output",
        points=4,
        objective=SELF_ATTENTION,
        parts=(
            Computed(
                "output",
                of=("weights", "values"),
                reference=reference.weighted_sum,
                right="Right: the output is the sum of the values, each times its weight.",
                ask="Print weight times value for each token, and add the {count} rows up by hand.",
                mistakes=near("output", output.OUTPUT),
            ),
        ),
    ),
    Step(
        "softmax",
        points=4,
        objective=SELF_ATTENTION,
        parts=(
            Computed(
                "softmax_weights",
                of=("scores",),
                reference=reference.softmax,
                right="Right: exponentials of the scores, divided by their sum.",
                ask="Print the exponential of each score first, then their sum, then the weights.",
                mistakes=near("softmax_weights", softmax.SOFTMAX_WEIGHTS),
            ),
            Computed(
                "softmax_output",
                of=("softmax_weights", "values"),
                reference=reference.weighted_sum,
                right="Right: the values, each times its softmax weight, added up.",
                ask="It is step 3 once more, with the softmax weights in place of the weights.",
                mistakes=near("softmax_output", softmax.SOFTMAX_OUTPUT),
                again="output",
            ),
        ),
    ),
    Step(
        "query-cat",
        points=2,
        objective=SELF_ATTENTION,
        notebook_share=1,
        parts=(
            Designed(
                "query_cat",
                like="query",
                of=("keys", "tokens"),
                goal=winner_gets_most,
                form="A query has as many numbers as a key.",
                right="Right: with your query, {winner} gets more than {most} of the weight.",
                ask="Which token gets the rest? Turn the query away from that key, or lengthen it.",
                symptoms=near("query_cat", query_cat.QUERY_CAT),
                tried_with="compute_attention",
            ),
        ),
    ),
    Step(
        "query-split",
        points=2,
        objective=SELF_ATTENTION,
        notebook_share=1,
        parts=(
            Designed(
                "query_split",
                like="query",
                of=("keys", "tokens"),
                goal=both_share,
                form="A query has as many numbers as a key.",
                right="Right: {winner} and {rival} share the weight evenly.",
                ask="Turn the query towards the key that gets less, then make it longer.",
                symptoms=near("query_split", query_split.QUERY_SPLIT),
                tried_with="compute_attention",
            ),
        ),
    ),
    Step(
        "shapes",
        points=3,
        objective=DATA_FLOW,
        notebook_share=1,
        parts=(
            Computed(
                "keys_shape",
                of=(),
                reference=constant(TEXT, HEAD),
                right="The shape of the keys is right.",
                ask="How many tokens are there, and how long is one key in one head?",
                mistakes=near("keys_shape", shapes.KEYS_SHAPE),
            ),
            Computed(
                "scores_shape",
                of=(),
                reference=constant(TEXT, TEXT),
                right="The shape of the scores is right.",
                ask="Every query meets every key: how many rows and columns are that?",
                mistakes=near("scores_shape", shapes.SCORES_SHAPE),
            ),
            Computed(
                "output_shape",
                of=("keys_shape",),
                reference=as_long_as_a_key,
                right="The shape of the output is right.",
                ask="Each query has one output, a mixture of values: how long is one value?",
                mistakes=near("output_shape", shapes.OUTPUT_SHAPE),
            ),
        ),
    ),
)

PROSE = (
    Prose(
        "softmax-reflection",
        2,
        SELF_ATTENTION,
        rubric=(
            Credit(1, "Says correctly which tokens gain weight and which lose it."),
            Credit(
                1,
                "Gives the reason: exponentials blow up differences, so small scores are left "
                "with almost nothing.",
            ),
        ),
    ),
    Prose(
        "experiment-reflection",
        2,
        SELF_ATTENTION,
        rubric=(
            Credit(1, "Describes a change of the weights for a concrete change of the query."),
            Credit(1, "Explains it with the direction or the length of keys and query."),
        ),
    ),
    Prose(
        "shapes-reflection",
        2,
        DATA_FLOW,
        rubric=(
            Credit(1, "Keys and output double, while scores become four times as many."),
            Credit(1, "Draws the consequence: the cost grows with the square of the length."),
        ),
    ),
)
