"""Numbers and foreign text, as a message shows them."""

from attention_by_hand.numbers import Numbers

MOST = 40  # numbers that a message shows


def code(text: str, length: int = 120) -> str:
    """Text that came from a student, fit for a message: one line of code, in which nothing acts."""
    line = " ".join(text.split())
    kept = "".join(mark for mark in line if mark.isprintable() and mark != "`")
    return f"`{kept if len(kept) <= length else kept[:length] + '…'}`"


def listed(found: Numbers, digits: int = 4) -> str:
    """Numbers as text: 2.5, or [2, 9, 9, 4]; of very many, how many they are."""
    if found.size > MOST:
        return f"[… {found.size} numbers]"
    if found.ndim == 0:
        number = found.item()
        return f"{number:.0f}" if 1e4 <= abs(number) < 1e9 else f"{number:.{digits}g}"
    return f"[{', '.join(listed(entry, digits) for entry in found)}]"
