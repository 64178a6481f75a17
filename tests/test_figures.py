"""The class in numbers, against classes that were worked out by hand."""

from typing import Any

import pandas as pd
import pytest

from attention_by_hand.pages import figures

STEPS = ["a", "b", "c"]
MOST = pd.Series([1, 1, 4], index=STEPS, dtype=float)
# Of a's five zeros one has b right, of its five ones one has b wrong: phi = (16 - 1) / 25.
A, B, C = [0] * 5 + [1] * 5, [0] * 4 + [1] + [0] + [1] * 4, [2] * 10


def a_class(*columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(dict(zip(STEPS, columns, strict=True)), dtype=float)


def test_the_correlation_is_with_the_other_steps_alone() -> None:
    found = figures.discrimination(a_class(A, B, C))
    assert found["a"] == pytest.approx(0.6)
    assert found["b"] == pytest.approx(0.6)


def test_no_correlation_is_shown_where_all_earned_the_same() -> None:
    assert pd.isna(figures.discrimination(a_class(A, B, C))["c"])


def test_no_correlation_is_shown_below_ten_submissions() -> None:
    assert figures.discrimination(a_class(A, B, C)[1:]).isna().all()


def test_a_step_that_waits_for_a_person_has_no_figures_and_disturbs_none() -> None:
    earned = a_class(A, B, [None, *range(9)])
    assert figures.discrimination(earned)[["a", "b"]].tolist() == pytest.approx([0.6, 0.6])
    assert pd.isna(figures.discrimination(earned)["c"])
    assert pd.isna(figures.difficulty(earned, MOST)["c"])


def test_difficulty_is_the_average_share_of_the_points() -> None:
    found = figures.difficulty(a_class([1, 0], [1, 1], [3, 0]), MOST)
    assert found.tolist() == [0.5, 1, 0.375]


def test_each_submission_comes_out_one_way() -> None:
    earned = a_class([1, 0, 0, 1], [1, 0.25, 0, None], [4, 5, 0, None])
    untouched = a_class([0, 0, 1, 1], [0, 0, 0, 0], [0, 0, 1, 0]).astype(bool)
    found = figures.outcomes(earned, MOST, untouched)
    assert dict(found.loc["a"]) == counts(right=2, wrong=1, untouched=1)
    assert dict(found.loc["b"]) == counts(right=1, partly=1, wrong=1, waiting=1)
    assert dict(found.loc["c"]) == counts(right=2, untouched=1, waiting=1)


def counts(**known: int) -> dict[str, int]:
    return {name: known.get(name.split()[0], 0) for name in figures.OUTCOMES}


def test_every_total_lies_in_one_range() -> None:
    found = figures.totals(pd.Series([0, 3.75, 4, 31.75, 32, 33.0]), 32)
    assert found[0, 4] == 2
    assert found[4, 8] == 1
    assert found[28, 32] == 3
    assert found.sum() == 6


@pytest.mark.parametrize(
    ("points", "level"),
    [(4.0, "shown here"), (3.2, "shown here"), (3, "partly"), (1.6, "partly"), (1.5, "not yet")],
)
def test_an_objective_is_shown_by_most_of_its_points(points: float, level: str) -> None:
    earned = a_class([0], [None], [points])
    found = figures.levels(earned, MOST, {"a": "one", "b": "two", "c": "two"})
    assert found.iloc[0].to_dict() == {"one": "not yet", "two": level}


def test_an_objective_that_waits_as_a_whole_has_no_level() -> None:
    found = figures.levels(a_class([1], [None], [None]), MOST, {"a": "one", "b": "two", "c": "two"})
    assert found["one"].tolist() == ["shown here"]
    assert found["two"].isna().all()


PARTS = pd.DataFrame(
    [
        ("ada", "paper", "x", 0, "swapped", "on paper"),
        ("ada", "code", "y", 0, "swapped", "in code"),
        ("bo", "code", "y", 0, "swapped", "in code"),
        ("cy", "code", "y", 0, "halved", "a hint"),
        ("cy", "code", "z", 0.5, None, "hm"),
        ("cy", "more", "z", 0, None, "hm"),
        ("di", "more", "z", 1, None, "right"),
    ],
    columns=["student", "step", "variable", "share", "mistake", "message"],
)


def test_a_mistake_counts_once_a_student_and_the_most_frequent_comes_first() -> None:
    first, second = figures.mistakes(PARTS).to_dict("records")
    assert first == {
        "mistake": "swapped", "variables": ["x", "y"], "hint": "in code",
        "who": ["ada", "bo"], "count": 2,
    }  # fmt: skip
    assert (second["mistake"], second["count"]) == ("halved", 1)


def test_what_no_mistake_explains_is_listed_by_step() -> None:
    assert figures.unexplained(PARTS).to_dict("records") == [
        {"step": "code", "who": ["cy"], "count": 1},
        {"step": "more", "who": ["cy"], "count": 1},
    ]


def test_a_class_without_mistakes_has_none() -> None:
    assert figures.mistakes(PARTS[:0]).empty
    assert figures.unexplained(PARTS[:0]).empty
