"""Markup that came from a student, made safe for the pages that other people open."""

import re
from functools import cache

import nh3
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from nbconvert.exporters import HTMLExporter

PICTURE = re.compile(r"data:image/(png|jpeg|gif|svg\+xml);base64,", re.IGNORECASE)
TOKEN = re.compile(r"[a-z][a-z0-9]{0,2}|highlight")  # classes of highlighted code
ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, "span": {"class"}, "div": {"class"}}


def clean(html: object) -> Markup:
    """Only harmless tags and attributes are left: no script, no style, nothing from the network."""
    return Markup(
        nh3.clean(
            str(html),
            attributes=ATTRIBUTES,
            attribute_filter=_harmless,
            url_schemes={"http", "https", "mailto", "data"},
        )
    )


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return " ".join(name for name in value.split() if TOKEN.fullmatch(name))
    if attribute in ("src", "href"):
        is_picture = PICTURE.match(value) is not None
        is_data = value.strip().lower().startswith("data:")
        return value if is_picture == (tag == "img") and is_picture == is_data else None
    return value


@pass_context
def markdown(context: Context, source: str) -> Markup:
    """Markdown as HTML with nothing but harmless markup in it."""
    return clean(_exporter().markdown2html(context, source))


@cache
def _exporter() -> HTMLExporter:
    return HTMLExporter(exclude_anchor_links=True)


def code_spans(text: str) -> Markup:
    """Plain text as HTML; `names` between backticks become code."""
    return Markup(re.sub(r"`([^`]*)`", r"<code>\1</code>", str(escape(text))))
