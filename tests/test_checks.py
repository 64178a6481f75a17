"""What the checks in the notebook say: one or two helpful sentences, and never the answer."""

import contextlib
import io
import re
from typing import Any

import numpy as np
import pytest
import torch
from course_help import EXAMPLES, LESSON
from nbformat import NotebookNode

from attention_by_hand.building.cells import grade_id
from attention_by_hand.building.sample import render

VARIABLES = [(step.name, part.variable) for step in LESSON.steps for part in step.parts]
LISTS_ITSELF: list[Any] = [1.0]
LISTS_ITSELF.append(LISTS_ITSELF)
USELESS = {
    "dots": ...,
    "dots in a list": [1.0, ..., 2.0, 3.0],
    "None": None,
    "text": "2, 9",
    "texts": ["2", "9"],
    "nothing": [],
    "one number": 3.0,
    "a tensor of no dimension": torch.tensor(3.0),
    "three numbers": [1.0, 2.0, 3.0],
    "five numbers": np.ones(5),
    "a matrix": torch.ones(4, 2),
    "a row": torch.ones(1, 4),
    "a column": np.ones((4, 1)),
    "vectors": [torch.ones(2)] * 4,
    "ragged": [[1.0], [2.0, 3.0]],
    "not numbers": [float("nan"), float("inf")] * 2,
    "not a pair": [float("nan"), 1.0],
    "a dict": {"cat": 1},
    "a set": {1, 2},
    "a function": torch.zeros,
    "a generator": (number for number in range(4)),
    "complex numbers": torch.ones(4, dtype=torch.complex64),
    "a list in itself": LISTS_ITSELF,
    "a huge integer": [10**400] * 4,
    "huge integers": [10**400] * 2,
}
STUDENTS_NAMES = (
    "answer check found i key label labels n names number numbers paper plain position positions "
    "result row rows s scaled score shape shapes size sizes sum_scores text token total value "
    "weight width"
)
ANSWERS = re.compile(r"\b9\b|\.375|0\.16|2\.25|1\.125|\.498|2\.98|1\.49|\b64\b|50, 50")


class Student:
    """Somebody who has run some cells of the notebook and looks at what the checks say."""

    def __init__(self, notebook: NotebookNode) -> None:
        self.cells = {grade_id(cell): cell.source for cell in notebook.cells}
        self.names: dict[str, Any] = {}
        self.run("setup", "tools", "query-tools")

    def run(self, *cells: str) -> None:
        for cell in cells:
            exec(self.cells[cell], self.names)

    def check(self, step: str) -> str:
        """What the check prints, and the sentence with which it stops."""
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said):
                self.run(f"{step}-check")
        except self.names["NotYet"] as stop:
            said.write("\n".join(stop._render_traceback_()))
        assert all(len(line) <= 72 for line in said.getvalue().splitlines())
        return " ".join(said.getvalue().split())


@pytest.fixture
def right(release: NotebookNode) -> Student:
    """A student with right answers in every cell."""
    student = Student(render(EXAMPLES / "student-01.py", release))
    with contextlib.redirect_stdout(io.StringIO()):
        student.run(*(step.name for step in LESSON.steps))
    return student


@pytest.mark.parametrize("step", LESSON.steps, ids=lambda step: step.name)
def test_a_right_answer_is_told_what_was_verified(step: Any, right: Student) -> None:
    said = right.check(step.name)
    assert said.endswith(".")
    assert "Not yet" not in said


@pytest.mark.parametrize("thing", USELESS)
@pytest.mark.parametrize(("step", "variable"), VARIABLES)
def test_useless_things_get_one_or_two_sentences_without_the_answer(
    step: str, variable: str, thing: str, right: Student
) -> None:
    if step != "by-hand":  # nothing on paper that a sentence could rightly repeat
        del right.names["by_hand_scores"], right.names["by_hand_output"]
        right.names["by_hand_weights"] = None
    right.names[variable] = USELESS[thing]
    sentence = right.check(step)
    assert sentence.count("Not yet: ") == 1
    assert len(re.findall(r"[.?](?: |$)", sentence)) <= 3
    assert len(sentence) < 250
    assert not ANSWERS.search(sentence)


@pytest.mark.parametrize(("step", "variable"), VARIABLES)
def test_a_missing_name_is_named(step: str, variable: str, right: Student) -> None:
    del right.names[variable]
    assert f"there is no `{variable}` yet. Fill in its cell" in right.check(step)


@pytest.mark.parametrize(
    ("step", "code", "sentence"),
    [
        ("by-hand", "by_hand_scores = [2, 9, 9, 5]", "a score of 9 and a weight of 0.375 do not"),
        ("by-hand", "by_hand_scores = [0, 0, 0, 0]", "a score of 0 and a weight of 0.08333 do not"),
        ("by-hand", "by_hand_weights = by_hand_scores", "your weights add to 24."),
        ("by-hand", "by_hand_output = [54, 27]", "your output is not the weighted sum"),
        ("scores", "scores = []", "`scores` is still empty. Append one number"),
        ("scores", "scores = scores.append(4)", "it is None. `append` and `print` give nothing"),
        ("scores", "scores = scores[0]", "one per token. Yours is a single number."),
        ("scores", "scores = query * keys", "Yours has the shape (4, 2)."),
        ("scores", "scores.append(scores)", "it is a list that holds something else."),
        ("scores", "scores = values @ query", "the (0): on paper 2, in code 0. Which of the two"),
        ("weights", "weights = scores", "your weights add to 24, and shares of a whole add to 1."),
        ("weights", "weights = (s / 24 for s in scores)", "Write `list(...)` around it."),
        ("weights", "weights = [f'{w:.2f}' for w in weights]", "Write numbers without quotation"),
        (
            "weights",
            "weights = weights[:3]",
            "`weights` should hold 4 numbers, one per token. Yours",
        ),
        ("output", "output = weights", "2 numbers, like one value. Yours holds 4."),
        ("by-hand", "by_hand_output = [2,25, 1,125]", "a comma makes two numbers"),
        ("query-cat", "query_cat = [2,5, 3,75]", "a comma makes two numbers"),
        ("query-cat", "query_cat = [0.1, 0.9, 0.0, 0.0]", "Yours holds 4."),
        ("output", "output = torch.tensor(scores) @ values", "lies outside of the values."),
        ("output", "output = softmax_output", "component 0: on paper 2.25, in code 2.989."),
        ("output", "weights = ...; output = output * 0", "Your `weights` are still open: settle"),
        ("output", "weights = [.4, .3, .2, .1]; output = output * 0", "Your weights differ from"),
        (
            "output",
            "output = output / 0",
            "not a finite number: [inf, inf]. Did you divide by zero?",
        ),
        ("softmax", "softmax_weights = weights", "does not grow with its score as an exponential"),
        ("softmax", "softmax_weights = [1.0, 0, 0, 0]", "an exponential is never zero"),
        ("softmax", "softmax_weights = torch.tensor(scores).exp()", "Divide each exponential by"),
        ("softmax", "softmax_output = output", "`softmax_output` is not the weighted sum"),
        ("softmax", "softmax_output = torch.exp", "Did you forget the parentheses"),
        ("softmax", "scores = [s / 24 for s in scores]", "a later cell has changed your scores"),
        ("query-cat", "query_cat = ({}, [4, 1])", "Did you keep what a function gave back"),
        (
            "output",
            "by_hand_output = 2,25, 1,125",
            "with: `by_hand_output` should hold 2",
        ),
        ("query-cat", "query_cat = query", "cat gets 0.498, you need more than 0.9."),
        ("query-cat", "query_cat = [1e308, 1e308]", "too long to compute with."),
        ("query-split", "query_split = query_cat", "0.979 apart, and 0.05 is allowed."),
        ("query-split", "query_split = [0, 0]", "equal, but each needs at least 0.4."),
        ("query-split", "query_split = [-1e308, 1e308]", "too long to compute with."),
        ("shapes", "keys_shape = (64, 50)", "There is one row for each token"),
        ("shapes", "keys_shape = (50, 896)", "14 heads would need a width of 12544."),
        ("shapes", "scores_shape = (50, 64)", "`scores_shape`: you predicted (50, 64)"),
        ("shapes", "output_shape = '(50, 64)'", "Write numbers without quotation marks,"),
        (
            "shapes",
            "output_shape = (50, 64.5)",
            "so it holds whole numbers. Yours are [50.0, 64.5].",
        ),
    ],
)
def test_the_value_of_a_wrong_step_is_recognized(
    step: str, code: str, sentence: str, right: Student
) -> None:
    exec(code, right.names)
    assert sentence in right.check(step)


@pytest.mark.parametrize("paper", [..., None, 3, "2, 9, 9, 4", [2, 9], [2, 9, ..., 4]])
@pytest.mark.parametrize("step", ["scores", "weights", "output"])
def test_paper_that_is_not_filled_in_is_no_obstacle(
    step: str, paper: object, right: Student
) -> None:
    right.names[f"by_hand_{step}"] = paper if step != "output" or paper != [2, 9] else [2]
    said = right.check(step)
    assert f"There is nothing on paper to compare with: `by_hand_{step}`" in said
    assert "Not yet" not in said


def test_a_change_of_a_given_variable_is_told_beside_what_is_right(right: Student) -> None:
    exec("values[0] += 1", right.names)
    assert "But a cell of yours puts something else into `values`" in right.check("weights")
    exec("query_cat = query", right.names)
    assert "restart the kernel. Cat gets 0.498" in right.check("query-cat")
    del right.names["by_hand_scores"]
    assert "to compare with: there is no `by_hand_scores` yet." in right.check("scores")


def test_softmax_can_be_checked_before_the_weights_are_done(right: Student) -> None:
    right.names["weights"] = ...
    said = right.check("softmax")
    assert "Not yet" not in said
    assert "before" not in said


def test_names_that_students_like_disturb_no_check(right: Student) -> None:
    right.names.update(dict.fromkeys(STUDENTS_NAMES.split(), 3))
    for step in LESSON.steps:
        assert "Not yet" not in right.check(step.name)


def test_open_checks_do_not_stop_run_all(release: NotebookNode) -> None:
    tags = {grade_id(cell): cell.metadata.get("tags", ()) for cell in release.cells}
    tagged = {name for name, own in tags.items() if "raises-exception" in own}
    assert tagged == {f"{step.name}-check" for step in LESSON.steps}


def test_paper_of_another_length_is_said_in_a_whole_sentence(right: Student) -> None:
    right.names["by_hand_output"] = [2, 25, 1, 125]
    assert "`by_hand_output` should hold 2 numbers. Yours holds 4." in right.check("output")


def test_scores_that_add_to_nothing_are_said_to(right: Student) -> None:
    right.run("compute-attention")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        query = torch.tensor([2.0, -3.0])
        given = (right.names[name] for name in ("keys", "values", "tokens"))
        right.names["compute_attention"](query, *given, use_softmax=False)
    assert said.getvalue() == "These scores cannot be shared out: do they add to 0?\n"
