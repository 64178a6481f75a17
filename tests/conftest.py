"""What the tests share: the sandbox, the built notebooks, and a class to grade."""

from collections.abc import Iterator

import nbformat
import pytest
from browser import chromium, lab, page
from course_help import LESSON, NOTEBOOK, ROOT
from judging_help import Judging
from nbformat import NotebookNode

from attention_by_hand.building.master import Master
from attention_by_hand.building.source import master_path, to_source
from attention_by_hand.sandbox.host import Sandbox

__all__ = ["chromium", "lab", "page"]


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def master() -> Master:
    return to_source(master_path(ROOT, LESSON), LESSON)


@pytest.fixture(scope="session")
def release() -> NotebookNode:
    return nbformat.read(ROOT / "release" / NOTEBOOK, as_version=4)


@pytest.fixture(scope="session")
def judging(sandbox: Sandbox, master: Master, release: NotebookNode) -> Judging:
    return Judging(sandbox, master, release)
