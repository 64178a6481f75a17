"""What does not fit together in a master and its lesson, and where to change it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from attention_by_hand import Problem


class BadMaster(Problem):
    """The source notebook does not work with this grader; the message says where."""


class Misfit(NamedTuple):
    """A sentence about a cell, known by its id or its marker; "" where it is about no cell."""

    cell: str
    says: str

    def __str__(self) -> str:
        """The sentence, with its cell."""
        return f"cell `{self.cell}`: {self.says}" if self.cell else self.says


class Unfit(Problem):
    """A master that does not fit its lesson; the message lists all misfits, a line each."""

    def __init__(self, path: Path, misfits: Iterable[Misfit], lines: Mapping[str, int]) -> None:
        self.misfits = tuple(misfits)
        listed = (f"  - {_place(one.cell, lines)}{one}" for one in self.misfits)
        super().__init__("\n".join([f"{path} does not fit its lesson:", *listed]))


def _place(cell: str, lines: Mapping[str, int]) -> str:
    return f"line {lines[cell]}, " if cell and cell in lines else ""
