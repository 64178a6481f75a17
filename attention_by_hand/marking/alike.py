"""Which answers are the same, and which are alike."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice

import numpy as np
from rapidfuzz import fuzz, process

BLANK = "blank"  # the key of all answers that say nothing
MEANT = re.compile(r"(?<=\d)[.,](?=\d)|[-−](?=\d)|!=|[<>=≤≥≠+/^%√∞]")  # marks that mean something
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
LONGEST = 20_000  # letters of an answer that are told apart; the rest counts as one word
MARKS = (
    10  # accents and the like on one letter: more are hard to put in order, and none can be read
)
LETTERS = 2000  # of an answer that are compared when answers are put in order
REPEATED = 95  # percent of an answer that stand in the question like this
FEWEST = 4  # words; less may be an answer although the question uses them


def words(text: str) -> list[str]:
    """The words, numbers and signs of a text; case, spaces and punctuation do not count."""
    rest = text[LONGEST:]
    return [*_words(text[:LONGEST]), *([rest] if rest else [])]


def _words(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", "".join(_with_few_marks(text)))
    text = APOSTROPHE.sub("", text.casefold())
    meant = {place for found in MEANT.finditer(text) for place in range(*found.span())}
    kept = (
        letter if place in meant or unicodedata.category(letter)[0] in "LMN" else " "
        for place, letter in enumerate(text)
    )
    return "".join(kept).split()


def _with_few_marks(text: str) -> Iterator[str]:
    for is_mark, letters in groupby(text, lambda letter: unicodedata.category(letter)[0] == "M"):
        yield from islice(letters, MARKS if is_mark else None)


def key_of(text: str, pictures: Mapping[str, Mapping[str, str]]) -> str:
    """The same for texts that are the same; pictures have to be the same in every byte."""
    return digest([words(text), pictures])


def digest(what: object) -> str:
    """32 letters that stand for plain data."""
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:32]


def only_repeats(text: str, question: str) -> bool:
    """Whether there is nothing in it, or nothing that is not in the question as well."""
    own, asked = " ".join(words(text)), " ".join(words(question))
    if own.count(" ") < FEWEST - 1 or len(own) > len(asked):
        return not own
    return fuzz.partial_ratio(own, asked) >= REPEATED


def in_order(texts: Sequence[str]) -> list[int]:
    """The places of the texts, so that those that are alike come after one another.

    Each is followed by the one that is most like it among those that are left.
    """
    if not texts:
        return []
    plain = [" ".join(sorted(words(text[:LETTERS]))) for text in texts]
    alike = process.cdist(plain, plain, scorer=fuzz.ratio, dtype=np.uint8, workers=-1)
    order = [0]
    left = np.ones(len(texts), dtype=bool)
    left[0] = False
    while left.any():
        nearest = int(np.argmax(np.where(left, alike[order[-1]].astype(int), -1)))
        left[nearest] = False
        order.append(nearest)
    return order
