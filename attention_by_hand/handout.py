"""The paper handout and its answer key, set by typst from the notebook's own vectors.

The words on the sheet and its looks are in `notebooks/handout.typ`; see `worksheet` for what
goes into it.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import typst

from attention_by_hand import Problem
from attention_by_hand.cases import VECTORS, Case
from attention_by_hand.files import write_whole
from attention_by_hand.numerals import CLOSE, DECIMALS
from attention_by_hand.worksheet import Data, answers, sheet

PAPERS = {"": "a4", "-letter": "us-letter"}

FEWEST, MOST = 2, 5  # tokens that the table has rows for
LONGEST = 12  # letters in a token
WIDEST = 3  # numbers in a value
UNWRITTEN = 10**-DECIMALS / 10  # what float32 may add to a number that was written in full

NO_ROOM = {
    "does not fit on two sides": "its two sides have no room for these tokens and numbers; "
    "take shorter ones",
    "could not be displayed": "no font on this machine has all the letters of these tokens",
}


def write_handouts(case: Case, tokens: Sequence[str], folder: Path, template: Path) -> list[Path]:
    """Write the student's sheet and the key, each on A4 and on US letter, and return the files.

    Problem, in one sentence, for vectors and tokens that the sheet cannot show.
    """
    check(case, tokens)
    case = _as_written(case)
    question = sheet(case, tokens)
    answer = question | {"answers": answers(case, tokens)}
    sheets = {
        folder / f"{stem}{suffix}.pdf": render(data | {"paper": paper}, template)
        for suffix, paper in PAPERS.items()
        for stem, data in (("handout", question), ("handout-key", answer))
    }
    folder.mkdir(parents=True, exist_ok=True)
    for path, pdf in sheets.items():
        write_whole(path, pdf)
    return list(sheets)


def _as_written(case: Case) -> Case:
    """The decimals that the paper shows: 0.1, where float32 holds 0.10000000149."""
    return Case(case.name, *(getattr(case, name).round(decimals=DECIMALS) for name in VECTORS))


def render(data: Data, template: Path) -> bytes:
    """The PDF of a sheet; Problem when two sides or the fonts do not suffice for it."""
    try:
        pdf = typst.compile(
            str(template),
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=["ua-1"],  # tagged, titled, with text alternatives: checked by typst
        )
    except typst.TypstError as error:
        for sign, sentence in NO_ROOM.items():
            if sign in error.message:
                raise Problem(f"the handout cannot be made: {sentence}") from None
        raise
    assert isinstance(pdf, bytes)
    return pdf


def check(case: Case, tokens: Sequence[str]) -> None:
    """Problem, in one sentence, when the sheet has no way to show this case."""
    for problem in _problems(case, tokens):
        raise Problem(f"the handout cannot be made: {problem}")


def _problems(case: Case, tokens: Sequence[str]) -> Iterator[str]:
    """Sentences, the most basic first; later ones rely on the earlier ones being absent."""
    yield from _token_problems(tokens)
    yield from _shape_problems(case, len(tokens))
    yield from _number_problems(case)
    if abs(case.truth["by_hand_scores"].sum().item()) < CLOSE:
        yield "the scores add to zero, so no weight can be computed by dividing by their sum"


def _token_problems(tokens: Sequence[str]) -> Iterator[str]:
    if not FEWEST <= len(tokens) <= MOST:
        yield f"the table has room for {FEWEST} to {MOST} tokens, and {len(tokens)} are given"
    for token in tokens:
        if not isinstance(token, str) or not token.strip():
            yield f"the token {token!r} is not a word"
        elif len(token) > LONGEST:
            yield f"the token {token!r} has more than {LONGEST} letters, too many for the table"


def _shape_problems(case: Case, count: int) -> Iterator[str]:
    if case.query.shape != (2,):
        yield f"the query has the shape {tuple(case.query.shape)}, and the plane needs two numbers"
    if case.keys.shape != (count, 2):
        yield (
            f"the keys have the shape {tuple(case.keys.shape)}, and the plane needs two numbers "
            f"for each of the {count} tokens"
        )
    if case.values.ndim != 2 or len(case.values) != count:
        yield (
            f"the values have the shape {tuple(case.values.shape)}, and the table needs one row "
            f"for each of the {count} tokens"
        )
    elif not 1 <= case.values.shape[1] <= WIDEST:
        yield f"a value has {case.values.shape[1]} numbers, and the table has room for {WIDEST}"


def _number_problems(case: Case) -> Iterator[str]:
    for name in VECTORS:
        for number in getattr(case, name).flatten().tolist():
            if abs(number) >= 1000 or number != number:
                yield f"{name} holds {number:g}, which is too large for paper"
            elif abs(number - round(number, DECIMALS)) > UNWRITTEN:
                yield f"{name} holds {number:.6g}, which has more than {DECIMALS} decimals"
