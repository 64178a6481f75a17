"""Students at work: the released notebook in a real JupyterLab, answers typed with the keyboard."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from browser import Lab, running_lab
from course_help import LESSON, NOTEBOOK, ROOT
from explorer_help import drag, query_of, seen
from judging_help import Judging, points
from nbformat import NotebookNode
from playwright.sync_api import Locator, Page, expect

RIGHT = {
    "by-hand": """\
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [2.25, 1.125]""",
    "scores": """\
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))""",
    "weights": "weights = [score / sum(scores) for score in scores]",
    "output": """\
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output = output + weight * value""",
    "softmax": """\
softmax_weights = torch.softmax(torch.tensor(scores), dim=0)
softmax_output = softmax_weights @ values""",
    "softmax-reflection": "Cat and chases got more, because exponentials blow up differences.",
    "experiment": "my_query = torch.tensor([0.0, 2.0])",
    "experiment-reflection": "Chases took over when the first component got smaller.",
    "query-cat": "query_cat = torch.tensor([3.0, 1.0])",
    "query-split": "query_split = torch.tensor([4.0, 6.0])",
    "shapes": """\
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)""",
    "shapes-reflection": "Keys and output double, scores become four times as many.",
}
MISTAKES = {
    "output": "output = torch.tensor(weights) @ keys",
    "query-cat": "query_cat = torch.tensor([2.0, 3.0])",
    "shapes": RIGHT["shapes"].replace("(50, 50)", "(50, 64)"),
}
CELL = """name => window.jupyterapp.shell.currentWidget.content.widgets.findIndex(
    cell => cell.model.getMetadata("nbgrader")?.grade_id === name)"""
HAVE_RUN = """() => window.jupyterapp.shell.currentWidget.content.widgets.every(
    cell => cell.model.type !== "code" || cell.model.executionCount)"""
START = "name => { window.started = window.jupyterapp.commands.execute(name) }"


@dataclass(frozen=True)
class Seat:
    """Where a student sits: the released notebook, open in JupyterLab."""

    lab: Lab
    page: Page
    notebook: str

    def cell(self, name: str) -> Locator:
        """The first cell with this nbgrader id."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(self.page.evaluate(CELL, name))

    def type(self, name: str, text: str) -> None:
        """Write into a cell with the keyboard, in place of what is there."""
        self.enter(name)
        for number, line in enumerate(text.splitlines()):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(line.strip())  # the editor indents by itself

    def paste(self, name: str, text: str) -> None:
        """Paste into a cell, in place of what is there."""
        self.enter(name)
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+v")

    def enter(self, name: str) -> None:
        """Put the cursor into a cell, and select all that is there."""
        cell = self.cell(name)
        if cell.locator(".jp-RenderedMarkdown").count():
            cell.dblclick()
        cell.locator(".cm-content").click()
        expect(cell.locator(".cm-content")).to_be_focused()
        cell.locator(".cm-content").select_text()

    def run_all(self) -> None:
        """Run every cell."""
        self.start("notebook:run-all-cells")
        self.finish()

    def restart_and_run_all(self) -> float:
        """What a student does before handing in; the seconds that it takes."""
        self.start("notebook:restart-run-all")
        self.page.get_by_role("button", name="Confirm Kernel Restart").click()
        start = time.monotonic()
        self.finish()
        return time.monotonic() - start

    def start(self, command: str) -> None:
        self.page.evaluate(START, command)

    def finish(self) -> None:
        """Wait for the end of what was started; every cell has run by then."""
        self.page.evaluate("() => window.started")
        self.page.wait_for_function(HAVE_RUN, timeout=60_000)

    def said(self, name: str) -> str:
        """What stands below a cell."""
        return one_line(self.cell(name).locator(".jp-OutputArea-output pre").all_text_contents())

    def checks(self) -> dict[str, str]:
        """What each check says."""
        return {step.name: self.said(f"{step.name}-check") for step in LESSON.steps}

    def validate(self) -> str:
        """Press nbgrader's button, and read the dialog. The notebook is saved as well."""
        self.page.get_by_role("button", name="Validate", exact=True).click()
        dialog = self.page.locator(".jp-Dialog", has_text="Validation Results")
        expect(dialog).to_be_visible(timeout=60_000)
        text = one_line([dialog.inner_text()])
        dialog.get_by_role("button", name="Ok").click()
        return text

    def saved(self) -> NotebookNode:
        """Save with the keyboard, and read the file."""
        self.page.keyboard.press("Control+s")
        expect(self.page.locator(".lm-TabBar-tab.jp-mod-current.jp-mod-dirty")).to_have_count(0)
        return nbformat.read(self.lab.folder / self.notebook, as_version=4)


def one_line(texts: list[str]) -> str:
    return " ".join(" ".join(texts).split())


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """One JupyterLab for all students here: each has a folder and a kernel of their own."""
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture
def seat(lab: Lab, page: Page, request: pytest.FixtureRequest) -> Iterator[Seat]:
    folder = Path(request.node.name) / "self_attention"
    shutil.copytree((ROOT / "release" / NOTEBOOK).parent, lab.folder / folder)
    seat = Seat(lab, page, str(folder / NOTEBOOK.name))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lab.open(page, seat.notebook)
    yield seat
    lab.shut_down_kernel(page, seat.notebook)


def test_a_new_student_is_told_what_is_open_and_nothing_stops_halfway(seat: Seat) -> None:
    seat.run_all()
    assert all(sentence.startswith("Not yet: ") for sentence in seat.checks().values())
    open_steps = seat.validate()
    for sentence in seat.checks().values():
        assert sentence in open_steps
    for name in ("softmax", "the experiment", "the shapes"):
        assert f"Your reflection on {name}" in open_steps
    assert "Traceback" not in open_steps


def test_right_answers_pass_every_check_and_earn_all_points(
    seat: Seat, judging: Judging, record_property: Callable[[str, object], None]
) -> None:
    for name, text in RIGHT.items():
        seat.type(name, text)
    seat.run_all()
    for sentence in seat.checks().values():
        assert sentence
        assert "Not yet" not in sentence

    explorer = seat.page.locator(".attention-explorer")
    expect(explorer).to_be_visible(timeout=30_000)
    explorer.locator(".outputs").scroll_into_view_if_needed()
    explorer.locator(".tip .knob").scroll_into_view_if_needed()
    before, numbers = query_of(explorer), seen(explorer)
    drag(seat.page, explorer, 60, 90)
    assert query_of(explorer) != before
    assert all(seen(explorer)[name] != numbers[name] for name in ("score", "soft"))

    assert "Success! Your notebook passes all the tests." in seat.validate()
    record_property("restart and run all, seconds", took := seat.restart_and_run_all())
    print(f"restart and run all: {took:.1f} s")
    assert sum(points(judging.notebook(seat.saved())).values()) == 26


def test_three_mistakes_get_three_helpful_sentences(seat: Seat, judging: Judging) -> None:
    for name, text in (RIGHT | MISTAKES).items():
        seat.paste(name, text)
    seat.run_all()
    checks = seat.checks()
    assert {name for name, sentence in checks.items() if "Not yet" in sentence} == set(MISTAKES)
    assert "on paper 2.25, in code 1.542. Which of the two is off?" in checks["output"]
    assert "cat gets 0.498, you need more than 0.9." in checks["query-cat"]
    assert "`scores_shape`: you predicted (50, 64)" in checks["shapes"]
    assert "Traceback" not in "".join(checks.values())
    assert points(judging.notebook(seat.saved())) == points(judging.answers(MISTAKES))


def test_a_copied_answer_cell_costs_nothing(seat: Seat, judging: Judging) -> None:
    for name, text in (RIGHT | {"weights": "weights = ..."}).items():
        seat.paste(name, text)
    seat.cell("weights").locator(".jp-InputPrompt").click()
    for key in ["c", "v", "Enter"]:  # the copy stands below, and is selected
        seat.page.keyboard.press(key)
    seat.page.keyboard.press("Control+a")
    seat.page.keyboard.type(RIGHT["weights"])
    seat.run_all()
    assert "Not yet" not in "".join(seat.checks().values())
    saved = seat.saved()
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in saved.cells]
    assert ids.count("weights") == 2
    assert sum(points(judging.notebook(saved)).values()) == 26
