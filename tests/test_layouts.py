"""An early slip that nobody knows costs its own step alone, however the notebook is laid out.

Right values are put in where the student's code has set a variable, so that what follows is judged
for itself; and what was put in is nobody's answer.
"""

from collections.abc import Callable

import nbformat
import pytest
from course_help import FULL
from judging_help import Judging, points
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from attention_by_hand.building.cells import grade_id

SLIP = "scores = [float(query @ key + key[0]) for key in keys]"
ANSWERS = {
    "scores": SLIP,
    "weights": "weights = [one / sum(scores) for one in scores]",
    "output": "output = sum(w * v for w, v in zip(weights, values))",
    "softmax": "e = [torch.tensor(one).exp() for one in scores]\n"
    "softmax_weights = [one / sum(e) for one in e]\n"
    "softmax_output = sum(w * v for w, v in zip(softmax_weights, values))",
}
SCORES_LOST = {**FULL, "scores": 0}

BESIDE = {  # what is made of the scores before they are graded, and used afterwards
    "their sum": {
        "scores": f"{SLIP}\ntotal = sum(scores)",
        "weights": "weights = [one / total for one in scores]",
    },
    "the same as a tensor": {
        "scores": f"{SLIP}\ns = torch.tensor(scores)",
        "weights": "weights = s / s.sum()",
        "softmax": "softmax_weights = s.softmax(0)\nsoftmax_output = softmax_weights @ values",
    },
    "under a name of one's own": {
        "scores": f"{SLIP.replace('scores', 's')}\nscores = s",
        "weights": "w = [one / sum(s) for one in s]\nweights = w",
        "output": "output = sum(one * v for one, v in zip(w, values))",
    },
    "as a column": {
        "scores": "column = keys @ query[:, None] + keys[:, :1]\nscores = column.squeeze()",
        "weights": "weights = (column / column.sum()).squeeze()",
    },
    "as a table": {
        "scores": "table = query[None] @ keys.T + keys[:, 0]\nscores = table[0].tolist()",
        "weights": "weights = (table / table.sum())[0].tolist()",
    },
    "by a function that sets it": {
        "weights": "def main():\n    global weights\n"
        "    weights = [one / sum(scores) for one in scores]\nmain()",
    },
    "by a function that fills it": {
        "scores": "scores = []\ndef add(one):\n    scores.append(one)\n"
        "for key in keys:\n    add(float(query @ key + key[0]))",
    },
    "by a function with variables of its own": {
        "weights": "def shares(of):\n    weights = [one / sum(of) for one in of]\n"
        "    return weights\nweights = shares(scores)",
    },
}  # fmt: skip


@pytest.mark.parametrize("answers", BESIDE.values(), ids=BESIDE)
def test_what_is_made_beside_the_scores_is_made_of_right_ones(
    answers: dict[str, str], judging: Judging
) -> None:
    assert points(judging.answers({**ANSWERS, **answers})) == SCORES_LOST


def at(notebook: NotebookNode, name: str) -> int:
    return [grade_id(cell) for cell in notebook.cells].index(name)


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return notebook.cells[at(notebook, name)]


def blank(notebook: NotebookNode, release: NotebookNode, *names: str) -> None:
    for name in names:
        cell(notebook, name).source = cell(release, name).source


def copy_of(original: NotebookNode, source: str) -> NotebookNode:
    copied = {**original, "metadata": dict(original.metadata), "source": source}
    copied.pop("id", None)
    return nbformat.from_dict(copied)


def all_in_the_first_answer(notebook: NotebookNode, release: NotebookNode) -> None:
    blank(notebook, release, *ANSWERS)
    cell(notebook, "scores").source = "\n".join(ANSWERS.values())


def own_cells_above_the_first_grade_cell(notebook: NotebookNode, release: NotebookNode) -> None:
    blank(notebook, release, *ANSWERS)
    here = at(notebook, "scores-test")
    notebook.cells[here:here] = map(new_code_cell, ANSWERS.values())


def own_cells_at_the_end(notebook: NotebookNode, release: NotebookNode) -> None:
    blank(notebook, release, *ANSWERS)
    notebook.cells += map(new_code_cell, ANSWERS.values())


def one_cell_at_the_end(notebook: NotebookNode, release: NotebookNode) -> None:
    blank(notebook, release, *ANSWERS)
    notebook.cells.append(new_code_cell("\n".join(ANSWERS.values())))


def grade_cells_at_the_end(notebook: NotebookNode, _release: NotebookNode) -> None:
    tests = [one for one in notebook.cells if grade_id(one).endswith("-test")]
    notebook.cells = [one for one in notebook.cells if one not in tests] + tests


def nothing_but_answers(notebook: NotebookNode, _release: NotebookNode) -> None:
    """Neither checks nor grade cells, nor what tells that a cell is one of the notebook's."""
    kept = [one for one in notebook.cells if not grade_id(one).endswith(("-test", "-check"))]
    notebook.cells = [nbformat.from_dict({**one, "metadata": {}}) for one in kept]


def one_grade_cell_missing(notebook: NotebookNode, _release: NotebookNode) -> None:
    gone = ("scores-test", "scores-check")
    kept = [one for one in notebook.cells if grade_id(one) not in gone]
    notebook.cells = [nbformat.from_dict({**one, "metadata": {}}) for one in kept]


def answered_below_its_grade_cell(notebook: NotebookNode, release: NotebookNode) -> None:
    blank(notebook, release, "scores")
    notebook.cells.insert(at(notebook, "scores-test") + 1, new_code_cell(SLIP))


def output_below_softmax(notebook: NotebookNode, _release: NotebookNode) -> None:
    names = ("output", "output-check", "output-test")
    moved = [cell(notebook, name) for name in names]
    notebook.cells = [one for one in notebook.cells if grade_id(one) not in names]
    here = at(notebook, "softmax-test") + 1
    notebook.cells[here:here] = moved


def copied_to_the_end(notebook: NotebookNode, _release: NotebookNode) -> None:
    notebook.cells.append(copy_of(cell(notebook, "scores"), SLIP))


def copied_to_the_end_blank(notebook: NotebookNode, release: NotebookNode) -> None:
    notebook.cells.append(copy_of(cell(notebook, "scores"), cell(release, "scores").source))


def left_open_and_copied_to_the_end(notebook: NotebookNode, release: NotebookNode) -> None:
    copied_to_the_end(notebook, release)
    blank(notebook, release, "scores")


def copied_behind_the_output(notebook: NotebookNode, _release: NotebookNode) -> None:
    here = at(notebook, "output-test") + 1
    notebook.cells.insert(here, copy_of(cell(notebook, "scores"), SLIP))


def tried_again_where_the_grade_cell_was(notebook: NotebookNode, _release: NotebookNode) -> None:
    """The first try keeps its points, also with words behind it."""
    here = at(notebook, "scores-test")
    after = new_code_cell("scores = [0, 0, 0, 0]"), new_markdown_cell("Another try:")
    notebook.cells[here : here + 1] = after


LAYOUTS = [
    all_in_the_first_answer, own_cells_above_the_first_grade_cell, own_cells_at_the_end,
    one_cell_at_the_end, grade_cells_at_the_end, nothing_but_answers, one_grade_cell_missing,
    answered_below_its_grade_cell, output_below_softmax, copied_to_the_end,
    copied_to_the_end_blank, left_open_and_copied_to_the_end, copied_behind_the_output,
    tried_again_where_the_grade_cell_was,
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.__name__)
def test_the_slip_costs_its_own_step_in_every_layout(
    layout: Callable[[NotebookNode, NotebookNode], None], judging: Judging, release: NotebookNode
) -> None:
    notebook = judging.with_answers(ANSWERS)
    layout(notebook, release)
    assert points(judging.notebook(notebook)) == SCORES_LOST


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.__name__)
def test_right_work_is_right_in_every_layout(
    layout: Callable[[NotebookNode, NotebookNode], None],
    judging: Judging,
    release: NotebookNode,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = "scores = [float(query @ key) for key in keys]"
    monkeypatch.setitem(globals(), "SLIP", right)
    monkeypatch.setitem(ANSWERS, "scores", right)
    notebook = judging.with_answers(ANSWERS)
    layout(notebook, release)
    assert points(judging.notebook(notebook)) == FULL


def test_a_copy_in_which_it_is_right_earns_all(judging: Judging) -> None:
    notebook = judging.with_answers(ANSWERS)
    right = "scores = [float(query @ key) for key in keys]"
    notebook.cells.append(copy_of(cell(notebook, "scores"), right))
    assert points(judging.notebook(notebook)) == FULL


def test_what_stands_behind_an_error_is_judged(judging: Judging, release: NotebookNode) -> None:
    """A cell with all steps stops in one of them; those after it lose nothing."""
    notebook = judging.with_answers({})
    blank(notebook, release, *ANSWERS)
    right = {**ANSWERS, "scores": "scores = [float(query @ key) for key in keys]"}
    wrong = {**right, "weights": "weights = [one / totl for one in scores]"}
    cell(notebook, "scores").source = "\n".join(wrong.values())
    verdicts = judging.notebook(notebook)
    assert points(verdicts) == {**FULL, "weights": 0}
    assert "`NameError: name 'totl' is not defined`" in verdicts["weights"].message


HANDED_BACK = {  # what a copy of the answer, or a cell behind it, does with what was put in
    "kept under another name": "kept = list({name})",
    "kept by a function": "def keep(one):\n    return [*one]\nkept = keep({name})",
    "made anew of it": "kept = [one * 1 for one in {name}]",
    "kept in a table": "table = dict(kept={name})\nkept = table['kept']",
    "kept in another cell's name": "kept = globals()['{name}']",
}


@pytest.mark.parametrize("keep", HANDED_BACK.values(), ids=HANDED_BACK)
@pytest.mark.parametrize(
    ("step", "wrong"),
    [("weights", "[0.1, 0.2, 0.3, 0.4]"), ("softmax", "[0.1, 0.2, 0.3, 0.4]")],
)
def test_a_right_value_is_not_handed_back_by_a_copy(
    step: str, wrong: str, keep: str, judging: Judging
) -> None:
    """Neither where the copy stands just below, nor behind other work."""
    name = {"weights": "weights", "softmax": "softmax_weights"}[step]
    output = "\nsoftmax_output = [0.0, 0.0]" if step == "softmax" else ""
    answers = {**ANSWERS, step: f"{name} = {wrong}{output}"}
    for behind in (f"{step}-test", "shapes-test"):
        notebook = judging.with_answers(answers)
        here = at(notebook, behind) + 1
        copied = copy_of(cell(notebook, step), f"{name} = kept{output}")
        notebook.cells[here:here] = [new_code_cell(keep.format(name=name)), copied]
        assert points(judging.notebook(notebook))[step] == 0, behind


@pytest.mark.parametrize("keep", HANDED_BACK.values(), ids=HANDED_BACK)
def test_nor_where_something_given_was_changed(keep: str, judging: Judging) -> None:
    """Then also the scores are judged with what was given put back."""
    wrong = "query = query + 0.5\nscores = [float(query @ key + key[0]) for key in keys]"
    notebook = judging.with_answers({**ANSWERS, "scores": wrong})
    copied = copy_of(cell(notebook, "scores"), "scores = kept")
    notebook.cells += [new_code_cell(keep.format(name="scores")), copied]
    assert points(judging.notebook(notebook))["scores"] == 0


@pytest.mark.parametrize("again", ["scores = [one for one in socres]", "weights = 1 / 0"])
def test_an_error_is_not_free_since_it_stands_before_an_answer(
    again: str, judging: Judging
) -> None:
    """The line sets what an earlier step was about, and that step has nothing to pay."""
    right = {**ANSWERS, "scores": "scores = [float(query @ key) for key in keys]"}
    stopped = {step: f"{again}\n{right[step]}" for step in ("weights", "output", "softmax")}
    earned = points(judging.answers({**right, **stopped}))
    assert earned == {**FULL, "weights": 0, "output": 0, "softmax": earned["softmax"]}
    assert earned["softmax"] <= 2


UNSEEN = {
    "by a function that is given it": "weights = [0.0] * 4\ndef fill(to):\n"
    "    for at, one in enumerate(scores):\n        to[at] = one / sum(scores)\nfill(weights)",
    "under another name": "weights = [0.0] * 4\nw = weights\n"
    "for at, one in enumerate(scores):\n    w[at] = one / sum(scores)",
    "by a library": "weights = torch.zeros(4)\ns = torch.tensor(scores)\n"
    "torch.div(s, s.sum(), out=weights)",
    "by its own method": "weights = torch.tensor(scores)\nwith torch.no_grad():\n"
    "    total = weights.sum()\n    same = weights.view(-1)\n    same /= total",
}


@pytest.mark.parametrize("weights", UNSEEN.values(), ids=UNSEEN)
def test_what_is_filled_unseen_is_looked_at_where_it_is_graded(
    weights: str, judging: Judging
) -> None:
    output = "output = sum(float(w) * v for w, v in zip(weights, values))"
    answers = {**ANSWERS, "weights": weights, "output": output}
    assert points(judging.answers(answers)) == SCORES_LOST


NAMES = [
    "scores = s = [float(query @ key + key[0]) for key in keys]",
    "s: list[float] = [float(query @ key + key[0]) for key in keys]\nscores = s",
]


@pytest.mark.parametrize("scores", NAMES, ids=["at once", "with a type"])
def test_a_second_name_is_seen_however_it_is_given(scores: str, judging: Judging) -> None:
    weights = "weights = [one / sum(s) for one in s]"
    assert points(judging.answers({**ANSWERS, "scores": scores, "weights": weights})) == SCORES_LOST


@pytest.mark.parametrize("overwritten", ["tokens = 5", "query = query + 1", "list = 3"])
def test_right_scores_are_not_handed_back_as_those_on_paper(
    overwritten: str, judging: Judging
) -> None:
    """Where something was overwritten, also what is on paper is judged with that put back."""
    typed = {"scores": "scores = [1.0, 2.0, 3.0, 4.0]", "weights": "weights = [0.4, 0.3, 0.2, 0.1]"}
    wrong = "by_hand_scores = by_hand_weights = [0] * 4\nby_hand_output = [0, 0]"
    back = "by_hand_scores = scores\nby_hand_weights = weights\nby_hand_output = output"
    earned = {}
    for line in (overwritten, "pass"):
        paper = f"{line}\nprint(tokens, query, list)"
        notebook = judging.with_answers({**ANSWERS, **typed, "by-hand": f"{paper}\n{wrong}"})
        notebook.cells.append(copy_of(cell(notebook, "by-hand"), f"{paper}\n{back}"))
        earned[line] = points(judging.notebook(notebook))["by-hand"]
    assert earned[overwritten] <= earned["pass"]


def test_softmax_weights_are_not_chosen_for_an_output(judging: Judging) -> None:
    softmax = "softmax_output = torch.tensor([1.0, 2.0]) * query[0]\n"
    softmax += "softmax_weights = torch.linalg.pinv(values.T) @ softmax_output"
    assert points(judging.answers({"softmax": softmax}))["softmax"] == 0


SOFTMAX_SLIP = "[float(s) ** 2 + 1 for s in scores]"
AT_ONCE = {
    "a pair": "pair = lambda w: (w, sum(a * b for a, b in zip(w, values)))\n"
    f"softmax_weights, softmax_output = pair({SOFTMAX_SLIP})",
    "a loop": f"softmax_weights, softmax_output = [], 0\nfor w, v in zip({SOFTMAX_SLIP}, values):\n"
    "    softmax_weights.append(w)\n    softmax_output = softmax_output + w * v",
    "a block": f"with torch.no_grad():\n    softmax_weights = {SOFTMAX_SLIP}\n"
    "    softmax_output = sum(a * b for a, b in zip(softmax_weights, values))",
    "two lines": f"softmax_weights = {SOFTMAX_SLIP}\n"
    "softmax_output = sum(a * b for a, b in zip(softmax_weights, values))",
}


@pytest.mark.parametrize("softmax", AT_ONCE.values(), ids=AT_ONCE)
def test_the_output_of_wrong_softmax_weights_keeps_its_half(softmax: str, judging: Judging) -> None:
    """Also where one statement makes both, and nothing can be put in between."""
    assert points(judging.answers({"softmax": softmax})) == {**FULL, "softmax": 2}


def test_an_error_elsewhere_takes_no_function_away(judging: Judging) -> None:
    """The student's own `sum` is meant as it is; the cell that stops does not even have it."""
    scores = f"from torch import sum\n{SLIP}"
    weights = "s = torch.tensor(scores)\nweights = s / sum(s, dim=0)"
    output = "output = sum(weights[:, None] * values, dim=0)"
    softmax = "softmax_weights = s.softmax(0)\nsoftmax_output = softmax_weights @ values"
    answers = {"scores": scores, "weights": weights, "output": output, "softmax": softmax}
    notebook = judging.with_answers(answers)
    notebook.cells.append(new_code_cell("print(foo)"))
    assert points(judging.notebook(notebook)) == SCORES_LOST
