"""The built notebooks are fresh, and a release gives nothing away."""

import contextlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import FunctionType

import nbformat
import numpy as np
import pypdf
import pytest
from course_help import LESSON, NOTEBOOK, ROOT
from nbformat import NotebookNode

from attention_by_hand.building.build import build
from attention_by_hand.building.cells import grade_id
from attention_by_hand.building.master import Master
from attention_by_hand.building.misfit import Unfit
from attention_by_hand.building.source import master_path
from attention_by_hand.numbers import Numbers
from attention_by_hand.pages.handout import make_handouts

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


CALLS = (  # with what a function that the notebook gives could be asked for an answer
    'found("query")', "found(query)", "found(query, keys)", "found(keys, query)", "found()",
    "found(query, keys, values)", "found(query, keys, values, tokens)",
)  # fmt: skip


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A copy of what `build` reads."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def test_built_notebooks_are_fresh(workshop: Path) -> None:
    for fresh in build(workshop, LESSON):
        committed = ROOT / fresh.relative_to(workshop)
        assert fresh.read_bytes() == committed.read_bytes(), (
            f"{committed} is stale: run `make build` and commit what changes"
        )


def test_no_tool_gives_the_answer_of_a_later_step(release: NotebookNode, master: Master) -> None:
    """What is given before a step computes its answer for nobody."""
    names: dict[str, object] = {}
    steps = {step.name: step for step in LESSON.steps}
    right, told = master.notebook_case.known, list[Numbers]()
    for cell in release.cells:
        if (step := steps.get(grade_id(cell))) and step.notebook_share < 1:
            told = list(results(names))
            wanted = [right[part.variable] for part in step.computed]
            assert not any(step.accepts(one, answer) for one in told for answer in wanted), (
                step.name
            )
        elif cell.cell_type == "code" and grade_id(cell) in ("setup", "tools"):
            exec(cell.source, names)
    assert told, "some tools give something back"


def results(names: dict[str, object]) -> Iterator[Numbers]:
    """All numbers that the functions among these give back."""
    for given in [one for one in names.values() if isinstance(one, FunctionType)]:
        for call in CALLS:
            with contextlib.suppress(Exception), contextlib.redirect_stdout(None):
                result = eval(call, {**names, "found": given})
                for one in result if isinstance(result, tuple) else (result,):
                    with contextlib.suppress(TypeError, ValueError, RuntimeError):
                        yield np.array(one, dtype=np.float64)


def test_building_twice_gives_the_same_bytes(workshop: Path) -> None:
    first = [path.read_bytes() for path in build(workshop, LESSON)]
    assert [path.read_bytes() for path in build(workshop, LESSON)] == first


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
    assert len(master.given) >= 19
    assert not any("torch.softmax(keys" in text for text in master.given), "what computes answers"
    assert not any("def compute_attention" in text for text in master.given)
    assert set(master.given) <= handed_out


def test_a_grade_cell_is_one_comment_line_in_the_release(release: NotebookNode) -> None:
    cells = {grade_id(cell): cell for cell in release.cells}
    for step in LESSON.steps:
        assert re.fullmatch(r"# Graded: .* \(\d points\)\.", cells[step.marker].source)


def test_names_and_points_are_those_that_others_rely_on(master: Master) -> None:
    assert {
        step.name: (step.points, " ".join(part.variable for part in step.parts))
        for step in LESSON.steps
    } == ANSWERS
    assert {prose.name: prose.points for prose in LESSON.prose} == {
        "softmax-reflection": 2,
        "experiment-reflection": 2,
        "shapes-reflection": 2,
    }
    assert all(f"{name}-check" in master.cells for name in ANSWERS)


CONTRADICTIONS = {
    "a key": ("[3.0, 1.0],  # position 1", "[3.0, 2.0],  # position 1", "by_hand_scores"),
    "a number": ('("weights", handout=[1 / 12', '("weights", handout=[1 / 13', "weights"),
    "a query": ('"query-cat", handout=[3, 1]', '"query-cat", handout=[1, 0]', "cat gets"),
    "a call": ('grade("shapes", handout', 'graed("shapes", handout', "shapes-test"),
    "a long word": ('"chases", "the"]', '"chases", "notwithstanding"]', "12 letters"),
    "no list": ('tokens = ["the"', 'tokens = "the"; words = ["the"', "no list `tokens`"),
    "a fact": ("{{contents}}", "{{contentz}}", "no fact is called {{contentz}}"),
    "a marker": ("# %% answer weights", "# %% anser weights", "unknown marker; there are"),
    "a step": ("# %% answer weights", "# %% answer wieghts", "no step 'wieghts'"),
    "a cell": ("# %% answer weights", "# %%", "there is no cell `# %% answer weights`"),
    "a solution": ("score / sum(scores) for", "score / max(scores) for", "its solution"),
    "a check": ("check_scores()\n", "check_scorez()\n", "the check of a right answer says"),
    "a blank": ("_scores = [{{dots}}]", "_scores = {{by_hand_scores}}", "as students"),
}  # fmt: skip


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_a_master_that_contradicts_itself_is_refused(what: str, workshop: Path) -> None:
    old, new, sentence = CONTRADICTIONS[what]
    edit(workshop, (old, new))
    with pytest.raises(Unfit) as refused:
        build(workshop, LESSON)
    assert sentence in str(refused.value)
    assert not (workshop / "source").exists()


def edit(workshop: Path, *changes: tuple[str, str]) -> None:
    """Change the master's text."""
    path = master_path(workshop, LESSON)
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_all_that_does_not_fit_is_named_at_once(workshop: Path) -> None:
    names = ("a key", "a number", "a query")
    edit(workshop, *(CONTRADICTIONS[name][:2] for name in names))
    with pytest.raises(Unfit) as refused:
        build(workshop, LESSON)
    assert all(CONTRADICTIONS[name][2] in str(refused.value) for name in names)


def test_other_numbers_flow_through(workshop: Path) -> None:
    # A query half as long: half of the scores, the same weights, another softmax.
    softmax = "[0.0142961, 0.4734216, 0.4734216, 0.0388608], [2.84053, 1.420265]"
    edit(
        workshop,
        ("query = torch.tensor([2.0, 3.0])", "query = torch.tensor([1.0, 1.5])"),
        ("handout=([2, 9, 9, 4]", "handout=([1, 4.5, 4.5, 2]"),
        ('"scores", handout=[2, 9, 9, 4]', '"scores", handout=[1, 4.5, 4.5, 2]'),
        ("[4.542e-4, 0.498095, 0.498095, 3.356e-3], [2.98857, 1.49428]", softmax),
    )
    build(workshop, LESSON)
    released = (workshop / "release" / NOTEBOOK).read_text(encoding="utf-8")
    assert "[1.0, 1.5]" in released
    sheet, key, *_ = make_handouts(workshop, LESSON, workshop / "handout")
    assert "[1, 1.5]" in pypdf.PdfReader(sheet).pages[0].extract_text().replace("\xa0", " ")
    assert "4.5" in pypdf.PdfReader(key).pages[0].extract_text()


def test_a_longer_sentence_flows_through(workshop: Path) -> None:
    """Five words, with the cat in third place: one edit for each fact, and the values."""
    scores, weights = "[2, 6.5, 9, 9, 4]", "[2 / 30.5, 6.5 / 30.5, 9 / 30.5, 9 / 30.5, 4 / 30.5]"
    soft = "[4.36363e-4, 0.0392801, 0.47853, 0.47853, 3.22431e-3], [2.91046, 1.55343]"
    edit(
        workshop,
        ('["the", "cat", "chases", "the"]', '["the", "big", "cat", "chases", "the"]'),
        ("    [1.0, 0.0],  # position 0: the", "    [1.0, 0.0],\n    [1.0, 1.5],"),
        ("    [0.0, 0.0],  # position 0: the", "    [0.0, 0.0],\n    [1.0, 3.0],"),
        ("[2, 9, 9, 4]", scores),
        ("[1 / 12, 3 / 8, 3 / 8, 1 / 6]", weights),
        ("[2.25, 1.125]", "[1.98361, 1.52459]"),
        ("[4.542e-4, 0.498095, 0.498095, 3.356e-3], [2.98857, 1.49428]", soft),
    )
    build(workshop, LESSON)  # right answers earn everything and pass every check
    cells = nbformat.read(workshop / "release" / NOTEBOOK, as_version=4).cells
    text = "\n".join(cell.source for cell in cells)
    assert "for *the big cat chases the*" in text
    assert "five tokens" in text.lower()
    assert "four" not in text.lower()
    assert "at position 4" in text
    sheet = make_handouts(workshop, LESSON, workshop / "handout")[0]
    assert "cat (2)" in pypdf.PdfReader(sheet).pages[0].extract_text().replace("\xa0", " ")


def test_a_misfit_says_where_to_change_it(workshop: Path) -> None:
    edit(workshop, CONTRADICTIONS["a number"][:2], CONTRADICTIONS["a fact"][:2])
    with pytest.raises(Unfit) as refused:
        build(workshop, LESSON)
    lines = master_path(workshop, LESSON).read_text("utf-8").splitlines()
    place = lines.index("# %% test weights") + 1
    assert f"line {place}, cell `weights-test`: it writes out `weights`" in str(refused.value)
    assert str(refused.value).count("\n") == 2


def test_a_sentence_of_the_lesson_that_asks_for_no_fact_is_named(workshop: Path) -> None:
    step = LESSON.steps[1]
    part = replace(step.computed[0], ask="Where is {thier} score?")
    steps = (LESSON.steps[0], replace(step, parts=(part,)), *LESSON.steps[2:])
    with pytest.raises(Unfit, match="asks for no known fact: 'thier'"):
        build(workshop, replace(LESSON, steps=steps))
