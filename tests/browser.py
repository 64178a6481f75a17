"""A real JupyterLab in a real Chromium, for tests that sit where a student sits.

Every test can ask for its fixtures: `lab` is a JupyterLab of its own on loopback whose folder is
`tmp_path`, `page` is a browser page. When a test fails, its page is kept as a picture in
test-artefacts/.
"""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

PYTHON = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
SIZE: ViewportSize = {"width": 1280, "height": 1000}  # of a page
ARTEFACTS = Path(__file__).parents[1] / "test-artefacts"
QUIET_SETTINGS = {  # no news, no update check: a test talks to nobody outside
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


KERNEL_IS_READY = """() => {
    const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
    return kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, its token, and the folder that it shows."""

    url: str
    token: str
    folder: Path

    def write(self, name: str, *sources: str) -> None:
        """Put a notebook with these code cells into the folder."""
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": PYTHON})
        nbformat.write(notebook, self.folder / name)

    def open(self, page: Page, name: str) -> None:
        """Show a notebook on the page, and wait until it and its kernel are ready."""
        page.goto(f"{self.url}lab/tree/{name}?token={self.token}&reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        # Running a cell before the kernel is connected opens a dialog that asks for one.
        page.wait_for_function(KERNEL_IS_READY, timeout=60_000)

    def run_all(self, page: Page) -> None:
        """Run every cell, and wait until each has its number."""
        command(page, "notebook:run-all-cells")
        page.wait_for_function(
            "() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]"
            ".every(prompt => /\\d/.test(prompt.textContent))",
            timeout=60_000,
        )

    def shut_down_kernel(self, page: Page, name: str) -> None:
        """End a notebook's kernel, so that nothing on its page can lean on Python."""
        sessions = f"{self.url}api/sessions"
        headers = {"Authorization": f"token {self.token}"}
        for session in page.request.get(sessions, headers=headers).json():
            if session["path"] == name:
                page.request.delete(f"{sessions}/{session['id']}", headers=headers)


def command(page: Page, name: str, **arguments: Any) -> None:
    """Start a command of JupyterLab, as its menus do."""
    page.evaluate(
        "([name, args]) => { window.jupyterapp.commands.execute(name, args) }", [name, arguments]
    )


def use_theme(page: Page, theme: str) -> None:
    """Switch JupyterLab to a theme, such as "JupyterLab Dark"."""
    command(page, "apputils:change-theme", theme=theme)
    light = "false" if "Dark" in theme else "true"
    page.locator(f"body[data-jp-theme-light={light}]").wait_for(state="attached")


def serious(page: Page, where: str) -> list[str]:
    """axe-core's serious and critical findings inside a selector, one line each."""
    return severe(Axe().run(page, context=where))


def severe(found: AxeResults) -> list[str]:
    """What is serious or critical among axe-core's findings, one line each."""
    return [
        f"{finding['id']}: {finding['help']}: {node['html'][:200]} {node['failureSummary']}"
        for finding in found.response["violations"]
        if finding["impact"] in ("serious", "critical")
        for node in finding["nodes"]
    ]


def open_file(page: Page, file: Path) -> list[str]:
    """Show a file with the network cut; the addresses that it asks for end up in the list."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)
    page.goto(file.as_uri())
    asked.remove(file.as_uri())
    return asked


def brightness(page: Page) -> float:
    """How bright the page is behind its text, from 0 to 1."""
    colour: str = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    return (red + green + blue) / (3 * 255)


def fits(page: Page) -> bool:
    """Whether nothing reaches beyond the right edge of the window."""
    return bool(page.evaluate(
        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    ))  # fmt: skip


def middle(thing: Locator) -> tuple[float, float]:
    """Where to point the mouse at."""
    box = thing.bounding_box()
    assert box is not None, "the thing to point at is not shown"
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    """A JupyterLab of its own whose folder is `tmp_path`; it ends with the test."""
    with running_lab(tmp_path) as lab:
        yield lab


@contextmanager
def running_lab(folder: Path) -> Iterator[Lab]:
    """JupyterLab on a free loopback port, with settings and kernels of its own."""
    home = folder / ".jupyter-home"
    write_settings(home / "settings")
    token = secrets.token_hex(16)
    options = [
        "--no-browser", "--allow-root", "--expose-app-in-browser", "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=0", f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder}",
    ]  # fmt: skip
    with (folder / "lab.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            cwd=folder, env=surroundings(home), stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        yield Lab(address(server, folder / "lab.log"), token, folder)
    finally:
        end(server)


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask it to end, with its kernels; a busy machine may need longer than it is given."""
    server.terminate()
    try:
        server.wait(timeout=60)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def write_settings(folder: Path) -> None:
    """JupyterLab's user settings, as its settings editor would save them."""
    for name, settings in QUIET_SETTINGS.items():
        file = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(settings))


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a server that shares nothing with the user's own Jupyter."""
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    return {**os.environ, **{name: str(home / folder) for name, folder in folders.items()}}


def address(server: subprocess.Popen[bytes], log: Path, patience: float = 60) -> str:
    """The server's address, once it says so in its log."""
    until = time.monotonic() + patience
    while time.monotonic() < until and server.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:[1-9]\d*/", log.read_text()):
            return found.group()
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for all tests."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("These tests need Debian's `chromium` on the PATH: apt install chromium")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []  # root cannot have Chromium's own
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page; if the test fails, a picture of it stays in test-artefacts/."""
    with new_page(chromium) as page, photographed(page, request):
        yield page


@contextmanager
def new_page(chromium: Browser) -> Iterator[Page]:
    """A page of a browser that knows nothing of others."""
    context = chromium.new_context(viewport=SIZE)
    yield context.new_page()
    context.close()


@contextmanager
def photographed(page: Page, request: pytest.FixtureRequest) -> Iterator[None]:
    """If a test fails meanwhile, a picture of the page stays."""
    failed_before = request.session.testsfailed
    yield
    if request.session.testsfailed > failed_before:
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTEFACTS / f"{request.node.name}.png", full_page=True)
