"""See attention move: drag a query and watch scores, weights and output follow.

Keep this file beside the notebook. It needs numpy and matplotlib; with anywidget as well,
the picture comes alive, and all drawing then happens in the browser.

    from attention_explorer import explore
    explore(query, keys, values, tokens)
"""

from __future__ import annotations

import base64
import functools
import html
import io
import uuid
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

FEWEST, MOST = 2, 6  # tokens that the picture has room for
ACCENT = "#b8005c"
QUIET = "#5c6470"


class Misfit(ValueError):
    """Input that does not fit: a notebook shows its sentence, and no traceback."""

    def _render_traceback_(self) -> list[str]:
        return [f"The explorer cannot start: {self}"]


def explore(query: object, keys: object, values: object, tokens: object) -> Explorer:
    """The explorer of one query `(2,)` over keys and values `(n, 2)` of n tokens, 2 to 6.

    Vectors are tensors, arrays or lists. Raises Misfit, a ValueError, where sizes differ.
    """
    return Explorer(scene(query, keys, values, tokens))


# What there is to see


@dataclass(frozen=True)
class Scene:
    """A query `(2,)`, keys and values `(n, 2)`, and one label for each of the n tokens."""

    query: Numbers
    keys: Numbers
    values: Numbers
    labels: tuple[str, ...]

    @property
    def scores(self) -> Numbers:
        """Dot product of the query with each key: `(n,)`."""
        scores: Numbers = self.keys @ self.query
        return scores

    @property
    def plain(self) -> Numbers | None:
        """Scores divided by their sum, `(n,)`; None where the sum is zero."""
        total = self.scores.sum()
        return None if abs(total) < 1e-9 else self.scores / total

    @property
    def softmax(self) -> Numbers:
        """Exponentials of the scores divided by their sum: `(n,)`."""
        powers: Numbers = np.exp(self.scores - self.scores.max())
        weights: Numbers = powers / powers.sum()
        return weights


def scene(query: object, keys: object, values: object, tokens: object) -> Scene:
    """The inputs as a scene, or a Misfit with one sentence about what is wrong."""
    names = [str(token) for token in tokens] if isinstance(tokens, (list, tuple)) else []
    if not FEWEST <= len(names) <= MOST:
        raise Misfit(f"`tokens` should be a list of {FEWEST} to {MOST} words.")
    labels = tuple(f"{name} ({position})" for position, name in enumerate(names))
    rows = f"{len(names)} rows (one per token) of 2 numbers"
    return Scene(
        vectors("query", query, (2,), "2 numbers"),
        vectors("keys", keys, (len(names), 2), rows),
        vectors("values", values, (len(names), 2), rows),
        labels,
    )


def vectors(name: str, given: object, shape: tuple[int, ...], wanted: str) -> Numbers:
    """What was given under this name as an array of this shape."""
    try:
        found = np.asarray(listed(given), dtype=np.float64)
    except (TypeError, ValueError):
        raise Misfit(f"`{name}` should hold {wanted}, and it holds something else.") from None
    if found.shape != shape:
        raise Misfit(f"`{name}` should hold {wanted}. Yours has the shape {found.shape}.")
    if not np.isfinite(found).all():
        raise Misfit(f"`{name}` holds a number that is not finite.")
    return found


def listed(given: Any) -> Any:
    """Plain lists, also from tensors (with or without gradients) and lists of them."""
    if isinstance(given, (list, tuple)):
        return [listed(entry) for entry in given]
    return given.tolist() if hasattr(given, "tolist") else given


# The explorer as an object: what a notebook shows


class Explorer:
    """The live picture where anywidget is there, and a still one with a table everywhere.

    Both are displayed. The live one hides the still while it runs, so a saved notebook, a
    static page or a Jupyter without anywidget shows the still and nothing is shown twice.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._still = f"attention-still-{uuid.uuid4().hex[:8]}"
        self._live = live(scene, self._still)

    def __repr__(self) -> str:
        return f"Explorer(query={self.query})"

    @property
    def query(self) -> list[float]:
        """Where the query is now: it follows each move in the live picture."""
        return [float(number) for number in (self._live or self._scene).query]

    @query.setter
    def query(self, query: object) -> None:
        moved = vectors("query", query, (2,), "2 numbers")
        if self._live is not None:
            self._live.query = moved.tolist()
        self._scene = Scene(moved, self._scene.keys, self._scene.values, self._scene.labels)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(still(self._scene, self._still, alive=self._live is not None), raw=True)
        if self._live is not None:
            bundle, metadata = self._live._repr_mimebundle_()
            # Where no widget can be drawn, the still says it all: this stays empty.
            display(bundle | NOTHING, metadata=metadata, raw=True)


NOTHING = {"text/html": "<span hidden></span>", "text/plain": ""}


def live(scene: Scene, still: str) -> Any:
    """The widget, or None where anywidget is missing or does not work."""
    try:
        return widget_class()(
            query=scene.query.tolist(),
            token_keys=scene.keys.tolist(),
            token_values=scene.values.tolist(),
            labels=list(scene.labels),
            still=still,
        )
    except Exception:  # a half-installed anywidget must not reach a student
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
        still = traitlets.Unicode().tag(sync=True)

    return AttentionExplorer


# The still: a figure with a text alternative, and the same numbers as a table


def still(scene: Scene, name: str, *, alive: bool) -> dict[str, str]:
    """The still as a mime bundle; `name` is the class by which the live picture hides it."""
    picture = base64.b64encode(png(draw(scene))).decode()
    image = (
        f'<img style="max-width:100%" alt="{html.escape(alternative(scene))}" '
        f'src="data:image/png;base64,{picture}">'
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
    plain = shown(scene.plain, len(scene.labels), 3)
    columns = (shown(scene.scores, len(scene.labels), 2), plain, shown(scene.softmax, 0, 3))
    return list(zip(scene.labels, *columns, strict=True))


def shown(numbers: Numbers | None, count: int, places: int) -> list[str]:
    """Numbers as text with so many decimal places, or `count` times that they do not exist."""
    if numbers is None:
        return ["undefined"] * count
    return [f"{number:.{places}f}" for number in numbers]


def outputs(scene: Scene) -> tuple[str, str]:
    """The outputs (plain division, softmax) as text."""
    plain = "undefined, because the scores add to 0"
    if scene.plain is not None:
        plain = f"[{', '.join(shown(scene.plain @ scene.values, 2, 3))}]"
    return plain, f"[{', '.join(shown(scene.softmax @ scene.values, 2, 3))}]"


def caption(scene: Scene) -> str:
    """One line that says the query and both outputs."""
    plain, softmax = outputs(scene)
    query = ", ".join(f"{number:g}" for number in scene.query)
    return (
        f"Attention of the query [{query}]. "
        f"Output with softmax {softmax}, with plain division {plain}."
    )


def html_table(scene: Scene) -> str:
    """The rows as a table that a screen reader can walk."""
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
    table = [HEADINGS, *rows(scene)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = [
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in table
    ]
    return "\n".join([caption(scene), *lines])


def alternative(scene: Scene) -> str:
    """The figure in words."""
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


def png(figure: Figure) -> bytes:
    """The figure as an image file."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=100)
    return file.getvalue()


def draw(scene: Scene) -> Figure:
    """Keys and query, weights, and values with the outputs, side by side."""
    figure = Figure(figsize=(9, 3), layout="constrained", facecolor="white")
    left, middle, right = figure.subplots(1, 3)
    draw_keys(left, scene)
    draw_weights(middle, scene)
    draw_values(right, scene)
    return figure


def draw_keys(axes: Axes, scene: Scene) -> None:
    """Every key as an arrow from the origin, and the query as a thicker one."""
    arrows = [(label, tip, QUIET, 1.5) for label, tip in together(scene.labels, scene.keys)]
    arrows.append(("query", scene.query, ACCENT, 3.0))
    for i, (label, place, colour, width) in enumerate(arrows):
        tip = (place[0], place[1])
        arrow = {"arrowstyle": "-|>", "color": colour, "lw": width, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", xy=tip, xytext=(0, 0), arrowprops=arrow)
        beside = (3, 4) if i % 2 else (3, -12)  # neighbours in one line do not cover each other
        axes.annotate(label, tip, xytext=beside, textcoords="offset points", color=colour, size=9)
    reach = 1.35 * max(1.0, float(np.abs([*scene.keys, scene.query]).max()))
    low = min(-0.5, float(np.min([*scene.keys, scene.query])) * 1.35)
    axes.set(xlim=(low, reach), ylim=(low, reach), title="query and keys", aspect="equal")
    axes.grid(alpha=0.3)


def draw_weights(axes: Axes, scene: Scene) -> None:
    """Both kinds of weights as bars; plain division hollow, softmax filled."""
    places = np.arange(len(scene.labels))
    filled = colormaps["cividis"](scene.softmax)
    soft = axes.barh(places + 0.2, scene.softmax, 0.36, color=filled, edgecolor="black")
    axes.bar_label(soft, fmt=" %.3f", fontsize=8)
    if scene.plain is not None:
        bare = axes.barh(places - 0.2, scene.plain, 0.36, color="none", edgecolor="black", ls="--")
        axes.bar_label(bare, fmt=" %.3f", fontsize=8)
    axes.set(yticks=places, yticklabels=scene.labels, title="weights: softmax ■, plain □")
    low, high = axes.get_xlim()
    axes.set_xlim(low * 1.35, max(1.3, high * 1.2))
    axes.invert_yaxis()


def draw_values(axes: Axes, scene: Scene) -> None:
    """The values, the polygon around them, and where the outputs land."""
    around = hull(scene.values)
    axes.fill(around[:, 0], around[:, 1], facecolor="#e8e9ec", edgecolor=QUIET)
    for label, place in together(scene.labels, scene.values):
        axes.plot(*place, "o", color=QUIET)
        axes.annotate(
            label, (place[0], place[1]), xytext=(4, 8), textcoords="offset points", size=9
        )
    axes.plot(*(scene.softmax @ scene.values), "D", color=ACCENT, ms=9, label="softmax")
    if scene.plain is not None:
        place = scene.plain @ scene.values
        axes.plot(*place, "s", mfc="none", mec="black", ms=9, mew=1.5, label="plain division")
    axes.margins(0.4, 0.3)
    axes.set(title="values and output")
    axes.legend(fontsize=7, loc="upper left")


def together(labels: tuple[str, ...], places: Numbers) -> list[tuple[str, Numbers]]:
    """Each place once, with the labels of all tokens that share it."""
    shared: dict[tuple[float, ...], list[str]] = {}
    for label, place in zip(labels, places.tolist(), strict=True):
        shared.setdefault(tuple(place), []).append(label)
    return [(", ".join(names), np.array(place)) for place, names in shared.items()]


def hull(points: Numbers) -> Numbers:
    """The corners of the convex hull, in order (Andrew's monotone chain)."""
    ordered = sorted(set(map(tuple, points.tolist())))
    lower, upper = chain(ordered), chain(ordered[::-1])
    return np.array(lower[:-1] + upper[:-1] or ordered)


def chain(points: list[Any]) -> list[Any]:
    """One side of the hull: points that keep turning left."""
    kept: list[Any] = []
    for point in points:
        while len(kept) > 1 and turn(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return kept


def turn(a: Any, b: Any, c: Any) -> float:
    """Positive where a → b → c turns left, zero where it goes straight on."""
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


# The live picture: what the browser runs

MODULE = r"""
const MOST = 0.9; // "cat gets more than this"
const EACH = 0.4,
  APART = 0.05; // "two tokens share evenly"
const STEP = 0.1,
  BIG_STEP = 1,
  FARTHEST = 100;
const SIDE = 400; // of the plane of queries, in its own units
const CELLS = 56; // the shading's grid; its edges are exact, so it can be coarse
const CIVIDIS = [
  "00224e",
  "1a386f",
  "434e6c",
  "61656f",
  "7d7c78",
  "9b9476",
  "bcae6c",
  "dec958",
  "fee838",
];

// Attention

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const dot = (a, b) => a[0] * b[0] + a[1] * b[1];

function softmax(scores) {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = sum(powers);
  return powers.map((power) => power / total);
}

/** Scores as shares of their sum; null where the sum is zero. */
function divide(scores) {
  const total = sum(scores);
  return Math.abs(total) < 1e-9 ? null : scores.map((score) => score / total);
}

function blend(weights, values) {
  return weights && [0, 1].map((axis) => sum(weights.map((weight, i) => weight * values[i][axis])));
}

function attend(query, { keys, values }) {
  const scores = keys.map((key) => dot(query, key));
  const soft = softmax(scores);
  const plain = divide(scores);
  return {
    scores,
    soft,
    plain,
    softOutput: blend(soft, values),
    plainOutput: blend(plain, values),
  };
}

// Regions of queries. A region is a list of margins: functions of the query that are all positive
// inside. For plain division they are multiplied by the sum of the scores, so they stay linear.

function marginsOf({ shade, method, first, second }, keys) {
  const parts = (query) => {
    const scores = keys.map((key) => dot(query, key));
    return method === "soft"
      ? { part: softmax(scores), whole: 1 }
      : { part: scores, whole: sum(scores) };
  };
  const most = [({ part, whole }) => part[first] - MOST * whole];
  const even = [
    ({ part, whole }) => APART * whole - part[first] + part[second],
    ({ part, whole }) => APART * whole - part[second] + part[first],
    ({ part, whole }) => part[first] - EACH * whole,
    ({ part, whole }) => part[second] - EACH * whole,
  ];
  const wanted = shade === "most" ? most : even;
  return [
    ...(method === "soft" ? [] : fair(keys)),
    ...wanted.map((margin) => (query) => margin(parts(query))),
  ];
}

/** No score is negative: only then are plain shares shares. */
const fair = (keys) => keys.map((key) => (query) => dot(query, key));

/** The part of a polygon where the margin is positive (Sutherland and Hodgman). */
function clip(polygon, margin) {
  const kept = [];
  polygon.forEach((point, i) => {
    const next = polygon[(i + 1) % polygon.length];
    const inside = margin(point) > 0;
    if (inside) kept.push(point);
    if (inside !== margin(next) > 0)
      kept.push(inside ? crossing(point, next, margin) : crossing(next, point, margin));
  });
  return kept;
}

/** Where the margin changes its sign between two points, by halving. */
function crossing(inside, outside, margin) {
  for (let i = 0; i < 14; i++) {
    const middle = [(inside[0] + outside[0]) / 2, (inside[1] + outside[1]) / 2];
    if (margin(middle) > 0) inside = middle;
    else outside = middle;
  }
  return inside;
}

function square(left, bottom, size) {
  return [
    [left, bottom],
    [left + size, bottom],
    [left + size, bottom + size],
    [left, bottom + size],
  ];
}

/** Polygons that cover the region within ±reach; full cells of a row are joined. */
function cover(margins, reach, cells) {
  const size = (2 * reach) / cells;
  const pieces = [];
  for (let row = 0; row < cells; row++) {
    let run = null;
    for (let column = 0; column < cells; column++) {
      const cell = square(column * size - reach, row * size - reach, size);
      const piece = margins.reduce(clip, cell);
      const full = piece.length === 4 && piece.every((point, i) => point === cell[i]);
      if (full && run) [run[1], run[2]] = [cell[1], cell[2]];
      else if (piece.length > 2) pieces.push(piece);
      run = full ? run || piece : null;
    }
  }
  return pieces;
}

/** The most that plain division can give while no score is negative; null if one always is. */
function ceiling({ shade, first, second }, keys) {
  let best = null;
  for (let turn = 0; turn < 7200; turn++) {
    const angle = (turn * Math.PI) / 3600;
    const scores = keys.map((key) => dot([Math.cos(angle), Math.sin(angle)], key));
    const shares = Math.min(...scores) < -1e-9 ? null : divide(scores);
    if (!shares) continue;
    const apart = Math.abs(shares[first] - shares[second]);
    const got =
      shade === "most"
        ? shares[first]
        : apart > APART
          ? 0
          : Math.min(shares[first], shares[second]);
    best = Math.max(best ?? 0, got);
  }
  return best;
}

/** What the shading shows, in a sentence or two. */
function account(setting, { keys, labels }, empty) {
  if (setting.shade === "none") return "";
  const [one, two] = [labels[setting.first], labels[setting.second]];
  const most = setting.shade === "most";
  const feat = most
    ? `give ${one} more than ${MOST}`
    : `give ${one} and ${two} at least ${EACH} each, at most ${APART} apart`;
  const by = setting.method === "soft" ? "with softmax" : "with plain division";
  if (setting.method === "soft")
    return empty
      ? `Nothing is shaded: no query here can ${feat}, ${by}.`
      : `Shaded: the queries that ${feat}, ${by}.`;
  const hatched = "Dotted: a score is negative there, so its “share” is no share.";
  if (!empty) return `Shaded: the queries that ${feat}, ${by}. ${hatched}`;
  const limit = ceiling(setting, keys);
  if (limit === null) return `Nothing is shaded: every query makes some score negative. ${hatched}`;
  const bound = most
    ? `${one} gets at most ${write(limit, 3)}`
    : `an even split gives ${one} and ${two} at most ${write(limit, 3)} each`;
  return `Nothing is shaded, and that is the point: ${by}, ${bound}. A longer query multiplies every score alike, so the shares stay. ${hatched}`;
}

// Writing and colouring

function write(number, places) {
  const text = number.toFixed(places);
  return Number(text) === 0 ? (0).toFixed(places) : text.replace("-", "−");
}

const pair = (point, places) => `[${point.map((number) => write(number, places)).join(", ")}]`;
const brief = (point) => `[${point.map((number) => String(number).replace("-", "−")).join(", ")}]`;

function cividis(weight) {
  const place = Math.min(Math.max(weight, 0), 1) * (CIVIDIS.length - 1);
  const low = Math.min(Math.floor(place), CIVIDIS.length - 2);
  const channel = (hex, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  const mixed = [0, 1, 2].map(
    (i) =>
      channel(CIVIDIS[low], i) * (1 - place + low) + channel(CIVIDIS[low + 1], i) * (place - low),
  );
  return `rgb(${mixed.map(Math.round).join(",")})`;
}

// Elements

const SVG = "http://www.w3.org/2000/svg";

function make(parent, name, attributes = {}, text) {
  const space =
    name === "svg" || parent.namespaceURI === SVG ? SVG : "http://www.w3.org/1999/xhtml";
  const element = document.createElementNS(space, name);
  set(element, attributes);
  if (text !== undefined) element.textContent = text;
  return parent.appendChild(element);
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

function drawing(parent, width, height, attributes) {
  return make(parent, "svg", { viewBox: `0 0 ${width} ${height}`, ...attributes });
}

const outline = (points) =>
  `M${points.map((point) => point.map((number) => number.toFixed(1)).join(" ")).join("L")}Z`;

/** Grid lines, axes and their numbers, for a frame that maps [x, y] to the drawing. */
function drawGrid(layer, { at, box: [left, bottom, right, top] }) {
  layer.replaceChildren();
  const step = [1, 2, 5, 10, 20, 50].find((size) => (right - left) / size <= 13) ?? 100;
  for (const axis of [0, 1]) {
    const [low, high] = axis ? [bottom, top] : [left, right];
    for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
      const [from, to] = axis
        ? [at([left, tick]), at([right, tick])]
        : [at([tick, bottom]), at([tick, top])];
      make(layer, "line", {
        x1: from[0],
        y1: from[1],
        x2: to[0],
        y2: to[1],
        class: tick === 0 ? "axis" : "grid",
      });
      const [x, y] = axis ? at([Math.max(left, 0), tick]) : at([tick, Math.max(bottom, 0)]);
      const room = (high - low) / 40;
      if (tick !== 0 && tick > low + room && tick < high - room)
        make(
          layer,
          "text",
          {
            class: "tick",
            x: axis ? x - 5 : x,
            y: axis ? y + 4 : y + 14,
            "text-anchor": axis ? "end" : "middle",
          },
          write(tick, 0),
        );
    }
  }
}

/** Tokens that share a place share a label. */
function together(labels, places) {
  const shared = new Map();
  places.forEach((place, i) => {
    const found = shared.get(String(place)) ?? { place, names: [], members: [] };
    found.names.push(labels[i]);
    found.members.push(i);
    shared.set(String(place), found);
  });
  return [...shared.values()];
}

/** Put each label beside its spot, where it covers least of the lines and of other labels. */
function placeLabels(spots, obstacles, width, height) {
  const taken = [];
  const hits = ([x, y, w, h]) =>
    obstacles.filter(([ox, oy]) => ox > x && ox < x + w && oy > y && oy < y + h).length +
    20 *
      taken.filter(([tx, ty, tw, th]) => x < tx + tw && tx < x + w && y < ty + th && ty < y + h)
        .length +
    (x < 2 || y < 2 || x + w > width - 2 || y + h > height - 2 ? 100 : 0);
  return spots.map(({ text, spot: [x, y] }) => {
    const [w, h, gap] = [7.2 * text.length, 17, 9];
    const boxes = [
      [x + gap, y - h - 2],
      [x - w / 2, y - h - gap],
      [x + gap, y - h / 2],
      [x + gap, y + 2],
      [x - w / 2, y + gap],
      [x - w - gap, y - h - 2],
      [x - w - gap, y - h / 2],
      [x - w - gap, y + 2],
    ];
    const best = boxes.map(([bx, by]) => [bx, by, w, h]).sort((a, b) => hits(a) - hits(b))[0];
    taken.push(best);
    return [best[0], best[1] + 13];
  });
}

const along = (from, to) =>
  [...Array(17).keys()].map((i) => [
    from[0] + ((to[0] - from[0]) * i) / 16,
    from[1] + ((to[1] - from[1]) * i) / 16,
  ]);

// An arrow from the origin: a line and a head of its own, so that both can move cheaply.

function makeArrow(layer, name, head) {
  const group = make(layer, "g", { class: `arrow ${name}` });
  const line = make(group, "line");
  const point = make(group, "path");
  return (from, to) => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const [ux, uy] = length ? [(to[0] - from[0]) / length, (to[1] - from[1]) / length] : [0, 0];
    const [bx, by, half] = [to[0] - head * ux, to[1] - head * uy, head * 0.42];
    set(line, {
      x1: from[0],
      y1: from[1],
      x2: length > head ? bx : from[0],
      y2: length > head ? by : from[1],
    });
    point.setAttribute(
      "d",
      length > head / 2
        ? outline([to, [bx - half * uy, by + half * ux], [bx + half * uy, by - half * ux]])
        : "",
    );
  };
}

// The plane of queries

function makeQueryPlane(parent, data, onMove, onSettle) {
  const places = data.keys.map((key, i) => `${data.labels[i]} at ${brief(key)}`).join(", ");
  const name = `Plane of queries. Keys: ${places}.`;
  const svg = drawing(parent, SIDE, SIDE, { class: "plane", role: "group", "aria-label": name });
  drawPatterns(svg, data.id);
  const still = make(svg, "g", { "aria-hidden": "true" });
  const regions = makeRegions(still, data.id);
  const grid = make(still, "g");
  const keys = make(still, "g", { class: "keys" });
  const arrow = makeArrow(still, "query", 16);
  const tip = makeTip(svg);
  let frame = squareFrame(1);
  listenToPointer(svg, tip, () => frame, onMove, onSettle);
  listenToKeys(tip, onMove, onSettle);
  return {
    zoom(reach) {
      frame = squareFrame(reach);
      drawGrid(grid, frame);
      drawKeys(keys, data, frame);
    },
    show(query) {
      arrow(frame.at([0, 0]), frame.at(query));
      moveTip(tip, query, frame.at(query));
    },
    shade: (setting) => drawRegions(regions, setting, data.keys, frame),
  };
}

/** A frame that holds ±reach on both axes; `from` is the way back, from shares of its sides. */
function squareFrame(reach) {
  const unit = SIDE / 2 / reach;
  return {
    reach,
    at: ([x, y]) => [SIDE / 2 + x * unit, SIDE / 2 - y * unit],
    from: ([right, down]) => [(2 * right - 1) * reach, (1 - 2 * down) * reach],
    box: [-reach, -reach, reach, reach],
  };
}

function makeRegions(layer, id) {
  const path = (name, pattern) =>
    make(layer, "path", { class: name, fill: `url(#${id}-${pattern})` });
  const dotted = path("dotted", "dots");
  dotted.setAttribute("fill-rule", "evenodd");
  return { dotted, shaded: [path("tint", "lines"), path("stripes", "lines")] };
}

/** Shade what the setting asks for and dot where shares are none; whether nothing is shaded. */
function drawRegions({ dotted, shaded }, setting, keys, { reach, at }) {
  const on = setting.shade !== "none";
  const plain = setting.method === "plain";
  const drawn = (pieces) => pieces.map((piece) => outline(piece.map(at))).join("");
  const pieces = on ? cover(marginsOf(setting, keys), reach, plain ? 1 : CELLS) : [];
  shaded.forEach((path) => path.setAttribute("d", drawn(pieces)));
  const whole = square(-reach, -reach, 2 * reach);
  const unfair = [whole, fair(keys).reduce(clip, whole)].filter((polygon) => polygon.length > 2);
  dotted.setAttribute("d", on && plain ? drawn(unfair) : "");
  return pieces.length === 0;
}

function drawPatterns(svg, id) {
  const defs = make(svg, "defs");
  const lines = make(defs, "pattern", {
    id: `${id}-lines`,
    width: 7,
    height: 7,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  make(lines, "line", { x1: 0, y1: 0, x2: 0, y2: 7, class: "stripe" });
  const dots = make(defs, "pattern", {
    id: `${id}-dots`,
    width: 10,
    height: 10,
    patternUnits: "userSpaceOnUse",
  });
  make(dots, "circle", { cx: 5, cy: 5, r: 1.1, class: "dot" });
}

function makeTip(svg) {
  const tip = make(svg, "g", {
    class: "tip",
    tabindex: 0,
    role: "slider",
    "aria-label": "Tip of the query, two numbers",
    "aria-valuemin": -FARTHEST,
    "aria-valuemax": FARTHEST,
    "aria-valuenow": 0,
  });
  make(tip, "circle", { r: 22, class: "grip" });
  make(tip, "circle", { r: 14, class: "ring" });
  make(tip, "circle", { r: 8, class: "knob" });
  make(tip, "text", { x: 13, y: -11, class: "name", "aria-hidden": "true" }, "query");
  return tip;
}

function moveTip(tip, query, [x, y]) {
  set(tip, {
    transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
    "aria-valuenow": query[0],
    "aria-valuetext": `first ${write(query[0], 2)}, second ${write(query[1], 2)}`,
  });
}

function drawKeys(layer, { keys, labels }, { at }) {
  layer.replaceChildren();
  const groups = together(labels, keys);
  const origin = at([0, 0]);
  groups.forEach(({ place }) => makeArrow(layer, "key", 10)(origin, at(place)));
  const obstacles = groups.flatMap(({ place }) => along(origin, at(place)));
  const spots = groups.map(({ place, names }) => ({ text: names.join(", "), spot: at(place) }));
  placeLabels(spots, obstacles, SIDE, SIDE).forEach(([x, y], i) =>
    make(layer, "text", { x, y, class: "name" }, spots[i].text),
  );
}

function listenToPointer(svg, tip, frame, onMove, onSettle) {
  let grabbed = null; // from the pointer to the tip, while dragging
  const place = ({ clientX, clientY }) => {
    const box = svg.getBoundingClientRect();
    return frame().from([(clientX - box.left) / box.width, (clientY - box.top) / box.height]);
  };
  const follow = (event) => {
    const { reach } = frame();
    const to = place(event).map((number, axis) => number + grabbed[axis]);
    onMove(to.map((number) => Math.min(Math.max(number, -reach), reach)));
  };
  const grab = (event) => {
    const onTip = tip.contains(event.target);
    // A finger beside the tip scrolls the page; a mouse or pen moves the tip there.
    if (event.button !== 0 || (event.pointerType === "touch" && !onTip)) return;
    grabbed = onTip ? gap(place(event), place(centre(tip.querySelector(".knob")))) : [0, 0];
    svg.setPointerCapture(event.pointerId);
    svg.classList.add("dragging");
    tip.focus({ preventScroll: true });
    follow(event);
  };
  const release = () => {
    if (grabbed) onSettle();
    grabbed = null;
    svg.classList.remove("dragging");
  };
  svg.addEventListener("pointerdown", grab);
  svg.addEventListener("pointermove", (event) => grabbed && follow(event));
  svg.addEventListener("pointerup", release);
  svg.addEventListener("pointercancel", release);
}

const gap = (from, to) => [to[0] - from[0], to[1] - from[1]];

function centre(element) {
  const box = element.getBoundingClientRect();
  return { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
}

function listenToKeys(tip, onMove, onSettle) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
  tip.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const size = event.shiftKey ? BIG_STEP : STEP;
    onMove((query) => [query[0] + size * way[0], query[1] + size * way[1]]);
  });
  tip.addEventListener("keyup", (event) => event.key in ways && onSettle());
}

// The table of scores and weights

function makeTable(parent, { keys, labels }, reach) {
  const table = make(parent, "table");
  make(table, "caption", {}, "Scores and weights");
  const heads = make(make(table, "thead"), "tr");
  const headings = [
    ["token", "label"],
    ["score", "score"],
    ["weight, plain division", "plain"],
    ["weight, softmax", "soft"],
  ];
  headings.forEach(([text, name]) => make(heads, "th", { scope: "col", class: name }, text));
  const body = make(table, "tbody");
  const rows = labels.map((label) => makeRow(body, label));
  const total = makeRow(make(table, "tfoot"), "sum", false);
  const widest = Math.max(
    1,
    ...keys.map((key) => 0.6 * reach * (Math.abs(key[0]) + Math.abs(key[1]))),
  );
  return ({ scores, plain, soft }) => {
    rows.forEach((row, i) => {
      row.score(write(scores[i], 2), scores[i], -widest, widest);
      row.plain(
        plain ? write(plain[i], 3) : "undefined",
        plain ? plain[i] : 0,
        -0.25,
        1,
        cividis(plain ? plain[i] : 0),
      );
      row.soft(write(soft[i], 3), soft[i], 0, 1, cividis(soft[i]));
    });
    total.score(write(sum(scores), 2));
    total.plain(plain ? "1.000" : "÷ 0");
    total.soft("1.000");
  };
}

function makeRow(body, label, bars = true) {
  const row = make(body, "tr");
  make(row, "th", { scope: "row" }, label);
  const cells = ["score", "plain", "soft"].map((name) => [
    name,
    makeBar(make(row, "td", { class: name }), bars),
  ]);
  return Object.fromEntries(cells);
}

/** A number with a bar under it. A bar that would leave the cell is cut, and an arrow says so. */
function makeBar(cell, drawn) {
  const text = make(cell, "span", { class: "number" });
  if (!drawn) return (written) => void (text.textContent = written);
  const svg = drawing(cell, 100, 10, {
    class: "bar",
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  const bar = make(svg, "rect", { y: 1, height: 8 });
  const zero = make(svg, "line", { y1: 0, y2: 10, class: "zero" });
  return (written, value, low, high, colour) => {
    const place = (number) =>
      (99 * (Math.min(Math.max(number, low), high) - low)) / (high - low) + 0.5;
    const [a, b] = [place(Math.min(value, 0)), place(Math.max(value, 0))];
    set(bar, {
      x: a,
      width: b - a,
      fill: colour ?? "var(--faint)",
      visibility: value === 0 ? "hidden" : "visible",
    });
    set(zero, { x1: place(0), x2: place(0) });
    text.textContent = `${value < low ? "◂ " : ""}${written}${value > high ? " ▸" : ""}`;
  };
}

// The plane of values

const WIDE = 440,
  HIGH = 250;

function makeValuePlane(parent, { values, labels }) {
  const svg = drawing(parent, WIDE, HIGH, {
    class: "plane values",
    role: "img",
    "aria-label":
      "The values as points, the polygon around them, and the outputs. Their numbers are below.",
  });
  const frame = frameAround(values);
  drawGrid(make(svg, "g"), frame);
  const polygon = hull(values);
  make(svg, "path", { class: "hull", d: outline(polygon.map(frame.at)) });
  const groups = together(labels, values);
  const dots = groups.map(({ place }) => {
    const [cx, cy] = frame.at(place);
    return make(svg, "circle", { cx, cy, class: "value" });
  });
  drawValueLabels(svg, groups, frame, polygon);
  const plainMark = make(svg, "path", { d: "M-6 -6H6V6H-6Z", class: "plain-mark" });
  const softMark = make(svg, "path", { d: "M0 -9L9 0L0 9L-9 0Z", class: "soft-mark" });
  const list = make(parent, "ul", { class: "outputs" });
  const [softText, plainText] = ["soft", "plain"].map((name) => makeOutput(list, name));
  return ({ scores, soft, plain, softOutput, plainOutput }) => {
    groups.forEach(({ members }, i) => {
      const weight = sum(members.map((member) => soft[member]));
      set(dots[i], { r: (4 + 8 * Math.sqrt(weight)).toFixed(2), fill: cividis(weight) });
    });
    moveMark(softMark, softOutput, frame);
    moveMark(plainMark, plainOutput, frame);
    softText.textContent = pair(softOutput, 3);
    plainText.textContent = plainOutput
      ? pair(plainOutput, 3) + remark(plainOutput, scores, polygon, frame)
      : "undefined, because the scores add to 0";
  };
}

function drawValueLabels(svg, groups, frame, polygon) {
  const corners = polygon.map(frame.at);
  const obstacles = corners.flatMap((corner, i) =>
    along(corner, corners[(i + 1) % corners.length]),
  );
  const spots = groups.map(({ place, names }) => ({
    text: names.join(", "),
    spot: frame.at(place),
  }));
  placeLabels(spots, obstacles, WIDE, HIGH).forEach(([x, y], i) =>
    make(svg, "text", { x, y, class: "name" }, spots[i].text),
  );
}

function makeOutput(list, name) {
  const item = make(list, "li");
  const svg = drawing(item, 20, 20, { "aria-hidden": "true" });
  make(svg, "path", {
    transform: "translate(10 10)",
    d: name === "soft" ? "M0 -8L8 0L0 8L-8 0Z" : "M-6 -6H6V6H-6Z",
    class: `${name}-mark`,
  });
  const text = make(
    item,
    "span",
    {},
    name === "soft" ? "output with softmax: " : "output with plain division: ",
  );
  return make(text, "span", { class: "number" });
}

function remark(place, scores, polygon, frame) {
  if (Math.min(...scores) >= 0) return "";
  const away = shown(place, frame) === place ? "" : ", off the picture";
  return contains(polygon, place)
    ? " (a share is negative)"
    : ` (outside the polygon${away}: a share is negative)`;
}

function moveMark(mark, place, frame) {
  if (!place) return mark.setAttribute("visibility", "hidden");
  const [x, y] = frame.at(shown(place, frame));
  set(mark, { visibility: "visible", transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` });
}

/** The place itself, or the nearest one that the frame has room for. */
function shown(place, { box: [left, bottom, right, top] }) {
  if (place[0] >= left && place[0] <= right && place[1] >= bottom && place[1] <= top) return place;
  const rim = (right - left) / 40; // so that a mark at the rim is seen whole
  return [
    Math.min(Math.max(place[0], left + rim), right - rim),
    Math.min(Math.max(place[1], bottom + rim), top - rim),
  ];
}

/** A frame with equal units on both axes and room around the values. */
function frameAround(values) {
  const span = (axis) => [
    Math.min(...values.map((value) => value[axis])),
    Math.max(...values.map((value) => value[axis])),
  ];
  const [[left, right], [bottom, top]] = [span(0), span(1)];
  const unit = Math.min(
    WIDE / Math.max((right - left) * 1.7, 3),
    HIGH / Math.max((top - bottom) * 1.9, 3),
  );
  const [x, y] = [(left + right) / 2, (bottom + top) / 2];
  const at = (place) => [WIDE / 2 + (place[0] - x) * unit, HIGH / 2 - (place[1] - y) * unit];
  return {
    at,
    box: [x - WIDE / 2 / unit, y - HIGH / 2 / unit, x + WIDE / 2 / unit, y + HIGH / 2 / unit],
  };
}

// The convex hull (Andrew's monotone chain)

const turn = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

function hull(points) {
  const ordered = together(points, points)
    .map(({ place }) => place)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (ordered.length < 3) return ordered;
  return [...side(ordered), ...side([...ordered].reverse())];
}

function side(points) {
  const kept = [];
  for (const point of points) {
    while (kept.length > 1 && turn(kept.at(-2), kept.at(-1), point) <= 0) kept.pop();
    kept.push(point);
  }
  return kept.slice(0, -1);
}

const contains = (polygon, place) =>
  polygon.every((corner, i) => turn(corner, polygon[(i + 1) % polygon.length], place) >= -1e-9);

// Controls

function makeQueryInputs(parent, onMove, onSettle) {
  const row = make(parent, "div", { class: "controls" });
  make(row, "span", { class: "title", "aria-hidden": "true" }, "Query");
  const inputs = ["first", "second"].map((name) => {
    const label = make(row, "label", {}, `${name} `);
    return make(label, "input", {
      type: "number",
      step: STEP,
      min: -FARTHEST,
      max: FARTHEST,
      "aria-label": `query, ${name} number`,
    });
  });
  const typed = () => {
    const numbers = inputs.map((input) => input.valueAsNumber);
    if (numbers.every(Number.isFinite)) onMove(numbers);
  };
  inputs.forEach((input) => input.addEventListener("input", typed));
  inputs.forEach((input) => input.addEventListener("change", onSettle));
  const reset = make(row, "button", { type: "button" }, "Reset");
  return {
    reset,
    show(query) {
      const busy = inputs.includes(document.activeElement) ? document.activeElement : null;
      inputs.forEach((input, i) => input !== busy && (input.value = String(query[i])));
    },
  };
}

function makeShadeControls(parent, { labels, id }, onChange) {
  const box = make(parent, "fieldset");
  make(box, "legend", {}, "Shade queries with");
  const row = make(box, "div", { class: "controls" });
  const shade = makeSelect(row, "what to shade", {
    none: "… (off)",
    most: "more than 0.9 for",
    even: "an even split of",
  });
  const [first, second] = ["token", "other token"].map((name) => makeSelect(row, name, labels));
  const methods = makeMethods(box, `${id}-method`);
  const note = make(box, "p", { class: "note", role: "status" });
  const setting = { first: 1, second: labels.length > 2 ? 2 : 0 };
  const show = () => {
    [first.value, second.value] = [setting.first, setting.second];
    first.hidden = methods.box.hidden = setting.shade === "none";
    second.hidden = setting.shade !== "even";
  };
  const read = (event) => {
    const [one, two] = [Number(first.value), Number(second.value)];
    // A token shares with another one: where both would be the same, the other one moves on.
    if (one === two) (event.target === first ? second : first).value = (one + 1) % labels.length;
    Object.assign(setting, {
      shade: shade.value,
      method: methods.chosen(),
      first: Number(first.value),
      second: Number(second.value),
    });
    show();
    onChange();
  };
  Object.assign(setting, { shade: shade.value, method: methods.chosen() });
  show();
  box.addEventListener("change", read);
  return { setting, say: (text) => void (note.textContent = text) };
}

function makeMethods(parent, name) {
  const box = make(parent, "div", {
    class: "controls",
    role: "radiogroup",
    "aria-label": "weights by",
  });
  make(box, "span", { "aria-hidden": "true" }, "weights by");
  const radios = [
    ["soft", "softmax"],
    ["plain", "plain division"],
  ].map(([value, text]) => {
    const label = make(box, "label");
    const radio = make(label, "input", { type: "radio", name, value });
    make(label, "span", {}, text);
    return radio;
  });
  radios[0].checked = true;
  return { box, chosen: () => radios.find((radio) => radio.checked).value };
}

function makeSelect(parent, name, options) {
  const select = make(parent, "select", { "aria-label": name });
  for (const [value, text] of Object.entries(options)) make(select, "option", { value }, text);
  return select;
}

/** Says the last of many messages, once it has been quiet for a moment. */
function makeAnnouncer(parent) {
  const region = make(parent, "div", { class: "unseen", role: "status", "aria-live": "polite" });
  let timer = 0;
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => (region.textContent = text()), 700);
  };
}

function summary(query, { soft, softOutput }, labels) {
  const order = [...soft.keys()].sort((a, b) => soft[b] - soft[a]);
  const largest = order
    .slice(0, 2)
    .map((i) => `${labels[i]} ${write(soft[i], 2)}`)
    .join(", ");
  return `Query ${write(query[0], 2)}, ${write(query[1], 2)}. Largest softmax weights: ${largest}. Output ${write(softOutput[0], 2)}, ${write(softOutput[1], 2)}.`;
}

// The whole

function layOut(el, still) {
  const root = make(el, "div", {
    class: "attention-explorer",
    "data-lm-suppress-shortcuts": "true", // JupyterLab's own keys: "dd" would delete the cell
  });
  make(root, "style", {}, `.${still}{display:none}`); // as long as this is shown
  make(root, "style", {}, `.jp-OutputArea-child:has(.${still}){display:none}`);
  const columns = make(root, "div", { class: "columns" });
  const [left, right] = [0, 1].map(() => make(columns, "div", { class: "column" }));
  return { root, left, right };
}

function figure(parent, text) {
  const box = make(parent, "figure");
  make(box, "figcaption", { class: "title" }, text);
  return box;
}

/** How far the plane reaches: to all keys with some room, and to the query. */
function reachFor(keys, query) {
  const farthest = Math.max(...keys.flat().map(Math.abs));
  const needed = Math.max(Math.abs(query[0]), Math.abs(query[1]));
  const usual = Math.max(4, Math.ceil(farthest * 1.6));
  return needed <= usual ? usual : Math.ceil(needed * 1.15);
}

const tidy = (query) =>
  query.map(
    (number) => Math.round(Math.min(Math.max(number, -FARTHEST), FARTHEST) * 100) / 100 || 0,
  );

function render({ model, el }) {
  const data = {
    keys: model.get("token_keys"),
    values: model.get("token_values"),
    labels: model.get("labels"),
    id: `attention-${Math.random().toString(36).slice(2, 8)}`,
  };
  const start = model.get("query");
  let [query, reach, due] = [start, 0, 0];
  const move = (to) => {
    query = tidy(typeof to === "function" ? to(query) : to);
    due ||= requestAnimationFrame(paint);
  };
  const settle = () => {
    if (reachFor(data.keys, query) < reach) reach = 0; // no longer so far out: zoom in again
    due ||= requestAnimationFrame(paint);
    if (String(model.get("query")) === String(query)) return;
    model.set("query", query);
    model.save_changes();
  };
  const parts = build(el, model.get("still"), data, move, settle);
  const zoom = () => {
    if (reach > 0 && Math.max(...query.map(Math.abs)) <= reach) return;
    parts.plane.zoom((reach = reachFor(data.keys, query)));
    parts.shade();
  };
  const paint = () => {
    due = 0;
    zoom();
    const result = attend(query, data);
    parts.show.forEach((show) => show(query, result));
  };
  const obey = () => (move(model.get("query")), settle());
  parts.reset.addEventListener("click", () => (move(start), settle()));
  model.on("change:query", obey);
  paint();
  return () => (model.off("change:query", obey), cancelAnimationFrame(due));
}

/** All parts in their places, and what each shows of a query and its attention. */
function build(el, still, data, move, settle) {
  const { root, left, right } = layOut(el, still);
  const inputs = makeQueryInputs(left, move, settle);
  const plane = makeQueryPlane(left, data, move, settle);
  make(
    left,
    "p",
    { class: "hint" },
    "Drag the tip, press arrow keys (Shift: bigger steps), or type.",
  );
  const shading = makeShadeControls(left, data, () => shade());
  const shade = () => shading.say(account(shading.setting, data, plane.shade(shading.setting)));
  const showTable = makeTable(right, data, reachFor(data.keys, [0, 0]));
  const showValues = makeValuePlane(figure(right, "Values and output"), data);
  const announce = makeAnnouncer(root);
  const say = (query, result) => announce(() => summary(query, result, data.labels));
  const both = [showTable, showValues].map((show) => (_, result) => show(result));
  return { plane, shade, reset: inputs.reset, show: [plane.show, inputs.show, ...both, say] };
}

export default { render };
"""

STYLE = r"""
.attention-explorer {
  color-scheme: light dark;
  --paper: var(--jp-layout-color0, var(--vscode-editor-background, light-dark(#fff, #111)));
  --ink: var(
    --jp-content-font-color0,
    var(--vscode-editor-foreground, light-dark(#1b1b1b, #f2f2f2))
  );
  --quiet: light-dark(#5c6470, #b3bac4);
  --faint: light-dark(#e6e8eb, #33383f);
  --line: light-dark(#868d98, #8a919c);
  --accent: light-dark(#b8005c, #ff8ac2);
  container-type: inline-size;
  max-width: 960px;
  padding: 8px 4px;
  background: var(--paper);
  color: var(--ink);
  font: 14px/1.4 var(--jp-ui-font-family, system-ui, sans-serif);
}
[data-jp-theme-light="true"] .attention-explorer,
.vscode-light .attention-explorer {
  color-scheme: light;
}
[data-jp-theme-light="false"] .attention-explorer,
.vscode-dark .attention-explorer,
[theme="dark"] .attention-explorer {
  color-scheme: dark;
}

.attention-explorer {
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 11fr) minmax(0, 12fr);
    gap: 12px 28px;
  }
  @container (max-width: 640px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .column {
    display: flex;
    flex-direction: column;
    gap: 10px;
  }
  figure {
    margin: 0;
  }
  p {
    margin: 0;
  }
  .title,
  caption {
    font-weight: 600;
    text-align: left;
    padding: 0;
    margin: 0;
    color: var(--ink);
    font-size: inherit;
  }
  .hint,
  .note {
    color: var(--quiet);
    font-size: 13px;
  }
  .note {
    color: var(--ink);
    margin-top: 6px;
  }
  .note:empty {
    display: none;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
  }
  .controls + .controls {
    margin-top: 8px;
  }

  fieldset {
    border: 1px solid var(--faint);
    border-radius: 6px;
    padding: 6px 10px 10px;
    margin: 0;
    min-width: 0;
  }
  legend {
    font-weight: 600;
    padding: 0 4px;
    width: auto;
    margin: 0;
    font-size: inherit;
    border: 0;
    color: var(--ink);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    margin: 0;
    font-weight: normal;
  }
  input[type="number"],
  select,
  button {
    font: inherit;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 4px;
    padding: 3px 6px;
    min-height: 30px;
    margin: 0;
  }
  input[type="number"] {
    width: 4.8em;
    box-sizing: border-box;
    font-variant-numeric: tabular-nums;
  }
  input[type="radio"] {
    accent-color: var(--accent);
    width: 16px;
    height: 16px;
    margin: 0;
  }
  button {
    cursor: pointer;
    padding: 3px 10px;
  }
  button:hover {
    border-color: var(--ink);
  }
  :is(input, select, button):focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 1px;
  }
  [hidden] {
    display: none;
  }

  .plane {
    display: block;
    width: 100%;
    height: auto;
    border: 1px solid var(--faint);
    border-radius: 6px;
    box-sizing: border-box;
    background: var(--paper);
    user-select: none;
    overflow: hidden;
  }
  .grid {
    stroke: var(--faint);
  }
  .axis {
    stroke: var(--line);
    stroke-width: 1.25;
  }
  .plane text {
    font: 13px/1 var(--jp-ui-font-family, system-ui, sans-serif);
    fill: var(--ink);
    pointer-events: none;
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 4px;
    stroke-linejoin: round;
  }
  .plane text.tick {
    font-size: 11px;
    fill: var(--quiet);
  }
  .arrow line {
    stroke-width: 2.5;
    stroke-linecap: round;
  }
  .key line {
    stroke: var(--quiet);
  }
  .key path {
    fill: var(--quiet);
  }
  .query line {
    stroke: var(--accent);
    stroke-width: 4.5;
  }
  .query path {
    fill: var(--accent);
  }
  .tint {
    fill: var(--accent);
    stroke: var(--accent);
    stroke-width: 1.5;
    opacity: 0.28;
  }
  .stripe {
    stroke: var(--accent);
    stroke-width: 2.4;
    stroke-opacity: 0.8;
  }
  .dot {
    fill: var(--quiet);
    opacity: 0.7;
  }

  .tip {
    cursor: grab;
    outline: none;
    touch-action: none;
  }
  .tip text.name {
    fill: var(--accent);
    font-weight: 600;
  }
  .grip {
    fill: transparent;
  }
  .ring {
    fill: none;
    stroke: none;
    stroke-width: 3;
  }
  .knob {
    fill: var(--accent);
    stroke: var(--paper);
    stroke-width: 2.5;
  }
  .tip:hover .ring {
    stroke: var(--accent);
    stroke-opacity: 0.35;
  }
  .tip:focus-visible .ring {
    stroke: var(--ink);
    stroke-opacity: 1;
  }
  .dragging,
  .dragging .tip {
    cursor: grabbing;
  }

  .hull {
    fill: var(--faint);
    stroke: var(--quiet);
    stroke-width: 1.5;
    stroke-linejoin: round;
    fill-opacity: 0.7;
  }
  .value {
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .soft-mark {
    fill: var(--accent);
    stroke: var(--paper);
    stroke-width: 1.5;
  }
  .plain-mark {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
  }
  .outputs {
    list-style: none;
    margin: 6px 0 0;
    padding: 0;
  }
  .outputs li {
    margin: 0;
    padding: 1px 0;
    display: flex;
    gap: 6px;
  }
  .outputs svg {
    width: 18px;
    height: 18px;
    flex: none;
    margin-top: 1px;
  }

  table {
    border-collapse: collapse;
    width: 100%;
    table-layout: fixed;
    margin: 0;
    font-size: inherit;
    color: inherit;
    border: 0;
  }
  th,
  td {
    text-align: left;
    vertical-align: top;
    padding: 3px 8px 5px 0;
    border: 0;
    background: none;
    white-space: normal;
  }
  thead th {
    font-weight: normal;
    color: var(--quiet);
    font-size: 13px;
    vertical-align: bottom;
    border-bottom: 1px solid var(--line);
  }
  tbody th {
    font-weight: 600;
    padding-top: 3px;
    overflow-wrap: anywhere;
  }
  tfoot :is(th, td) {
    border-top: 1px solid var(--line);
    font-weight: normal;
    color: var(--quiet);
  }
  th.label {
    width: 22%;
  }
  th.score {
    width: 18%;
  }
  th.plain {
    width: 33%;
  }
  th.soft {
    width: 27%;
  }
  tbody tr,
  tfoot tr,
  thead tr {
    background: none;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .bar {
    display: block;
    width: 100%;
    height: 12px;
    overflow: visible;
  }
  .bar rect {
    stroke: var(--ink);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .bar .zero {
    stroke: var(--line);
    vector-effect: non-scaling-stroke;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
}
"""
