"""What the tests share: the sandbox, the built notebooks, and a class to grade."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat
import pytest
from browser import chromium, lab, page
from nbformat import NotebookNode

from attention_by_hand.build import MASTER, NOTEBOOK, to_source
from attention_by_hand.grading import run_grade_cells
from attention_by_hand.judge import Verdict
from attention_by_hand.master import Master, grade_id
from attention_by_hand.nbgrader_plugin import to_submission
from attention_by_hand.repair import repair
from attention_by_hand.sample import render
from attention_by_hand.sandbox import Sandbox
from attention_by_hand.submission import Evidence, gather

__all__ = ["chromium", "lab", "page"]

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def master() -> Master:
    return Master(to_source(ROOT / MASTER))


@pytest.fixture(scope="session")
def release() -> NotebookNode:
    return nbformat.read(ROOT / "release" / NOTEBOOK, as_version=4)


class Judging:
    """Grade a notebook without nbgrader: repair, run, judge."""

    def __init__(self, sandbox: Sandbox, master: Master, release: NotebookNode) -> None:
        self.sandbox, self.master = sandbox, master
        self.right = render(EXAMPLES / "student-01.py", release)
        self.release = release

    def grade(self, notebook: Mapping[str, object]) -> tuple[dict[str, Verdict], Evidence]:
        """The verdict on each step of the notebook, and what its runs brought back."""
        submission = to_submission(repair(notebook, self.master), self.master, {})
        evidence = gather(submission, self.master.cases, self.sandbox)
        graded = run_grade_cells(self.master, evidence)
        return {one.verdict.step: one.verdict for one in graded}, evidence

    def notebook(self, notebook: Mapping[str, object]) -> dict[str, Verdict]:
        """The verdict on each step of the notebook."""
        return self.grade(notebook)[0]

    def answers(self, answers: Mapping[str, str]) -> dict[str, Verdict]:
        """The verdicts on a right notebook with these answer cells instead."""
        return self.notebook(self.with_answers(answers))

    def blank_with(self, answers: Mapping[str, str]) -> NotebookNode:
        """The released notebook with these answer cells."""
        return self._filled(self.release, answers)

    def with_answers(self, answers: Mapping[str, str]) -> NotebookNode:
        """A right notebook with these answer cells instead."""
        return self._filled(self.right, answers)

    def _filled(self, start: NotebookNode, answers: Mapping[str, str]) -> NotebookNode:
        notebook = nbformat.from_dict(start)
        assert set(answers) <= set(map(grade_id, notebook.cells))
        for cell in notebook.cells:
            cell.source = answers.get(grade_id(cell), cell.source)
        return notebook


@pytest.fixture(scope="session")
def judging(sandbox: Sandbox, master: Master, release: NotebookNode) -> Judging:
    return Judging(sandbox, master, release)


def points(verdicts: Mapping[str, Verdict]) -> dict[str, float]:
    return {name: verdict.points for name, verdict in verdicts.items()}
