"""Points come from what was understood: right in any style, and a slip costs its own step."""

import re
from types import SimpleNamespace

import pytest
from course_help import FULL
from judging_help import Judging, points
from nbconvert.filters import markdown2html

from attention_by_hand.judging import judge
from attention_by_hand.pages.markup import code_spans

OTHER_WAYS = {
    "comprehension": {"scores": "scores = [torch.dot(query, key) for key in keys]"},
    "matrix product": {
        "scores": "scores = keys @ query",
        "weights": "weights = scores / scores.sum()",
    },
    "double precision": {
        "scores": "scores = keys.double() @ query.double()",
        "output": "output = torch.stack(weights) @ values.double()",
    },
    "numpy": {
        "scores": "import numpy as np\nscores = np.dot(keys.numpy(), query.numpy())",
        "weights": "weights = scores / scores.sum()",
        "output": "output = weights @ values.numpy()",
        "softmax": "e = np.exp(scores - scores.max())\nsoftmax_weights = e / e.sum()\n"
        "softmax_output = softmax_weights @ values.numpy()",
    },
    "gradients": {
        "scores": "scores = keys.clone().requires_grad_() @ query",
        "weights": "weights = scores / scores.sum()",
    },
    "other containers on paper": {
        "by-hand": "by_hand_scores = (2, 9, 9, 4)\nby_hand_weights = [1/12, 3/8, 3/8, 1/6]\n"
        "by_hand_output = torch.tensor([9/4, 9/8])"
    },
}


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_another_right_way_earns_full_marks(way: str, judging: Judging) -> None:
    assert points(judging.answers(OTHER_WAYS[way])) == FULL


@pytest.mark.parametrize(
    ("step", "answer", "earned"),
    [
        ("by-hand", "by_hand_scores = [2, 9, 8, 4]", 0.5),
        ("scores", "scores = [torch.dot(query, value) for value in values]", 0),
        ("scores", "for key in keys:\n    scores = torch.dot(query, key)", 2),
        ("scores", "scores = [2, 9, 9, 4]", 2),
        ("scores", "scores = 1 / 0", 0),
        ("scores", "del keys\nscores = None", 0),
        ("weights", "weights = [score / 24 for score in scores]", 3),
        ("weights", "weights = [score / 4 for score in scores]", 0),
        ("weights", "weights = torch.full((4,), float('nan'))", 0),
        ("output", "output = sum(w * k for w, k in zip(weights, keys))", 2),
        ("output", "output = torch.tensor([0.0, 0.0])", 0),
        ("softmax", "softmax_weights = weights\nsoftmax_output = output", 2),
        ("query-cat", "query_cat = torch.tensor([2.3, 0.0])", 1.25),
        ("query-split", "query_split = torch.zeros(2)", 0),
        ("shapes", "keys_shape = (50, 64)\nscores_shape = (50, 50)\noutput_shape = (50, 50)", 2),
        ("shapes", "keys_shape = (50, 62)\nscores_shape = (50, 50)\noutput_shape = (50, 62)", 2),
        ("shapes", "keys_shape = (50, 62)\nscores_shape = (50, 50)\noutput_shape = (50, 63)", 1),
        ("shapes", "keys_shape = (50, 50)\nscores_shape = (50, 50)\noutput_shape = (50, 50)", 1),
        ("shapes", "keys_shape = (62, 50)\nscores_shape = (50, 50)\noutput_shape = (62, 50)", 1),
    ],
)
def test_a_slip_costs_only_its_own_step(
    step: str, answer: str, earned: float, judging: Judging
) -> None:
    verdicts = judging.answers({step: answer})
    assert points(verdicts) == {**FULL, step: earned}
    assert verdicts[step].message


def test_an_untouched_notebook_earns_nothing(judging: Judging) -> None:
    verdicts = judging.notebook(judging.release)
    assert points(verdicts) == dict.fromkeys(FULL, 0)


def test_numbers_of_the_handout_are_no_computation(judging: Judging) -> None:
    message = judging.answers({"scores": "scores = [2, 9, 9, 4]"})["scores"].message
    assert "stays the same" in message


def test_a_carried_slip_is_said_to_be_carried(judging: Judging) -> None:
    verdicts = judging.answers({"scores": "scores = [torch.dot(query, value) for value in values]"})
    assert "right for your `scores`" in verdicts["weights"].message


def test_degenerate_values_carry_nothing_forward(judging: Judging) -> None:
    """Scores that already add to 1 would make "nothing to do" look like a right step."""
    verdicts = judging.answers({
        "scores": "scores = torch.softmax(keys @ query, 0)",
        "weights": "weights = scores",
    })  # fmt: skip
    assert points(verdicts)["weights"] == 0


def test_typed_scores_carry_nothing_forward_by_themselves(judging: Judging) -> None:
    verdicts = judging.answers({
        "scores": "scores = [1, 2, 3, 4]",
        "weights": "weights = [0.1, 0.2, 0.3, 0.4]",
    })  # fmt: skip
    assert points(verdicts)["weights"] == 0


def test_an_answer_in_a_cell_of_ones_own_counts(judging: Judging) -> None:
    notebook = judging.with_answers({"scores": ""})
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    own = {"cell_type": "code", "metadata": {}, "source": "scores = keys @ query", "outputs": []}
    notebook.cells.insert(names.index("scores-check"), own)
    assert points(judging.notebook(notebook)) == FULL


def test_the_same_submission_earns_the_same_every_time(judging: Judging) -> None:
    answers = {"weights": "weights = [score / max(scores) for score in scores]"}
    assert judging.answers(answers) == judging.answers(answers)


def test_names_that_a_student_chose_cannot_put_markup_into_a_message(judging: Judging) -> None:
    answer = 'raise type("<b>x</b>", (Exception,), {})("<script>alert(1)</script> [a](b) `c`")'
    message = judging.answers({"scores": answer})["scores"].message
    for page in (str(code_spans(message)), markdown2html(message)):
        assert set(re.findall(r"<[^>]*>", page)) <= {"<p>", "</p>", "<code>", "</code>"}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("scores = by_hand_score", "`NameError: name 'by_hand_score' is not defined`"),
        ("scores = query ** 'a'", "`TypeError: unsupported operand type(s) for ** or pow()"),
        ("scores = sorted([1, 'a'])", "`TypeError: '<' not supported between instances of"),
    ],
)
def test_what_python_said_is_quoted_as_it_was_said(code: str, said: str, judging: Judging) -> None:
    assert said in judging.answers({"scores": code})["scores"].message


def test_an_error_is_named_before_the_start_value_that_it_left(judging: Judging) -> None:
    code = "output = torch.zeros(2)\nfor n in range(len(weights.missing)): output += 1"
    said = judging.answers({"output": code})["output"].message
    assert said.startswith("The cell stopped with an error, `AttributeError")


def test_what_fits_some_of_the_new_vectors_fits_them_by_chance(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With right values put in, marks would differ from one grading to the next."""
    monkeypatch.setattr(judge, "_ground", lambda answer, case: answer.grounds[case])
    wrong = SimpleNamespace(cases=range(4), grounds=["wrong"] * 4)
    for helped, counts in (
        (["right"] * 4, ("guided",) * 4),
        (["right", "right", "wrong", "right"], ("guided", *["wrong"] * 3)),
        (["wrong", "right", "right", "right"], ("wrong", *["guided"] * 3)),
    ):
        again = SimpleNamespace(cases=range(4), grounds=helped)
        assert judge._grounds(wrong, [again], False) == counts  # type: ignore[arg-type, list-item]
