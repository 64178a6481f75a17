"""A page's text with those words marked that differ from another text."""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup
from rapidfuzz.distance import Indel

TAG = re.compile(r"""(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)""")  # as nh3 writes them
WORD = re.compile(r"\S+")
LONGEST = 2000  # words that are compared
ALIKE = 0.6  # texts that share less than this have no words marked: all would be


def mark_new(html: Markup, before: Markup) -> Markup:
    """`html` with the words marked that are not in `before`, where the two are alike.

    Both were made safe, and stay so: marks are put around words of the text, never into a tag.
    """
    now, then = _words(html), _words(before)
    if max(len(now), len(then)) > LONGEST or Indel.normalized_similarity(then, now) < ALIKE:
        return html
    changes = Indel.opcodes(then, now)
    new = {n for change in changes if change.tag == "insert"
           for n in range(change.dest_start, change.dest_end)}  # fmt: skip
    return _with_marks(html, new)


def _words(html: Markup) -> list[str]:
    texts = TAG.split(html)[::2]
    return [word.casefold() for text in texts for word in WORD.findall(text)]


def _with_marks(html: Markup, places: Iterable[int]) -> Markup:
    wanted, number = set(places), -1

    def marked(found: "re.Match[str]") -> str:
        nonlocal number
        number += 1
        return f"<mark>{found[0]}</mark>" if number in wanted else found[0]

    pieces: Sequence[str] = TAG.split(html)
    done = [WORD.sub(marked, one) if not place % 2 else one for place, one in enumerate(pieces)]
    return Markup("".join(done))
