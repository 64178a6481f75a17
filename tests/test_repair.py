"""Honest accidents cost nothing."""

from collections.abc import Callable

import nbformat
import pytest
from course_help import FULL, LESSON, NOTEBOOK, ROOT
from judging_help import Judging, points
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from attention_by_hand.building.cells import grade_id
from attention_by_hand.building.master import Master
from attention_by_hand.building.normal import normalise
from attention_by_hand.building.repair import repair

RELEASE = nbformat.read(ROOT / "release" / NOTEBOOK, as_version=4)
BLANK = {step.name: cell.source for step in LESSON.steps for cell in RELEASE.cells if grade_id(cell) == step.name}  # fmt: skip  # noqa: E501


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if grade_id(cell) == name)


def place(notebook: NotebookNode, name: str) -> int:
    return [grade_id(cell) for cell in notebook.cells].index(name)


def copy_of(original: NotebookNode, **changes: object) -> NotebookNode:
    return nbformat.from_dict({**original, "metadata": dict(original.metadata), **changes})


def copied_answer_below(notebook: NotebookNode) -> None:
    notebook.cells.insert(place(notebook, "scores-test") + 1, copy_of(cell(notebook, "scores")))


def copied_answer_at_the_end_and_changed(notebook: NotebookNode) -> None:
    other = "scores = [torch.dot(torch.tensor([1.0, 3.0]), key) for key in keys]"
    notebook.cells.append(copy_of(cell(notebook, "scores"), source=other))


def first_try_wrong_and_mended_in_a_copy_below(notebook: NotebookNode) -> None:
    right = cell(notebook, "scores").source
    cell(notebook, "scores").source = "scores = [1, 2, 3, 4]"
    mended = copy_of(cell(notebook, "scores"), source=right)
    notebook.cells.insert(place(notebook, "scores-test") + 1, mended)


def copied_grade_cell(notebook: NotebookNode) -> None:
    notebook.cells.insert(2, copy_of(cell(notebook, "scores-test")))


def split_answer(notebook: NotebookNode) -> None:
    whole = cell(notebook, "softmax")
    first, second = whole.source.split("softmax_output", 1)
    whole.source = first
    rest = copy_of(whole, source="softmax_output" + second)
    notebook.cells.insert(place(notebook, "softmax") + 1, rest)


def deleted_locked_cells(notebook: NotebookNode) -> None:
    gone = {"setup", "tools", "scores-check", "scores-test", "output-test", "compute-attention"}
    notebook.cells = [cell for cell in notebook.cells if grade_id(cell) not in gone]


def no_cell_ids(notebook: NotebookNode) -> None:
    for one in notebook.cells:
        one.pop("id", None)


def one_id_for_all(notebook: NotebookNode) -> None:
    for one in notebook.cells:
        one["id"] = "same"


def no_kernelspec(notebook: NotebookNode) -> None:
    notebook.metadata = {}


def foreign_kernelspec(notebook: NotebookNode) -> None:
    notebook.metadata["kernelspec"] = {"name": "ir", "language": "R", "display_name": "R"}


def edited_locked_cells(notebook: NotebookNode) -> None:
    cell(notebook, "setup").source += "\nquery = torch.tensor([1.0, 3.0])"
    cell(notebook, "weights-check").source = "print('fine')"


def answer_written_into_the_grade_cell(notebook: NotebookNode) -> None:
    cell(notebook, "weights-test").source = cell(notebook, "weights").source
    cell(notebook, "weights").source = "weights = ..."


def changed_metadata(notebook: NotebookNode) -> None:
    for one in notebook.cells:
        if entry := one.metadata.get("nbgrader"):
            entry.update(points=495, schema_version=1, grade=False, locked=False, checksum="0")
            one.metadata["tags"] = ["skip-execution"]


def all_metadata_lost(notebook: NotebookNode) -> None:
    for one in notebook.cells:
        one.metadata = {}


def changed_types(notebook: NotebookNode) -> None:
    for name in ("scores", "scores-test"):
        one = cell(notebook, name)
        one.cell_type = "markdown"
        del one["outputs"], one["execution_count"]


def unknown_ids(notebook: NotebookNode) -> None:
    alien = new_code_cell("1 / 0", metadata={"nbgrader": {"grade_id": "bonus", "points": 100}})
    notebook.cells.insert(5, alien)


def grade_cells_first(notebook: NotebookNode) -> None:
    notebook.cells.sort(key=lambda one: not grade_id(one).endswith("-test"))


def copied_setup_below_the_scores(notebook: NotebookNode) -> None:
    plain = new_code_cell(cell(notebook, "setup").source)
    notebook.cells.insert(place(notebook, "scores-test") + 1, plain)


def vectors_typed_again(notebook: NotebookNode) -> None:
    again = "import torch\nquery = torch.tensor([2.0, 3.0])  # the last the"
    notebook.cells.insert(place(notebook, "scores"), new_code_cell(again))


def merged(notebook: NotebookNode, between: Callable[[str], str] = lambda _: "") -> None:
    """All steps in the first answer cell, and the others deleted."""
    steps = ("scores", "weights", "output", "softmax")
    texts = [f"{cell(notebook, step).source}\n{between(step)}" for step in steps]
    cell(notebook, "scores").source = "\n".join(texts)
    notebook.cells = [one for one in notebook.cells if grade_id(one) not in steps[1:]]


def merged_with_their_checks(notebook: NotebookNode) -> None:
    merged(notebook, lambda step: cell(notebook, f"{step}-check").source)


def blank_copies_behind_the_answers(notebook: NotebookNode) -> None:
    for step in LESSON.steps:
        blank = copy_of(cell(notebook, step.name), source=BLANK[step.name])
        notebook.cells.insert(place(notebook, step.name) + 1, blank)


def blank_notebook_below(notebook: NotebookNode) -> None:
    blank = [copy_of(one, source=BLANK.get(grade_id(one), one.source)) for one in notebook.cells]
    notebook.cells += blank


def setup_slipped_down(notebook: NotebookNode) -> None:
    setup = notebook.cells.pop(place(notebook, "setup"))
    notebook.cells.insert(place(notebook, "weights"), setup)


def checks_called_in_the_answers(notebook: NotebookNode) -> None:
    for step, before in {"weights": "scores", "output": "weights", "softmax": "output"}.items():
        answer = cell(notebook, step)
        answer.source = f"check_{before}()\n{answer.source}\nif {before}: check_{step}()"


def answer_with(notebook: NotebookNode, texts: dict[str, str]) -> None:
    for step, text in texts.items():
        cell(notebook, step).source = text


def names_added_to_the_setup(notebook: NotebookNode) -> None:
    cell(notebook, "setup").source += "\nq, K, V = query, keys, values\n"
    cell(notebook, "setup").source += "def score(key, query=query):\n    return key @ query\n"
    answer_with(notebook, {
        "scores": "scores = [score(key) for key in K]",
        "output": "output = torch.tensor([float(one) for one in weights]) @ V",
        "softmax": "softmax_weights = torch.softmax(K @ q, 0)\n"
        "softmax_output = softmax_weights @ V",
    })  # fmt: skip


def vectors_typed_again_in_the_answers(notebook: NotebookNode) -> None:
    query = "query = torch.tensor([2.0, 3.0])\nprint(query)\n"
    keys = "keys = torch.tensor([[1.0, 0.0], [3.0, 1.0], [0.0, 3.0], [2.0, 0.0]])\nprint(keys)\n"
    answer_with(notebook, {
        "scores": f"{query}{keys}scores = keys @ query",
        "softmax": f"{query}softmax_weights = torch.softmax(keys @ query, 0)\n"
        "softmax_output = softmax_weights @ values",
    })  # fmt: skip


def vectors_typed_again_for_numpy(notebook: NotebookNode) -> None:
    again = "import numpy as np\nquery = np.array([2.0, 3.0])\nprint(query)"
    notebook.cells.insert(place(notebook, "scores"), new_code_cell(again))
    answer_with(notebook, {
        "scores": "scores = [np.dot(key.numpy(), query) for key in keys]",
        "softmax": "softmax_weights = np.exp(scores) / np.exp(scores).sum()\n"
        "softmax_output = softmax_weights @ values.numpy()\nassert query.dtype == np.float64",
    })  # fmt: skip


def vectors_typed_again_in_other_words(notebook: NotebookNode) -> None:
    rows = "[[1.0, 0.0], [3.0, 1.0], [0.0, 3.0], [2.0, 0.0]]"
    again = f"from torch import tensor\nquery, keys = tensor([2.0, 3.0]), tensor({rows})\n"
    chosen = "if True:\n    query: object = torch.tensor([2.0, 3.0], dtype=float)\n"
    made = "def vector(*numbers):\n    return torch.tensor(numbers)\nquery = vector(2.0, 3.0)\n"
    answer_with(notebook, {
        "scores": f"{again}print(query)\nscores = [float(key @ query) for key in keys]",
        "output": f"values = torch.tensor(values.tolist())\n{made}assert len(query) == 2\n"
        "output = torch.tensor(weights) @ values",
        "softmax": f"%pip --version\n{chosen}"
        "softmax_weights = torch.softmax(keys.double() @ query, 0)\n"
        "softmax_output = softmax_weights @ values.double()",
    })  # fmt: skip


def magics_beside_checks(notebook: NotebookNode) -> None:
    for step in ("scores", "weights", "output"):
        first, *rest = cell(notebook, step).source.splitlines(keepends=True)
        cell(notebook, step).source = "".join([f"%time {first}", *rest, f"\ncheck_{step}()"])


def answered_further_down(notebook: NotebookNode) -> None:
    """In a cell of one's own behind all steps; the answer cells are as released."""
    texts = [cell(notebook, step.name).source for step in LESSON.steps]
    answer_with(notebook, BLANK)
    notebook.cells.append(new_code_cell("\n".join(texts)))


def merged_into_the_last(notebook: NotebookNode) -> None:
    """All steps in the last answer cell, and the others deleted."""
    first = [step.name for step in LESSON.steps[:-1]]
    texts = [cell(notebook, step).source for step in first]
    last = cell(notebook, LESSON.steps[-1].name)
    last.source = "\n".join([*texts, last.source])
    notebook.cells = [one for one in notebook.cells if grade_id(one) not in first]


def tried_something_below_the_answers_further_down(notebook: NotebookNode) -> None:
    """The last cell that sets the variables does not hold the answers."""
    answered_further_down(notebook)
    other = "scores = keys @ torch.tensor([1.0, 3.0])\nweights = scores / scores.sum() * 100"
    notebook.cells.append(new_code_cell(other))


def vectors_typed_again_in_two_statements(notebook: NotebookNode) -> None:
    """Below a long text, with a word in a comment that is also a kind of container."""
    long = f"text = '{'x ' * 6000}'  # no np.matrix, no DataFrame\nimport numpy as np\n"
    again = "query = np.array([2.0, 3.0])\nquery = torch.from_numpy(query)\nquery = query.float()\n"
    rows = "keys = []\nfor row in ([1, 0], [3, 1], [0, 3], [2, 0]):\n    keys.append(row)\n"
    made = "keys = torch.tensor(keys).float()\n"
    scores = "scores = [key @ query for key in keys]"
    answer_with(notebook, {"scores": f"{long}{again}{rows}{made}{scores}"})


def vectors_typed_again_beside_a_word(notebook: NotebookNode) -> None:
    """What is a `Fraction`, or a table, has nothing to do with the vectors."""
    rows = "[[0.0, 0.0], [4.0, 1.0], [2.0, 2.0], [0.0, 0.0]]"
    weighted = "output = sum(w * v for w, v in zip(weights, values))"
    shown = "import pandas as pd\npd.DataFrame({'score': [float(s) for s in scores]})"
    paper = cell(notebook, "by-hand").source
    by_hand = f"from fractions import Fraction\n{paper}\nby_hand_weights[0] = Fraction(1, 12)"
    again = f"V = {rows}\nvalues = torch.tensor(V)\n{weighted}\n{shown}"
    answer_with(notebook, {"by-hand": by_hand, "output": again})


def vectors_typed_again_behind_a_loop_over_fractions(notebook: NotebookNode) -> None:
    """The loop's variable is a number, and nothing that is made with it is a fraction."""
    shown = "from fractions import Fraction\nfor i in range(4):\n    print(Fraction(1, i + 1))"
    notebook.cells.insert(place(notebook, "output"), new_code_cell(shown))
    rows = "rows = [[0.0, 0.0], [4.0, 1.0], [2.0, 2.0], [0.0, 0.0]]"
    weighted = "output = sum(w * v for w, v in zip(weights, values))"
    again = f"{rows}\nvalues = torch.tensor([rows[i] for i in range(4)])\n{weighted}"
    answer_with(notebook, {"output": again})


def gone_on_in_a_cell_below_without_the_locked_ones(notebook: NotebookNode) -> None:
    scores = ["scores = [query @ keys[0]]", "scores += [query @ key for key in keys[1:]]"]
    cell(notebook, "scores").source = scores[0]
    notebook.cells.insert(place(notebook, "scores") + 1, new_code_cell(scores[1]))
    locked = {"scores-check", "scores-test", "weights-check", "weights-test"}
    notebook.cells = [one for one in notebook.cells if grade_id(one) not in locked]


def vectors_typed_again_with_matrix_in_the_name(notebook: NotebookNode) -> None:
    rows = "[[1.0, 0.0], [3.0, 1.0], [0.0, 3.0], [2.0, 0.0]]"
    again = f"key_matrix = torch.tensor({rows})\nkeys = key_matrix"
    answer_with(notebook, {"scores": f"{again}\nscores = [key @ query for key in keys]"})


def tried_something_below_answers_without_the_locked_ones(notebook: NotebookNode) -> None:
    """Where it is read is not told by a cell that is gone, so the answer counts, and not this."""
    tried = {
        "weights": "weights = weights * 100",
        "output": "for output in values:\n    print(output)",
        "query-cat": "query_cat = [0.0, 0.0]",
    }
    for step, text in tried.items():
        notebook.cells.insert(place(notebook, step) + 1, new_code_cell(text))
    locked = {f"{step}-{what}" for step in tried for what in ("check", "test")}
    notebook.cells = [one for one in notebook.cells if grade_id(one) not in locked]


def all_that_is_there_in_one_cell(notebook: NotebookNode) -> None:
    """Also what the notebook comes with, which is longer than all answers."""
    code = "\n\n".join(one.source for one in notebook.cells if one.cell_type == "code")
    notebook.cells = [new_code_cell(code)]


def half_answered_further_down(notebook: NotebookNode) -> None:
    first, second = cell(notebook, "softmax").source.split("softmax_output", 1)
    answer_with(notebook, {"softmax": first, "query-cat": f"softmax_output{second}"})
    notebook.cells.append(new_code_cell("query_cat = [3, 1]"))


def numbers_twice_as_long(notebook: NotebookNode) -> None:
    first = new_code_cell("import torch\ntorch.set_default_dtype(torch.float64)")
    notebook.cells.insert(0, first)
    answer_with(notebook, {
        "output": "output = torch.tensor([float(one) for one in weights]) @ values",
        "softmax": "e = torch.tensor([float(one) for one in scores]).exp()\n"
        "softmax_weights = e / e.sum()\nsoftmax_output = softmax_weights @ values",
    })  # fmt: skip


def compared_with_paper(notebook: NotebookNode) -> None:
    for step, what in {"weights": "scores", "output": "weights", "softmax": "scores"}.items():
        compare = f"for a, b in zip({what}, by_hand_{what}):\n    assert abs(a - b) < 0.01\n"
        cell(notebook, step).source = compare + cell(notebook, step).source


def strange_things_between(notebook: NotebookNode) -> None:
    notebook.cells[3:3] = ["not a cell", None, {"cell_type": "alien"}, {}]


ACCIDENTS = [
    copied_answer_below,
    copied_answer_at_the_end_and_changed,
    first_try_wrong_and_mended_in_a_copy_below,
    copied_grade_cell,
    split_answer,
    deleted_locked_cells,
    no_cell_ids,
    one_id_for_all,
    no_kernelspec,
    foreign_kernelspec,
    edited_locked_cells,
    answer_written_into_the_grade_cell,
    changed_metadata,
    all_metadata_lost,
    changed_types,
    unknown_ids,
    grade_cells_first,
    copied_setup_below_the_scores,
    vectors_typed_again,
    strange_things_between,
    merged,
    merged_with_their_checks,
    blank_copies_behind_the_answers,
    blank_notebook_below,
    setup_slipped_down,
    checks_called_in_the_answers,
    names_added_to_the_setup,
    vectors_typed_again_in_the_answers,
    vectors_typed_again_for_numpy,
    vectors_typed_again_in_other_words,
    magics_beside_checks,
    answered_further_down,
    merged_into_the_last,
    half_answered_further_down,
    tried_something_below_the_answers_further_down,
    vectors_typed_again_in_two_statements,
    vectors_typed_again_with_matrix_in_the_name,
    tried_something_below_answers_without_the_locked_ones,
    all_that_is_there_in_one_cell,
    vectors_typed_again_beside_a_word,
    vectors_typed_again_behind_a_loop_over_fractions,
    gone_on_in_a_cell_below_without_the_locked_ones,
    numbers_twice_as_long,
    compared_with_paper,
]


@pytest.mark.parametrize("accident", ACCIDENTS, ids=lambda accident: accident.__name__)
def test_an_honest_accident_costs_nothing(
    accident: Callable[[NotebookNode], None], judging: Judging
) -> None:
    notebook = judging.with_answers({})
    accident(notebook)
    assert points(judging.notebook(notebook)) == FULL


def test_nothing_that_a_student_wrote_is_lost(judging: Judging, master: Master) -> None:
    notebook = judging.with_answers({})
    cell(notebook, "tools").source += "\n# my own note"
    notebook.cells.insert(4, copy_of(cell(notebook, "scores"), source="# an earlier try"))
    picture = {"drawing.png": {"image/png": "aGVsbG8="}}
    notebook.cells.append(new_markdown_cell("![](attachment:drawing.png)", attachments=picture))
    answer = cell(notebook, "softmax-reflection")
    answer.update(source="![](attachment:drawing.png)", attachments=picture)
    repaired = repair(normalise(notebook), master)
    text = "\n".join(one.source for one in repaired.cells)
    assert "# my own note" in text
    assert "# an earlier try" in text
    assert repaired.cells[-1].attachments == picture
    assert cell(repaired, "softmax-reflection").attachments == picture


@pytest.mark.parametrize("accident", ACCIDENTS, ids=lambda accident: accident.__name__)
def test_every_cell_of_the_master_is_there_once_and_graded_after_it_is_answered(
    accident: Callable[[NotebookNode], None], judging: Judging, master: Master
) -> None:
    notebook = judging.with_answers({})
    accident(notebook)
    repaired = repair(normalise(notebook), master)
    names = [grade_id(one) for one in repaired.cells if grade_id(one)]
    assert sorted(names) == sorted(master.cells)
    assert len({one.id for one in repaired.cells}) == len(repaired.cells)
    for step in LESSON.steps:
        assert names.index(step.name) < names.index(f"{step.name}-test")
