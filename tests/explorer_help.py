"""Shared by the tests that use the explorer: its file as students get it, and what it shows."""

import base64
import re

import numpy as np
from browser import middle
from course_help import LESSON, ROOT
from playwright.sync_api import Locator, Page

from attention_by_hand.lessons.self_attention import reference as attention

EXPLORER = ROOT / "release" / LESSON.name / "attention_explorer.py"
TOKENS = ["the", "cat", "chases", "the"]
KEYS = [[1.0, 0.0], [3.0, 1.0], [0.0, 3.0], [2.0, 0.0]]
VALUES = [[0.0, 0.0], [4.0, 1.0], [2.0, 2.0], [0.0, 0.0]]
QUERY = [2.0, 3.0]


def reference(query: list[float]) -> dict[str, list[float]]:
    """What the reference computes for the handout's keys and values."""
    keys, values = map(np.array, (KEYS, VALUES))
    scores = attention.scores(np.array(query), keys)
    plain, soft = attention.normalise(scores), attention.softmax(scores)
    outputs = {
        "plain output": attention.weighted_sum(plain, values),
        "softmax output": attention.weighted_sum(soft, values),
    }
    numbers = {"score": scores, "plain": plain, "soft": soft} | outputs
    return {name: found.tolist() for name, found in numbers.items()}


def seen(live: Locator) -> dict[str, list[float]]:
    """The numbers that the explorer shows, once it has drawn what it knows."""
    next_frame(live.page)

    def numbers(selector: str) -> list[float]:
        text = " ".join(live.locator(selector).all_inner_texts()).replace("−", "-")
        return [float(number) for number in re.findall(r"-?\d+\.\d+", text)]

    columns = {name: numbers(f"tbody td.{name} .number") for name in ("score", "plain", "soft")}
    soft, plain = (numbers(f".outputs li:nth-child({i}) .number") for i in (1, 2))
    return columns | {"softmax output": soft, "plain output": plain}


def picture(html: str) -> str:
    """The SVG that stands in an <img> of this page."""
    [data] = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    return base64.b64decode(data).decode()


def query_of(live: Locator) -> list[float]:
    """The query that the explorer shows, once it has drawn what it knows."""
    next_frame(live.page)
    fields = live.locator("input[type=number]").all()
    return [float(field.input_value()) for field in fields]


def drag(page: Page, live: Locator, right: float, down: float, steps: int = 12) -> None:
    """Drag the tip of the query with the mouse."""
    x, y = middle(live.locator(".tip .knob"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=steps)
    next_frame(page)
    page.mouse.up()


def next_frame(page: Page) -> None:
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
