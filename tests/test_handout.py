"""The handout says what the notebook's vectors say, and keeps the answers to the key."""

import json
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pypdf
import pytest
from course_help import LESSON, ROOT

from attention_by_hand import Problem
from attention_by_hand.judging.cases import notebook_case
from attention_by_hand.judging.reading import array
from attention_by_hand.lesson import Case
from attention_by_hand.lessons.self_attention.handout import HANDOUT, numerals, sheet
from attention_by_hand.lessons.self_attention.handout.worked import Worked
from attention_by_hand.pages.handout import make_handouts, write_handouts

TEMPLATE = ROOT / "notebooks" / LESSON.name / HANDOUT.template
STUDENT = ("handout.pdf", "handout-letter.pdf")
KEY = ("handout-key.pdf", "handout-key-letter.pdf")
MILLIMETRE = 72 / 25.4

QUERY, KEYS, VALUES = [2, 3], [[1, 0], [3, 1], [0, 3], [2, 0]], [[0, 0], [4, 1], [2, 2], [0, 0]]
TOKENS = ["the", "cat", "chases", "the"]


def a_case(
    tokens: Sequence[str] = TOKENS, query: Any = QUERY, keys: Any = KEYS, values: Any = VALUES
) -> Case:
    """A case with nothing computed: the sheet works its numbers out itself."""
    vectors = {"query": query, "keys": keys, "values": values}
    known = {name: np.array(rows, dtype=np.float64) for name, rows in vectors.items()}
    return Case("test", {"tokens": list(tokens), **known})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four sheets of the master notebook's own vectors."""
    folder = tmp_path_factory.mktemp("handout") / "new"
    make_handouts(ROOT, LESSON, folder)
    return folder


@pytest.fixture
def other(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """The text of the sheets for other vectors and tokens, by file name."""

    def write(tokens: Sequence[str], **vectors: Any) -> dict[str, str]:
        files = write_handouts(HANDOUT, a_case(tokens, **vectors), tmp_path, TEMPLATE)
        return {file.name: text(file) for file in files}

    return write


def text(file: Path, side: int | None = None) -> str:
    """The text of one side or both, in one line and with plain spaces and minus signs."""
    pages = pypdf.PdfReader(file).pages
    chosen = pages if side is None else [pages[side - 1]]
    found = " ".join(page.extract_text() for page in chosen)
    return re.sub(r"\s+", " ", found).replace("−", "-")


def root(reader: pypdf.PdfReader) -> Any:
    return reader.trailer["/Root"].get_object()


def alternatives(file: Path) -> list[str]:
    """The text alternatives in the tag tree."""
    found: list[str] = []
    waiting: list[Any] = [root(pypdf.PdfReader(file))["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, pypdf.generic.ArrayObject):
            waiting += node
        elif isinstance(node, pypdf.generic.DictionaryObject):
            found += [str(node["/Alt"]).replace("\xa0", " ")] if "/Alt" in node else []
            waiting += [node["/K"]] if "/K" in node else []
    return found


def spots_of_text(page: pypdf.PageObject) -> list[tuple[str, float, float]]:
    """Each piece of text with where it starts, in points from the bottom left."""
    spots = []

    def note(words: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if words.strip():
            spots.append((words.strip(), cm[4] + tm[4], cm[5] + tm[5]))

    page.extract_text(visitor_text=note)
    return spots


def numbers(words: str) -> list[str]:
    """Every number in a text, a fraction as one."""
    return re.findall(r"-?\d+(?:\.\d+)?(?:/\d+)?", words)


@pytest.mark.parametrize("name", STUDENT + KEY)
def test_a_sheet_has_two_sides(folder: Path, name: str) -> None:
    assert len(pypdf.PdfReader(folder / name).pages) == 2


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        ("handout.pdf", 210, 297),
        ("handout-key.pdf", 210, 297),
        ("handout-letter.pdf", 215.9, 279.4),
        ("handout-key-letter.pdf", 215.9, 279.4),
    ],
)
def test_the_paper_is_a4_and_us_letter(
    folder: Path, name: str, width: float, height: float
) -> None:
    for page in pypdf.PdfReader(folder / name).pages:
        assert float(page.mediabox.width) == pytest.approx(width * MILLIMETRE, abs=1)
        assert float(page.mediabox.height) == pytest.approx(height * MILLIMETRE, abs=1)


@pytest.mark.parametrize("name", STUDENT + KEY)
def test_nothing_runs_off_the_paper(folder: Path, name: str) -> None:
    border = 8 * MILLIMETRE
    for page in pypdf.PdfReader(folder / name).pages:
        spots = spots_of_text(page)
        assert len(spots) > 10
        for words, x, y in spots:
            assert border < x < page.mediabox.width - border, words
            assert border < y < page.mediabox.height - border, words


@pytest.mark.parametrize("name", STUDENT)
def test_rows_are_high_enough_to_write_in(folder: Path, name: str) -> None:
    spots = spots_of_text(pypdf.PdfReader(folder / name).pages[0])
    heights = [y for words, x, y in spots if re.fullmatch(r"\S+\s\(\d\)", words)]
    assert len(heights) == 4
    assert all(above - below >= 12 * MILLIMETRE for above, below in pairwise(heights))


@pytest.mark.parametrize("name", STUDENT + KEY)
def test_every_token_key_and_value_is_in_its_row_of_the_table(folder: Path, name: str) -> None:
    front = text(folder / name, side=1)
    rows = ["the (0) [1, 0]", "cat (1) [3, 1]", "chases (2) [0, 3]", "the (3) [2, 0]"]
    assert [front.count(row) for row in rows] == [1] * 4
    table = front[front.index(rows[0]) : front.index("sum –")]
    assert re.findall(r"\[[^]]*\]", table)[1:2] == ["[0, 0]"]
    for value in ("[4, 1]", "[2, 2]"):
        assert table.count(value) == 1
    assert "query is [2, 3]" in front


@pytest.mark.parametrize("name", STUDENT)
def test_the_student_sheet_holds_no_answer(folder: Path, name: str) -> None:
    shown = text(folder / name) + " ".join(alternatives(folder / name))
    given = {"1", "4", "2", "5", "14"}  # the worked example, and the numbering
    given |= {str(number) for row in (*KEYS, *VALUES, QUERY, [1, 3]) for number in row}
    assert set(numbers(shown)) <= given
    assert not {"9", "24", "1/12", "3/8", "1/6", "2.25", "1.125", "0.375"} & set(numbers(shown))


@pytest.mark.parametrize("name", STUDENT)
def test_the_student_draws_the_query(folder: Path, name: str) -> None:
    back = text(folder / name, side=2)
    assert "Draw the query [2, 3]" in back
    assert not re.search(r"(?<!the )query \[2, 3\]", back)
    assert all("uery" not in words for words in alternatives(folder / name))


def test_the_answers_are_not_even_given_to_the_student_sheet() -> None:
    given = json.dumps(HANDOUT.sheet(a_case()))
    assert "answers" not in given
    assert not any(answer in given for answer in ("1/12", "3/8", "9/4", "2.25", "1.125", '"24"'))


@pytest.mark.parametrize("name", KEY)
def test_the_key_holds_every_answer(folder: Path, name: str) -> None:
    front = text(folder / name, side=1)
    for row in (
        "the (0) [1, 0] 2 1/12 ≈ 0.083 [0, 0] [0, 0]",
        "cat (1) [3, 1] 9 3/8 = 0.375 [4, 1] [3/2, 3/8] = [1.5, 0.375]",
        "chases (2) [0, 3] 9 3/8 = 0.375 [2, 2] [3/4, 3/4] = [0.75, 0.75]",
        "the (3) [2, 0] 4 1/6 ≈ 0.167 [0, 0] [0, 0]",
        "sum – 24 1 – output [9/4, 9/8] = [2.25, 1.125]",
        "2 · 3 + 3 · 1 = 9",
        "never divided by the sum: [54, 27]",
        "keys in place of values: [1.542, 1.5]",
        "a plain mean of the values: [1.5, 0.75]",
    ):
        assert row in front


@pytest.mark.parametrize("name", KEY)
def test_the_key_answers_the_questions(folder: Path, name: str) -> None:
    back = text(folder / name, side=2)
    for answer in (
        "query [2, 3]",
        "cat (1) = chases (2) > the (3) > the (0)",
        "Scores 1, 6, 9, 2 (sum 18), weights 1/18, 1/3, 1/2, 1/9. Up: chases (2).",
        "the (3) favours cat (1) with 6",
        "chases (2) favours chases (2) with 9",
        "nothing changes",
        "< 0.001, 0.498, 0.498, 0.003 before, < 0.001, 0.5, 0.5, < 0.001 after",
    ):
        assert answer in back
    assert "to [2, 3]" in alternatives(folder / name)[0]


@pytest.mark.parametrize("name", STUDENT + KEY)
def test_a_sheet_has_title_language_and_alternatives(folder: Path, name: str) -> None:
    reader = pypdf.PdfReader(folder / name)
    title = "Self-attention by hand" + (": answer key" if name in KEY else "")
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert root(reader)["/Lang"] == "en"
    assert root(reader)["/MarkInfo"]["/Marked"]
    assert reader.xmp_metadata is not None
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()
    [figure] = alternatives(folder / name)
    assert "the (0) to [1, 0], cat (1) to [3, 1]" in figure


def test_the_same_vectors_give_the_same_files(folder: Path, tmp_path: Path) -> None:
    write_handouts(HANDOUT, a_case(), tmp_path, TEMPLATE)
    for name in STUDENT + KEY:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_other_vectors_and_tokens_flow_through(other: Callable[..., dict[str, str]]) -> None:
    sheets = other(
        ["Ein", "Hund", "beißt", "ein", "Ding"],
        query=[1.5, -2],
        keys=[[1, -1], [-0.5, 2], [2, 0.25], [1, -1], [0, 0]],
        values=[[1, 0.5], [-2, 1], [0, 3], [0.25, 0], [1, 1]],
    )
    for name in STUDENT + KEY:
        assert "Ding at position 4" in sheets[name]
        assert "Hund (1) [-0.5, 2]" in sheets[name]
        assert "Ein (0), ein (3)" in sheets[name], "equal keys share an arrow and a label"
        assert "cat" not in sheets[name]
    assert "-4.75" not in sheets["handout.pdf"]
    assert "Hund (1) [-0.5, 2] -4.75 -1 [-2, 1] [2, -1]" in sheets["handout-key.pdf"]
    assert "[111/38, 18/19] ≈ [2.921, 0.947]" in sheets["handout-key.pdf"]
    assert "1.5 · (-0.5) + (-2) · 2 = -4.75" in sheets["handout-key.pdf"]
    assert "a score is negative here" in sheets["handout-key.pdf"]
    assert "Ding (4) favours all the same" in sheets["handout-key.pdf"]


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_two_to_five_tokens_have_room(count: int, other: Callable[..., dict[str, str]]) -> None:
    sheets = other(
        ["magnificent", "antelopes", "gather", "at", "nightfall"][:count],
        query=[10.25, 25.125],
        keys=[[12.5, 3], [20, -15], [40, 35.25], [0, 8], [5, 5]][:count],
        values=[[100, 1.125, 3], [0.25, 33.5, 1], [12, 1, 2], [9, 9, 9], [1, 2, 3]][:count],
    )
    assert all("3. Twice the scores" in words for words in sheets.values())


def test_typst_markup_in_a_token_is_only_text(other: Callable[..., dict[str, str]]) -> None:
    sheets = other(["#panic()", "*cat*", "$x$", "[a]"])
    assert "#panic() (0) [1, 0]" in sheets["handout.pdf"]


def test_float32_vectors_count_as_they_were_written(tmp_path: Path) -> None:
    single = {
        "query": array(np.array([0.1, 100.3], np.float32)),
        "keys": array(np.array([[0.3, 0.0], [0.1, 0.0], [0.2, 0.0], [0.3, -0.0]], np.float32)),
        "values": array(np.array([[0.7, -0.9]] * 4, np.float32)),
    }
    write_handouts(HANDOUT, notebook_case(LESSON, {"tokens": TOKENS, **single}), tmp_path, TEMPLATE)
    front = text(tmp_path / "handout-key.pdf", side=1)
    assert "the (3) [0.3, 0] 0.03 1/3 ≈ 0.333 [0.7, -0.9]" in front
    assert "output [7/10, -9/10] = [0.7, -0.9]" in front


@pytest.mark.parametrize(
    ("number", "fraction"),
    [(1 / 12, "1/12"), (0.375, "3/8"), (-1 / 6, "−1/6"), (2.0, None), (0.123456, None)],
)
def test_a_fraction_is_shown_where_it_is_simple(number: float, fraction: str | None) -> None:
    assert numerals.simple_fraction(number) == fraction


@pytest.mark.parametrize("keys", [KEYS, [[1, 1]] * 4, [[1, 0], [-1, 0], [0, 1], [0, 2]]])
def test_the_other_query_always_divides(keys: list[list[float]]) -> None:
    case = Worked.of(a_case(keys=keys))
    assert abs((case.keys @ sheet.other_query(case)).sum()) > numerals.CLOSE


@pytest.mark.parametrize(
    ("tokens", "vectors", "sentence"),
    [
        (TOKENS, {"keys": [[1, 0, 2]] * 4}, r"keys have the shape \(4, 3\), .* two numbers"),
        (TOKENS, {"keys": KEYS[:3]}, r"keys have the shape \(3, 2\)"),
        (TOKENS, {"query": [1, 2, 3]}, r"query has the shape \(3,\)"),
        (TOKENS, {"values": VALUES[:3]}, r"values have the shape \(3, 2\)"),
        (TOKENS, {"values": [1, 2, 3, 4]}, r"values have the shape \(4,\)"),
        (TOKENS, {"values": [[1, 2, 3, 4]] * 4}, "a value has 4 numbers"),
        (TOKENS, {"query": [2, -3]}, "the scores add to zero"),
        (TOKENS, {"query": [float("nan"), 1]}, "query holds nan"),
        (TOKENS, {"query": [float("inf"), 1]}, "query holds inf"),
        (TOKENS, {"query": [1 / 3, 1]}, "query holds 0.333333, which has more than 3 decimals"),
        (
            ["the"] * 6,
            {"keys": [[1, 0]] * 6, "values": [[1, 0]] * 6},
            "2 to 5 tokens, and 6 are given",
        ),
        (
            ["the"],
            {"keys": [[1, 0]], "values": [[1, 0]]},
            "2 to 5 tokens, and 1 are given",
        ),
        (["magnificent"] * 4, {"values": [[-100.125, 250.375, -1.625]] * 4}, "have no room"),
        (["the", "cat", "", "the"], {}, "the token '' is not a word"),
        (["the", "cat", "counterrevolutionary", "the"], {}, "more than 12 letters"),
    ],
)
def test_vectors_that_the_sheet_cannot_show_are_refused_in_a_sentence(
    tokens: list[str], vectors: dict[str, Any], sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match=sentence) as refusal:
        write_handouts(HANDOUT, a_case(tokens, **vectors), tmp_path / "new", TEMPLATE)
    assert "\n" not in str(refusal.value)
    assert not (tmp_path / "new").exists(), "nothing is written, rather than half of it"


def test_a_template_that_grows_too_long_is_refused(tmp_path: Path) -> None:
    template = tmp_path / "handout.typ"
    template.write_text(
        TEMPLATE.read_text("utf-8").replace("= Discuss", "#pagebreak()\n= Discuss"),
        "utf-8",
    )
    with pytest.raises(Problem, match="its sides have no room"):
        write_handouts(HANDOUT, a_case(), tmp_path, template)
