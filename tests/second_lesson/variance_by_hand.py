"""Variance by hand: a second lesson, as unlike the first as it can be.

Its numbers are a plain list, its answers are single numbers and a list, it has no handout, no
explorer and no names for its numbers, and each step knows two mistakes.
"""

from collections.abc import Mapping
from random import Random

import numpy as np

from attention_by_hand.lesson import (
    Computed,
    Credit,
    Designed,
    Given,
    Known,
    Lesson,
    Mistake,
    Prose,
    Step,
    Symptom,
)
from attention_by_hand.numbers import Numbers

SPREAD = "ST-Spread"
TIMES = 4  # how many times as large the variance of `wider` should be


def variance(data: Numbers) -> Numbers:
    """Mean squared distance of the numbers `(n,)` from their mean: one number."""
    mean: Numbers = np.square(data - data.mean()).mean()
    return mean


def draw(source: Random, like: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """As many halves from 0 to 12."""
    numbers = [source.randint(0, 24) / 2 for _ in like["data"]]
    return {"data": np.array(numbers)}


def tells_apart(known: Known) -> bool:
    """Mean and median differ, and neither variance nor spread is near 0 or 1."""
    data = known["data"]
    return bool(abs(data.mean() - np.median(data)) > 0.3 and known["spread"] > 1.5)


def wide_enough(wider: Numbers, data: Numbers) -> str | None:
    """Whether the variance is TIMES as large, to a percent."""
    times = variance(wider) / variance(data)
    if abs(times - TIMES) <= 0.01 * TIMES:
        return None
    return f"the variance is {times:.3g} times as large, and {TIMES} times is asked for"


STEPS = (
    Step(
        "mean",
        points=1,
        objective=SPREAD,
        parts=(
            Computed(
                "mean",
                of=("data",),
                reference=lambda data: data.mean(),
                right="Right: the sum, shared out evenly.",
                ask="Add all numbers up. How many are there to share with?",
                mistakes=(
                    Mistake(
                        "one-too-few",
                        lambda data: data.sum() / (len(data) - 1),
                        "You divided by one less than there are numbers: {found}. Count again.",
                    ),
                    Mistake(
                        "the-one-in-the-middle",
                        lambda data: np.median(data),
                        "{found} is the median, the number in the middle. The mean is asked for.",
                    ),
                ),
            ),
        ),
    ),
    Step(
        "deviations",
        points=2,
        objective=SPREAD,
        notebook_share=0.25,
        parts=(
            Computed(
                "deviations",
                of=("data", "mean"),
                reference=lambda data, mean: data - mean,
                right="Right: each number less the mean.",
                ask="Take one number. How far is it from the mean, and on which side?",
                mistakes=(
                    Mistake(
                        "wrong-way-round",
                        lambda data, mean: mean - data,
                        "You took each number from the mean: {found}. Take the mean from it.",
                    ),
                    Mistake(
                        "no-sides",
                        lambda data, mean: abs(data - mean),
                        "Yours are distances: {found}. Numbers below the mean are negative here.",
                    ),
                ),
            ),
        ),
    ),
    Step(
        "variance",
        points=2,
        objective=SPREAD,
        parts=(
            Computed(
                "variance",
                of=("deviations",),
                reference=lambda deviations: np.square(deviations).mean(),
                right="Right: the mean of the squares.",
                ask="Square each deviation first. What do you do with the squares?",
                mistakes=(
                    Mistake(
                        "not-shared-out",
                        lambda deviations: np.square(deviations).sum(),
                        "{found} is the sum of the squares. Their mean is asked for.",
                    ),
                    Mistake(
                        "not-squared",
                        lambda deviations: deviations.mean(),
                        "You took the mean without squares. Square each deviation first.",
                    ),
                ),
            ),
            Computed(
                "spread",
                of=("variance",),
                reference=lambda variance: np.sqrt(variance),
                right="Right: the square root of the variance.",
                ask="Which number, times itself, gives the variance?",
                mistakes=(
                    Mistake(
                        "half",
                        lambda variance: variance / 2,
                        "You halved the variance: {found}. Take its square root.",
                    ),
                    Mistake(
                        "squared-again",
                        lambda variance: np.square(variance),
                        "You squared the variance: {found}. Take its square root.",
                    ),
                ),
            ),
        ),
    ),
    Step(
        "wider",
        points=1.5,
        objective=SPREAD,
        notebook_share=1,
        parts=(
            Designed(
                "wider",
                like="data",
                of=("data",),
                goal=wide_enough,
                form="As many numbers as in `data` are asked for.",
                right="Right: the numbers lie twice as far apart.",
                ask="What happens to the deviations when every number is doubled?",
                symptoms=(
                    Symptom(
                        "only-moved",
                        lambda wider, data: bool(abs(variance(wider) - variance(data)) < 1e-6),
                        "You moved all numbers alike. That changes the mean, not the spread.",
                    ),
                    Symptom(
                        "four-times-as-far",
                        lambda wider, data: bool(
                            abs(variance(wider) / variance(data) - TIMES**2) < 1e-6
                        ),
                        "Your deviations are four times as large, so their squares are 16 times.",
                    ),
                ),
            ),
        ),
    ),
)

LESSON = Lesson(
    name="variance",
    title="Variance by hand",
    given=Given(names=("data",), draw=draw, tells_apart=tells_apart, setup="numbers", others=2),
    steps=STEPS,
    prose=(
        Prose(
            "why-squares",
            1.5,
            SPREAD,
            rubric=(
                Credit(1, "Says that deviations add up to zero."),
                Credit(0.5, "Says what squaring does to large ones."),
            ),
        ),
    ),
    facts=lambda case: {"count": len(case.known["data"]), "times": TIMES},
    libraries=("numpy", "statistics"),
)
