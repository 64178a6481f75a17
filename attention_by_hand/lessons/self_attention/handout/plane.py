"""The drawing plane of the handout: how far it reaches, and where its labels have room."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

WIDTH, HEIGHT = 100.0, 92.0  # mm, the most that the sheet has room for
LEAST_WIDTH, LEAST_HEIGHT = 84.0, 56.0  # mm, also where the arrows need less
LETTER, LINE = 2.0, 4.6  # mm, a generous guess at the size of a label's text
STEPS = (0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
MOST_TICKS = 8
GAPS = (1.0, 4.5, 8.0, 12.0)  # mm, from a tip to its label

Point = tuple[float, float]


@dataclass(frozen=True)
class Plane:
    """The visible part of the plane: `x` and `y` from, to; `scale` in mm a unit."""

    x: Point
    y: Point
    step: float
    scale: float

    def ticks(self, axis: Point) -> list[float]:
        """The multiples of the step that lie on this axis, without the origin."""
        first, last = math.ceil(axis[0] / self.step), math.floor(axis[1] / self.step)
        return [number * self.step for number in range(first, last + 1) if number]

    def millimetres(self, point: Point) -> Point:
        """From the origin of the plane, upwards and to the right."""
        return point[0] * self.scale, point[1] * self.scale


def spanning(points: Iterable[Point]) -> Plane:
    """The plane that shows the origin and all points, with room to draw around them."""
    xs, ys = zip(*points, (0.0, 0.0), strict=True)
    reach = max(max(xs) - min(xs), max(ys) - min(ys))
    whole = all(number == round(number) for number in (*xs, *ys))
    steps = [step for step in STEPS if reach <= step * MOST_TICKS and (step >= 1 or not whole)]
    step = steps[0] if steps else reach / MOST_TICKS
    x, y = _around(xs, step), _around(ys, step)
    scale = min(WIDTH / (x[1] - x[0]), HEIGHT / (y[1] - y[0]))
    return Plane(_widened(x, LEAST_WIDTH / scale), _widened(y, LEAST_HEIGHT / scale), step, scale)


def _around(numbers: Sequence[float], step: float) -> Point:
    low, high = min(numbers), max(step, *numbers)
    return low - 0.75 * step, high + 0.75 * step


def _widened(axis: Point, least: float) -> Point:
    """At least so long, so that labels and a drawn arrow have room; equally on both sides."""
    missing = max(0.0, least - (axis[1] - axis[0]))
    return axis[0] - missing / 2, axis[1] + missing / 2


def place_labels(plane: Plane, tips: Sequence[Point], texts: Sequence[str]) -> list[Point]:
    """For each arrow tip a spot for its label, clear of arrows, numbers and other labels.

    Spots further away are tried later; where all are taken, the one with the least in its way
    is used. Points are in the units of the plane.
    """
    ends = [*tips, *((x, 0.0) for x in plane.x), *((0.0, y) for y in plane.y)]
    busy = [spot for end in ends for spot in _shaft(plane.millimetres(end))]
    busy += [(tick * plane.scale, -3.0) for tick in plane.ticks(plane.x)]
    busy += [(-3.0, tick * plane.scale) for tick in plane.ticks(plane.y)]
    placed = []
    for tip, text in zip(tips, texts, strict=True):
        half = (len(text) * LETTER / 2 + 1, LINE / 2 + 0.5)
        spots = list(_spots(plane, tip, half)) or [plane.millimetres(tip)]
        best = min(spots, key=lambda spot: sum(_covers(spot, half, other) for other in busy))
        busy += [(best[0] + half[0] * share, best[1]) for share in (-1, -0.5, 0, 0.5, 1)]
        placed.append((best[0] / plane.scale, best[1] / plane.scale))
    return placed


def _shaft(tip: Point) -> list[Point]:
    """Points along an arrow, one about every millimetre."""
    count = max(1, round(math.hypot(*tip)))
    return [(tip[0] * part / count, tip[1] * part / count) for part in range(count + 1)]


def _spots(plane: Plane, tip: Point, half: Point) -> Iterator[Point]:
    """Centres for a label around a tip, all inside the plane, the clearest first.

    Straight on or beside the tip nobody takes the label for another arrow's, so these come
    before the slanted directions.
    """
    x, y = plane.millimetres(tip)
    start = math.atan2(y, x)
    for turns in ((0, 2, -2), (1, -1, 3, -3, 4)):
        for gap, turn in product(GAPS, turns):
            angle = start + turn * math.pi / 4
            spot = (
                x + math.cos(angle) * (half[0] + gap),
                y + math.sin(angle) * (half[1] + gap),
            )
            if _inside(plane, spot, half):
                yield spot


def _inside(plane: Plane, spot: Point, half: Point) -> bool:
    return all(
        low * plane.scale + room <= centre <= high * plane.scale - room
        for centre, room, (low, high) in zip(spot, half, (plane.x, plane.y), strict=True)
    )


def _covers(spot: Point, half: Point, other: Point) -> bool:
    return abs(spot[0] - other[0]) < half[0] and abs(spot[1] - other[1]) < half[1]
