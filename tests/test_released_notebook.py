"""The released notebook with right answers: a page that all can read, and little to install."""

import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution, packages_distributions
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import severe
from course_help import EXAMPLES, NOTEBOOK, ROOT
from nbclient import NotebookClient
from nbformat import NotebookNode
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.sync_api import Page

from attention_by_hand.building.sample import render

NEEDED = ("ipykernel", "torch", "numpy", "matplotlib")
NOT_OURS = [[".jp-InputPrompt"], [".highlight"]]  # nbconvert's prompts and colours of code


@pytest.fixture(scope="module")
def right(release: NotebookNode) -> NotebookNode:
    return render(EXAMPLES / "student-01.py", release)


@pytest.fixture(scope="module")
def folder(right: NotebookNode, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a student has: the notebook, and the explorer beside it."""
    folder = tmp_path_factory.mktemp("student")
    shutil.copytree((ROOT / "release" / NOTEBOOK).parent, folder, dirs_exist_ok=True)
    nbformat.write(right, folder / NOTEBOOK.name)
    return folder


@pytest.fixture(scope="module")
def exported(folder: Path) -> Path:
    """The notebook as nbconvert runs and exports it."""
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to=html", NOTEBOOK.name]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / NOTEBOOK.with_suffix(".html").name


@pytest.fixture
def shown(exported: Path, page: Page) -> Page:
    page.goto(exported.as_uri())
    return page


def test_the_page_has_no_serious_barriers(shown: Page) -> None:
    found = Axe().run(shown, context={"include": [["main"]], "exclude": NOT_OURS})
    assert severe(found) == []


def test_headings_skip_no_level(shown: Page) -> None:
    levels = [int(tag[1]) for tag in each(shown, "h1, h2, h3, h4, h5, h6", "node.tagName")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_links_say_where_they_go_and_get_there(shown: Page) -> None:
    links = each(shown, "a:not(.anchor-link)", "[node.textContent, node.getAttribute('href')]")
    headings = each(shown, "h2", "[node.textContent.replace('¶', ''), '#' + node.id]")
    assert len(links) >= 10
    assert [link for link in links if link not in headings] == []


def test_every_figure_says_in_words_and_in_text_what_it_shows(shown: Page) -> None:
    texts = each(shown, "img", "node.alt")
    assert len(texts) == 5
    beside = shown.inner_text("main")
    for text in texts:
        assert re.match(r"Bar chart of the attention weights: |Three panels\. Left: ", text)
        numbers = re.findall(r"\) (0\.\d{3})", text)
        assert len(numbers) == 4
        assert all(number[:-1] in beside for number in numbers)


def each(page: Page, selector: str, what: str) -> list[Any]:
    """Something about every element that fits."""
    found: list[Any] = page.locator(selector).evaluate_all(f"nodes => nodes.map(node => {what})")
    return found


def test_it_needs_nothing_but_torch_numpy_and_matplotlib(right: NotebookNode, folder: Path) -> None:
    hidden = ["attention_by_hand", *sorted(packages_distributions().keys() - modules_of(NEEDED))]
    assert {"anywidget", "ipywidgets", "nbgrader"} < set(hidden)
    notebook = nbformat.from_dict(right)
    hide = nbformat.v4.new_code_cell(f"import sys\nsys.modules.update(dict.fromkeys({hidden}))")
    notebook.cells.insert(0, hide)
    NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert sum("%pip install anywidget" in str(output) for output in outputs) == 1
    assert "Not yet" not in str(outputs)


def modules_of(names: tuple[str, ...]) -> set[str]:
    """The modules that these distributions bring along, with what they themselves need."""
    wanted, todo = set(), [canonicalize_name(name) for name in names]
    while todo:
        if (name := todo.pop()) not in wanted:
            wanted.add(name)
            todo += needs(name)
    return {
        module
        for module, brought in packages_distributions().items()
        if wanted & {canonicalize_name(name) for name in brought}
    }


def needs(name: str) -> list[Any]:
    """What a distribution requires here, extras left out."""
    required = [Requirement(line) for line in distribution(name).requires or ()]
    return [
        canonicalize_name(one.name)
        for one in required
        if one.marker is None or one.marker.evaluate({"extra": ""})
    ]
