"""Pictures in what students wrote: where they come from, and which of them are shown."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from nbconvert.filters.markdown_mistune import IPythonRenderer

from attention_by_hand.pages import drawing
from attention_by_hand.pages.photo import pixels

Pictures = Mapping[str, Mapping[str, str]]  # by name: MIME type -> the file in base64

DRAWING = re.compile(r"data:image/svg\+xml;base64,([a-z0-9+/]+={0,2})", re.IGNORECASE)
ATTACHED = "attachment:"
KINDS = ("image/png", "image/jpeg", "image/gif")
AGAIN, ANYHOW = 3, 100_000  # times what a cell holds, and letters more: what its pictures may take
MOST_PIXELS = 50_000_000


class Renderer(IPythonRenderer):  # type: ignore[misc]
    """Markdown as HTML, with the pictures that were pasted into the cell.

    A picture that is not there is shown as its text, or as its name. So is one that comes again
    and again, which would make a page far longer than the notebook.
    """

    def __init__(self, pictures: Pictures, source: str) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self._pictures = pictures
        held = len(source) + sum(len(data) for one in pictures.values() for data in one.values())
        self._left = ANYHOW + AGAIN * held

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Called for each picture."""
        name = url.removeprefix(ATTACHED)
        address = url if name == url else self._attached(name)
        if address and self._has_room(address, title):
            return str(super().image(text, address, title))
        return text or ("" if name == url else self.escape_html(unquote(name)))

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Called for each link."""
        return str(super().link(text, url, title)) if self._has_room(url, title) else text

    def _attached(self, name: str) -> str:
        """The address of a picture in this cell, or ""; Markdown has its name in quoted form."""
        bundle = self._pictures.get(name) or self._pictures.get(unquote(name)) or {}
        found = ((kind, bundle[kind]) for kind in KINDS if bundle.get(kind))
        return next((f"data:{kind};base64,{''.join(data.split())}" for kind, data in found), "")

    def _has_room(self, address: str, title: str | None) -> bool:
        letters = len(address) + len(title or "")
        fits = letters <= self._left
        self._left -= letters if fits else 0
        return fits


def is_shown(address: str) -> bool:
    """Whether it holds the picture itself, and one that can be drawn in a moment."""
    if drawn := DRAWING.fullmatch(address):
        return drawing.is_quick(drawn[1])
    size = pixels(address)
    return size is not None and size <= MOST_PIXELS
