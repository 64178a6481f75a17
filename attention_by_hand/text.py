"""Text and numbers, as a file of marks may hold them: nothing in it is ever computed."""

import re

FORMULA = tuple("=+-@＝＋－＠")  # what makes a spreadsheet compute a cell (OWASP, CSV injection)
SEPARATORS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
HARMLESS = re.compile(r"[+@-][\w.@+-]*")  # too few characters to call a function or a program
DECIMALS = 4


def safe_text(text: str) -> str:
    """A text for people, such as a name, that stays in its cell and that nothing computes.

    A semicolon would start a new cell where spreadsheets separate with it, and Moodle's reader
    takes a backslash before a quote for an escape.
    """
    text = SEPARATORS.sub(" ", text).replace(";", ",").replace("\\", "/").strip()
    return f"'{text}" if text.startswith(FORMULA) else text


def safe_key(text: str) -> str:
    """A text that the LMS looks a student or a column up by: unchanged, unless it is an attack.

    An address such as +ada@example.org starts like a formula, and yet nothing can come of it.
    """
    return text if HARMLESS.fullmatch(text) else safe_text(text)


def as_people_count(text: str) -> list[tuple[int, str]]:
    """By which names are put in order: student-2 before student-10."""
    parts = re.split(r"([0-9]+)", text)
    return [(int(part) if place % 2 else 0, part) for place, part in enumerate(parts)]


def points(number: float | None, missing: str = "") -> str:
    """2.5, with a decimal point and no exponent, as both systems read it in every language."""
    if number is None:
        return missing
    text = f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
