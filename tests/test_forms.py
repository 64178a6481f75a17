"""What the check in the notebook accepts, the grader accepts, and the other way round."""

from collections.abc import Iterator

import pytest
from judging_help import Judging
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from attention_by_hand.building.cells import grade_id

S = "(keys @ query)"
RIGHT = {
    "a list of numbers": f"scores = {S}.tolist()",
    "a list of tensors": f"scores = [*{S}]",
    "a tuple": f"scores = tuple({S}.tolist())",
    "a tensor": f"scores = {S}",
    "with gradients": f"scores = {S}.requires_grad_()",
    "double precision": f"scores = {S}.double()",
    "half precision": f"scores = {S}.bfloat16()",
    "an array": f"scores = {S}.numpy()",
    "numbers of numpy": f"scores = list({S}.numpy())",
    "a Series": f"import pandas as pd\nscores = pd.Series({S}.tolist(), index=tokens)",
    "a column": f"import pandas as pd\nscores = pd.DataFrame({{'s': {S}.numpy()}})['s']",
    "fractions": f"from fractions import Fraction\nscores = [Fraction(s) for s in {S}.tolist()]",
    "decimals": f"from decimal import Decimal\nscores = [Decimal(s) for s in {S}.tolist()]",
    "sympy": f"import sympy\nscores = [sympy.Rational(s) for s in {S}.tolist()]",
    "in a loop with a bar": f"from tqdm import tqdm\nscores = [float(s) for s in tqdm({S})]",
    "an array of objects": f"import numpy as np\nscores = np.array({S}.tolist(), dtype=object)",
    "long numbers": f"import numpy as np\nscores = {S}.numpy().astype(np.longdouble)",
    "an array of Python's": f"import array\nscores = array.array('d', {S}.tolist())",
    "a view": f"scores = memoryview({S}.numpy())",
    "a deep list of 0-d arrays": f"scores = [s.numpy() for s in {S}]",
}
WRONG = {
    "text": (f"scores = [str(s) for s in {S}.tolist()]", "quotation marks"),
    "one text": (f"scores = str({S}.tolist())", "text"),
    "None": ("scores = None", "None"),
    "prints": (f"scores = [print(s) for s in {S}]", "number"),
    "a generator": (f"scores = (s for s in {S})", "list("),
    "a map": (f"scores = map(float, {S})", "list("),
    "a set": (f"scores = set({S}.tolist())", "set"),
    "a dictionary": (f"scores = dict(zip(tokens, {S}.tolist()))", "dict"),
    "a function": ("scores = torch.dot", "parentheses"),
    "truth": ("scores = [True, False, True, False]", "number"),
    "one number": ("scores = torch.tensor(3.0)", "4 numbers"),
    "a row": (f"scores = {S}[None]", "brackets"),
    "a column of its own": (f"scores = {S}[:, None]", "brackets"),
    "a table": (f"import pandas as pd\nscores = pd.DataFrame({S}.numpy())", "brackets"),
    "sparse": (f"scores = {S}.to_sparse()", "number"),
    "complex": (f"scores = {S}.to(torch.complex64)", "number"),
    "not finite": (f"scores = {S} / 0", "finite"),
}


class Kernel:
    """A real kernel, in which the notebook's setup and tools have run."""

    def __init__(self, client: NotebookClient, cells: dict[str, str]) -> None:
        self.client, self.cells = client, cells

    def run(self, source: str) -> str:
        """What the cell prints, or the error with which it ends."""
        cell = new_code_cell(source)
        self.client.nb.cells.append(cell)
        self.client.allow_errors = True
        self.client.execute_cell(cell, len(self.client.nb.cells) - 1)
        said = (out.get("text") or out.get("evalue") or "" for out in cell.outputs)
        return " ".join(" ".join(said).split())


@pytest.fixture(scope="module")
def kernel(release: NotebookNode) -> Iterator[Kernel]:
    cells = {grade_id(cell): cell.source for cell in release.cells}
    client = NotebookClient(new_notebook(), kernel_name="python3", timeout=60)
    with client.setup_kernel():
        kernel = Kernel(client, cells)
        kernel.run(cells["setup"])
        kernel.run(cells["tools"])
        kernel.run(cells["query-tools"])
        yield kernel


@pytest.mark.parametrize("form", RIGHT)
def test_both_accept(form: str, kernel: Kernel, judging: Judging) -> None:
    kernel.run(RIGHT[form])
    assert "one score for each token" in kernel.run(kernel.cells["scores-check"])
    verdict = judging.answers({"scores": RIGHT[form]})["scores"]
    assert verdict.points == verdict.out_of, verdict.message


@pytest.mark.parametrize("form", WRONG)
def test_both_refuse_and_say_why(form: str, kernel: Kernel, judging: Judging) -> None:
    source, word = WRONG[form]
    kernel.run(source)
    said = kernel.run(kernel.cells["scores-check"])
    assert said.startswith("NotYet") or "one score for each token" not in said
    assert word in said or "number" in said
    verdict = judging.answers({"scores": source})["scores"]
    assert verdict.points < verdict.out_of
    assert word in verdict.message or "number" in verdict.message


NAMES = ("max", "sum", "print", "list", "len", "range", "round", "zip", "min", "abs")


@pytest.mark.parametrize("name", NAMES)
def test_what_we_gave_survives_a_name_of_pythons_own(name: str, kernel: Kernel) -> None:
    kernel.run(kernel.cells["compute-attention"])
    kernel.run(f"scores = (keys @ query).tolist()\n{name} = 3")
    assert "one score for each token" in kernel.run(kernel.cells["scores-check"])
    drawn = kernel.run("r = compute_attention(query, keys, values, tokens)")
    assert "output" in drawn
    assert "Error" not in drawn
    said = kernel.run(f"scores = None\n{kernel.cells['scores-check']}")
    assert f"gives the name `{name}` to something else" in said
    kernel.run(f"del {name}")
