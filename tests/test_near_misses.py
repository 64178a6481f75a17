"""A near miss earns its share, a change of earlier values costs once, and each is said."""

import re

import pytest
from course_help import FULL, LESSON, ROOT
from judging_help import Judging, points
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from attention_by_hand.building.cells import grade_id
from attention_by_hand.lesson import Designed
from attention_by_hand.lessons.self_attention.shares import ANYWHERE, NEAR, near

TABLE = re.compile(r"^\| `(\w+)` \| ([a-z, -]+) \| ([\d.]+) \|$", re.M)


def test_the_page_on_marking_lists_every_share() -> None:
    page = (ROOT / "docs" / "marking.md").read_text("utf-8")
    listed: dict[str, dict[str, float]] = {}
    for variable, names, share in TABLE.findall(page):
        shares = dict.fromkeys(names.strip().split(", "), float(share))
        listed.setdefault(variable, {}).update(shares)
    assert {name: listed[name] for name in NEAR} == NEAR


def test_the_page_on_marking_lists_the_shares_that_hold_anywhere() -> None:
    page = (ROOT / "docs" / "marking.md").read_text("utf-8")
    for name, share in vars(ANYWHERE).items():
        assert re.search(rf"^\| `{name}` \| .+ \| {share:g} \|$", page, re.M), name


def test_every_share_reaches_the_lesson() -> None:
    for variable, part in LESSON.parts.items():
        table = part.symptoms if isinstance(part, Designed) else part.mistakes
        assert {one.name: one.share for one in table if one.share} == NEAR[variable]


def test_a_share_for_an_unknown_slip_is_refused() -> None:
    with pytest.raises(ValueError, match="no slip called"):
        near("weights", [])


@pytest.mark.parametrize(
    ("step", "answer", "earned"),
    [
        ("scores", "scores = keys @ query / 2 ** 0.5", 3),
        ("scores", "scores = (keys @ query)[:, None]", 3.5),
        ("scores", "scores = [str(float(s)) for s in keys @ query]", 3),
        ("scores", "score_list = keys @ query", 3),
        ("weights", "weights = sorted(s / sum(scores) for s in scores)", 3),
        ("weights", "weights = [100 * s / sum(scores) for s in scores]", 3),
        ("weights", "weights = [round(float(s / sum(scores)), 3) for s in scores]", 3.5),
        ("output", "output = sum(w * v for w, v in zip(weights, values)) / 4", 3),
        (
            "softmax",
            "softmax_weights = torch.exp(torch.tensor(scores))\nsoftmax_output = ...",
            1,
        ),
        ("output", "output = torch.tensor(by_hand_weights) @ values", 3),
        ("weights", "weights = [round(256 * float(s / sum(scores))) / 256 for s in scores]", 3),
        ("query-cat", "query_cat = torch.tensor([2.3, 0.0])", 1.25),
        ("query-cat", "query_cat = [2, 1] * 3", 1),
        ("output", "output = [float((torch.tensor(weights) @ values)[0]), 7.0]", 1),
        ("query-split", "query_split = torch.tensor([[2.0, 3.0], [4.0, 6.0]])", 1.5),
        (
            "shapes",
            "keys_shape = torch.zeros(50, 64)\nscores_shape = torch.zeros(50, 50)\n"
            "output_shape = torch.zeros(50, 64)",
            2.25,
        ),
    ],
)
def test_a_near_miss_earns_its_share_and_is_told_so(
    step: str, answer: str, earned: float, judging: Judging
) -> None:
    verdicts = judging.answers({step: answer})
    assert points(verdicts) == {**FULL, step: earned}
    assert re.search(r"[\d.]+ of [\d.]+: ", verdicts[step].message)


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("scores", "scores = [float(x) / 2 ** 0.5 for x in (2, 9, 9, 4)]"),
        ("weights", "weights = scores"),
        ("weights", "weights = [8.33, 37.5, 37.5, 16.67]"),
        ("softmax", "softmax_weights = [7.389, 8103, 8103, 54.6]\nsoftmax_output = None"),
    ],
)
def test_what_is_typed_or_copied_is_no_near_miss(step: str, answer: str, judging: Judging) -> None:
    assert judging.answers({step: answer})[step].points == 0


# Small slips of Python

MIX = (
    "def mix(ws, vs):\n    total = 0\n    for w, v in zip(ws, vs):\n        total = total + w * v\n"
)
PAIRS = "keys_shape = {50, 64}\nscores_shape = {50, 50}\noutput_shape = {50, 64}"
POWERS = "powers = [2.718281828459045 ^ float(s) for s in scores]\n"
SHARES = "softmax_weights = [p / sum(powers) for p in powers]\n"
MIXED = "softmax_output = sum(w * v for w, v in zip(softmax_weights, values))"
SLIPS: dict[str, list[tuple[str, str, float]]] = {
    "power-sign": [("softmax", POWERS + SHARES + MIXED, 3)],  # the output is right for itself
    "not-called": [
        ("scores", "scores = [torch.dot(key, query).item for key in keys]", 3),
        ("scores", "scores = (keys @ query).tolist", 3),
        ("output", "output = (torch.tensor(weights)[:, None] * values).sum(0).tolist", 3),
    ],
    "nothing-returned": [
        ("output", f"{MIX}    print(total)\noutput = mix(weights, values)", 3),
        ("output", f"{MIX}output = mix(weights, values)", 3),
        ("output", f"{MIX}    return print(total)\noutput = mix(weights, values)", 3),
        (
            "scores",
            "def dots(ks, q):\n    found = []\n    for k in ks:\n        found.append(k @ q)\n"
            "scores = dots(keys, query)",
            3,
        ),
        ("scores", "def dots():\n    keys @ query\nscores = dots()", 3),
    ],
    "side-by-side": [
        ("query-cat", "query_cat = torch.tensor(3.0, 0)", 1.5),
        ("query-split", "import numpy as np\nquery_split = np.array(4, 6)", 1.5),
    ],
    "braces": [("shapes", PAIRS, 2.25)],
    "no-tensor": [
        ("weights", "weights = scores / sum(scores)", 2.5),
        ("output", "output = weights.T @ values", 2.5),
        (
            "softmax",
            "import math\nsoftmax_weights = math.exp(scores) / sum(math.exp(scores))\n"
            "softmax_output = softmax_weights @ values",
            3.25,  # the output is right for itself
        ),
    ],
}


@pytest.mark.parametrize(
    ("name", "step", "answer", "earned"),
    [(name, *one) for name, some in SLIPS.items() for one in some],
)
def test_a_small_slip_of_python_costs_a_share(
    name: str, step: str, answer: str, earned: float, judging: Judging
) -> None:
    lists = {
        "scores": "scores = [float(key @ query) for key in keys]",
        "weights": "weights = [s / sum(scores) for s in scores]",
    }
    verdict = judging.answers({**lists, step: answer})[step]
    assert (verdict.points, {part.mistake for part in verdict.parts} - {None}) == (earned, {name})
    assert "With that put right, your code gives the right" in verdict.message


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("scores", "scores = [key.sum().item for key in keys]"),
        ("scores", "def dots():\n    pass\nscores = dots()"),
        ("output", "def mix():\n    print(values)\noutput = mix()"),
        ("weights", "weights = scores.max() ^ 2"),
        ("query-cat", "query_cat = torch.tensor(0, 3.0)"),
        ("shapes", "keys_shape = {64, 50}\nscores_shape = {64}\noutput_shape = {14}"),
    ],
)
def test_with_it_put_right_the_answer_has_to_be_right(
    step: str, answer: str, judging: Judging
) -> None:
    verdict = judging.answers({step: answer})[step]
    assert verdict.points <= FULL[step] / 4, verdict.message


@pytest.mark.parametrize("answer", ['[float("inf"), 0]', "[..., 1]", "print([3, 1])", '"3, 1"'])
def test_a_slip_that_is_not_in_the_answer_is_not_named(answer: str, judging: Judging) -> None:
    """A function of one's own that gives nothing back is a slip only where it is used."""
    answers = {"query-cat": f"def show(x):\n    print(x)\nquery_cat = {answer}"}
    verdict = judging.answers(answers)["query-cat"]
    assert "With that put right" not in verdict.message
    answers = {"query-cat": "query_cat = torch.tensor(0, 3.0)"}  # here it is the slip
    assert "With that put right: " in judging.answers(answers)["query-cat"].message


# What a cell did to earlier values


def with_cell(judging: Judging, before: str, source: str, answers: dict[str, str]) -> NotebookNode:
    """A right notebook with these answers, and a cell of the student's own before a cell."""
    notebook = judging.with_answers(answers)
    places = [grade_id(cell) for cell in notebook.cells]
    notebook.cells.insert(places.index(before), new_code_cell(source))
    return notebook


BY_HAND = (
    "by_hand_scores = [{}]\n"
    "by_hand_weights = [score / sum(by_hand_scores) for score in by_hand_scores]\n"
    "by_hand_output = (torch.tensor(by_hand_weights) @ values).tolist()"
)


def test_scores_sorted_by_the_weights_cell_carry_nothing(judging: Judging) -> None:
    answer = "scores = [float(s) for s in scores]\nscores.sort()\n"
    verdicts = judging.answers({
        "weights": answer + "weights = [s / sum(scores) for s in scores]",
        "output": "output = torch.tensor(weights) @ values",
        "softmax": "softmax_weights = torch.tensor(scores).softmax(0)\n"
        "softmax_output = softmax_weights @ values",
    })  # fmt: skip
    assert verdicts["weights"].points < 4
    assert verdicts["softmax"].points == 4
    assert "The cell `weights` changes `scores`" in verdicts["softmax"].message


def test_a_second_name_is_no_copy(judging: Judging) -> None:
    answer = (
        "softmax_weights = torch.tensor(scores).softmax(0)\nsoftmax_output = output\n"
        "for w, v in zip(softmax_weights, values): softmax_output += w * v"
    )
    said = judging.answers({"softmax": answer})["softmax"].message
    assert "This cell changes `output`" in said
    assert "`softmax_output = output` makes no copy" in said


def test_a_given_name_that_is_overwritten_costs_once(judging: Judging) -> None:
    answer = "output = torch.zeros(2)\nfor w, values in zip(weights, values): output += w * values"
    verdicts = judging.answers({"output": answer})
    assert points(verdicts) == {**FULL, "output": 3.5}
    assert "This cell puts something else into `values`" in verdicts["output"].message
    assert "With the old `values` back" in verdicts["softmax"].message


def test_a_sum_that_grows_in_the_first_value_costs_once(judging: Judging) -> None:
    answer = "output = values[0]\nfor n in 1, 2, 3:\n    output += weights[n] * values[n]"
    verdicts = judging.answers({"output": answer})
    assert points(verdicts) == {**FULL, "output": 3}
    assert "`output = values[0]` makes no copy" in verdicts["output"].message
    assert "With the old `values` back" in verdicts["softmax"].message


def test_a_change_is_not_blamed_for_what_does_not_come_from_it(judging: Judging) -> None:
    answers = {
        "output": "output = values[0]\nfor n in 1, 2, 3:\n    output += weights[n] * values[n]",
        "softmax": "e = torch.expm1(torch.tensor(scores))\nsoftmax_weights = e / e.sum()\n"
        "softmax_output = softmax_weights @ values",
    }
    said = judging.answers(answers)["softmax"].message
    assert "`expm1` takes 1 away" in said
    assert said.count("puts something else into `values`") == 1


def test_paper_is_not_blamed_on_a_change(judging: Judging) -> None:
    """The score was typed in; the code is what suffers, and pays."""
    notebook = with_cell(
        judging,
        "tools",
        "query = torch.tensor([1.0, 2.0])",
        {"by-hand": BY_HAND.format("2, 9, 9, 6")},
    )
    verdicts = judging.notebook(notebook)
    assert "6 at position 3" in verdicts["by-hand"].message
    assert "puts something else" not in verdicts["by-hand"].message
    assert points(verdicts)["scores"] == 3
    assert "puts something else into `query`" in verdicts["scores"].message


def test_paper_that_fits_a_changed_query_says_so(judging: Judging) -> None:
    notebook = with_cell(
        judging,
        "tools",
        "query = torch.tensor([1.0, 2.0])",
        {"by-hand": BY_HAND.format("1, 5, 6, 2")},
    )
    said = judging.notebook(notebook)["by-hand"].message
    assert "puts something else into `query`" in said


def test_a_change_from_a_cell_of_ones_own_costs_the_first_step_that_suffers(
    judging: Judging,
) -> None:
    answers = {
        "scores": "scores = [float(torch.dot(key, query)) for key in keys]",
        "weights": "weights = [s / sum(scores) for s in scores]",
        "output": "output = torch.tensor(weights) @ values",
        "softmax": "softmax_weights = torch.tensor(scores).softmax(0)\n"
        "softmax_output = softmax_weights @ values",
    }
    notebook = with_cell(judging, "output-check", "scores.sort()", answers)
    verdicts = judging.notebook(notebook)
    assert points(verdicts) == {**FULL, "softmax": 3.75}
    assert verdicts["softmax"].message.count("changes `scores`") == 1


def test_a_slip_that_is_made_once_more_costs_once(judging: Judging) -> None:
    torn = "{} = values.reshape(2, 4) @ torch.tensor({})"
    verdicts = judging.answers({
        "weights": "weights = [float(s / sum(scores)) for s in scores]",
        "output": torn.format("output", "weights"),
        "softmax": "e = [2.718281828459045 ** float(s) for s in scores]\n"
        "softmax_weights = [p / sum(e) for p in e]\n"
        + torn.format("softmax_output", "softmax_weights"),
    })  # fmt: skip
    assert points(verdicts) == {**FULL, "output": 2.5}
    assert "the slip of step `output` once more" in verdicts["softmax"].message


def test_another_slip_than_before_costs(judging: Judging) -> None:
    answers = {
        "output": "output = values.reshape(2, 4) @ torch.tensor([float(w) for w in weights])",
        "softmax": "softmax_weights = torch.tensor(scores).softmax(0)\n"
        "softmax_output = (softmax_weights @ values).flip(0)",
    }
    assert points(judging.answers(answers)) == {**FULL, "output": 2.5, "softmax": 3.5}


def test_a_slip_that_shows_little_costs_each_time(judging: Judging) -> None:
    largest = "{} = values[torch.tensor([float(w) for w in {}]).argmax()]"
    answers = {
        "output": largest.format("output", "weights"),
        "softmax": "softmax_weights = torch.tensor(scores).softmax(0)\n"
        + largest.format("softmax_output", "softmax_weights"),
    }
    verdicts = judging.answers(answers)
    assert verdicts["output"].points < 2
    assert verdicts["softmax"].points < 3


def test_one_half_with_other_weights_is_named_though_they_are_rounded(judging: Judging) -> None:
    """What it starts from is the student's own, wherever it was made."""
    answers = {
        "weights": "weights = torch.tensor([round(float(s / sum(scores)), 2) for s in scores])",
        "output": "output = weights @ values",
        "softmax": "softmax_weights = torch.tensor(scores).softmax(0)\nsoftmax_output = "
        "torch.stack([softmax_weights @ values[:, 0], weights @ values[:, 1]])",
    }
    verdict = judging.answers(answers)["softmax"]
    assert verdict.points == 3.25
    assert "still comes from the weights of step 2" in verdict.message


OF_SUMS = {"output": "output = sum(w * v for w, v in zip(weights, values))"}
SUM = "sum = 0\nscores = []\nfor k in keys:\n    scores.append(k @ query)\n    sum += scores[-1]"


def test_a_name_of_pythons_own_costs_as_much_in_a_cell_of_ones_own(judging: Judging) -> None:
    """As in every notebook that has lost what nbgrader knows its cells by."""
    text = "weights = [s / sum(scores) for s in scores]"
    answers = {"scores": SUM, "weights": "weights = ...", **OF_SUMS}
    verdicts = judging.notebook(with_cell(judging, "weights-test", text, answers))
    assert points(verdicts) == {**FULL, "weights": 3}
    assert "gives the name `sum` to something else" in verdicts["weights"].message


@pytest.mark.parametrize(
    "beside", ["max = 4", "list = [1, 2]\nprint(list)", "max = 0\nfor s in nothing:\n    max = s"]
)
def test_a_name_that_plays_no_part_costs_nothing(beside: str, judging: Judging) -> None:
    """The step stops for want of an earlier answer, and does not use the name."""
    answers = {
        "scores": "scores = keys @ wrong",
        "weights": "weights = [s / sum(scores) for s in scores]",
    }
    verdicts = judging.notebook(with_cell(judging, "weights", beside, answers))
    assert verdicts["weights"].points == FULL["weights"]
    assert "With the old" not in verdicts["weights"].message


@pytest.mark.parametrize(("answer", "said"), [("'2, 9, 9, 4'", "is text"), ("None", "is `None`")])
def test_what_is_wrong_with_a_value_is_said_and_not_what_was_tried(
    answer: str, said: str, judging: Judging
) -> None:
    notebook = with_cell(judging, "scores", "scores = 1 / 0", {"scores": f"scores = {answer}"})
    assert said in judging.notebook(notebook)["scores"].message


@pytest.mark.parametrize(
    "table",
    [
        "from pandas import DataFrame as Table\nkept = Table(keys.numpy(), columns=[*'ab'])",
        "import pandas as pd\nkept = {}\nkept['k'] = pd.DataFrame(keys.numpy(), columns=[*'ab'])",
        "import pandas as pd\nkept = []\nkept.append(pd.DataFrame(keys.numpy(), columns=[*'ab']))",
    ],
    ids=["renamed", "in a dictionary", "in a list"],
)
def test_vectors_that_are_made_a_table_stay_one(table: str, judging: Judging) -> None:
    """In two cells: with other numbers, nobody can make such a table again in their place."""
    taken = {"T": "kept", "{": "kept['k']", "[": "kept[0]"}[table.split("kept = ")[1][0]]
    again = f"keys = {taken}\nscores = list(keys.a * float(query[0]) + keys.b * float(query[1]))"
    notebook = with_cell(judging, "scores", table, {"scores": again})
    verdicts = judging.notebook(notebook)
    assert points(verdicts)["scores"] == FULL["scores"]


@pytest.mark.parametrize(
    ("written", "answer", "step"),
    [
        ("sum = 0", "query_cat = 3 * (keys[1] - sum(keys) / 4)", "query-cat"),
        ("query = my_query", "query_split = 2 * query", "query-split"),
        ("torch = my_query", "query_cat = torch.tensor([3.0, 1.0])", "query-cat"),
    ],
)
def test_a_name_that_an_experiment_overwrites_costs_a_designed_query_little(
    written: str, answer: str, step: str, judging: Judging
) -> None:
    experiment = "my_query = torch.tensor([0.0, 2.0])\n"
    experiment += f"compute_attention(my_query, keys, values, tokens)\n{written}"
    answers = {"query-cat": "query_cat = [3.0, 1.0]", "query-split": "query_split = [4.0, 6.0]"}
    verdicts = judging.answers({"experiment": experiment, **answers, step: answer})
    assert points(verdicts) == {**FULL, step: 1.5}


def test_a_name_of_pythons_own_costs_the_first_step_that_suffers(judging: Judging) -> None:
    answers = {"scores": SUM, "weights": "weights = [s / sum(scores) for s in scores]", **OF_SUMS}
    verdicts = judging.answers(answers)
    assert points(verdicts) == {**FULL, "weights": 3}
    assert "gives the name `sum` to something else" in verdicts["weights"].message


SHARES_OF = "def shares(of):\n    return [one / sum(of) for one in of]"


@pytest.mark.parametrize(
    ("before", "helper", "weights"),
    [
        ("weights", "total = sum(scores)", "weights = [one / total for one in scores]"),
        ("weights", SHARES_OF, "weights = shares(scores)"),
        ("scores", SHARES_OF, "weights = shares(scores)"),
    ],
    ids=["made beside it", "in a function", "in a function further up"],
)
def test_a_name_of_pythons_own_costs_once_where_a_helper_needs_it(
    before: str, helper: str, weights: str, judging: Judging
) -> None:
    """The cell with the answer does not even have the name in it."""
    notebook = with_cell(judging, before, helper, {"scores": SUM, "weights": weights, **OF_SUMS})
    verdicts = judging.notebook(notebook)
    assert points(verdicts) == {**FULL, "weights": 3}
    assert "gives the name `sum` to something else" in verdicts["weights"].message


@pytest.mark.parametrize(
    "taken",
    ["def sum(a, b):\n    return a + b", "class sum:\n    pass", "from torch import sum"],
    ids=["function", "class", "import"],
)
def test_a_name_of_pythons_own_may_also_be_defined(taken: str, judging: Judging) -> None:
    scores = f"{taken}\nscores = [float(key @ query) for key in keys]"
    weights = "weights = [s / sum(scores) for s in scores]"
    verdicts = judging.answers({"scores": scores, "weights": weights, **OF_SUMS})
    assert points(verdicts) == {**FULL, "weights": 3}
    assert "gives the name `sum` to something else" in verdicts["weights"].message


def test_scores_in_a_name_of_pythons_own_do_not_stay_there(judging: Judging) -> None:
    """With right scores put in, Python's name has to be free again."""
    scores = "list = []\nfor key in keys:\n    list.append(float(query @ key))\nscores = list"
    weights = "sum = scores[0] + scores[1] + scores[2] + scores[3]\n"
    weights += "weights = [one / sum for one in scores]"
    output = "output = list(torch.tensor(weights) @ values)"
    softmax = "softmax_weights = torch.tensor(scores).softmax(0)\n"
    softmax += "softmax_output = softmax_weights @ values"
    answers = {"scores": scores, "weights": weights, "output": output, "softmax": softmax}
    assert points(judging.answers(answers)) == {**FULL, "output": 3}


def test_a_missing_file_is_no_fault_of_a_name(judging: Judging) -> None:
    """IPython gives `open` to the notebook, and nobody has overwritten it."""
    read = (
        "keys = torch.tensor([[float(one) for one in line.split()] for line in open('keys.txt')])"
    )
    said = judging.answers({"scores": f"{read}\nscores = keys @ query"})["scores"].message
    assert "FileNotFoundError" in said


def test_a_function_of_ones_own_may_have_a_name_of_pythons(judging: Judging) -> None:
    """It is meant as it is, and nothing has stopped for it."""
    own = "def sum(a, b):\n    return [x + y for x, y in zip(a, b)]"
    pairs = "pairs = [[query[0] * key[0], query[1] * key[1] + 1] for key in keys]"
    scores = f"{own}\n{pairs}\nscores = sum(*map(list, zip(*pairs)))"
    softmax = "e = torch.tensor(scores).exp()\nsoftmax_weights = e / e.sum()\n"
    softmax += "softmax_output = softmax_weights @ values"
    weights = "weights = [one / torch.tensor(scores).sum() for one in scores]"
    output = "output = torch.tensor(weights) @ values"
    answers = {"scores": scores, "weights": weights, "output": output, "softmax": softmax}
    assert points(judging.answers(answers)) == {**FULL, "scores": 0}


@pytest.mark.parametrize("number", ["float('nan')", "float('inf')", "1.0"])
def test_a_thing_of_the_right_shape_may_hold_anything(number: str, judging: Judging) -> None:
    """As `torch.empty` does: whatever was in the memory."""
    shapes = {"keys": (50, 64), "scores": (50, 50), "output": (50, 64)}
    made = [f"{name}_shape = torch.full({shape}, {number})" for name, shape in shapes.items()]
    assert points(judging.answers({"shapes": "\n".join(made)}))["shapes"] == 2.25


def test_softmax_under_the_names_of_the_steps_before_is_told(judging: Judging) -> None:
    again = "weights = torch.tensor(scores).softmax(0)\noutput = weights @ values"
    verdict = judging.answers({"softmax": again})["softmax"]
    assert (verdict.points, {part.mistake for part in verdict.parts}) == (3, {"another-name"})


def test_weights_that_were_made_by_softmax_too_early_are_no_answer_to_it(judging: Judging) -> None:
    early = "weights = torch.tensor(scores).softmax(0)"
    assert points(judging.answers({"weights": early, "softmax": "pass"}))["softmax"] == 0


def test_a_query_below_zero_is_not_called_shares(judging: Judging) -> None:
    verdict = judging.answers({"query-cat": "query_cat = [2.0, -1.0]"})["query-cat"]
    assert "shares" not in verdict.message
    assert "shares" in judging.answers({"query-cat": "query_cat = [0.9, 0.1]"})["query-cat"].message


def test_what_is_made_too_late_is_said_and_costs_once(judging: Judging) -> None:
    notebook = with_cell(
        judging,
        "weights",
        "def dot(a, b):\n    return sum(x * y for x, y in zip(a, b))",
        {"scores": "scores = [dot(query, key) for key in keys]"},
    )
    verdicts = judging.notebook(notebook)
    assert points(verdicts) == {**FULL, "scores": 3}
    assert "which is made further down" in verdicts["scores"].message


@pytest.mark.parametrize(
    "late",
    [
        "import numpy as np\nweights = scores / np.sum(scores)",
        "np = __import__('numpy')\nprint(scores.mean())\nweights = scores / scores.sum()",
    ],
)
def test_what_is_made_too_late_by_a_cell_that_cannot_be_run_early(
    late: str, judging: Judging
) -> None:
    """It needs what the step makes, after it has made the name."""
    answers = {
        "scores": "scores = np.array([np.dot(query, key) for key in keys])",
        "weights": late,
        "output": "output = weights @ values.numpy()",
        "softmax": "e = np.exp(scores)\nsoftmax_weights = e / e.sum()\n"
        "softmax_output = softmax_weights @ values.numpy()",
    }
    verdicts = judging.answers(answers)
    assert points(verdicts) == {**FULL, "scores": 3}
    assert "which is made further down" in verdicts["scores"].message


FIRST_ALONE = "float(query[0] * key[0]) for key in keys"
OF_OWN_NAMES = [
    {
        "scores": f"s = [{FIRST_ALONE}]\nscores = s",
        "weights": "w = [one / sum(s) for one in s]\nweights = w",
        "output": "output = sum(a * v for a, v in zip(w, values))",
        "softmax": "e = torch.tensor(s).softmax(0)\nsoftmax_weights = e\n"
        "softmax_output = e @ values",
    },
    {
        "scores": f"s = torch.tensor([{FIRST_ALONE}])\ndef all_of():\n"
        "    w, e = s / s.sum(), s.softmax(0)\n    return s, w, w @ values, e, e @ values\n"
        "scores = all_of()[0]",
        "weights": "weights = all_of()[1]",
        "output": "output = all_of()[2]",
        "softmax": "_, _, _, softmax_weights, softmax_output = all_of()",
    },
]


@pytest.mark.parametrize("answers", OF_OWN_NAMES, ids=["names", "a function"])
def test_an_early_slip_is_carried_through_names_of_ones_own(
    answers: dict[str, str], judging: Judging
) -> None:
    """It is known what the scores are; so it is of the weights, and of what is made of them."""
    assert points(judging.answers(answers)) == {**FULL, "scores": 2}


def test_what_is_typed_carries_nothing_further(judging: Judging) -> None:
    """Right numbers cannot be put into what has no name of its own."""
    later = {step: re.sub(r"\bs\b", 'of["s"]', OF_OWN_NAMES[0][step]) for step in OF_OWN_NAMES[0]}
    answers = {**later, "scores": 'of = {"s": [4.0, 1.0, 1.0, 1.0]}\nscores = of["s"]'}
    verdicts = judging.answers(answers)
    assert points(verdicts) == {**FULL, "scores": 0, "weights": 0, "softmax": 2}


def test_empty_lists_are_no_slip_of_the_lesson(judging: Judging) -> None:
    empty = {step: f"{step} = []" for step in ("scores", "weights", "output")}
    empty["softmax"] = "softmax_weights = []\nsoftmax_output = []"
    verdicts = judging.answers(empty)
    assert {part.mistake for name in empty for part in verdicts[name].parts} == {None}
    assert all("is still empty" in verdicts[name].message for name in empty)


def test_half_of_a_pair_typed_is_not_nearly_right(judging: Judging) -> None:
    answer = "output = [sum(w * float(v[0]) for w, v in zip(weights, values)), 1.125]"
    assert judging.answers({"output": answer})["output"].points == 2


def test_the_error_of_a_cell_of_ones_own_is_told(judging: Judging) -> None:
    text = "weights = [s / totl for s in scores]"
    notebook = with_cell(judging, "weights-test", text, {"weights": "weights = ..."})
    said = judging.notebook(notebook)["weights"].message
    assert f"Your own cell that begins with `{text}` stopped with an error" in said
    assert "Nothing in the notebook makes a `totl`" in said


def test_a_library_that_is_not_there_is_told(judging: Judging) -> None:
    said = judging.answers({"weights": "import lightning\nweights = [1, 0, 0, 0]"})[
        "weights"
    ].message
    assert "No module named 'lightning'" in said
    assert "It is not there where your work is graded." in said


def test_what_python_calls_a_cell_is_not_told(judging: Judging) -> None:
    said = judging.answers({"weights": "weights = [s / sum(scores)"})["weights"].message
    assert "SyntaxError" in said
    assert "(line 1)" in said
    assert "ipython" not in said


@pytest.mark.parametrize("name", ["scores", "found", "parts"])
def test_no_locked_cell_is_blamed_for_a_name_inside_of_its_functions(
    name: str, judging: Judging
) -> None:
    answers = {"scores": f"for key in keys:\n    {name}.append(torch.dot(query, key))"}
    message = judging.answers(answers)["scores"].message
    assert f"`NameError: name '{name}' is not defined`" in message
    assert "did not get that far" not in message


@pytest.mark.parametrize("digits", [2, 3])
def test_numbers_from_paper_that_are_rounded_earn_a_part_of_what_typed_ones_earn(
    digits: int, judging: Judging
) -> None:
    typed = [round(share, digits) for share in (1 / 12, 3 / 8, 3 / 8, 1 / 6)]
    verdict = judging.answers({"weights": f"weights = {typed}"})["weights"]
    assert verdict.points == 1.5
    assert "instead of typing numbers" in verdict.message
    assert judging.answers({"weights": "weights = [0.1, 0.4, 0.4, 0.2]"})["weights"].points == 0


@pytest.mark.parametrize("blank", ["...", "'2, 9, 9, 4'", "[..., ..., ..., ...]"])
@pytest.mark.parametrize(("step", "tried"), [("scores", "keys @ query * 2"), ("weights", "[1, 2]")])
def test_what_is_tried_further_down_takes_no_points_from_later_steps(
    step: str, tried: str, blank: str, judging: Judging
) -> None:
    """They are judged with right values of the step that is open."""
    answers = {
        step: f"{step} = {blank}",
        "softmax": "softmax_weights = torch.softmax(torch.tensor(scores), 0)\n"
        "softmax_output = softmax_weights @ values",
    }
    notebook = judging.with_answers(answers)
    notebook.cells.append(new_code_cell(f"{step} = {tried}"))
    assert points(judging.notebook(notebook)) == {**FULL, step: 0}


def test_what_is_wrong_further_down_is_named(judging: Judging) -> None:
    """There is nothing where the step is read, and there the numbers are not right either."""
    text = "scores = keys @ query\nweights = scores / scores.max()"
    notebook = judging.blank_with({"shapes": text})
    verdicts = judging.notebook(notebook)
    assert verdicts["scores"].points == FULL["scores"]
    [part] = verdicts["weights"].parts
    assert part.mistake == "divided-by-the-largest"


def test_a_slip_behind_an_error_further_up_is_named(judging: Judging) -> None:
    """There are no numbers in the student's own run: those with right weights show the slip."""
    answers = {
        "weights": "weights = [s / total for s in scores]",
        "output": "output = sum(weights[n] * values[n] for n in (1, 2))",
    }
    notebook = with_cell(judging, "weights-check", "total = sum(scores)", answers)
    verdicts = judging.notebook(notebook)
    assert points(verdicts) == {**FULL, "weights": 3, "output": 3}
    assert "You left out the first token and the last" in verdicts["output"].message


def test_a_conversion_changes_nothing(judging: Judging) -> None:
    answer = "scores = torch.tensor(scores)\nkeys = keys.double()\nweights = scores / scores.sum()"
    verdicts = judging.answers({"weights": answer})
    assert points(verdicts) == FULL
    assert "changes" not in verdicts["weights"].message


def test_a_right_half_of_softmax_keeps_its_points(judging: Judging) -> None:
    """The weights are put right after the statement that sets them."""
    answer = "softmax_weights = torch.ones(4)\nsoftmax_output = softmax_weights @ values"
    verdict = judging.answers({"softmax": answer})["softmax"]
    assert verdict.points == 2
    assert "With right `softmax_weights` put in" in verdict.message


def test_weights_that_were_put_in_are_not_the_students(judging: Judging) -> None:
    answer = "softmax_weights = torch.ones(4)\nsoftmax_output = softmax_weights"
    assert judging.answers({"softmax": answer})["softmax"].points == 0


def test_an_error_with_right_values_alone_proves_nothing(judging: Judging) -> None:
    answers = {
        "scores": "scores = [1.0, 1.0, 1.0, 1.0]",
        "weights": "weights = [s / sum(scores) for s in scores]\n"
        "assert float(max(scores)) == float(min(scores))\nweights = [1, 2, 3, 4]",
    }
    assert judging.answers(answers)["weights"].points == 0
