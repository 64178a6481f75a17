"""The built notebooks are fresh, and a release gives nothing away."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from conftest import ROOT
from nbformat import NotebookNode

from attention_by_hand import Problem
from attention_by_hand.build import MASTER, NOTEBOOK, build, make_handouts
from attention_by_hand.master import Master, grade_id
from attention_by_hand.steps import PROSE, STEPS
from attention_by_hand.submission import marker

ANSWERS = {
    "by-hand": (3, "by_hand_scores by_hand_weights by_hand_output"),
    "scores": (4, "scores"),
    "weights": (4, "weights"),
    "output": (4, "output"),
    "softmax": (4, "softmax_weights softmax_output"),
    "query-cat": (2, "query_cat"),
    "query-split": (2, "query_split"),
    "shapes": (3, "keys_shape scores_shape output_shape"),
}


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A copy of what `build` reads."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def test_built_notebooks_are_fresh(workshop: Path) -> None:
    for fresh in build(workshop):
        committed = ROOT / fresh.relative_to(workshop)
        assert fresh.read_bytes() == committed.read_bytes(), (
            f"{committed} is stale: run `make build` and commit what changes"
        )


def test_building_twice_gives_the_same_bytes(workshop: Path) -> None:
    first = [path.read_bytes() for path in build(workshop)]
    assert [path.read_bytes() for path in build(workshop)] == first


def test_the_release_gives_nothing_away(release: NotebookNode) -> None:
    text = "\n".join(cell.source for cell in release.cells)
    for secret in ("SOLUTION", "HIDDEN", "grade(", "attention_by_hand", "Rubric", "0.498"):
        assert secret not in text
    assert not re.search(r"9, 9, 4|2\.25|1\.125|50, 64|50, 50", text)
    assert not any(cell.get("outputs") for cell in release.cells)


def test_what_the_sandbox_knows_beforehand_is_in_the_release(
    master: Master, release: NotebookNode
) -> None:
    handed_out = {cell.source for cell in release.cells}
    assert len(master.given) >= 20
    assert set(master.given) <= handed_out


def test_a_grade_cell_is_one_comment_line_in_the_release(release: NotebookNode) -> None:
    cells = {grade_id(cell): cell for cell in release.cells}
    for step in STEPS:
        assert re.fullmatch(r"# Graded: .* \(\d points\)\.", cells[marker(step)].source)


def test_names_and_points_are_those_that_others_rely_on(master: Master) -> None:
    assert {
        step.name: (step.points, " ".join(part.variable for part in step.parts)) for step in STEPS
    } == ANSWERS
    assert {prose.name: prose.points for prose in PROSE} == {
        "softmax-reflection": 2,
        "experiment-reflection": 2,
        "shapes-reflection": 2,
    }
    assert all(f"{name}-check" in master.cells for name in ANSWERS)


def test_the_master_runs_as_a_script(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, ROOT / MASTER],
        cwd=tmp_path,
        env={**os.environ, "MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Right: each score is the dot product" in run.stdout
    assert "Not yet" not in run.stdout


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[3.0, 1.0],  # position 1", "[3.0, 2.0],  # position 1", "by_hand_scores"),
        ('grade("weights", handout=[1 / 12', 'grade("weights", handout=[1 / 13', "weights-test"),
        ('grade("query-cat", handout=[3, 1])', 'grade("query-cat", handout=[1, 0])', "cat gets"),
        ('"grade_id": "output-test", "locked": true, "points": 4', "", "output-test"),
        ('grade("shapes", handout', 'graed("shapes", handout', "shapes-test"),
        ('["the", "cat", "chases", ', '["the", "cat", "chases notwithstanding", ', "12 letters"),
        ('tokens = ["the"', 'tokens = "the"; words = ["the"', "no list `tokens`"),
    ],
)
def test_a_master_that_contradicts_itself_is_refused(
    workshop: Path, old: str, new: str, sentence: str
) -> None:
    master = workshop / MASTER
    text = master.read_text(encoding="utf-8")
    if not new:
        new = old.replace('"points": 4', '"points": 5')
    assert old in text
    master.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(Problem, match=sentence):
        build(workshop)


def test_other_numbers_flow_through(workshop: Path) -> None:
    master = workshop / MASTER
    text = master.read_text(encoding="utf-8")
    # A query half as long: half of the scores, the same weights, another softmax.
    text = text.replace("query = torch.tensor([2.0, 3.0])", "query = torch.tensor([1.0, 1.5])")
    text = text.replace("handout=([2, 9, 9, 4]", "handout=([1, 4.5, 4.5, 2]")
    text = text.replace('"scores", handout=[2, 9, 9, 4]', '"scores", handout=[1, 4.5, 4.5, 2]')
    softmax = "[0.0142961, 0.4734216, 0.4734216, 0.0388608], [2.84053, 1.420265]"
    text = re.sub(r"\[4\.542e-4.*?1\.49428\]", softmax, text)
    master.write_text(text, encoding="utf-8")
    build(workshop)
    released = (workshop / "release" / NOTEBOOK).read_text(encoding="utf-8")
    assert "[1.0, 1.5]" in released
    sheet, key, *_ = make_handouts(workshop, workshop / "handout")
    assert "[1, 1.5]" in pypdf.PdfReader(sheet).pages[0].extract_text().replace("\xa0", " ")
    assert "4.5" in pypdf.PdfReader(key).pages[0].extract_text()
