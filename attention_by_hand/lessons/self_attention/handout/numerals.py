"""How the handout writes numbers: short decimals, and fractions where they are simple."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from attention_by_hand.numbers import Numbers

DECIMALS = 3
LARGEST_DENOMINATOR = 60
NO_BREAK = "\N{NO-BREAK SPACE}"
CLOSE = 1e-6  # float32 in the notebook, float64 here


def decimal(number: float) -> str:
    """Up to three decimals, with a true minus sign: 2, 0.5, −1.25."""
    text = f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def simple_fraction(number: float) -> str | None:
    """3/8 for 0.375; None for whole numbers and where no simple fraction is near."""
    near = Fraction(number).limit_denominator(LARGEST_DENOMINATOR)
    if near.denominator == 1 or abs(float(near) - number) > CLOSE:
        return None
    return str(near).replace("-", "−")


def vector(numbers: Numbers) -> str:
    """[2, 3], as in the notebook."""
    return _bracketed(map(decimal, numbers.tolist()))


def _bracketed(parts: Iterable[str]) -> str:
    """With spaces that a line never breaks at."""
    return f"[{f',{NO_BREAK}'.join(parts)}]"


def number_forms(number: float) -> dict[str, Any]:
    """A number as a fraction (or None) and as a decimal, and whether nothing was rounded."""
    return _forms([number], simple_fraction(number), decimal(number))


def vector_forms(numbers: Numbers) -> dict[str, Any]:
    """The same of a vector: its fraction is given only where every component has one."""
    parts = [(simple_fraction(number), decimal(number)) for number in numbers.tolist()]
    simple = any(fraction for fraction, _ in parts) and all(
        fraction or "." not in text for fraction, text in parts
    )
    fractions = _bracketed(fraction or text for fraction, text in parts) if simple else None
    return _forms(numbers.tolist(), fractions, vector(numbers))


def _forms(numbers: Sequence[float], fraction: str | None, text: str) -> dict[str, Any]:
    exact = all(abs(number - round(number, DECIMALS)) < CLOSE for number in numbers)
    return {"fraction": fraction, "decimal": text, "exact": exact}


def small(weight: float) -> str:
    """A softmax weight, which is never zero, however small."""
    return decimal(weight) if weight >= 0.0005 else f"<{NO_BREAK}0.001"
