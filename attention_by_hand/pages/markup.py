"""Markup that came from a student, made safe for the pages that other people open."""

import re
from functools import lru_cache
from itertools import accumulate

import nh3
from markupsafe import Markup, escape
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

PICTURE = re.compile(r"data:image/(png|jpeg|gif|svg\+xml);base64,", re.IGNORECASE)
PICTURE_DATA = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=]+")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
NO_TEXT = re.compile(r"<img(?![^>]*\salt=)")
UNDESCRIBED = "No description has been provided for this image"
SHARED = 1000  # texts that are formatted once: what students got is the same in all notebooks
VOID = {"br", "hr", "img", "wbr", "col", "input", "path", "line", "rect", "circle", "use"}
DEEPEST = 1000  # tags that are open at a time
LONGEST_WORDS, LONGEST_CODE = 20_000, 5000  # letters of a cell that are formatted
TOKEN = re.compile(r"[a-z][a-z0-9]{0,2}|highlight")  # classes of highlighted code
ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, "span": {"class"}, "div": {"class"}}


def clean(html: object) -> Markup:
    """Only harmless tags and attributes are left: no script, no style, nothing from the network.

    What is nested deeper than any page needs is shown as text: to clean it would take too long.
    """
    text = str(html)
    if _depth(text) > DEEPEST:
        return _as_text(text)
    return Markup(
        nh3.clean(
            text,
            attributes=ATTRIBUTES,
            attribute_filter=_harmless,
            url_schemes={"http", "https", "mailto", "data"},
        )
    )


def _depth(html: str) -> int:
    """How many tags are open at a time, at most."""
    tags = (-1 if slash else 1 for slash, name in TAG.findall(html) if name.lower() not in VOID)
    return max(accumulate(tags), default=0)


def _as_text(text: str) -> Markup:
    return Markup('<div class="highlight"><pre>{}</pre></div>').format(text)


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return " ".join(name for name in value.split() if TOKEN.fullmatch(name))
    if attribute in ("src", "href"):
        is_picture = PICTURE.match(value) is not None
        is_data = value.strip().lower().startswith("data:")
        return value if is_picture == (tag == "img") and is_picture == is_data else None
    return value


@lru_cache(SHARED)
def markdown(source: str) -> Markup:
    """Markdown as HTML with nothing but harmless markup in it; very long text as it is."""
    if len(PICTURE_DATA.sub("", source)) > LONGEST_WORDS:
        return _as_text(source)
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    return clean(MarkdownWithMath(renderer=renderer).render(source))


def highlighted(source: str, language: str = "ipython3", **_more: object) -> Markup:
    """Code in colours; very long code as it is. Pygments takes minutes for some."""
    return _as_text(source) if len(source) > LONGEST_CODE else _coloured(source, language)


@lru_cache(SHARED)
def _coloured(source: str, language: str) -> Markup:
    return Markup(Highlight2HTML()(source, language))


def described(html: str) -> str:
    """A page whose pictures all have a text in their place."""
    return NO_TEXT.sub(f'<img alt="{UNDESCRIBED}"', html)


def code_spans(text: str) -> Markup:
    """Plain text as HTML; `names` between backticks become code."""
    return Markup(re.sub(r"`([^`]*)`", r"<code>\1</code>", str(escape(text))))
