"""Every sound way earns full marks, also when the steps are written in different styles."""
# ruff: noqa: E501  (answers as students write them)

import pytest
from course_help import FULL
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judging_help import Judging, points

# Each style of a step works with the earlier steps in any container.
SCORES = {
    "loop over tokens": "scores = []\nfor t, k in zip(tokens, keys):\n    scores.append(torch.dot(query, k))",
    "comprehension": "scores = [torch.dot(query, key) for key in keys]",
    "floats": "scores = [float(query @ key) for key in keys]",
    "items": "scores = [torch.dot(key, query).item() for key in keys]",
    "components": "scores = [query[0] * k[0] + query[1] * k[1] for k in keys]",
    "component sums": "scores = [sum(q * c for q, c in zip(query, k)) for k in keys]",
    "matrix": "scores = keys @ query",
    "matmul": "scores = torch.matmul(keys, query)",
    "mv": "scores = torch.mv(keys, query)",
    "row times columns": "scores = query @ keys.T",
    "einsum": "scores = torch.einsum('d,nd->n', query, keys)",
    "multiply and sum": "scores = (keys * query).sum(dim=1)",
    "numpy": "import numpy as np\nscores = np.array([np.dot(query.numpy(), k) for k in keys.numpy()])",
    "double": "scores = keys.double() @ query.double()",
    "tuple": "scores = tuple(float(s) for s in keys @ query)",
    "function": "def score(q, k):\n    return torch.dot(q, k)\nscores = [score(query, k) for k in keys]",
    "in place": "scores = torch.zeros(4)\nfor i in range(4):\n    scores[i] = torch.dot(query, keys[i])",
    "gradients": "scores = keys @ query.clone().requires_grad_()",
    "pure lists": "scores = [a * query.tolist()[0] + b * query.tolist()[1] for a, b in keys.tolist()]",
    "bmm": "scores = torch.bmm(keys[None], query[None, :, None]).flatten()",
    "stack": "scores = torch.stack([torch.dot(query, k) for k in keys])",
    "extra print": "scores = []\nfor k in keys:\n    s = (query * k).sum()\n    print(s)\n    scores += [s]",
}
WEIGHTS = {
    "comprehension": "weights = [score / sum(scores) for score in scores]",
    "loop": "total = sum(scores)\nweights = []\nfor s in scores:\n    weights.append(s / total)",
    "tensor": "s = torch.tensor([float(x) for x in scores])\nweights = s / s.sum()",
    "numpy": "import numpy as np\ns = np.array([float(x) for x in scores])\nweights = s / s.sum()",
    "tuple": "weights = tuple(float(s) / float(sum(scores)) for s in scores)",
    "normalize": "weights = torch.nn.functional.normalize("
    "torch.tensor([float(x) for x in scores]), p=1, dim=0)",
    "double": "s = torch.tensor([float(x) for x in scores], dtype=torch.float64)\nweights = s / s.sum()",
    "division in place": "weights = torch.tensor([float(x) for x in scores])\nweights /= weights.sum()",
    "fractions": "from fractions import Fraction as F\n"
    "whole = sum(F(float(s)) for s in scores)\nweights = [F(float(s)) / whole for s in scores]",
}
OUTPUT = {
    "loop": "output = torch.zeros(2)\nfor w, v in zip(weights, values):\n    output = output + float(w) * v",
    "sum": "output = sum(float(w) * v for w, v in zip(weights, values))",
    "matrix": "output = torch.tensor([float(w) for w in weights]) @ values",
    "double": "output = torch.tensor([float(w) for w in weights]).double() @ values.double()",
    "components": "output = [sum(float(w) * float(v[i]) for w, v in zip(weights, values)) for i in (0, 1)]",
    "broadcast": "output = (torch.tensor([float(w) for w in weights])[:, None] * values).sum(dim=0)",
    "einsum": "output = torch.einsum('n,nd->d', torch.tensor([float(w) for w in weights]), values)",
    "numpy": "import numpy as np\noutput = np.array([float(w) for w in weights]) @ values.numpy()",
    "written out": "a, b, c, d = map(float, weights)\n"
    "output = a * values[0] + b * values[1] + c * values[2] + d * values[3]",
}
LOOP_OUTPUT = "softmax_output = sum(float(w) * v for w, v in zip(softmax_weights, values))"
SOFTMAX = {
    "torch.softmax": "softmax_weights = torch.softmax(torch.tensor([float(s) for s in scores]), dim=0)\n"
    "softmax_output = softmax_weights @ values",
    "exp": "e = torch.exp(torch.tensor([float(s) for s in scores]))\n"
    "softmax_weights = e / e.sum()\nsoftmax_output = softmax_weights @ values",
    "math.exp": "import math\ne = [math.exp(s) for s in scores]\n"
    f"softmax_weights = [x / sum(e) for x in e]\n{LOOP_OUTPUT}",
    "functional": "import torch.nn.functional as F\n"
    "softmax_weights = F.softmax(torch.tensor([float(s) for s in scores]), dim=-1)\n"
    f"{LOOP_OUTPUT}",
    "module": "softmax_weights = torch.nn.Softmax(dim=0)(torch.tensor([float(s) for s in scores]))\n"
    f"{LOOP_OUTPUT}",
    "largest subtracted": "s = torch.tensor([float(x) for x in scores])\ne = (s - s.max()).exp()\n"
    "softmax_weights = e / e.sum()\nsoftmax_output = (softmax_weights[:, None] * values).sum(0)",
    "numpy": "import numpy as np\ne = np.exp([float(s) for s in scores])\n"
    "softmax_weights = e / e.sum()\nsoftmax_output = softmax_weights @ values.numpy()",
    "attention in one": "softmax_weights = torch.softmax(torch.tensor([float(s) for s in scores]), 0)\n"
    "softmax_output = torch.nn.functional.scaled_dot_product_attention("
    "query[None], keys, values, scale=1.0)[0]",
    "method": "softmax_weights = torch.tensor([float(s) for s in scores]).softmax(0)\n"
    "softmax_output = softmax_weights.matmul(values)",
}
BY_HAND = {
    "fractions": "by_hand_scores = [2, 9, 9, 4]\n"
    "by_hand_weights = [1/12, 3/8, 3/8, 1/6]\nby_hand_output = [2.25, 1.125]",
    "two decimals": "by_hand_scores = [2, 9, 9, 4]\n"
    "by_hand_weights = [0.08, 0.38, 0.38, 0.17]\nby_hand_output = [2.28, 1.14]",
    "exact types": "from fractions import Fraction as F\nby_hand_scores = (2, 9, 9, 4)\n"
    "by_hand_weights = [F(1, 12), F(3, 8), F(3, 8), F(1, 6)]\nby_hand_output = [F(9, 4), F(9, 8)]",
    "tensors": "by_hand_scores = torch.tensor([2, 9, 9, 4])\n"
    "by_hand_weights = by_hand_scores / 24\nby_hand_output = torch.tensor([2.25, 1.125])",
}
SHAPES = {
    "tuples": "keys_shape = (50, 64)\nscores_shape = (50, 50)\noutput_shape = (50, 64)",
    "lists": "keys_shape = [50, 896 // 14]\nscores_shape = [50, 50]\noutput_shape = keys_shape",
    "sizes": "k = torch.randn(50, 64)\nkeys_shape = k.shape\n"
    "scores_shape = (k @ k.T).shape\noutput_shape = (k @ k.T @ k).size()",
}
STYLES = {
    "by-hand": BY_HAND,
    "scores": SCORES,
    "weights": WEIGHTS,
    "output": OUTPUT,
    "softmax": SOFTMAX,
    "shapes": SHAPES,
}


@pytest.mark.parametrize(
    ("step", "style"), [(step, style) for step, styles in STYLES.items() for style in styles]
)
def test_every_style_earns_full_marks(step: str, style: str, judging: Judging) -> None:
    others = {"output": OUTPUT["loop"], "softmax": SOFTMAX["exp"]}  # fine with any container
    assert points(judging.answers({**others, step: STYLES[step][style]})) == FULL


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({step: st.sampled_from(sorted(s)) for step, s in STYLES.items()}))
def test_styles_mixed_at_random_earn_full_marks(judging: Judging, choice: dict[str, str]) -> None:
    answers = {step: STYLES[step][style] for step, style in choice.items()}
    assert points(judging.answers(answers)) == FULL


ELSEWHERE = {
    "all in the first cell": {
        "scores": "scores = keys @ query\nweights = scores / scores.sum()\noutput = weights @ values\n"
        "softmax_weights = scores.softmax(0)\nsoftmax_output = softmax_weights @ values",
        "weights": "",
        "output": "",
        "softmax": "",
    },
    "magics and a shell command": {"scores": "%time scores = keys @ query\n!echo done"},
    "top-level await": {
        "scores": "import asyncio\nawait asyncio.sleep(0)\nscores = keys @ query\nscores"
    },
    "a class": {
        "scores": "class Attention:\n    def __call__(self, q, k):\n        return k @ q\n"
        "scores = Attention()(query, keys)"
    },
    "rebinding": {"scores": "s = keys @ query\nscores = s\ndel s", "weights": "weights = scores / 1\n"
                  "weights = weights / weights.sum()"},
    "a displayed figure": {"output": "import matplotlib.pyplot as plt\nplt.bar(range(4), [float(w) for "
                           "w in weights])\noutput = sum(w * v for w, v in zip(weights, values))"},
}  # fmt: skip


@pytest.mark.parametrize("way", ELSEWHERE)
def test_an_unusual_way_earns_full_marks(way: str, judging: Judging) -> None:
    assert points(judging.answers(ELSEWHERE[way])) == FULL


SLIPS = {
    "scores": ("scores = [torch.dot(query, value) for value in values]", "values-instead-of-keys"),
    "weights": ("weights = [s / max(scores) for s in scores]", "divided-by-the-largest"),
    "output": ("output = sum(w * k for w, k in zip(weights, keys))", "keys-instead-of-values"),
    "shapes": ("keys_shape = (64, 50)\nscores_shape = (50, 50)\noutput_shape = (50, 64)", None),
}
PAIRS = [(one, other) for one in SLIPS for other in SLIPS if one < other]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_slips_are_both_named_and_cost_only_their_steps(
    one: str, other: str, judging: Judging
) -> None:
    verdicts = judging.answers({name: SLIPS[name][0] for name in (one, other)})
    for name in (one, other):
        named = [part.mistake for part in verdicts[name].parts if part.mistake]
        assert len(named) == 1
        assert SLIPS[name][1] in (None, named[0])
    lost = {name for name, verdict in verdicts.items() if verdict.points < FULL[name]}
    assert lost == {one, other}
