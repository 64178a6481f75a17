"""Drawings (SVG) that came from a student: which of them a browser draws in a moment.

As an <img>, a drawing runs no script and loads nothing. But its parts may use one another, ten
times each and many deep, and then a browser stands still.
"""

import base64
import binascii
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import inf
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser, fromstring

from attention_by_hand.pages.photo import pixels

LARGEST = 2_000_000  # letters
MOST_USED = 5_000_000  # letters of what is used, each time that it is used
MOST_PIXELS = 10_000_000  # of all photos in it
DEEPEST = 25  # parts in parts
DRAWN = {"", "{http://www.w3.org/2000/svg", "{http://www.w3.org/1999/xhtml"}  # by a browser
SIMPLE = {
    "a", "circle", "clipPath", "defs", "desc", "ellipse", "g", "image", "line", "linearGradient",
    "metadata", "path", "polygon", "polyline", "radialGradient", "rect", "stop", "style", "svg",
    "symbol", "text", "textPath", "title", "tspan", "use",
}  # fmt: skip
REFERENCE = re.compile(r"#([^\s\"')]+)")
ODD = re.compile(r"[\s\"'()%\\]")  # in a name: it may be written in several ways
URL = re.compile(r"url", re.IGNORECASE)  # in a style sheet: it may stand for any number of uses
SLOW_STYLE = re.compile(
    r"filter|shadow|blend|mask|image(?!-rendering)|reflect|data:|[@\\]", re.IGNORECASE
)
NOT_SHOWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="24"><text y="16" font-size="14">'
    "This drawing is not shown: it may take a browser too long.</text></svg>"
)


def as_data(drawing: str) -> str:
    """The drawing in base64, or a sentence in its place."""
    data = base64.b64encode(drawing.encode()).decode()
    return data if is_quick(data) else base64.b64encode(NOT_SHOWN.encode()).decode()


@lru_cache(1000)
def is_quick(data: str) -> bool:
    """Whether it has simple parts alone, and what they use uses nothing itself and is not much.

    data: the file in base64.
    """
    if len(data) > LARGEST:
        return False
    try:
        root = fromstring(base64.b64decode(data), XMLParser(target=_Plain()))
    except (binascii.Error, ParseError, ValueError, LookupError):
        return False
    parts = list(root.iter())
    return (
        _is_shallow(root)
        and all(map(_is_simple, parts))
        and sum(map(_pixels, parts)) <= MOST_PIXELS
        and _used(parts) <= MOST_USED
    )


class _Plain(TreeBuilder):
    def pi(self, target: str, text: str | None = None) -> NoReturn:
        """Called for an instruction to the browser, such as to read a style sheet."""
        raise ValueError(f"an instruction: {target} {text}")


def _is_shallow(root: Element) -> bool:
    row = [root]
    for _ in range(DEEPEST):
        row = [inner for part in row for inner in part]
    return not row


def _is_simple(part: Element) -> bool:
    """Whether it is quick by itself. What other programs keep in the file is not drawn."""
    space, _, name = part.tag.rpartition("}")
    if space not in DRAWN:
        return True
    style = "".join(part.itertext()) if name == "style" else ""
    styles = style + part.get("style", "")
    is_odd = any(map(ODD.search, [part.get("id", ""), *_references(part)]))
    is_slow = "filter" in part.attrib or URL.search(style) or SLOW_STYLE.search(styles)
    return name in SIMPLE and not is_odd and not is_slow


def _pixels(part: Element) -> int:
    """Of a photo in it; very many of one that is not written out."""
    if not part.tag.endswith("image"):
        return 0
    found = [pixels(text) for name, text in part.attrib.items() if name.endswith("href")]
    return sum(MOST_PIXELS + 1 if one is None else one for one in found)


def _used(parts: Sequence[Element]) -> float:
    """Letters of what is used, each time that it is used; no end where that uses more."""
    names = {part: part.get("id", "") for part in parts}
    known = set(names.values())
    uses = {part: [name for name in _references(part) if name in known] for part in parts}
    times = Counter(name for names in uses.values() for name in names)
    letters = dict[Element, float]()
    for part in reversed(parts):  # from the leaves up
        own = inf if uses[part] else _letters(part)
        letters[part] = own + sum(letters[inner] for inner in part)
    return sum(times[names[part]] * letters[part] for part in parts if times[names[part]])


def _letters(part: Element) -> int:
    return sum(map(len, [part.tag, part.text or "", *part.attrib.values()]))


def _references(part: Element) -> list[str]:
    return [name for text in part.attrib.values() for name in REFERENCE.findall(text)]
