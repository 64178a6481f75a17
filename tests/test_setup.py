"""What the setup cell defines: read where that is enough, else run, with the same result."""

import pytest
from course_help import LESSON

from attention_by_hand.building.misfit import BadMaster
from attention_by_hand.building.setup import defined
from attention_by_hand.lesson import Given
from attention_by_hand.sandbox.values import Value

GIVEN = Given(names=("numbers",), constants=("words",), draw=LESSON.given.draw)
RUN = "\nassert True"  # is no plain assignment


@pytest.mark.parametrize(
    "numbers",
    [
        "3",
        "[2, 4.5, -1]",
        "(1, 2)",
        "torch.tensor([[1.0, 2], [0.1, 4]])",
        "torch.tensor([1, -2])",
        "torch.tensor(0.1)",
        "torch.tensor([True, False])",
        "torch.tensor([1.0, 2], dtype=torch.float64)",
        "np.array([0.1, 2])",
        "np.array([[1, 2]])",
        "[torch.tensor(1.0), np.array([2])]",
    ],
)
def test_a_cell_that_is_read_defines_what_it_does_when_it_is_run(numbers: str) -> None:
    source = f"import torch\nimport numpy as np\nwords = ['one', 'two']\nnumbers = {numbers}"
    found = defined(source, GIVEN)
    assert found == defined(source + RUN, GIVEN)
    assert found.keys() == {"words", "numbers"}


def test_a_cell_that_computes_is_run() -> None:
    source = "import torch\nhalf = torch.tensor([1.0, 3.0]) / 2\nnumbers = half.tolist()"
    expected: dict[str, Value] = {"numbers": [0.5, 1.5]}
    assert defined(source, GIVEN) == expected


@pytest.mark.parametrize("source", ["numbers = [1", "numbers = 1 / 0", "numbers = nothing"])
def test_a_cell_that_stops_is_told(source: str) -> None:
    with pytest.raises(BadMaster, match="the setup cell stops with "):
        defined(source, GIVEN)
