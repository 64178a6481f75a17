"""What every page that we write for people has to be: readable anywhere, and quiet."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from browser import brightness, fits, open_file, serious
from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
LOOKS: Mapping[Literal["light", "dark"], bool] = {"light": True, "dark": False}  # is it bright?


def assert_is_readable_anywhere(page: Page, file: Path) -> None:
    """Nothing is loaded; phone, dark and print work; axe has nothing serious to say."""
    assert open_file(page, file) == []
    assert page.locator("script").count() == 0
    for scheme, bright in LOOKS.items():
        page.emulate_media(color_scheme=scheme)
        assert (brightness(page) > 0.5) == bright
        assert serious(page, "body") == []
    page.emulate_media(color_scheme="dark", media="print")
    assert brightness(page) == 1, "paper is white, whatever the screen shows"
    page.emulate_media(color_scheme="light", media="screen")
    page.set_viewport_size(PHONE)
    assert fits(page)
    assert serious(page, "body") == []
