"""Markup that came from a student, made safe for the pages that other people open."""

import re
from functools import lru_cache

import nh3
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from nbconvert.filters import Highlight2HTML, ansi2html
from nbconvert.filters.markdown_mistune import MarkdownWithMath

from attention_by_hand.pages import drawing
from attention_by_hand.pages.pictures import Pictures, Renderer, is_shown

PICTURE_DATA = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=]+")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
NO_TEXT = re.compile(r"<img(?![^>]*\salt=)")
UNDESCRIBED = "No description has been provided for this image"
SHARED = 1000  # texts that are formatted once: what students got is the same in all notebooks
FORMATTING = {
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
}  # fmt: skip
LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
COLOUR = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")  # a control sequence of a terminal
LONGEST_WORDS, LONGEST_CODE = 20_000, 5000  # letters of a cell that are formatted
LONGEST_MARKUP = 200_000  # letters, pictures not counted
MOST_REOPENED = 300_000  # formatting tags × tags: a parser may open each anew after each
MOST_WORK = 100_000_000  # opening tags × tags: a parser may look through all that are open
MOST_GROWTH, LONGEST_LINK = 2, 2000  # times as long as before; letters
MOST_ENTITIES, MOST_COLOURS = 5000, 2000
TOKEN = re.compile(r"[a-z][a-z0-9]{0,2}|highlight")  # classes of highlighted code
ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, "span": {"class"}, "div": {"class"}}


def clean(html: object) -> Markup:
    """Only harmless tags and attributes are left: no script, no style, nothing from the network.

    What is larger or nested deeper than any page needs is shown as text: to clean it would take
    too long.
    """
    text = str(html)
    if _is_too_much(PICTURE_DATA.sub("", text)):
        return _as_text(text)
    safe = nh3.clean(
        text,
        attributes=ATTRIBUTES,
        attribute_filter=_harmless,
        url_schemes={"http", "https", "mailto", "data"},
    )
    return Markup(safe) if len(safe) <= MOST_GROWTH * len(text) + LONGEST_WORDS else _as_text(text)


def _is_too_much(html: str) -> bool:
    """Whether it may take long. Closing tags count for nothing: a parser may ignore them."""
    if len(html) > LONGEST_MARKUP or html.count("&") > MOST_ENTITIES:
        return True
    tags = TAG.findall(html)
    opening = [name.lower() for slash, name in tags if not slash]
    formatting = sum(name in FORMATTING for name in opening)
    return formatting * len(tags) > MOST_REOPENED or len(opening) * len(tags) > MOST_WORK


def _as_text(text: str) -> Markup:
    return Markup('<div class="highlight"><pre>{}</pre></div>').format(text)


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if is_shown(value) else None
    if attribute == "href":
        return value if len(value) <= LONGEST_LINK and LINK.match(value) else None
    if tag in FORMATTING:  # it would be there again in each that is opened anew
        return None
    if attribute == "class":
        return " ".join(name for name in value.split() if TOKEN.fullmatch(name))
    return value


def colours(text: str) -> str:
    """Text from a terminal in its colours; without them where it changes them all the time."""
    if len(COLOUR.findall(text)) > MOST_COLOURS:
        return str(escape(COLOUR.sub("", text)))
    return str(ansi2html(text))


@pass_context
def markdown(context: Context, source: str) -> Markup:
    """The Markdown of the cell at hand, with the pictures that were pasted into it."""
    return rendered(source, context.get("cell", {}).get("attachments"))


def rendered(source: str, pictures: Pictures | None = None) -> Markup:
    """Markdown as HTML with nothing but harmless markup in it; very long text as it is."""
    return _with_pictures(source, pictures) if pictures else _alone(source)


@lru_cache(SHARED)
def _alone(source: str) -> Markup:
    return _with_pictures(source, {})


def _with_pictures(source: str, pictures: Pictures) -> Markup:
    if len(PICTURE_DATA.sub("", source)) > LONGEST_WORDS:
        return _as_text(source)
    return clean(MarkdownWithMath(renderer=Renderer(pictures, source)).render(source))


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


FILTERS = {  # by the names that nbconvert's templates know
    "clean_html": clean,
    "ansi2html": colours,
    "markdown2html": markdown,
    "highlight_code": highlighted,
    "text_base64": drawing.as_data,
}
