"""Drawings (SVG) that came from a student: which of them a browser draws in a moment.

As an <img>, a drawing runs no script and loads nothing. But its parts may use one another, ten
times each and many deep, and then a browser stands still.
"""

import base64
import binascii
import re
from functools import lru_cache
from xml.etree import ElementTree

LARGEST = 2_000_000  # letters
SLOW = {"filter", "image", "foreignObject", "pattern", "mask", "marker", "animate", "script"}
REFERENCE = re.compile(r"#([^\s\"')]+)")


@lru_cache(1000)
def is_quick(data: str) -> bool:
    """Whether no part that is used uses others, and nothing in it takes long.

    data: the file in base64.
    """
    if len(data) > LARGEST:
        return False
    try:
        root = ElementTree.fromstring(base64.b64decode(data))
    except (binascii.Error, ElementTree.ParseError, ValueError):
        return False
    uses = [part for part in root.iter() if _name(part) == "use"]
    used = {
        name for part in uses for text in part.attrib.values() for name in REFERENCE.findall(text)
    }
    return not any(
        _name(part) in SLOW or (part.get("id") in used and _holds_use(part)) for part in root.iter()
    )


def _name(part: ElementTree.Element) -> str:
    return str(part.tag).rpartition("}")[2]


def _holds_use(part: ElementTree.Element) -> bool:
    return any(_name(one) == "use" for one in part.iter())
