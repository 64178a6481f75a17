"""Small things that would become large on a page, or in a reader's browser: they stay small."""

import io
from base64 import b64encode
from collections.abc import Callable
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pytest

from attention_by_hand.marking.alike import LONGEST, key_of, words
from attention_by_hand.pages import drawing, markup
from attention_by_hand.pages.pictures import ANYHOW, is_shown

AS_TEXT = '<div class="highlight"><pre>'
PICTURE = "data:image/png;base64," + "A" * 100_000

# ---- markup

GROWING = {
    "tags that are opened again": "<p>"
    + "".join(f"<b id={n}>" for n in range(500))
    + "<p>x" * 1500,
    "and closed under another name": "<p>"
    + "".join(f"<b id={n}></i>" for n in range(500))
    + "<p></i>x" * 1500,
    "after closing what is not open": "</i>" * 2500
    + "<p>"
    + "".join(f"<b id={n}>" for n in range(500))
    + "<p>x" * 1500,
    "few, with long titles": "".join(f"<b title={n}{'x' * 300}>" for n in range(30))
    + "<p>x" * 2000,
    "depth": "<div>" * 20_000 + "<p>" * 20_000,
}


@pytest.mark.parametrize("what", GROWING)
def test_markup_that_would_grow_is_shown_as_text(what: str) -> None:
    html = markup.clean(GROWING[what])
    assert len(html) < 5 * len(GROWING[what]), "< and > are written as entities"


def test_an_honest_page_is_shown_as_it_is() -> None:
    row = "<tr>" + "<td><b>0.25</b></td>" * 10 + "</tr>"
    table = f"<table><tbody>{row * 12}</tbody></table>"
    assert markup.clean(table) == table
    words = "Some *words*, **more** and `code`.\n\n" * 40
    assert markup.rendered(words).count("<code>") == 40


REPEATED = {
    "an attachment": ("![](attachment:a)\n" * 1000, {"a": {"image/png": PICTURE[22:]}}),
    "a reference": (f"{'![][a]' * 3000}\n\n[a]: {PICTURE}", {}),
    "a title": (f'{"![][a]" * 1500}\n\n[a]: {PICTURE[:40]} "{"x" * 9000}"', {}),
    "a link": (f'{"[a]" * 3000}\n\n[a]: https://x.example "{"x" * 9000}"', {}),
}


@pytest.mark.parametrize("what", REPEATED)
def test_a_picture_that_comes_again_and_again_is_shown_a_few_times(what: str) -> None:
    source, pictures = REPEATED[what]
    held = len(source) + sum(len(data) for one in pictures.values() for data in one.values())
    assert len(markup.rendered(source, pictures)) < ANYHOW + 5 * held


def test_what_cannot_be_shown_is_shown_as_its_text_or_name() -> None:
    pictures = {"a b.png": {"image/png": "aGVs\nbG8="}, "é.png": {"image/gif": "R0k="}, "e": {}}
    source = "![one](attachment:a%20b.png) ![two](attachment:é.png) ![*three*](attachment:e) "
    html = markup.rendered(f"{source}![](attachment:%3Cb%3Ec.png)", pictures)
    assert '<img src="data:image/png;base64,aGVsbG8=" alt="one">' in html
    assert '<img src="data:image/gif;base64,R0k=" alt="two">' in html
    assert html.count("<img") == 2
    assert "<em>three</em> &lt;b&gt;c.png" in html


# ---- drawings and photos


def svg(inner: str, before: str = "") -> str:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{before}<svg {names} width="300" height="300">{inner}</svg>'


def in_base64(text: str | bytes) -> str:
    return b64encode(text.encode() if isinstance(text, str) else text).decode()


RECT = '<rect width="300" height="300"/>'
CLIPPED = '<rect width="300" height="300" clip-path="url(#c{})"/>'
SLOW = {
    "no end of clips": "".join(
        f'<clipPath id="c{n}">{CLIPPED.format(n + 1) * 10}</clipPath>' for n in range(9)
    ),
    "uses of uses": "".join(f'<g id="g{n}"><use href="#g{n + 1}"/></g>' for n in range(9)),
    "many uses of much": f'<g id="a">{RECT * 2000}</g>' + '<use xlink:href="#a"/>' * 4000,
    "a name in another form": '<g id="a"><use href="#%61"/></g>',
    "a name with a sign": '<rect clip-path="url(#\\61)"/>',
    "a name with a space": '<g id="a b"><use href="#a b"/></g>',
    "a filter": '<rect filter="blur(9px)"/>',
    "a filter in a style": '<rect style="fill:red; FILTER:blur(9px)"/>',
    "a filter in a style sheet": "<style><![CDATA[rect{filter:blur(9px)}]]></style>",
    "a style sheet within another": "<style>@import 'data:text/css,x'</style>",
    "letters written as numbers": "<style>rect{f\\69lter:blur(9px)}</style>",
    "a style sheet that refers": "<style>rect{clip-path:URL(#c)}</style>",
    "a drawing within another": '<g style="background:url(data:image/svg+xml,x)"/>',
    "shadows": '<text style="text-shadow:0 0 99px red">W</text>',
    "depth": '<g opacity=".9">' * 10_000 + "</g>" * 10_000,
    "a part of another page": "<foreignObject/>",
    "a movement": '<animate attributeName="x"/>',
}


@pytest.mark.parametrize("what", SLOW)
def test_a_drawing_that_may_stop_a_browser_is_not_shown(what: str) -> None:
    assert not drawing.is_quick(in_base64(svg(SLOW[what])))


def test_a_drawing_with_instructions_or_without_end_is_not_shown() -> None:
    style = '<?xml-stylesheet href="data:text/css,rect{filter:blur(9px)}"?>'
    assert not drawing.is_quick(in_base64(svg("", style)))
    inner = [f'<!ENTITY {one} "{f"&{next};" * 10}">' for one, next in pairwise("abcdefghij")]
    laughs = f'<!DOCTYPE x [{"".join(inner)}<!ENTITY j "{"x" * 1000}">]>'
    assert not drawing.is_quick(in_base64(svg("<text>&a;</text>", laughs)))


def figure(draw: Callable[[], object]) -> str:
    plt.figure()
    draw()
    file = io.BytesIO()
    plt.savefig(file, format="svg")
    plt.close()
    return in_base64(file.getvalue())


NUMBERS = np.random.default_rng(5).random((2, 3000))
HONEST: dict[str, Callable[[], object]] = {
    "points": lambda: plt.scatter(*NUMBERS),
    "lines": lambda: (plt.plot(NUMBERS[0], label="$x^2$"), plt.legend(), plt.grid()),
    "bars": lambda: plt.bar(range(9), range(9)),
    "weights": lambda: (plt.imshow(NUMBERS[:, :20]), plt.colorbar()),
    "arrows": lambda: plt.quiver(*NUMBERS[:, :50], *NUMBERS[:, 50:100]),
}


@pytest.mark.parametrize("what", HONEST)
def test_a_figure_of_matplotlib_is_shown(what: str) -> None:
    assert drawing.is_quick(figure(HONEST[what]))


BY_HAND = (
    "<!-- a graph --><defs><linearGradient id='g'><stop offset='0' stop-color='#ff0000'/>"
    "<stop offset='1' style='stop-color:#00f'/></linearGradient></defs>"
    "<style>text{font:12px sans-serif}</style><title>a graph</title>"
    "<g transform='rotate(0)'><a xlink:href='#x'><ellipse fill='none' cx='27' cy='90' rx='9'/>"
    "<text x='1'>cat</text></a><rect fill='url(#g)' width='9' height='9'/></g>"
)


def test_a_drawing_by_hand_is_shown_and_a_sentence_in_place_of_a_slow_one() -> None:
    honest = svg(BY_HAND, '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "svg11.dtd">')
    assert drawing.as_data(honest) == in_base64(honest)
    assert drawing.as_data(svg(SLOW["a filter"])) == in_base64(drawing.NOT_SHOWN)
    assert drawing.is_quick(in_base64(drawing.NOT_SHOWN))


@pytest.mark.parametrize(("side", "shown"), [(5000, True), (23_000, False)])
def test_a_picture_has_so_many_pixels(side: int, shown: bool) -> None:
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + side.to_bytes(4) * 2 + b"\1\0\0\0\0"
    for kind in ("png", "gif"):  # a browser looks into the file
        assert is_shown(f"data:image/{kind};base64,{in_base64(header)}") == shown


def test_an_address_that_is_read_in_two_ways_is_refused() -> None:
    assert is_shown("data:image/png;base64,iVBORw0KGgo=")
    assert not is_shown("data:image/png;base64,%69VBORw0KGgo=")


# ---- words


@pytest.mark.parametrize("mark", ["\u0300\u0315", "\u0f73"])
def test_a_letter_has_few_accents(mark: str) -> None:
    assert len("".join(words("a" + mark * 9000 + " b"))) < 30


def test_a_long_answer_is_not_the_same_as_another_that_begins_like_it() -> None:
    long = "word " * LONGEST
    assert key_of(f"{long}one", {}) != key_of(f"{long}two", {})
    assert len(words(long)) < LONGEST
