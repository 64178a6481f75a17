"""Shared by the tests of judging: a notebook is repaired, run and judged without nbgrader."""

from collections.abc import Mapping
from types import MappingProxyType

import nbformat
from course_help import EXAMPLES
from nbformat import NotebookNode

from attention_by_hand.building.cells import grade_id
from attention_by_hand.building.master import Master
from attention_by_hand.building.normal import normalise
from attention_by_hand.building.repair import repair
from attention_by_hand.building.sample import render
from attention_by_hand.building.submission import to_submission
from attention_by_hand.judging.evidence import Evidence, Submission
from attention_by_hand.judging.judge import Verdict, judge
from attention_by_hand.judging.running import gather
from attention_by_hand.sandbox.host import Sandbox


class Judging:
    """Grade a notebook without nbgrader: repair, run, judge."""

    def __init__(self, sandbox: Sandbox, master: Master, release: NotebookNode) -> None:
        self.sandbox, self.master = sandbox, master
        self.right = render(EXAMPLES / "student-01.py", release)
        self.release = release

    def grade(
        self, notebook: Mapping[str, object], files: Mapping[str, bytes] = MappingProxyType({})
    ) -> tuple[dict[str, Verdict], Evidence]:
        """The verdict on each step of the notebook, and what its runs brought back."""
        lesson, submission = self.master.lesson, self.submission(notebook, files)
        evidence = gather(lesson, submission, self.master.cases, self.sandbox)
        return {verdict.step: verdict for verdict in judge(lesson, evidence)}, evidence

    def submission(
        self, notebook: Mapping[str, object], files: Mapping[str, bytes] = MappingProxyType({})
    ) -> Submission:
        """What is run of a notebook that is handed in with these files."""
        return to_submission(repair(normalise(notebook), self.master), self.master, files)

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


def points(verdicts: Mapping[str, Verdict]) -> dict[str, float]:
    """The points of each step."""
    return {name: verdict.points for name, verdict in verdicts.items()}
