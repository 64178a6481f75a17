"""The class in numbers: pure functions over what was earned and what was recorded.

`earned` has a row for each graded submission and a column for each step, in points; what waits
for a person is missing (NaN). `most` holds each step's full points.
"""

from collections.abc import Mapping

import pandas as pd

OUTCOMES = ("right", "partly right", "wrong", "untouched", "waiting")
LEVELS = ("shown here", "partly", "not yet")
FEWEST = 10  # submissions below which a correlation says more about chance than about a step
SHOWN, PARTLY = 0.8, 0.4  # shares of an objective's points
BARS = 8


def outcomes(earned: pd.DataFrame, most: pd.Series, untouched: pd.DataFrame) -> pd.DataFrame:
    """How many submissions came out how: steps × OUTCOMES.

    `untouched` says whose answer cell reads as it was released. Who earned points all the
    same has answered elsewhere.
    """
    nothing, full = earned.le(0), earned.ge(most)
    kinds = (full, ~nothing & ~full & earned.notna(), nothing & ~untouched, nothing & untouched)
    columns = dict(zip(OUTCOMES, (*kinds, earned.isna()), strict=True))
    return pd.DataFrame({name: cells.sum() for name, cells in columns.items()})


def difficulty(earned: pd.DataFrame, most: pd.Series) -> pd.Series:
    """The average share of each step's points, from 0 to 1; a higher share is easier.

    NaN where some submissions still wait for a person.
    """
    return (earned / most).mean(skipna=False)


def discrimination(earned: pd.DataFrame) -> pd.Series:
    """The corrected item–total correlation of each step: with the sum of all other steps.

    Steps that are not marked for everybody are left out. NaN for those, for less than FEWEST
    submissions, and where all earned the same.
    """
    marked = earned.dropna(axis="columns")
    rest = marked.rsub(marked.sum(axis="columns"), axis="index")
    varies = (marked.nunique() > 1) & (rest.nunique() > 1) & (len(marked) >= FEWEST)
    steps = list(marked.columns[varies])
    return marked[steps].corrwith(rest[steps]).reindex(earned.columns)


def totals(reached: pd.Series, most: float) -> pd.Series:
    """How many totals lie in each of BARS equal ranges from 0 to `most`; by (from, to)."""
    width = most / BARS
    ranges = [(bar * width, (bar + 1) * width) for bar in range(BARS)]
    places = (reached // width).clip(0, BARS - 1)
    return pd.Series({ends: int((places == bar).sum()) for bar, ends in enumerate(ranges)})


def mistakes(parts: pd.DataFrame) -> pd.DataFrame:
    """The named mistakes, most frequent first: mistake, variables, hint, who, count.

    `parts` has a row for each judged variable: student, step, variable, share, mistake,
    message. A mistake may be made in several variables; the hint is the one given most often.
    """
    named = parts.dropna(subset=["mistake"]).groupby("mistake", sort=False, as_index=False)
    table = named.agg(
        variables=("variable", _once),
        hint=("message", lambda messages: messages.mode().iloc[0]),
        who=("student", _once),
    )
    table["count"] = table["who"].map(len)
    return table.sort_values("count", ascending=False, kind="stable")


def _once(entries: pd.Series) -> list[str]:
    return list(dict.fromkeys(entries))


def unexplained(parts: pd.DataFrame) -> pd.DataFrame:
    """Steps with a wrong variable that no named mistake explains: step, who, count."""
    unnamed = parts[(parts["share"] < 1) & parts["mistake"].isna()]
    table = unnamed.groupby("step", sort=False, as_index=False).agg(who=("student", _once))
    table["count"] = table["who"].map(len)
    return table


def levels(earned: pd.DataFrame, most: pd.Series, objectives: Mapping[str, str]) -> pd.DataFrame:
    """How far each student has come with each objective: submissions × objectives, in LEVELS.

    `objectives` gives each step's. What waits for a person counts neither way; NaN where all waits.
    """
    possible = earned.notna() * most
    by_objective = [frame.T.groupby(objectives).sum().T for frame in (earned, possible)]
    share = by_objective[0] / by_objective[1]
    return share.map(_level, na_action="ignore")


def _level(share: float) -> str:
    shown, partly, not_yet = LEVELS
    return shown if share >= SHOWN else partly if share >= PARTLY else not_yet
