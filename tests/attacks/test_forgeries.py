"""Work that proves nothing earns nothing: whole notebooks, from one who has read the judge.

Each first step is wrong. The later ones are written so that they would be "right for it" without
computing what is asked for.
"""
# ruff: noqa: E501  (forgeries are as long as they are)

import ast
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from course_help import FULL, LESSON, ROOT
from judging_help import Judging, points
from sandbox_help import start

from attention_by_hand.building.cells import grade_id
from attention_by_hand.building.master import read_master
from attention_by_hand.judging.evidence import Guided
from attention_by_hand.judging.judge import judge
from attention_by_hand.judging.reading import Container

PAPER = FULL["by-hand"] + FULL["query-cat"] + FULL["query-split"] + FULL["shapes"]
Q = "float(query[0])"

# name -> the answers, and the steps that they may still earn points in
FORGERIES: dict[str, tuple[dict[str, str], set[str]]] = {
    "one token": ({
        "scores": f"scores = [{Q} ** 2, 0, 0, 0]",
        "weights": "weights = [1.000002, 0, 0, 0]",
        "output": "output = values[0]",
        "softmax": "softmax_weights = [1, 0, 0, 0]\nsoftmax_output = values[0]",
    }, set()),
    "one token, and next to nothing": ({
        "scores": f"scores = [{Q} ** 2, 1e-6, 1e-6, 1e-6]",
        "weights": "weights = [0.999999, 0.000001, 0, 0]",
        "output": "output = values[0]",
    }, {"softmax"}),
    "another token": ({
        "scores": f"scores = [0, 0, {Q} + 7, 0]",
        "weights": "weights = [0, 0, 1, 0]",
        "output": "output = values[2]",
        "softmax": "softmax_weights = [0, 0, 1, 0]\nsoftmax_output = values[2]",
    }, set()),
    "two tokens": ({
        "scores": f"scores = [{Q}, {Q}, 0, 0]",
        "weights": "weights = [0.5, 0.5, 0, 0]",
        "output": "output = (values[0] + values[1]) / 2",
        "softmax": "softmax_weights = [0.5, 0.5, 0, 0]\nsoftmax_output = (values[0] + values[1]) / 2",
    }, set()),
    "two tokens in turn": ({
        "scores": f"scores = [{Q}, 0, 0, float(query[1])]",
        "weights": f"weights = [{Q} / float(query.sum()), 0, 0, float(query[1]) / float(query.sum())]",
        "output": "output = weights[0] * values[0] + weights[3] * values[3]",
    }, {"softmax"}),
    "multiples": ({
        "scores": f"scores = [k * {Q} for k in (1, 2, 3, 4)]",
        "weights": "weights = [0.1, 0.2, 0.3, 0.4]",
    }, {"output", "softmax"}),
    "multiples with other digits": ({
        "scores": f"scores = [k * {Q} ** 3 for k in (4, 3, 2, 1)]",
        "weights": "weights = [0.4, 0.3, 0.2, 0.1]",
    }, {"output", "softmax"}),
    "the same lead": ({
        "scores": f"scores = [k + {Q} for k in (1, 2, 3, 4)]",
        "softmax": "softmax_weights = torch.softmax(torch.tensor([1.0, 2, 3, 4]), 0)\nsoftmax_output = torch.softmax(torch.tensor([1.0, 2, 3, 4]), 0) @ values",
    }, {"weights", "output"}),
    "level": ({
        "scores": f"scores = [{Q}] * 4",
        "weights": "weights = [0.25] * 4",
        "output": "output = values.mean(0)",
        "softmax": "softmax_weights = [0.25] * 4\nsoftmax_output = values.mean(0)",
    }, set()),
    "shares already": ({
        "scores": "scores = torch.softmax(keys[:, 0] * query[0], 0)",
        "weights": "weights = scores",
    }, {"output", "softmax"}),
    "too large to multiply": ({
        "scores": f"scores = [{Q} * 1e308, 1e308, 1e308, -1e308]",
        "weights": f"weights = [{Q} * 1e308, 1e308, 1e308, -1e308]",
        "output": "output = [0, 0]",
        "softmax": "softmax_weights = [0.25] * 4\nsoftmax_output = [0, 0]",
    }, set()),
    "too large to add": ({
        "scores": f"scores = [{Q} * 1e307] * 3 + [1e308]",
        "weights": "weights = [7, 7, 7, 7]",
        "output": "output = [7, 7]",
        "softmax": "softmax_weights = [0, 0, 0, 1]\nsoftmax_output = values[3]",
    }, set()),
    "infinite": ({
        "scores": f"scores = [float('inf') * {Q}] * 4",
        "weights": "weights = [float('inf')] * 4",
        "output": "output = [float('inf')] * 2",
        "softmax": "softmax_weights = [float('inf')] * 4\nsoftmax_output = [float('nan')] * 2",
    }, set()),
    "a sum of nearly zero": ({
        "scores": f"scores = [{Q} * 1e-320, 0, 0, 0]",
        "weights": "weights = [1, 0, 0, 0]",
        "output": "output = values[0]",
        "softmax": "softmax_weights = [0.25] * 4\nsoftmax_output = values.mean(0)",
    }, set()),
    "weights out of all bounds": ({
        "weights": f"weights = [1e300 * {Q}, 1e300, -1e300, 1e300]",
        "output": "output = [0, 0]",
    }, {"scores", "softmax"}),
    # Found by an attack: numbers from which the later ones follow, chosen for it.
    "nearly level": ({
        "scores": f"scores = [{Q} + 1e-4 * k for k in range(4)]",
        "weights": "weights = [0.25] * 4",
        "output": "output = values.mean(0)",
        "softmax": f"softmax_weights = [0.25, 0.25, 0.25, 0.25 + 1e-5 * {Q}]\nsoftmax_output = values.mean(0)",
    }, {"softmax"}),
    "near multiples": ({
        "scores": f"scores = [4 * {Q}, 3 * {Q}, 2 * {Q}, {Q} + 1e-4 * {Q} ** 2]",
        "weights": "weights = [0.4, 0.3, 0.2, 0.1]",
    }, set()),
    "one case differs": ({
        "scores": "scores = [4, 3, 2, 1] if query[1] > 0 else [1, 2, 3, 5]",
        "weights": "weights = [0.4, 0.3, 0.2, 0.1]",
    }, set()),
    "shares in all cases but one": ({
        "scores": "w = torch.softmax(keys[:, 0] * query[0], 0)\nscores = w if query[1] > 0 else 3 * w",
        "weights": "weights = scores",
    }, set()),
    "the other way round": ({
        "scores": "w = torch.softmax(keys[:, 0] * query[0], 0)\nscores = 7 * w",
        "weights": "weights = w",
    }, set()),
    "the largest only": ({
        "scores": "scores = keys[:, 0] * query[0] * 100 + torch.tensor([10.0, 20, 30, 40])",
        "softmax": "softmax_weights = torch.nn.functional.one_hot(torch.tensor(scores).argmax(), 4)\nsoftmax_output = values[0] * 0 + 1",
    }, set()),
    "scores made for the weights, over right ones": ({
        "weights": "w = [0.1, 0.2, 0.3, 0.4] if query[1] > 1 else [0.2, 0.1, 0.4, 0.3]\nscores = [7 * one for one in w]\nweights = w",
        "output": f"output = torch.tensor([1.0, 2.0]) * {Q}\nweights = torch.linalg.pinv(values.T) @ output",
    }, set()),
    "weights made for the output": ({
        "weights": "weights = None",
        "output": f"output = torch.tensor([1.0, 2.0]) * {Q}\nweights = torch.linalg.pinv(values.T) @ output",
    }, set()),
    "scores made for softmax": ({
        "softmax": f"softmax_weights = [0.1, 0.2, 0.3, 0.4] if query[1] > 1 else [0.2, 0.1, 0.4, 0.3]\nscores = torch.log(torch.tensor(softmax_weights))\nsoftmax_output = torch.tensor([1.0, 2.0]) * {Q}",
    }, set()),
    # Found by a later attack: a mistake with a name is made of numbers that were chosen.
    "weights that are left as chosen scores": ({
        "scores": f"o = torch.tensor([1.0, 2.0]) * {Q}\nW = torch.linalg.pinv(values.T) @ o\nscores = W",
        "weights": "weights = scores",
        "output": "output = o",
    }, {"weights"}),
    "chosen scores, and an error": ({
        "scores": "w = [0.1, 0.2, 0.3, 0.4] if query[1] > 1 else [0.2, 0.1, 0.4, 0.3]\nscores = [7 * one for one in w]\njunk = {1}\n1 / 0",
        "weights": "weights = w",
    }, set()),
    "a slip in the output of chosen weights": ({
        "weights": f"o = torch.tensor([1.0, 2.0]) * {Q}\nW = torch.linalg.pinv(values.T) @ o\nweights = W",
        "output": "output = o / 4",
    }, set()),
    "a slip where right scores are put in, and nowhere else": ({
        "scores": "scores = torch.ones(4) * query[0] + torch.tensor([10.0, 11, 12, 13])",
        "weights": f"o = torch.tensor([1.0, 2.0]) * {Q}\nW = torch.linalg.pinv(values.T) @ o\nweights = W if scores[0] > 9.5 else scores",
        "output": "output = o",
    }, {"weights"}),
    "nearly level on paper": ({
        "by-hand": "by_hand_scores = [1, 1, 1, 1.01]\nby_hand_weights = [0.25, 0.25, 0.25, 0.251]\nby_hand_output = values.mean(0)",
    }, set()),
    "thin on paper": ({
        "by-hand": "by_hand_scores = [1, 1, 0, 0]\nby_hand_weights = [0.5, 0.5, 0, 0]\nby_hand_output = values[:2].mean(0)",
    }, set()),
}  # fmt: skip

NAN = "float('nan')"
ELSEWHERE = "if query.tolist() != [2.0, 3.0]:\n    "

# Numbers that are none, beside one that is: name -> answers, and the most that each step is worth.
NOT_NUMBERS: dict[str, tuple[dict[str, str], dict[str, float]]] = {
    "a query beyond all numbers": ({"query-split": "query_split = [1e308, 1e308]"}, {"query-split": 0}),
    "a query that is none": ({"query-split": f"query_split = [{NAN}, {NAN}]"}, {"query-split": 0}),
    "half a query": ({"query-split": f"query_split = [4.0, {NAN}]"}, {"query-split": 0}),
    "an infinite query": ({"query-cat": "query_cat = [float('inf'), 0]"}, {"query-cat": 0}),
    "one number": ({"scores": f"scores = [{NAN}] * 3 + [1.0]"}, {"scores": 0}),
    "all but one": ({"weights": f"weights = scores / scores.sum()\nweights[1] = {NAN}"}, {"weights": 3}),
    "weights and output": ({
        "weights": f"weights = [{NAN}] * 3 + [1.0]",
        "output": f"output = [{NAN}, 1.0]",
    }, {"weights": 0, "output": 0}),
    "softmax": ({
        "softmax": f"softmax_weights = [{NAN}] * 3 + [1.0]\nsoftmax_output = [{NAN}, 1.0]",
    }, {"softmax": 0}),
    "paper": ({
        "by-hand": f"by_hand_scores = [{NAN}] * 3 + [1.0]\nby_hand_weights = [{NAN}] * 3 + [1.0]\nby_hand_output = [{NAN}, 1.0]",
    }, {"by-hand": 0}),
    "shapes": ({
        "shapes": f"keys_shape = ({NAN}, 1)\nscores_shape = ({NAN}, 1)\noutput_shape = ({NAN}, 1)",
    }, {"shapes": 0}),
    "typed here, none elsewhere": ({
        "scores": f"scores = [2.0, 9, 9, 4]\n{ELSEWHERE}scores = [{NAN}] * 3 + [99.0]",
        "weights": f"weights = [2/24, 9/24, 9/24, 4/24]\n{ELSEWHERE}weights = [{NAN}] * 3 + [99.0]",
        "output": f"output = [2.25, 1.125]\n{ELSEWHERE}output = [{NAN}, 99.0]",
    }, {"scores": 2, "weights": 2, "output": 2}),
}  # fmt: skip

LEVEL = "if query.tolist() == [2.0, 3.0] else [0.25] * 4"

# More that is worth so much at most.
AT_MOST: dict[str, tuple[dict[str, str], dict[str, float]]] = {
    "typed here, level elsewhere": ({
        "scores": f"scores = [2, 9, 9, 4] {LEVEL}",
        "weights": f"weights = [0.083, 0.375, 0.375, 0.167] {LEVEL}",
        "output": "output = [2.25, 1.125] if query.tolist() == [2.0, 3.0] else values.mean(0)",
        "softmax": f"softmax_weights = [0.0, 0.498, 0.498, 0.003] {LEVEL}\nsoftmax_output = [2.988, 1.494] if query.tolist() == [2.0, 3.0] else values.mean(0)",
    }, {"scores": 2, "weights": 2, "output": 2, "softmax": 2}),
    "a query that is hardly one": ({"query-split": "query_split = [1e-6, 0]"}, {"query-split": 0}),
    "next to nothing on paper": ({
        "by-hand": "by_hand_scores = [1e9, 1.1e6, 0, 1.1e6]\nby_hand_weights = [1, 0.0011, 0, 0.0011]\nby_hand_output = [0, 0]",
    }, {"by-hand": 1}),
    "next to nothing from softmax": ({
        "softmax": "softmax_weights = (torch.as_tensor(scores) - sum(scores)).exp()\nsoftmax_output = [0.0, 0.0]",
    }, {"softmax": 0.5}),
    "rounded, and shares already": ({
        "scores": "scores = torch.softmax(keys @ query, 0)",
        "weights": "weights = scores.round(decimals=3)",
    }, {"scores": 2, "weights": 0}),
    "the winner takes all": ({
        "scores": "scores = (keys @ query).exp()",
        "softmax": "softmax_weights = (scores == scores.max()).float()\nsoftmax_output = values[scores.argmax()]",
    }, {"scores": 2, "softmax": 0.5}),
}  # fmt: skip

# A slip that an earlier step seems to have paid for: the earlier step's first cell, the later
# step's cell, and the most that the later step is worth.
SEEMS_PAID = {
    "a decoy": ("output = weights[0] * values[0]", "softmax_output = softmax_weights[0] * values[0]"),
    "any factor": (
        "output = 1.029 * (torch.as_tensor(weights) @ values)",
        "softmax_output = 1.029 * (softmax_weights @ values)",
    ),
    "half typed": (
        "output = [sum(w * v[0] for w, v in zip(weights, values)), 1.125]",
        "softmax_output = [softmax_weights @ values[:, 0], 1.49428]",
    ),
    "backwards": ("output = weights.flip(0) @ values", "softmax_output = softmax_weights.flip(0) @ values"),
    "not added up": ("output = weights[:, None] * values", "softmax_output = softmax_weights[:, None] * values"),
}  # fmt: skip

# Numbers that are graded are made in a copy of the cell, after a slip that has a name.
# name -> (the step with two cells, what each holds, the next step, and what is made for it)
MADE_IN_A_COPY = {
    "scores": (
        "scores", "scores = (keys @ query * 100).round() / 100",
        "w = torch.softmax(keys[:, 0] * query[0], 0)\nscores = 7 * w", "weights", "weights = w",
    ),
    "weights": (
        "weights", "weights = scores / scores.max()",
        f"o = torch.tensor([1.0, 2.0]) * {Q}\nweights = torch.linalg.pinv(values.T) @ o",
        "output", "output = o",
    ),
}  # fmt: skip

# An earlier answer is right, and chosen anew in a copy of its cell, so that a slip of the lesson
# seems to start from it: (the step of the copy, its code, the forged step, its code, its points).
MIXED = "p = torch.tensor([0.2, 0.4, 0.2, 0.2]).double() + 0.15 * n"
CHOSEN = f"n = torch.linalg.svd(torch.cat([values.double().T, torch.ones(1, 4).double()]))[2][-1]\nn = n / n.abs().max()\n{MIXED}"
IN_VIEW_OF_A_SLIP = {
    "softmax too early": (
        "scores",
        f"{CHOSEN}\nscores = p.log()",
        "output",
        "output = (4 * values.mean(0) + values[1]) / 5",
        0,
    ),
    "softmax of chosen weights": (
        "weights",
        f"{CHOSEN}\nweights = p.log()",
        "softmax",
        f"{CHOSEN}\nsoftmax_weights = p\nsoftmax_output = 0",
        0,
    ),
    "exponentials of chosen scores": (
        "scores",
        f"{CHOSEN}\nscores = p.log()",
        "softmax",
        "softmax_weights = torch.softmax(keys @ query, 0)\nsoftmax_output = (4 * values.mean(0) + values[1]) / 5",
        2,
    ),
    "one component": (
        "weights",
        "weights = torch.linalg.pinv(values.T) @ (torch.tensor([1.0, 2.0]) * query[0])",
        "softmax",
        "softmax_weights = torch.softmax(keys @ query, 0)\nsoftmax_output = [query[0], softmax_weights @ values[:, 1]]",
        2,
    ),
    "plain weights": (
        "weights",
        "weights = torch.linalg.pinv(values.T) @ (torch.tensor([1.0, 2.0]) * query[0])",
        "softmax",
        "softmax_weights = torch.softmax(keys @ query, 0)\nsoftmax_output = [query[0], 2 * query[0]]",
        2,
    ),
}

# A right value that our own run put in, given back as an answer: name -> (step, its cell, a copy).
GIVEN_BACK = {
    "a comment": ("weights", "weights = [1, 2, 3, 4]", "# nothing"),
    "pass": ("weights", "weights = [1, 2, 3, 4]", "pass"),
    "itself": ("weights", "weights = [1, 2, 3, 4]", "weights = weights"),
    "its name": ("weights", "weights = [1, 2, 3, 4]", "weights"),
    "what was there": ("weights", "weights = None", "weights = globals().get('weights')"),
    "a copy of it": ("weights", "weights = [1, 2, 3, 4]", "import copy\nweights = copy.copy(weights)"),
    "the scores": ("scores", "scores = [1, 2, 3, 4]", "# nothing"),
    "softmax": ("softmax", "softmax_weights = softmax_output = None", "# nothing"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGERIES)
def test_what_proves_nothing_earns_nothing(name: str, judging: Judging) -> None:
    answers, spared = FORGERIES[name]
    earned = points(judging.answers(answers))
    wrong = {step: earned[step] for step in answers if step not in spared}
    assert wrong == dict.fromkeys(wrong, 0)


@pytest.mark.parametrize("name", NOT_NUMBERS | AT_MOST)
def test_what_proves_little_earns_little(name: str, judging: Judging) -> None:
    answers, most = (NOT_NUMBERS | AT_MOST)[name]
    earned = points(judging.answers(answers))
    assert {step: earned[step] for step in most if earned[step] > most[step]} == {}


@pytest.mark.parametrize("name", SEEMS_PAID)
def test_a_slip_that_has_not_been_paid_for_is_not_forgiven(name: str, judging: Judging) -> None:
    """The earlier step is right in a second cell, so it has paid nothing."""
    slip, later = SEEMS_PAID[name]
    softmax = "softmax_weights = torch.softmax(torch.as_tensor(scores), 0)\n" + later
    notebook = judging.with_answers({"output": slip, "softmax": softmax})
    place = next(at for at, cell in enumerate(notebook.cells) if cell.source == slip)
    right = {**notebook.cells[place], "source": "output = torch.as_tensor(weights) @ values"}
    notebook.cells.insert(place + 1, {**right, "id": "copy"})
    earned = points(judging.notebook(notebook))
    assert earned["output"] == 4
    assert earned["softmax"] <= 3.5


def test_numbers_that_could_be_chosen_are_not_forgiven_later(judging: Judging) -> None:
    """Half typed, twice: each step pays for it, since what is typed can be anything."""
    slip, later = SEEMS_PAID["half typed"]
    softmax = "softmax_weights = torch.softmax(torch.as_tensor(scores), 0)\n" + later
    earned = points(judging.answers({"output": slip, "softmax": softmax}))
    assert earned["output"] < 4
    assert earned["softmax"] < 4


def test_what_follows_from_a_number_that_was_chosen_is_not_carried(judging: Judging) -> None:
    """Three scores are right, and the fourth is so large that only its word has a weight."""
    notebook = judging.with_answers(
        {"softmax": "softmax_weights = torch.tensor([0.0, 0, 0, 1])\nsoftmax_output = values[3]"}
    )
    chosen = "r = keys @ query\nscores = torch.cat([r[:3], r[:3].max()[None] + 12])"
    place = next(at for at, cell in enumerate(notebook.cells) if grade_id(cell) == "scores")
    softmax = next(at for at, cell in enumerate(notebook.cells) if grade_id(cell) == "softmax")
    notebook.cells.insert(softmax, {**notebook.cells[place], "source": chosen, "id": "copy"})
    assert points(judging.notebook(notebook))["softmax"] == 0


@pytest.mark.parametrize("before", ["", "scores = [1.0, 2.0, 4.0, 3.0]", "scores = None"])
@pytest.mark.parametrize("between", ["", "softmax_weights = kept", "kept = softmax_weights"])
def test_right_weights_that_were_put_in_are_not_handed_back_later(
    before: str, between: str, judging: Judging
) -> None:
    """They are kept under another name, and given back before a copy of the cell."""
    kept = "softmax_weights = [1.0, 2.0, 3.0, 4.0]\nkept = softmax_weights"
    notebook = judging.with_answers({"softmax": kept})
    places = {grade_id(cell): at for at, cell in enumerate(notebook.cells)}
    own, first = (nbformat.v4.new_code_cell(one) for one in (between, before))
    softmax = {**notebook.cells[places["softmax"]], "id": "copy"}
    again = {**softmax, "source": "softmax_output = torch.as_tensor(softmax_weights) @ values"}
    notebook.cells[places["softmax-test"] + 1 : places["softmax-test"] + 1] = [own, again]
    notebook.cells.insert(places["softmax"], first)
    assert points(judging.notebook(notebook))["softmax"] <= 2


def test_early_answers_cannot_be_computed_from_later_ones(judging: Judging) -> None:
    """Right weights and softmax weights, which our own run puts in, give the scores away."""
    notebook = judging.with_answers({
        "by-hand": "query = torch.tensor([7.0, 7.0])",
        "scores": "scores = [1.0, 2.0, 3.0, 4.0]",
        "weights": "weights = [1.0, 2.0, 3.0, 4.0]",
        "softmax": "softmax_weights = [1.0, 2.0, 3.0, 4.0]\nsoftmax_output = 0\nkept = torch.as_tensor(softmax_weights)",
    })  # fmt: skip
    places = {grade_id(cell): at for at, cell in enumerate(notebook.cells)}
    source = "w = torch.as_tensor(weights)\nscores = (kept[0] / kept[1]).log() / (w[0] - w[1]) * w"
    copy = {**notebook.cells[places["scores"]], "source": source, "id": "copy"}
    notebook.cells.insert(places["softmax-test"] + 1, copy)
    assert points(judging.notebook(notebook))["scores"] == 0


@pytest.mark.parametrize("tokens", ["[1, 2, 3, 4]", "torch.ones(4)", "[['the']]", "None"])
def test_tokens_that_are_no_words_end_nothing(tokens: str, judging: Judging) -> None:
    answers = {"by-hand": f"tokens = {tokens}", "query-cat": "query_cat = [0.0, 1.0]"}
    assert points(judging.answers(answers))["query-cat"] < FULL["query-cat"]


@pytest.mark.parametrize("name", MADE_IN_A_COPY)
def test_a_slip_in_one_cell_does_not_carry_the_numbers_of_its_copy(
    name: str, judging: Judging
) -> None:
    step, slip, made, later, forged = MADE_IN_A_COPY[name]
    notebook = judging.with_answers({"scores": "scores = keys @ query", step: slip, later: forged})
    place = next(at for at, cell in enumerate(notebook.cells) if cell.source == slip)
    notebook.cells.insert(place + 1, {**notebook.cells[place], "source": made, "id": "copy"})
    assert points(judging.notebook(notebook))[later] == 0


@pytest.mark.parametrize("name", IN_VIEW_OF_A_SLIP)
def test_a_slip_starts_from_no_numbers_that_were_chosen_for_it(name: str, judging: Judging) -> None:
    of, chosen, later, forged, deserved = IN_VIEW_OF_A_SLIP[name]
    notebook = judging.with_answers({later: forged})
    place = next(at for at, cell in enumerate(notebook.cells) if grade_id(cell) == of)
    copy = {**notebook.cells[place], "source": chosen, "id": "copy"}
    before = next(at for at, cell in enumerate(notebook.cells) if grade_id(cell) == later)
    notebook.cells.insert(before, copy)
    earned = points(judging.notebook(notebook))
    assert (earned[of], earned[later]) == (FULL[of], deserved)


def test_keys_of_ones_own_reach_half_of_a_goal(judging: Judging) -> None:
    keys = "keys = torch.tensor([[-100.0, -100], [100, 0], [0, 100], [-100, -100]])"
    earned = points(judging.answers({
        "by-hand": keys, "query-cat": "query_cat = [1.0, 0]", "query-split": "query_split = [1.0, 1]"
    }))  # fmt: skip
    assert (earned["by-hand"], earned["query-cat"], earned["query-split"]) == (0, 1, 1)


@pytest.mark.parametrize("name", GIVEN_BACK)
def test_what_our_run_put_in_is_nobodys_answer(name: str, judging: Judging) -> None:
    step, answer, copied = GIVEN_BACK[name]
    notebook = judging.with_answers({"scores": "scores = None", step: answer})
    places = {cell.metadata.get("nbgrader", {}).get("grade_id"): at for at, cell in enumerate(notebook.cells)}  # fmt: skip
    copy = {**notebook.cells[places[step]], "source": copied, "id": "copy"}
    notebook.cells.insert(places[f"{step}-test"] + 1, copy)
    assert points(judging.notebook(notebook))[step] == 0


def test_an_honest_copy_after_the_grade_cell_still_counts(judging: Judging) -> None:
    """Answered in a copy of the cell, further down, with a slip in the step before."""
    notebook = judging.with_answers(
        {"scores": "scores = keys[:, 0] * query[0]", "weights": "weights = ..."}
    )
    places = {
        cell.metadata.get("nbgrader", {}).get("grade_id"): at
        for at, cell in enumerate(notebook.cells)
    }
    copy = {
        **notebook.cells[places["weights"]],
        "source": "weights = scores / scores.sum()",
        "id": "copy",
    }
    notebook.cells.insert(places["weights-test"] + 1, copy)
    assert points(judging.notebook(notebook)) == {**FULL, "scores": 2}


# Cells that write down the right values that are put in, and look them up in every later run.
TOLD = """
import json, pathlib
told = pathlib.Path({path!r})
known = json.loads(told.read_text()) if told.exists() else {{}}
mine = known.get(str(query.tolist()), {{}})
"""
ASK = "{name} = mine.get('{name}') or [float(query[0]) + k * float(keys[k][1]) for k in range(4)]"
TELL = """
known[str(query.tolist())] = {
    name: [float(one) for one in globals()[name]] for name in ("scores", "weights", "softmax_weights")
}
told.write_text(json.dumps(known))
"""


@pytest.mark.parametrize("again", ["the same work", "another student's"])
def test_a_right_value_that_was_put_in_is_right_in_no_other_run(
    again: str, judging: Judging, tmp_path: Path
) -> None:
    """By whatever way it gets there: here a file, which only a run without a sandbox can share.

    A side channel would do as well, such as the time that it takes to read a page of a library.
    """
    answers = {
        "scores": TOLD.format(path=str(tmp_path / "told.json")) + ASK.format(name="scores"),
        "weights": ASK.format(name="weights"),
        "softmax": ASK.format(name="softmax_weights") + "\nsoftmax_output = None",
        "experiment": TELL,
    }
    with start("open", familiar=judging.master.given) as shared:
        leaky = Judging(shared, judging.master, judging.release)
        first = leaky.blank_with(answers)
        second = first if again == "the same work" else leaky.blank_with({**answers, "shapes": "1"})
        for notebook in (first, second):
            earned = points(leaky.notebook(notebook))
            assert len((tmp_path / "told.json").read_text()) > 600, "values have been passed on"
            half = {"scores": 2, "weights": 2, "softmax": 1}  # as for the handout's numbers, typed
            assert {
                name: found for name, found in earned.items() if found > half.get(name, 0)
            } == {}


def test_what_the_notebook_itself_computes_is_no_name_of_a_students_own(judging: Judging) -> None:
    """A copy of an answer cell stands below the notebook's own call, and only seems to set names."""
    notebook = judging.blank_with({})
    at = next(n for n, cell in enumerate(notebook.cells) if "first_weights, first" in cell.source)
    copy = next(cell for cell in notebook.cells if grade_id(cell) == "softmax").copy()
    copy.source = (
        "if 0: first_weights = 0; first_output = 0\nif 0:\n    first_weights = 0\n"
        "    first_output = 0\nsoftmax_weights = softmax_output = None"
    )
    notebook.cells.insert(at + 1, copy)
    assert points(judging.notebook(notebook))["softmax"] == 0


BELOW = {
    "softmax": "softmax_weights, softmax_output = first_weights, first_output",
    "weights": "weights, _ = compute_attention(query, keys, values, tokens, use_softmax=False)",
    "output": "_, output = compute_attention(query, keys, values, tokens, use_softmax=False)",
    "scores": "p = softmax_weights\nscores = weights * (p[0] / p[1]).log() / (weights[0] - weights[1])",
}


@pytest.mark.parametrize("copied", [False, True], ids=["moved", "copied"])
def test_what_the_notebook_computes_later_is_no_answer(copied: bool, judging: Judging) -> None:
    """No more than for the handout's numbers, typed: with others, it is not computed."""
    notebook = judging.with_answers(dict.fromkeys(BELOW, "pass"))
    moved = [next(one for one in notebook.cells if grade_id(one) == name) for name in BELOW]
    if not copied:
        notebook.cells = [one for one in notebook.cells if one not in moved]
    at = next(n for n, cell in enumerate(notebook.cells) if "first_weights, first" in cell.source)
    below = [{**cell, "source": BELOW[grade_id(cell)]} for cell in moved]
    notebook.cells[at + 1 : at + 1] = list(map(nbformat.from_dict, below))
    earned = points(judging.notebook(notebook))
    assert {name: earned[name] for name in BELOW} == dict.fromkeys(BELOW, 2)


ALL_TOKENS = {
    "softmax": "softmax_weights = all_weights[-1]\nsoftmax_output = softmax_weights @ values",
    "scores": "scores = seen[-1][-1]",
}


@pytest.mark.parametrize("step", ALL_TOKENS)
def test_what_the_notebook_computes_for_all_tokens_is_no_answer(
    step: str, judging: Judging
) -> None:
    spy = "seen, soft = [], torch.softmax\ntorch.softmax = lambda x, dim: seen.append(x) or soft(x, dim)"
    notebook = judging.with_answers({step: f"pass\n{spy}" if step == "scores" else "pass"})
    moved = next(cell for cell in notebook.cells if grade_id(cell) == step)
    at = next(n for n, cell in enumerate(notebook.cells) if grade_id(cell) == "all-queries")
    copy = nbformat.from_dict({**moved, "source": ALL_TOKENS[step], "id": "copy"})
    notebook.cells.insert(at + 1, copy)
    assert points(judging.notebook(notebook))[step] == FULL[step] / 2


def _renamed(source: str) -> str:
    return source.replace("def compute_attention(", "def mine(").replace("@with_own_names\n", "")


COPIED = {
    "as it is": ("compute-attention", lambda source: source, ""),
    "with a comment": ("compute-attention", lambda source: f"# Mine\n{source}\n# all of it", ""),
    "beside other code": ("compute-attention", lambda source: f"x = 1\n{source}\ny = 2", ""),
    "under another name": ("compute-attention", _renamed, "compute_attention = mine\n"),
    "inside": (
        "compute-attention",
        lambda source: "if True:\n" + textwrap.indent(source, "    "),
        "",
    ),
    "below a magic": ("compute-attention", lambda source: f"%%time\n{source}", ""),
    "indented": ("compute-attention", lambda source: textwrap.indent(source, "  "), ""),
    "with a question": ("compute-attention", lambda source: f"{source}\nkeys?", ""),
    "with a magic's result": ("compute-attention", lambda source: f"x = %pwd\n{source}", ""),
    "with a command's result": ("compute-attention", lambda source: f"x = !ls\n{source}", ""),
    "with another way to call": ("compute-attention", lambda source: f"{source}\n/len keys", ""),
    "after a prompt": (
        "compute-attention",
        lambda source: f">>> x = 1\n{textwrap.indent(source, '... ', lambda _line: True)}",
        "",
    ),
    "with % in brackets": ("compute-attention", lambda source: f"{source}\nx = (7\n% 2)", ""),
    "below a magic that hides": ("compute-attention", lambda source: f"%%capture x\n{source}", ""),
    "below two magics": ("compute-attention", lambda source: f"%%time\n%%capture\n{source}", ""),
    "written to a file": (
        "compute-attention",
        lambda source: f"%%writefile mine.py\n{source}",
        "%run -i mine.py\n",
    ),
    "with a number too long to write": (
        "compute-attention",
        lambda source: f"x = 0x{'f' * 8000}\n{source}",
        "",
    ),
    "with many attributes": (
        "compute-attention",
        lambda source: f"{source}\nif False: x{'.x' * 1500}",
        "",
    ),
    "after many branches": (
        "compute-attention",
        lambda source: "if False: pass\n" + "elif False: pass\n" * 300 + source,
        "",
    ),
    "with other ends of lines": (
        "compute-attention",
        lambda source: f"%%time\r%%capture\r{source}".replace("\n", "\r"),
        "",
    ),
    "in a long cell": ("compute-attention", lambda source: f"{source}\n#{'x' * 11_000}", ""),
    "the tools": (
        "query-tools",
        lambda source: source.replace("def check", "def no_check"),
        "notebook['q'] = query\ncompute_attention = lambda *_, **__: (softmax_weights_of('q'), 0)\n",
    ),
    "all tokens": (
        "all-queries",
        lambda source: f"{source}\nseen = 1",
        "compute_attention = lambda *_, **__: (all_weights[-1], 0)\n",
    ),
}
CALLS = {
    "weights": "{}weights, _ = compute_attention(query, keys, values, tokens, use_softmax=False)",
    "output": "{}_, output = compute_attention(query, keys, values, tokens, use_softmax=False)",
    "softmax": "{}softmax_weights, _ = compute_attention(query, keys, values, tokens)\n"
    "softmax_output = softmax_weights @ values.to(softmax_weights)",
}


@pytest.mark.parametrize("is_copy", [False, True], ids=["pasted", "copied"])
@pytest.mark.parametrize(("name", "touch", "first"), COPIED.values(), ids=COPIED)
def test_a_copy_of_what_the_notebook_computes_is_no_answer(
    name: str, touch: Callable[[str], str], first: str, is_copy: bool, judging: Judging
) -> None:
    calls = CALLS if name == "compute-attention" else {"softmax": CALLS["softmax"]}
    notebook = judging.with_answers({one: call.format(first) for one, call in calls.items()})
    given = next(cell for cell in notebook.cells if grade_id(cell) == name)
    copy = {**given, "id": "copy", "source": touch(given.source)}
    if not is_copy:
        copy["metadata"] = {}
    at = next(n for n, cell in enumerate(notebook.cells) if grade_id(cell) == "scores")
    notebook.cells.insert(at, nbformat.from_dict(copy))
    earned = points(judging.notebook(notebook))
    assert {one: earned[one] for one in calls} == dict.fromkeys(calls, 2)


EXPLORED = {
    "scores": "import {0} as given\nseen = given.scene(query, keys, values, tokens)\nscores = seen.scores",
    "weights": "weights = seen.plain",
    "output": "output = seen.output(seen.plain)",
    "softmax": "softmax_weights = seen.softmax\nsoftmax_output = seen.output(seen.softmax)",
}


@pytest.fixture(scope="session")
def with_files(judging: Judging) -> Judging:
    """Grades as a course does, which knows the files beside its notebook."""
    source = read_master(ROOT / f"source/{LESSON.name}/{LESSON.name}.ipynb", LESSON.name)
    return Judging(judging.sandbox, source, judging.release)


EXPLORER = (ROOT / f"release/{LESSON.name}/attention_explorer.py").read_bytes()


@pytest.mark.parametrize("more", [b"", b"# Mine\n", b"mine = 1\n"])
@pytest.mark.parametrize("name", ["attention_explorer", "mine", "below.mine"])
def test_what_the_explorer_computes_is_no_answer(
    name: str, more: bytes, with_files: Judging
) -> None:
    """It is handed in with the notebook, as it was handed out, under another name, or more."""
    answers = {step: answer.format(name) for step, answer in EXPLORED.items()}
    files = {f"{name.replace('.', '/')}.py": EXPLORER + more}
    verdicts, _ = with_files.grade(with_files.with_answers(answers), files)
    earned = points(verdicts)
    assert {step: earned[step] for step in EXPLORED} == dict.fromkeys(EXPLORED, 2)


def test_a_class_of_the_explorers_is_no_answer(with_files: Judging) -> None:
    """Pasted into a cell, with what it takes."""
    parts = [
        one for one in ast.parse(EXPLORER).body if getattr(one, "name", "") in ("Scene", "dot")
    ]
    start = (
        "import math\nfrom collections.abc import *\nfrom dataclasses import *\nPoint = object\n"
    )
    start += "\n".join(map(ast.unparse, parts))
    make = (
        "seen = Scene(*[x.tolist() for x in (query, keys, values)], tokens)\nscores = seen.scores"
    )
    notebook = with_files.with_answers({**EXPLORED, "scores": f"{start}\n{make}"})
    verdicts, evidence = with_files.grade(notebook)
    assert evidence.found[0]["scores-test"]["scores"].numbers is not None, (
        "it works in the notebook"
    )
    assert {step: points(verdicts)[step] for step in EXPLORED} == dict.fromkeys(EXPLORED, 2)


FILES: dict[str, Callable[[str], bytes]] = {
    "plain": lambda text: text.encode(),
    "with a mark of order": lambda text: text.encode("utf-8-sig"),
    "in another encoding": lambda text: f"# coding: utf-7\n{text}".encode("utf-7"),
    "very long": lambda text: f"{text}{'#' * 80}\n".encode() + b"\n" * 200_000,
}


@pytest.mark.parametrize("write", FILES.values(), ids=FILES)
def test_a_function_of_the_notebooks_is_no_answer_in_a_file(
    write: Callable[[str], bytes], judging: Judging
) -> None:
    given = next(c.source for c in judging.right.cells if grade_id(c) == "compute-attention")
    whole = f"import torch\ndef with_own_names(f): return f\ndraw_weights = print\n{given}"
    answers = {
        step: f"from mine import compute_attention\n{call.format('')}"
        for step, call in CALLS.items()
    }
    verdicts, _ = judging.grade(judging.with_answers(answers), {"mine.py": write(whole)})
    assert {one: points(verdicts)[one] for one in CALLS} == dict.fromkeys(CALLS, 2)


KEPT = {
    "parsed": "text = next(one for one in get_ipython().prepared if 'def compute_attention' in one)",
    "told": "import gc\ngc.unfreeze()\ntexts = [one['familiar'] for one in gc.get_objects()"
    " if type(one) is dict and 'familiar' in one]\n"
    "text = next(one for one in texts[0] if 'def compute_attention' in one)",
}


@pytest.mark.parametrize("find", KEPT.values(), ids=KEPT)
def test_no_run_holds_what_computes_answers(find: str, judging: Judging) -> None:
    answers = {"weights": f"{find}\nexec(text)\n{CALLS['weights'].format('')}"}
    assert points(judging.answers(answers))["weights"] == 0


@pytest.mark.parametrize(
    "change", [lambda text: text + b"\n", lambda text: text.replace(b"\n", b"\r\n")]
)
def test_other_line_ends_make_no_other_file(
    change: Callable[[bytes], bytes], with_files: Judging
) -> None:
    files = {"mine.py": change(EXPLORER), "a.py": b"x = 1"}
    submission = with_files.submission(with_files.right, files)
    assert submission.here_only == {"mine.py"}


def test_whoever_plays_with_the_explorer_loses_nothing(judging: Judging) -> None:
    """In the cell of an answer, before it."""
    right = {grade_id(cell): cell.source for cell in judging.right.cells}
    plays = "from attention_explorer import explore, scene\nview = explore(query, keys, values, tokens)\n"
    plays += "print(f'{scene(query, keys, values, tokens).scores[0]:}', view.query)\n"
    answers = {step: plays + right[step] for step in EXPLORED}
    verdicts, _ = judging.grade(judging.with_answers(answers), {"attention_explorer.py": EXPLORER})
    assert points(verdicts) == FULL


@pytest.mark.parametrize("query", ["[[0, 0]]", "[[[-5, -7]]]", "[[0.1], [0.1]]", "[[1e308] * 2]"])
def test_brackets_are_worth_nothing_without_a_query(query: str, judging: Judging) -> None:
    earned = points(judging.answers({
        "query-cat": f"query_cat = {query}", "query-split": f"query_split = {query}",
    }))  # fmt: skip
    assert (earned["query-cat"], earned["query-split"]) == (0, 0)


@pytest.mark.parametrize(
    "query", ["[1e200, 0.0]", "[0.0, 1e200]", "[1e170, -1e160]", "[-1e200] * 2"]
)
def test_a_query_beyond_measure_points_nowhere_else(query: str, judging: Judging) -> None:
    """Its direction is what it is, although the square of its length is no number."""
    answers = {"query-cat": f"query_cat = {query}", "query-split": f"query_split = {query}"}
    modest = {name: answer.replace("e200", "e2").replace("e170", "e3").replace("e160", "e-7") for name, answer in answers.items()}  # fmt: skip
    assert points(judging.answers(answers)) == points(judging.answers(modest))


def test_nobody_is_given_other_numbers_until_they_fit(judging: Judging) -> None:
    """Each container comes with numbers of its own: to be tried with all of them is to try again."""
    notebook = judging.with_answers({
        "scores": "scores = [1, 2, 3, 4]",
        "weights": "weights = torch.softmax(torch.as_tensor(scores).double(), 0)",
        "softmax": "softmax_weights = weights\nsoftmax_output = weights @ values.double()",
    })  # fmt: skip
    _, evidence = judging.grade(notebook)
    guided, asked = evidence.guided, list[str]()
    assert guided is not None

    def counted(container: Container) -> Guided:
        asked.append(container)
        return guided(container)

    judge(LESSON, replace(evidence, guided=counted))
    assert set(asked) == {"own"}


def test_half_of_a_pair_is_not_worth_dots(judging: Judging) -> None:
    """That there are 50 tokens, and that they come first, stands in the question."""
    shapes = "keys_shape = scores_shape = output_shape = (50, ...)"
    assert points(judging.answers({"shapes": shapes}))["shapes"] == 0
