"""Every known mistake is told from the right answer and from every other, and its hint is kind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch
from course_help import LESSON, ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st

from attention_by_hand.building.source import master_path, to_source
from attention_by_hand.judging.cases import make_case
from attention_by_hand.judging.confusions import (
    NOTHING,
    RIGHT,
    Confusion,
    graded_cases,
    indistinguishable,
    margin,
)
from attention_by_hand.judging.mistakes import compute, diagnose, missed
from attention_by_hand.lesson import (
    Case,
    Computed,
    Designed,
    Mistake,
    Part,
    Step,
    Symptom,
)
from attention_by_hand.lessons.self_attention.facts import PAPER
from attention_by_hand.lessons.self_attention.mistakes import (
    by_hand,
    output,
    query_cat,
    query_split,
    scores,
    shapes,
    softmax,
    weights,
)
from attention_by_hand.numbers import Numbers

MASTER = to_source(master_path(ROOT, LESSON), LESSON)
CASES = MASTER.cases
HANDOUT, *OTHERS = CASES
KEYS = HANDOUT.known["keys"]
FACTS = LESSON.facts(HANDOUT)
VECTORS = LESSON.given.names


def entries(part: Part) -> list[Mistake | Symptom]:
    """Everything that earns a hint."""
    return [*(part.symptoms if isinstance(part, Designed) else part.mistakes)]


COMPUTED = {part.variable: (step, part) for step in LESSON.steps for part in step.computed}
EVERY = [(step, part, mistake) for step, part in COMPUTED.values() for mistake in part.mistakes]
IN_CODE = [entry for entry in EVERY if entry[0].notebook_share < 1]
HINTS = [(part, entry) for part in LESSON.parts.values() for entry in entries(part)]
GOALS = {part.variable: part for part in LESSON.parts.values() if isinstance(part, Designed)}


def name_of(argument: Step | Part | Mistake | Symptom) -> str:
    """How a test's parameter shows in its name."""
    return argument.variable if isinstance(argument, Part) else argument.name


def single_precision(case: Case) -> dict[str, object]:
    """What is known, as float32."""
    return {
        name: known.astype(np.float32) if isinstance(known, np.ndarray) else known
        for name, known in case.known.items()
    }


def close(found: Numbers, right: Numbers, step: Step) -> bool:
    """As the judge compares: without axes of length 1."""
    return step.accepts(found.squeeze(), right.squeeze())


def listed(found: Numbers) -> str:
    """Numbers as text, four significant digits."""
    if not found.ndim:
        return f"{found.item():.4g}"
    return f"[{', '.join(listed(entry) for entry in found)}]"


# Told apart


def test_there_is_a_rich_table_for_every_variable() -> None:
    assert len(EVERY) >= 50
    assert all(len(entries(part)) >= 15 for part in LESSON.parts.values())


def test_every_mistake_is_told_from_the_right_answer_and_from_every_other() -> None:
    assert [str(pair) for pair in indistinguishable(LESSON.steps, CASES)] == []


ROUNDED = 2.9  # what is rounded is near to what is right, and is told from it all the same
# In tolerances, the right answer's nearest mistake.
MARGINS = {
    "by-hand": 5,
    "scores": 1500,
    "weights": 39,
    "output": 870,
    "softmax": 39,
    "shapes": 190,  # a whole number that is off by one
}


@pytest.mark.parametrize(("step", "part", "mistake"), EVERY, ids=name_of)
def test_a_mistake_is_far_from_right(step: Step, part: Computed, mistake: Mistake) -> None:
    away = margin(step, part, mistake, graded_cases(step, CASES))
    assert away >= (ROUNDED if mistake.name.startswith("rounded-") else MARGINS[step.name])


@pytest.mark.parametrize(("step", "part", "mistake"), IN_CODE, ids=name_of)
def test_a_mistake_is_wrong_with_each_of_the_other_vectors(
    step: Step, part: Computed, mistake: Mistake
) -> None:
    assert all(margin(step, part, mistake, [case]) > 2 for case in OTHERS)


@pytest.mark.parametrize("case", CASES)
def test_single_precision_takes_a_fifth_of_the_tolerance_at_most(case: Case) -> None:
    known = {name: case.known[name].astype(np.float32) for name in VECTORS}
    for step, part in COMPUTED.values():
        if len(graded_cases(step, CASES)) == 1:
            continue  # what stands on paper stays when the numbers change
        known[part.variable] = part.reference(*(known[name] for name in part.of))
        found = known[part.variable].astype(np.float64)
        strict = replace(step, tolerance=step.tolerance / 5, relative=step.relative / 5)
        assert strict.accepts(found, case.known[part.variable])


@pytest.mark.parametrize(("step", "part", "mistake"), EVERY, ids=name_of)
def test_a_mistake_in_single_precision_is_recognised(
    step: Step, part: Part, mistake: Mistake
) -> None:
    for case in graded_cases(step, CASES):
        single = compute(mistake, single_precision(case))
        double = compute(mistake, case.known)
        assert single is not None, part.variable
        assert double is not None
        assert close(single, double, step)


@settings(deadline=None)
@given(st.lists(st.floats(-100, 100), min_size=1))
def test_two_decimals_are_within_the_tolerance_on_paper(numbers: list[float]) -> None:
    step = COMPUTED["by_hand_scores"][0]
    assert step.tolerance == PAPER
    exact = np.array(numbers)
    typed = np.array([round(number, 2) for number in numbers])
    assert step.accepts(typed, exact)


# The proof can fail


def with_mistakes(variable: str, *table: Mistake) -> list[Step]:
    """The one step with this variable, with this table in place of its own."""
    step, part = COMPUTED[variable]
    return [replace(step, parts=(replace(part, mistakes=table),))]


def given_of(case: Case) -> dict[str, object]:
    """What the case's setup cell would define."""
    return {name: case.known[name] for name in (*VECTORS, *LESSON.given.constants)}


def test_values_of_zero_hide_mistakes_and_each_pair_is_named() -> None:
    cases = [
        make_case(LESSON, case.name, {**given_of(case), "values": np.zeros_like(KEYS)})
        for case in CASES
    ]
    pairs = indistinguishable(LESSON.steps, cases)
    assert Confusion("output", "not-weighted", RIGHT) in pairs
    assert Confusion("by_hand_output", "not-weighted", RIGHT) in pairs
    assert Confusion("scores", "keys-with-values", "values-instead-of-keys") in pairs
    assert Confusion("weights", "divided-by-the-sum-of-values", NOTHING) in pairs


def test_a_twin_is_named() -> None:
    one = Mistake("one", lambda scores: scores / 2, "")
    twin = Mistake("twin", lambda scores: scores * 0.5, "")
    near = Mistake("near", lambda scores: scores / 2 + 1.5e-4, "")
    steps = with_mistakes("weights", one, twin, near)
    assert indistinguishable(steps, CASES) == [
        Confusion("weights", "twin", "one"),
        Confusion("weights", "near", "one"),
        Confusion("weights", "near", "twin"),
    ]


def test_a_mistake_that_is_right_is_named() -> None:
    scaled = Mistake("scaled", lambda scores: (scores / 8) / (scores / 8).sum(), "")
    (pair,) = indistinguishable(with_mistakes("weights", scaled), CASES)
    assert pair == Confusion("weights", "scaled", RIGHT)
    assert str(pair) == (
        "`weights`: with these numbers the mistake scaled gives the right answer. "
        "Change the numbers or take the mistake out."
    )


def test_a_mistake_without_numbers_is_named() -> None:
    endless = Mistake("endless", lambda scores: scores / 0, "")
    misfit = Mistake("misfit", lambda scores: scores @ np.ones(7), "")
    pairs = indistinguishable(with_mistakes("weights", endless, misfit), CASES)
    assert pairs == [
        Confusion("weights", "endless", NOTHING),
        Confusion("weights", "misfit", NOTHING),
    ]
    assert "cannot be recognised" in str(pairs[0])


def test_a_difference_in_one_case_is_enough() -> None:
    table = COMPUTED["output"][1].mistakes
    pair = [m for m in table if m.name in ("overwritten-in-the-loop", "never-updated")]
    steps = with_mistakes("output", *pair)
    assert indistinguishable(steps, CASES[:1]) == [
        Confusion("output", "never-updated", "overwritten-in-the-loop")
    ]
    assert indistinguishable(steps, CASES) == []


# Computing a mistake


def test_a_mistake_without_its_inputs_gives_nothing() -> None:
    mistake = Mistake("", lambda scores, query: scores * query, "")
    assert mistake.takes == ("scores", "query")
    assert compute(mistake, {"scores": np.ones(4)}) is None
    assert compute(mistake, {"scores": np.ones(4), "query": np.ones(2)}) is None


@settings(deadline=None)
@given(st.sampled_from(EVERY), st.lists(st.integers(0, 5), max_size=3))
def test_a_mistake_never_raises(entry: tuple[Step, Part, Mistake], shape: list[int]) -> None:
    own = ("scores", "weights", "output", "softmax_weights")
    ones = np.ones(shape)
    found = compute(entry[2], {**HANDOUT.known, **dict.fromkeys(own, ones)})
    assert found is None or isinstance(found, np.ndarray)


# What students type, in single precision, with lists of tensors from the steps before.
TYPED = {
    "scores": {
        "overwritten-in-the-loop": "for key in keys: scores = torch.dot(query, key)",
        "first-token-only": "for key in keys:\n    scores = [torch.dot(query, key)]\n    break",
        "added-over-the-tokens": "scores = 0\nfor key in keys: scores += torch.dot(query, key)",
        "not-added-up": "scores = [query * key for key in keys]",
        "not-added-up-in-one-list": "scores = []\nfor key in keys: scores.extend(query * key)",
        "all-scores-in-each-turn": "scores = [keys @ query for key in keys]",
        "values-instead-of-keys": "scores = [torch.dot(query, value) for value in values]",
        "own-position-missing": "scores = [query @ keys[i] for i in range(3)]",
        "first-position-missing": "scores = [query @ keys[i] for i in range(1, 4)]",
        "one-score-per-word": "found = {t: query @ k for t, k in zip(tokens, keys)}\n"
        "scores = [found[t] for t in tokens]",
        "reversed": "scores = []\nfor key in keys: scores.insert(0, torch.dot(query, key))",
        "last-key-for-every-token": "for key in keys: pass\n"
        "scores = [torch.dot(query, key) for token in tokens]",
        "cut-to-whole-numbers": "scores = [int(query @ key) for key in keys]",
        "keys-poured-into-rows": "scores = query @ keys.reshape(2, 4)",
        "components-crossed": "scores = [query[0] * k[1] + query[1] * k[0] for k in keys]",
        "distance": "scores = [torch.dist(query, key) for key in keys]",
        "cosine": "scores = torch.nn.functional.cosine_similarity(query, keys, dim=1)",
        "running-sum": "scores, s = [], 0\nfor key in keys:\n"
        "    s = s + torch.dot(query, key)\n    scores.append(s)",
        "every-key-with-every-key": "scores = keys @ keys.T",
    },
    "weights": {
        "not-divided": "weights = scores",
        "divided-by-the-largest": "weights = [s / max(scores) for s in scores]",
        "divided-by-the-number-of-tokens": "weights = [s / len(scores) for s in scores]",
        "divided-before-adding": "a, b, c, d = scores\n"
        "weights = [s / a + b + c + d for s in scores]",
        "divided-by-itself": "weights = [s / sum([s]) for s in scores]",
        "divided-by-the-sum-so-far": "weights, total = [], 0\nfor s in scores:\n"
        "    total += s\n    weights.append(s / total)",
        "whole-number-division": "weights = [s // sum(scores) for s in scores]",
        "sum-by-sum": "weights = sum(scores) / sum(scores)",
        "overwritten-in-the-loop": "for s in scores: weights = s / sum(scores)",
        "softmax-already": "weights = torch.softmax(torch.tensor(scores), dim=0)",
        "in-percent": "weights = [100 * s / sum(scores) for s in scores]",
        "divided-by-the-length": "weights = torch.nn.functional.normalize("
        "torch.tensor(scores), dim=0)",
    },
    "output": {
        "keys-instead-of-values": "output = torch.tensor(weights) @ keys",
        "not-weighted": "output = torch.zeros(2)\nfor w in weights:\n"
        "    for v in values: output = output + w * v",
        "not-added-up": "output = [w * v for w, v in zip(weights, values)]",
        "overwritten-in-the-loop": "for w, v in zip(weights, values): output = w * v",
        "never-updated": "output = torch.zeros(2)\n"
        "for w, v in zip(weights, values): output + w * v",
        "added-across": "output = (torch.tensor(weights)[:, None] * values).sum(dim=1)",
        "all-added-up": "output = (torch.tensor(weights)[:, None] * values).sum()",
        "scores-instead-of-weights": "output = sum(s * v for s, v in zip(scores, values))",
        "started-at-ones": "output = torch.ones(2)\n"
        "for w, v in zip(weights, values): output = output + w * v",
        "first-component-only": "output = sum(w * v[0] for w, v in zip(weights, values))",
        "first-component-twice": "output = [sum(w * v[0] for w, v in zip(weights, values)),\n"
        "          sum(w * v[0] for w, v in zip(weights, values))]",
        "values-poured-into-rows": "output = values.reshape(2, 4) @ torch.stack(list(weights))",
        "second-component-twice": "output = [sum(w * v[1] for w, v in zip(weights, values))] * 2",
        "divided-by-the-number-of-tokens": "output = (torch.tensor(weights)[:, None] * values)"
        ".mean(dim=0)",
    },
    "softmax_weights": {
        "exponentials-not-divided": "softmax_weights = torch.exp(torch.tensor(scores))",
        "exponential-of-the-sum": "e = torch.exp(torch.tensor(scores))\n"
        "softmax_weights = e / torch.exp(sum(scores))",
        "exponentials-above-scores-below": "softmax_weights = torch.exp(torch.tensor(scores))"
        " / sum(scores)",
        "divided-by-itself": "softmax_weights = torch.softmax(torch.tensor(scores)[:, None], 1)",
        "softmax-of-weights": "softmax_weights = torch.softmax(torch.tensor(weights), 0)",
        "powers-of-two": "softmax_weights = [2**s / sum(2**t for t in scores) for s in scores]",
        "score-to-the-power-of-e": "p = torch.tensor(scores) ** math.e\n"
        "softmax_weights = p / p.sum()",
        "log-softmax": "softmax_weights = torch.tensor(scores).log_softmax(0)",
    },
    "softmax_output": {
        "plain-weights": "softmax_output = torch.tensor(weights) @ values",
        "keys-instead-of-values": "softmax_output = softmax_weights @ keys",
        "softmax-of-the-output": "softmax_output = torch.softmax(output, 0)",
        "exponentials-not-divided": "softmax_output = torch.exp(torch.tensor(scores)) @ values",
        "weights-copied": "softmax_output = softmax_weights",
        "not-added-up": "softmax_output = softmax_weights[:, None] * values",
    },
}


def run(code: str, variable: str, case: Case) -> Numbers:
    """What the student's code gives with these vectors."""
    known = {
        name: torch.tensor(one, dtype=torch.float32) if isinstance(one, np.ndarray) else one
        for name, one in case.known.items()
    }
    lists = {name: list(known[name]) for name in ("scores", "weights")}
    space: dict[str, object] = {"torch": torch, **known, **lists}
    exec(f"import math\n{code}", space)
    return np.array(plain(space[variable]), dtype=np.float64)


def plain(found: object) -> object:
    if isinstance(found, torch.Tensor):
        return found.tolist()
    return [plain(entry) for entry in found] if isinstance(found, list) else found


@pytest.mark.parametrize(
    ("variable", "name", "code"),
    [(v, name, code) for v, table in TYPED.items() for name, code in table.items()],
)
def test_code_that_students_type_is_recognised(variable: str, name: str, code: str) -> None:
    step, part = COMPUTED[variable]
    found = [run(code, variable, case) for case in CASES]
    named = [
        mistake.name
        for mistake in part.mistakes
        if all(
            (wrong := compute(mistake, case.known)) is not None and close(number, wrong, step)
            for number, case in zip(found, CASES, strict=True)
        )
    ]
    assert named == [name]


# Hints


@pytest.mark.parametrize("variable", LESSON.parts)
def test_names_are_short_and_unique(variable: str) -> None:
    names = [entry.name for entry in entries(LESSON.parts[variable])]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) and len(name) <= 40 for name in names)


@pytest.mark.parametrize(("part", "entry"), HINTS, ids=name_of)
def test_a_hint_is_short_and_speaks_to_you(part: Part, entry: Mistake | Symptom) -> None:
    found = seen(part, entry)
    said = entry.hint.format(found=listed(found), total=f"{found.sum().item():.4g}", **FACTS)
    assert re.search(r"\byour?s?\b", said, re.IGNORECASE)
    assert len(entry.hint) <= 240
    assert len(said) <= 280
    assert said.endswith((".", "?"))
    assert "  " not in said


def seen(part: Part, entry: Mistake | Symptom) -> Numbers:
    """What the student sees on the handout's vectors."""
    if isinstance(entry, Symptom):
        return np.array([0.5, 0.25])
    found = compute(entry, HANDOUT.known)
    assert found is not None, part.variable
    return found


@pytest.mark.parametrize(("part", "entry"), HINTS, ids=name_of)
def test_a_hint_gives_nothing_away(part: Part, entry: Mistake | Symptom) -> None:
    """No number but 0, 1 and those of the steps, and no code that could be copied."""
    said = re.sub(r"step \d", "step", entry.hint)
    assert set(re.findall(r"\d+", said)) <= {"0", "1"}, part.variable
    assert set(re.findall(r"{.*?}", said)) <= {
        "{found}",
        "{total}",
        "{winner}",
        "{Winner}",
        "{rival}",
    }
    assert not set("@=()[]") & set(said)


TOTALS = [entry for entry in EVERY if "{total}" in entry[2].hint]
TO_ONE = [entry for entry in EVERY if "weights add to 1" in entry[2].hint]


@pytest.mark.parametrize(("step", "part", "mistake"), TOTALS + TO_ONE, ids=name_of)
def test_a_hint_tells_the_truth_about_the_total(step: Step, part: Part, mistake: Mistake) -> None:
    """A total is told where it is off, except by the two hints that say "you made shares"."""
    found = compute(mistake, HANDOUT.known)
    assert found is not None
    shares = ("divided-already", "divided-by-its-own-sum")
    expected = mistake.name in shares or "{total}" not in mistake.hint
    assert (abs(found.sum().item() - 1) < 1e-4) == expected, (step.name, part.variable)


def test_there_are_hints_about_totals() -> None:
    assert len(TOTALS) >= 20
    assert len(TO_ONE) >= 4


# Designed queries

QUERIES: dict[str, dict[str, Sequence[object]]] = {
    "query_cat": {
        "weights-instead-of-a-query": [0, 1, 0, 0],
        "one-number": [1],
        "all-keys": KEYS.tolist(),
        "extra-brackets": [[3, 1]],
        "brackets-around-another-query": [[0, 0]],
        "two-queries": [[3, 1], [6, 2]],
        "copies-in-a-row": [2, 1] * 3,
        "decimal-commas": [2, 5, 1, 25],
        "copies-of-another-query": [0, 1] * 2,
        "commas-in-another-query": [0, 5, 1, 25],
        "another-length": [3, 1, 0],
        "not-finite": [float("nan"), 1],
        "zero": [0, 0],
        "plain-division-only": [1, -1],
        "points-away-from-the-winner": [-3, -1],
        "winner-and-rival-tie": [2, 3],
        "along-the-key-of-the-rival": [0, 3],
        "rival-wins": [0.5, 3],
        "another-token-wins": [1, -2],
        "nearly-there": [2.3, 0],
        "equal-components": [0.5, 0.5],
        "length-one": [0.9487, 0.3162],
        "shares-that-add-to-one": [0.9, 0.1],
        "rival-comes-close": [0.6, 0.5],
        "another-token-comes-close": [1.5, 0],
    },
    "query_split": {
        "weights-instead-of-a-query": [0, 0.5, 0.5, 0],
        "one-number": [0.5],
        "all-keys": KEYS.tolist(),
        "extra-brackets": [[2, 3]],
        "brackets-around-another-query": [[1], [0]],
        "two-queries": [[2, 3], [4, 6]],
        "copies-in-a-row": [2, 3] * 2,
        "decimal-commas": [[1, 4], [2, 1]],
        "copies-of-another-query": [1, 0] * 2,
        "commas-in-another-query": [2, 5, 0, 0],
        "another-length": [],
        "not-finite": [float("inf"), 1],
        "zero": [0, 0],
        "points-away-from-both": [-2, -3],
        "even-but-short": [0.2, 0.3],
        "too-short-to-see": [0.02, 0],
        "between-the-keys": [1.5, 2],
        "slightly-off-and-long": [20, 31],
        "nearly-even": [1, 1.6],
        "equal-components": [1, 1],
        "winner-wins": [3, 1],
        "rival-wins": [0, 3],
        "another-token-wins": [-1, -0.5],
    },
}


@pytest.mark.parametrize(
    ("variable", "name"),
    [(v, symptom.name) for v, part in GOALS.items() for symptom in part.symptoms],
)
def test_each_symptom_is_reached(variable: str, name: str) -> None:
    query = np.array(QUERIES[variable][name], dtype=np.float64)
    found = diagnose(GOALS[variable], query, HANDOUT)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("variable", GOALS)
@settings(deadline=None)
@given(st.lists(st.floats(-12, 12), min_size=2, max_size=2))
@example([3.0, 1.0])
@example([4.0, 6.0])
@example([100.0, -95.0])
@example([-1000.0, -1000.0])
def test_a_query_has_a_symptom_exactly_when_it_misses(variable: str, numbers: list[float]) -> None:
    query = np.array(numbers)
    found = diagnose(GOALS[variable], query, HANDOUT)
    assert (found is None) == (missed(GOALS[variable], query, HANDOUT) is None), found


@pytest.mark.parametrize("variable", GOALS)
@settings(deadline=None)
@given(st.lists(st.integers(0, 5), max_size=4), st.floats())
@example([2, 2], float("inf"))
@example([4], float("-inf"))
@example([4], 1e308)
def test_any_query_at_all_can_be_looked_at(variable: str, shape: list[int], number: float) -> None:
    query = np.full(shape, number)
    found = diagnose(GOALS[variable], query, HANDOUT)
    assert found is not None or shape == [2]


def tables() -> Iterator[tuple[str, tuple[Mistake | Symptom, ...]]]:
    """Every table of mistakes in the lesson's files."""
    for module in (by_hand, output, query_cat, query_split, scores, shapes, softmax, weights):
        for name, table in vars(module).items():
            if isinstance(table, tuple) and name not in ("COLLECTING", "FORM"):
                yield name, table


def test_every_table_belongs_to_a_part() -> None:
    used = {name.upper(): entries(part) for name, part in LESSON.parts.items()}
    for name, table in tables():
        assert [one.name for one in table] == [one.name for one in used[name]]
    assert {name for name, _ in tables()} == set(used)
