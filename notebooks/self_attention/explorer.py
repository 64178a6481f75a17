"""The explorer: move a query, and see how scores, weights and output change.

Keep this file beside the notebook. It needs nothing but IPython. Where anywidget is installed,
you can drag the query, and the browser does all the drawing.

    from attention_explorer import explore
    explore(query, keys, values, tokens)
"""

from __future__ import annotations

import base64
import functools
import html
import math
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from pathlib import Path
from typing import Any

MODULE = Path(__file__).with_name("explorer.js").read_text(encoding="utf-8")
STYLE = Path(__file__).with_name("explorer.css").read_text(encoding="utf-8")
PICTURE = Path(__file__).with_name("explorer.svg").read_text(encoding="utf-8")

FEWEST, MOST = 2, 6  # tokens that the picture has room for
LARGEST = 1e6
CIVIDIS = [
    "00224e", "1a386f", "434e6c", "61656f", "7d7c78", "9b9476", "bcae6c", "dec958", "fee838"
]  # fmt: skip
NOT_IN_XML = re.compile(r"[^ -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
Name = tuple[Point, list[str]]  # a place, and the lines that belong there


class Misfit(ValueError):
    """Input that does not fit: a notebook shows its sentence, and no traceback."""

    def _render_traceback_(self) -> list[str]:
        return [f"The explorer cannot start: {self}"]


def explore(
    query: object,
    keys: object,
    values: object,
    tokens: object,
    *,
    most: float = 0.9,
    each: float = 0.4,
    apart: float = 0.05,
    winner: int = 1,
    rival: int | None = None,
) -> Explorer:
    """The explorer of one query `(2,)` over keys and values `(n, 2)` of n tokens, 2 to 6.

    Vectors are tensors, arrays or lists. Two goals can be shaded: more weight than `most` for the
    token at position `winner`; or at least `each` for it and for the token at position `rival`,
    with at most `apart` between the two. Without a rival, it is the token after the winner.
    Raises Misfit, a ValueError, where something does not fit.
    """
    shown = scene(query, keys, values, tokens)
    limits = {"most": most, "each": each, "apart": apart}
    return Explorer(shown, goals(len(shown.labels), winner, rival, **limits))


# What there is to see


@dataclass(frozen=True)
class Scene:
    """A query `(2,)`, keys and values `(n, 2)`, and one label for each of the n tokens."""

    query: Point
    keys: tuple[Point, ...]
    values: tuple[Point, ...]
    labels: tuple[str, ...]

    @property
    def scores(self) -> list[float]:
        """Dot product of the query with each key: `(n,)`."""
        return [dot(self.query, key) for key in self.keys]

    @property
    def plain(self) -> list[float] | None:
        """Scores divided by their sum, `(n,)`; None where the sum is zero."""
        total = sum(self.scores)
        return None if abs(total) < 1e-9 else [score / total for score in self.scores]

    @property
    def softmax(self) -> list[float]:
        """Exponentials of the scores divided by their sum: `(n,)`."""
        highest = max(self.scores)
        powers = [math.exp(score - highest) for score in self.scores]
        return [power / sum(powers) for power in powers]

    def output(self, weights: Sequence[float]) -> Point:
        """The sum of the values, each times its weight: `(2,)`."""
        first, second = zip(*self.values, strict=True)
        return dot(weights, first), dot(weights, second)


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """The dot product of two vectors."""
    return sum(x * y for x, y in zip(a, b, strict=True))


# What was given, checked


def scene(query: object, keys: object, values: object, tokens: object) -> Scene:
    """The inputs as a scene, or a Misfit with one sentence about what is wrong."""
    names = [str(token) for token in tokens] if isinstance(tokens, (list, tuple)) else []
    if not FEWEST <= len(names) <= MOST:
        raise Misfit(f"`tokens` should be a list of {FEWEST} to {MOST} words.")
    labels = [f"{NOT_IN_XML.sub('�', name)} ({position})" for position, name in enumerate(names)]
    shape, wanted = (len(names), 2), f"{len(names)} rows (one per token) of 2 numbers"
    [place] = points("query", query, (2,), "2 numbers")
    places = points("keys", keys, shape, wanted), points("values", values, shape, wanted)
    return Scene(place, *places, tuple(labels))


def points(name: str, given: object, shape: tuple[int, ...], wanted: str) -> tuple[Point, ...]:
    """What was given under this name, an array of this shape, as points."""
    try:
        found, numbers = measure(given)
    except (TypeError, ValueError, OverflowError):
        raise Misfit(f"`{name}` should hold {wanted}, and it holds something else.") from None
    if found != shape:
        raise Misfit(f"`{name}` should hold {wanted}. Yours has the shape {found}.")
    if not all(abs(number) <= LARGEST for number in numbers):
        raise Misfit(f"`{name}` holds a number that is not finite or above a million.")
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def measure(given: Any) -> tuple[tuple[int, ...], list[float]]:
    """Shape and numbers of lists, arrays and tensors (with or without gradients), row by row."""
    if hasattr(given, "tolist"):
        given = given.tolist()
    if isinstance(given, Real):
        return (), [float(given)]
    if not isinstance(given, (list, tuple)):
        raise TypeError(given)
    shapes, rows = zip(*map(measure, given), strict=True)
    [shape] = set(shapes)  # a ValueError where rows differ
    return (len(rows), *shape), [number for row in rows for number in row]


def goals(count: int, winner: Any, rival: Any, **limits: Any) -> dict[str, float]:
    """The goals for so many tokens, or a Misfit with one sentence about what is wrong."""
    for name, limit in limits.items():
        if not (isinstance(limit, (int, float)) and 0 < limit < 1):
            raise Misfit(f"`{name}` should be a number between 0 and 1.")
    places = range(count)
    if rival is None and winner in places:
        rival = (winner + 1) % count
    if winner not in places or rival not in places or winner == rival:
        raise Misfit(f"`winner` and `rival` should be two positions from 0 to {count - 1}.")
    return {"winner": int(winner), "rival": int(rival)} | limits


# The explorer as an object: what a notebook shows


class Explorer:
    """The live picture where anywidget is there, and a still one with a table everywhere.

    Both are displayed. While the live one runs, it hides the still one, so you never see both.
    A saved notebook, a static page or a Jupyter without anywidget shows the still one.
    """

    def __init__(self, scene: Scene, goals: dict[str, float]) -> None:
        self._scene = scene
        self._still = f"attention-still-{uuid.uuid4().hex[:8]}"
        self._live = live(scene, goals, self._still)

    def __repr__(self) -> str:
        return f"Explorer(query={self.query})"

    @property
    def query(self) -> list[float]:
        """Where the query is now: it follows each move in the live picture."""
        return [float(number) for number in (self._live or self._scene).query]

    @query.setter
    def query(self, query: object) -> None:
        [moved] = points("query", query, (2,), "2 numbers")
        if self._live is not None:
            self._live.query = list(moved)
        self._scene = replace(self._scene, query=moved)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(still(self._scene, self._still, alive=self._live is not None), raw=True)
        if self._live is not None:
            bundle, metadata = self._live._repr_mimebundle_()
            # Where no widget can be drawn, the still picture is enough: this shows nothing.
            display(bundle | NOTHING, metadata=metadata, raw=True)


NOTHING = {"text/html": "<span hidden></span>", "text/plain": ""}


def live(scene: Scene, goals: dict[str, float], still: str) -> Any:
    """The widget, or None where anywidget is missing or does not work."""
    try:
        return widget_class()(
            query=scene.query,
            token_keys=scene.keys,
            token_values=scene.values,
            labels=scene.labels,
            goals=goals,
            colours=CIVIDIS,
            still=still,
        )
    except Exception:  # a student must not see an error of a half-installed anywidget
        return None


@functools.cache
def widget_class() -> type:
    """The anywidget that runs MODULE and STYLE. Raises ImportError without anywidget."""
    import anywidget
    import traitlets

    class AttentionExplorer(anywidget.AnyWidget):  # type: ignore[misc]
        _esm = MODULE
        _css = STYLE
        query = traitlets.List(traitlets.Float()).tag(sync=True)
        token_keys = traitlets.List().tag(sync=True)  # a widget's own `keys` are its traits
        token_values = traitlets.List().tag(sync=True)
        labels = traitlets.List(traitlets.Unicode()).tag(sync=True)
        goals = traitlets.Dict().tag(sync=True)
        colours = traitlets.List(traitlets.Unicode()).tag(sync=True)
        still = traitlets.Unicode().tag(sync=True)

    return AttentionExplorer


# The still: a picture with a text alternative, and the same numbers as a table


def still(scene: Scene, name: str, *, alive: bool) -> dict[str, str]:
    """The still as a mime bundle; `name` is the class by which the live picture hides it."""
    picture = base64.b64encode(draw(scene).encode()).decode()
    image = (
        f'<img style="max-width:100%" alt="{html.escape(alternative(scene))}" '
        f'src="data:image/svg+xml;base64,{picture}">'
    )
    last = f"<style>{ONLY_STILL.replace('STILL', name)}</style>" if alive else HINT
    return {
        "text/html": f'<div class="{name}">{image}{html_table(scene)}{last}</div>',
        "text/plain": text_table(scene),
    }


# Without its kernel JupyterLab would say "Loading widget..." below the still: hide that output.
ONLY_STILL = (
    ".jp-OutputArea-child:has(.STILL) + .jp-OutputArea-child:not(:has(.attention-explorer))"
    "{display: none}"
)

HINT = (
    "<p>For a query that you can drag, run <code>%pip install anywidget</code> in a cell, "
    "reload this page, restart the kernel and run the notebook again.</p>"
)

HEADINGS = ("token", "score", "weight (plain division)", "weight (softmax)")


def rows(scene: Scene) -> list[tuple[str, ...]]:
    """One row per token: label, score, both weights, as text."""
    plain = ["undefined"] * len(scene.labels) if scene.plain is None else text(scene.plain, 3)
    columns = (text(scene.scores, 2), plain, text(scene.softmax, 3))
    return list(zip(scene.labels, *columns, strict=True))


def text(numbers: Iterable[float], places: int) -> list[str]:
    """Numbers as text with so many decimal places."""
    return [f"{number:z.{places}f}" for number in numbers]


def caption(scene: Scene) -> str:
    """One line that says the query and both outputs."""
    plain = "undefined, because the scores add to 0"
    if scene.plain is not None:
        plain = f"[{', '.join(text(scene.output(scene.plain), 3))}]"
    softmax = f"[{', '.join(text(scene.output(scene.softmax), 3))}]"
    query = ", ".join(f"{number:g}" for number in scene.query)
    return (
        f"Attention of the query [{query}]. "
        f"Output with softmax {softmax}, with plain division {plain}."
    )


def html_table(scene: Scene) -> str:
    """The rows as a table that a screen reader can read cell by cell."""
    head = "".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS)
    body = "".join(
        f'<tr><th scope="row">{html.escape(label)}</th>'
        + "".join(f"<td>{number}</td>" for number in numbers)
        + "</tr>"
        for label, *numbers in rows(scene)
    )
    return (
        f"<table><caption>{html.escape(caption(scene))}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def text_table(scene: Scene) -> str:
    """The rows in columns, for a terminal."""
    lines = ["".join(cell.rjust(25) for cell in row) for row in [HEADINGS, *rows(scene)]]
    return "\n".join([caption(scene), *lines])


def alternative(scene: Scene) -> str:
    """The picture in words."""
    keys = ", ".join(
        f"{label} at [{key[0]:g}, {key[1]:g}]"
        for label, key in zip(scene.labels, scene.keys, strict=True)
    )
    weights = ", ".join(f"{label} {weight}" for label, _, _, weight in rows(scene))
    return (
        f"Three panels. Left: the query as an arrow among the keys {keys}. "
        f"Middle: bars of the softmax weights: {weights}, and of the weights by plain division. "
        f"Right: the polygon that the values span, with the outputs in it. {caption(scene)}"
    )


# The still picture: what is drawn into PICTURE

TOP, SIDE = 34, 250  # of a plane, in pixels
LETTER, LINE = 7.2, 14  # room for a name, in pixels


def draw(scene: Scene) -> str:
    """Keys and query, weights, and values with the outputs, side by side, as SVG."""
    panels = draw_keys(scene) + draw_weights(scene) + draw_values(scene)
    return PICTURE.replace("<!-- panels -->", panels)


def draw_keys(scene: Scene) -> str:
    """Each key as an arrow from the origin, and the query as a thicker one."""
    plane = plane_around(40, [(0, 0), scene.query, *scene.keys])
    start, query = plane.at((0, 0)), plane.at(scene.query)
    tips = [plane.at(key) for key in scene.keys]
    arrows = [arrow("key", start, tip, 10) for tip in tips] + [arrow("query", start, query, 16)]
    avoid = [spot for tip in [*tips, query] for spot in between(start, tip)]
    names = [*names_at(scene.keys, scene.labels), (scene.query, ["query"])]
    return plane.grid() + "".join(arrows) + plane.label(names, avoid)


def draw_weights(scene: Scene) -> str:
    """Two bars for each token: softmax filled, plain division empty with a dashed edge."""
    labels = [short(label) for label in scene.labels]
    left = 334 + LETTER * max(map(len, labels))
    low = -0.25 if min(scene.plain or [0]) < 0 else 0
    unit = (595 - left) / (1 - low)
    zero, thick = left - low * unit, min(90 / len(labels), 18)
    parts = [path("frame", f"M{zero:.1f} {TOP}v{SIDE}")]
    for i, label in enumerate(labels):
        y = TOP + SIDE * (i + 0.5) / len(labels)
        parts.append(words("left", left - 8, y + 4, label))
        parts.append(bar("soft", scene.softmax[i], zero, unit, y - thick, thick))
        if scene.plain:
            parts.append(bar("plain", scene.plain[i], zero, unit, y, thick))
    return "".join(parts)


def bar(kind: str, weight: float, zero: float, unit: float, y: float, thick: float) -> str:
    """A bar with its number. It is cut at -0.25 and at 1; an arrow says so."""
    end = zero + unit * min(max(weight, -0.25), 1)
    number = f"{'◂ ' * (weight < -0.25)}{weight:z.3f}{' ▸' * (weight > 1)}"
    drawn = path(kind, f"M{zero:.1f} {y:.1f}H{end:.1f}v{thick:.1f}H{zero:.1f}z", cividis(weight))
    return drawn + words("number", max(zero, end) + 5, y + thick / 2 + 4, number)


def draw_values(scene: Scene) -> str:
    """The values, the polygon around them, and where the outputs land."""
    plane = plane_around(700, scene.values)
    corners = [plane.at(corner) for corner in hull(scene.values)]
    avoid = [spot for i, corner in enumerate(corners) for spot in between(corners[i - 1], corner)]
    parts = [plane.grid(), path("hull", outline(corners))]
    for value, members in together(scene.values).items():
        colour = cividis(sum(scene.softmax[i] for i in members))
        parts.append(mark("value", plane.at(value), colour))
    for kind, weights in (("plain-output", scene.plain), ("soft-output", scene.softmax)):
        x, y = spot = plane.at(scene.output(weights or scene.softmax))
        if weights and plane.holds(spot):
            parts.append(mark(kind, spot))
            avoid += between((x - 9, y), (x + 9, y)) + between((x, y - 9), (x, y + 9))
        else:
            parts.append(words("note", 875, 328, "(not in view)" if weights else "(undefined)"))
    return "".join(parts) + plane.label(names_at(scene.values, scene.labels), avoid)


@dataclass(frozen=True)
class Plane:
    """A square panel with equal units on both axes: ±reach around its middle."""

    left: float
    middle: Point
    reach: float

    def at(self, place: Point) -> Point:
        """Where in the picture a place is."""
        unit = SIDE / 2 / self.reach
        right, up = place[0] - self.middle[0], place[1] - self.middle[1]
        return self.left + SIDE / 2 + right * unit, TOP + SIDE / 2 - up * unit

    def holds(self, spot: Point) -> bool:
        """Whether a spot of the picture is well within the frame."""
        x, y = spot[0] - self.left, spot[1] - TOP
        return min(x, y) > 8 and max(x, y) < SIDE - 8

    def grid(self) -> str:
        """Grid lines with their numbers."""
        lines, numbers = "", ""
        for tick in ticks(self.middle[0], self.reach):
            x, _ = self.at((tick, 0))
            lines += f"M{x:.1f} {TOP}v{SIDE}"
            numbers += words("tick", x, TOP + SIDE + 15, f"{tick:g}")
        for tick in ticks(self.middle[1], self.reach):
            _, y = self.at((0, tick))
            lines += f"M{self.left} {y:.1f}h{SIDE}"
            numbers += words("tick left", self.left - 5, y + 4, f"{tick:g}")
        return path("grid", lines) + numbers

    def label(self, names: Iterable[Name], avoid: Sequence[Point]) -> str:
        """Each name beside its place, where it covers fewest of these points and other names."""
        covered, parts = list(avoid), []
        for place, lines in names:
            boxes = list(self.beside(place, LETTER * max(map(len, lines)), LINE * len(lines)))
            costs = [sum(a < x < c and b < y < d for x, y in covered) for a, b, c, d in boxes]
            x, y, right, bottom = boxes[costs.index(min(costs))]
            parts += [words("name", x, y + LINE * (i + 0.8), line) for i, line in enumerate(lines)]
            for height in (y, (3 * y + bottom) / 4, (y + bottom) / 2, (y + 3 * bottom) / 4, bottom):
                covered += between((x, height), (right, height))
        return "".join(parts)

    def beside(self, place: Point, wide: float, high: float) -> Iterator[Box]:
        """Where a name of this size could stand within the frame, nearest to its place first."""
        spot = self.at(place)
        right, bottom = self.left + SIDE - wide - 3, TOP + SIDE - high - 3
        for gap in (8, 22):
            for i, j in ((1, -1), (1, 0), (1, 1), (0, -1), (0, 1), (-1, -1), (-1, 0), (-1, 1)):
                x = spot[0] + i * (gap + wide / 2) - wide / 2
                y = spot[1] + j * (gap + high / 2) - high / 2
                x, y = min(max(x, self.left + 3), right), min(max(y, TOP + 3), bottom)
                yield x, y, x + wide, y + high


def plane_around(left: float, places: Sequence[Point]) -> Plane:
    """A plane with all places in it, and room for their names."""
    xs, ys = zip(*places, strict=True)
    span = max(max(xs) - min(xs), max(ys) - min(ys))
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return Plane(left, middle, 0.7 * span if span > 1e-6 else 1.0)


def ticks(middle: float, reach: float) -> list[float]:
    """Round numbers for the grid, seven at most."""
    size = 10.0 ** math.floor(math.log10(reach))
    step = next(size * share for share in (0.5, 1, 2, 5) if reach / size / share <= 3)
    low, high = middle - 0.95 * reach, middle + 0.95 * reach
    return [step * i for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def names_at(places: Sequence[Point], labels: Sequence[str]) -> list[Name]:
    """The name of each place: the labels of its tokens, in one line if they fit."""
    names = []
    for place, members in together(places).items():
        lines = [short(labels[i]) for i in members]
        one = ", ".join(lines)
        names.append((place, [one] if len(one) <= 20 else lines))
    return names


def short(label: str) -> str:
    """The label, but only the beginning of a token with more than 12 letters."""
    token, _, position = label.rpartition(" ")
    return label if len(token) <= 12 else f"{token[:11]}… {position}"


def arrow(kind: str, start: Point, tip: Point, head: float) -> str:
    """A line with a triangle at its tip."""
    length = max(math.dist(start, tip), head)
    x, y = (head * (b - a) / length for a, b in zip(start, tip, strict=True))
    neck = tip[0] - x, tip[1] - y
    wings = [(neck[0] - side * y, neck[1] + side * x) for side in (0.3, -0.3)]
    return path(kind, outline([start, neck]) + outline([tip, *wings]))


def mark(kind: str, spot: Point, fill: str = "none") -> str:
    """A mark of PICTURE at a spot."""
    return f'<use class="{kind}" href="#{kind}" x="{spot[0]:.1f}" y="{spot[1]:.1f}" fill="{fill}"/>'


def path(kind: str, outline: str, fill: str = "none") -> str:
    """A shape. Its kind says how it looks; `fill` is for the kinds that do not say a colour."""
    return f'<path class="{kind}" d="{outline}" fill="{fill}"/>'


def words(kind: str, x: float, y: float, text: str) -> str:
    """A line of text. It is escaped, because a token may hold any characters."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{html.escape(text)}</text>'


def cividis(weight: float) -> str:
    """The colour for a weight: the nearest one of the list."""
    return f"#{CIVIDIS[round(min(max(weight, 0.0), 1.0) * (len(CIVIDIS) - 1))]}"


# Geometry


def outline(points: Sequence[Point]) -> str:
    """The path around a polygon."""
    return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in points)}z"


def between(a: Point, b: Point) -> list[Point]:
    """33 points from a to b."""
    return [(a[0] + (b[0] - a[0]) * i / 32, a[1] + (b[1] - a[1]) * i / 32) for i in range(33)]


def together(places: Sequence[Point]) -> dict[Point, list[int]]:
    """Each place once, with the positions of all tokens that share it."""
    shared: dict[Point, list[int]] = {}
    for position, place in enumerate(places):
        shared.setdefault(place, []).append(position)
    return shared


def hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the convex hull, in order (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    corners: list[Point] = []
    for way in (ordered, ordered[::-1]):
        start = len(corners)
        for point in way:
            while len(corners) > start + 1 and turn(corners[-2], corners[-1], point) <= 0:
                corners.pop()
            corners.append(point)
        corners.pop()
    return corners or ordered


def turn(a: Point, b: Point, c: Point) -> float:
    """Positive where a → b → c turns left, zero where it goes straight on."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
