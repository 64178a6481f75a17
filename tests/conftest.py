"""What the tests share: the sandbox, the built notebooks, and a class to grade."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter

import nbformat
import pytest
from browser import chromium, lab, page
from course_help import LESSON, NOTEBOOK, ROOT
from judging_help import Judging
from nbformat import NotebookNode
from nbgrader import api
from postgresql_help import postgresql
from sandbox_help import start

from attention_by_hand.building.master import Master
from attention_by_hand.building.source import master_path, to_source
from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.kinds import STRONGEST_FIRST

__all__ = ["chromium", "lab", "page", "postgresql"]


# Files that take longest, in order: they are begun first, so that no worker is left alone with one.
DEAR = ("test_batch", "test_never_outside", "test_class", "test_explorer", "test_second_lesson")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share something dear stay in one worker; the others go where there is room."""
    items.sort(key=lambda item: _place(item.path.stem))
    for file, together in groupby(items, attrgetter("path")):
        tests = list(together)
        if any(map(_shares, tests)):
            for test in tests:
                test.add_marker(pytest.mark.xdist_group(file.stem))


def _place(name: str) -> int:
    return DEAR.index(name) if name in DEAR else len(DEAR)


def _shares(item: pytest.Item) -> bool:
    """Whether the test uses something that its file makes once."""
    assert isinstance(item, pytest.Function)
    known: dict[str, Sequence[pytest.FixtureDef[object]]] = item._fixtureinfo.name2fixturedefs
    return any(one.scope == "module" for found in known.values() for one in found)


@pytest.fixture(scope="session", autouse=True)
def alembic_is_asked_once() -> Iterator[None]:
    """nbgrader starts a program for each new gradebook, to ask for its own newest version."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "get_alembic_version", cache(api.get_alembic_version))
        yield


@pytest.fixture(scope="session")
def spaces() -> Iterator[Sandbox]:
    """The first kind of sandbox."""
    with start("namespaces") as spaces:
        yield spaces


@pytest.fixture(scope="session")
def locked() -> Iterator[Sandbox]:
    """The second kind."""
    with start("landlock") as locked:
        yield locked


@pytest.fixture(scope="session")
def naked() -> Iterator[Sandbox]:
    """No sandbox: here a probe has to find what it looks for."""
    with start("open") as naked:
        yield naked


@pytest.fixture(scope="session")
def sandbox(master: Master) -> Iterator[Sandbox]:
    """The strongest kind that works here, as a course starts it."""
    lesson = {"libraries": LESSON.libraries, "also": LESSON.also}
    with start(None, familiar=master.given, **lesson) as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def where_the_kind_works(request: pytest.FixtureRequest) -> None:
    """A test of one kind is skipped, and says so, where the system has none of it."""
    parameters = getattr(request.node, "callspec", None)
    kind = parameters.params.get("kind") if parameters else None
    if kind in STRONGEST_FIRST:
        request.getfixturevalue({"namespaces": "spaces", "landlock": "locked"}[kind])


@pytest.fixture(params=["spaces", "locked"])
def box(request: pytest.FixtureRequest) -> Sandbox:
    """Each kind of sandbox in its turn."""
    box: Sandbox = request.getfixturevalue(request.param)
    return box


@pytest.fixture(scope="session")
def master() -> Master:
    return to_source(master_path(ROOT, LESSON), LESSON)


@pytest.fixture(scope="session")
def release() -> NotebookNode:
    return nbformat.read(ROOT / "release" / NOTEBOOK, as_version=4)


@pytest.fixture(scope="session")
def judging(sandbox: Sandbox, master: Master, release: NotebookNode) -> Judging:
    return Judging(sandbox, master, release)
