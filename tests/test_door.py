"""Whatever is handed in ends in a grade or in a sentence, and never in an exception of ours."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from course_help import FULL
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judging_help import Judging, points
from nbformat import NotebookNode

from attention_by_hand.building import normal
from attention_by_hand.building.cells import grade_id
from attention_by_hand.building.master import Master
from attention_by_hand.building.normal import CannotGrade, normalise
from attention_by_hand.building.repair import repair
from attention_by_hand.building.submission import COPIES, to_submission
from attention_by_hand.course.intake import read_submission

DEEP: Any = []
for _ in range(900):
    DEEP = [DEEP]


def changed(notebook: NotebookNode, name: str, **changes: Any) -> dict[str, Any]:
    """The notebook as JSON, with other entries in one cell."""
    content: dict[str, Any] = json.loads(nbformat.writes(notebook))
    [cell] = [one for one in content["cells"] if grade_id(one) == name]
    cell.update(changes)
    return content


# Honest work in strange forms: what is changed in the cell `experiment`, or in the notebook.
CELL: dict[str, dict[str, Any]] = {
    "lone surrogates": {"source": "# \ud800 \udfff"},
    "metadata that is a list": {"metadata": [1]},
    "metadata that is null": {"metadata": None},
    "metadata that is deep": {"metadata": {"nbgrader": {"grade_id": "experiment"}, "x": DEEP}},
    "nbgrader's entry is text": {"metadata": {"nbgrader": "experiment"}},
    "an id that is a number": {"metadata": {"nbgrader": {"grade_id": 7}}},
    "an id without end": {"metadata": {"nbgrader": {"grade_id": "x" * 100_000}}},
    "a type that is none": {"cell_type": 7},
    "a source that is deep": {"source": DEEP},
    "a source that is null": {"source": None},
    "lines that are none": {"source": ["pass", 7, None, ["x"]]},
    "too much code": {"source": "1;" * 2_000_000},
    "outputs that are none": {"outputs": {"a": 1}, "execution_count": "x"},
    "attachments that are none": {"cell_type": "markdown", "attachments": [1]},
    "a picture that is a number": {"cell_type": "markdown", "attachments": {"a": {"image/png": 7}}},
}  # fmt: skip
NOTEBOOK: dict[str, dict[str, Any]] = {
    "nbformat is text": {"nbformat": "x"},
    "nbformat is old": {"nbformat": 3, "nbformat_minor": None},
    "metadata is a list": {"metadata": [1]},
    "metadata is deep": {"metadata": {"a": DEEP}},
    "more than there should be": {"worksheets": DEEP, "\ud800": 1},
}


def read(folder: Path, content: object) -> NotebookNode:
    path = folder / "self_attention.ipynb"
    path.write_text(json.dumps(content), "utf-8")
    return read_submission(path)


@pytest.mark.parametrize("how", [*CELL, *NOTEBOOK])
def test_honest_work_in_a_strange_form_keeps_its_points(
    how: str, judging: Judging, tmp_path: Path
) -> None:
    content = changed(judging.right, "experiment", **CELL.get(how, {}))
    notebook = read(tmp_path, {**content, **NOTEBOOK.get(how, {})})
    assert points(judging.notebook(notebook)) == FULL
    nbformat.validate(notebook)


BAD = {
    "too many cells": ({"cells": [{}] * 100_000}, "it has 100000 cells, and at most 1000"),
    "cells that are none": ({"cells": {"a": 1}}, "it has no cells"),
    "a list": ([1], "it is not a notebook"),
    "a number": (7, "it is not a notebook"),
    "null": (None, "it is not a notebook"),
}


@pytest.mark.parametrize("how", BAD)
def test_what_is_no_notebook_is_said_in_a_sentence(how: str, tmp_path: Path) -> None:
    content, sentence = BAD[how]
    with pytest.raises(CannotGrade, match=sentence) as refused:
        read(tmp_path, content)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"cells": ' + "[" * 100_000, "9" * 10_000, "NaN", '{"cells": [1e999]}']
)
def test_json_that_is_hard_to_read_ends_in_a_sentence_too(text: str, tmp_path: Path) -> None:
    path = tmp_path / "self_attention.ipynb"
    path.write_text(text)
    said = ""
    try:
        assert not read_submission(path).cells
    except CannotGrade as refused:
        said = str(refused)
    assert "\n" not in said


def test_a_cell_that_holds_too_much_is_left_out_and_said(judging: Judging) -> None:
    content = changed(judging.right, "experiment", source="x" * (normal.CELL_LETTERS + 1))
    [cell] = [one for one in normalise(content).cells if grade_id(one) == "experiment"]
    assert cell.source == "# Left out: this cell has 40001 letters, and 40000 are read here."


def test_all_code_together_is_bounded() -> None:
    cells = [{"cell_type": "code", "source": "x" * normal.CELL_LETTERS}] * 100
    code = normalise({"cells": cells}).cells
    assert sum(len(cell.source) for cell in code) < normal.CODE_LETTERS + 100 * 100
    words = [{"cell_type": "markdown", "source": "x" * normal.CELL_LETTERS}] * 100
    assert all(
        len(cell.source) == normal.CELL_LETTERS for cell in normalise({"cells": words}).cells
    )


def test_a_step_is_read_in_so_many_copies(judging: Judging, master: Master) -> None:
    notebook = judging.with_answers({})
    at = [grade_id(cell) for cell in notebook.cells].index("scores")
    notebook.cells[at:at] = [nbformat.from_dict(notebook.cells[at]) for _ in range(600)]
    submission = to_submission(repair(normalise(notebook), master), master, {})
    assert len(submission.copies["scores"]) == COPIES


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
IDS = st.sampled_from(["scores", "scores-test", "setup"]) | ANYTHING
ENTRIES = st.fixed_dictionaries({"grade_id": IDS}) | ANYTHING
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | ANYTHING,
        "source": st.text() | st.lists(st.text(), max_size=4) | ANYTHING,
        "metadata": st.fixed_dictionaries({"nbgrader": ENTRIES}) | ANYTHING,
        "attachments": st.dictionaries(
            st.text(), st.dictionaries(st.just("image/png"), ANYTHING) | ANYTHING
        )
        | ANYTHING,
        "outputs": ANYTHING,
        "id": ANYTHING,
    },
)
NOTEBOOKS = st.fixed_dictionaries(
    {"cells": st.lists(CELLS | ANYTHING, max_size=6) | ANYTHING},
    optional={"metadata": ANYTHING, "nbformat": ANYTHING, "nbformat_minor": ANYTHING},
)


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(NOTEBOOKS)
def test_any_notebook_at_all_is_repaired_or_refused(
    master: Master, content: dict[str, Any]
) -> None:
    try:
        repaired = repair(normalise(content), master)
    except CannotGrade:
        return
    json.dumps(repaired).encode()
    nbformat.validate(repaired)
    names = [grade_id(cell) for cell in repaired.cells if grade_id(cell)]
    assert sorted(names) == sorted(master.cells)
    assert to_submission(repaired, master, {}).cells
