"""Self-attention by hand: a course module, and a grader that is fair, fast and safe."""


class Problem(Exception):
    """Something that a person can put right; the message says in one sentence what it is."""


def printable(text: str) -> str:
    """Text for a terminal: without what would move its cursor, colour it or turn it round."""
    return "".join(
        mark if mark.isprintable() or mark == "\n" else "\N{REPLACEMENT CHARACTER}" for mark in text
    )
