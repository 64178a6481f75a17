"""The source notebook, made from the master: markers become metadata, facts become numbers.

A cell of the master says in its title what it is: `# %% answer mean`. `{{name}}` stands for a
fact of the lesson.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from attention_by_hand import Problem
from attention_by_hand.building.cells import NOTICE, OURS
from attention_by_hand.building.grade_cells import grade_cell
from attention_by_hand.building.master import Master
from attention_by_hand.building.misfit import BadMaster, Misfit, Unfit
from attention_by_hand.building.setup import defined
from attention_by_hand.config import ASKED
from attention_by_hand.judging.cases import notebook_case
from attention_by_hand.lesson import Case, Credit, Lesson, Step, lesson_home
from attention_by_hand.numbers import Numbers

FACT = re.compile(r"\{\{ *([\w -]+?) *\}\}")
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
END_SOLUTION = "### END SOLUTION"


@dataclass(frozen=True)
class _Kind:
    """How nbgrader treats the cells of a marker."""

    id: str = "{name}"
    grade: bool = False
    solution: bool = False
    locked: bool = False
    tags: tuple[str, ...] = ()


KINDS: Mapping[str, _Kind] = {
    "given": _Kind(locked=True),
    "answer": _Kind(solution=True),
    "try": _Kind(solution=True),
    "check": _Kind("{name}-check", grade=True, locked=True, tags=("raises-exception",)),
    "test": _Kind("{name}-test", grade=True, locked=True),
    "prose": _Kind(grade=True, solution=True),
}


@dataclass(frozen=True)
class Draft:
    """The source notebook as far as it could be made.

    facts: what `{{name}}` stands for; None where the setup cell or the lesson does not give it.
    lines: where each cell begins in the master, by its marker and by its id.
    """

    master: Master
    facts: Mapping[str, str] | None
    misfits: tuple[Misfit, ...]
    lines: Mapping[str, int]


def master_path(root: Path, lesson: Lesson) -> Path:
    """Where the master of a lesson is."""
    return root / "notebooks" / lesson.name / f"{lesson.name}.py"


def home_of_master(root: Path, lesson: Lesson) -> Path:
    """This folder where it holds the lesson's master, else the one that the lesson brings."""
    return root if master_path(root, lesson).is_file() else lesson_home(lesson.name)


def to_source(path: Path, lesson: Lesson) -> Master:
    """The source notebook of the master at `path`; Unfit when a marker or a fact is wrong."""
    made = draft(path, lesson)
    if made.misfits:
        raise Unfit(path, made.misfits, made.lines)
    return made.master


def draft(path: Path, lesson: Lesson) -> Draft:
    """The source notebook, and all that is wrong in its markers, facts and setup cell.

    Every cell has an id that stays the same.
    """
    if not path.is_file():
        raise BadMaster(f"there is no {path}: `attention-by-hand init` copies it into a course")
    notebook = jupytext.read(path)
    titles = [_title(cell) for cell in notebook.cells]
    known, misfits = _facts(notebook, lesson)
    if known is not None:
        misfits += _fill_in(notebook, {**known, "contents": _contents(notebook)})
    misfits += _mark(notebook, lesson)
    notebook.nbformat_minor = 5
    ids = [cell["id"] for cell in notebook.cells]
    notebook.cells.append(notice())
    lines = dict(pair for names in (titles, ids) for pair in zip(names, _lines(path), strict=False))
    return Draft(Master(notebook, lesson), known, tuple(misfits), lines)


def notice() -> NotebookNode:
    """The last cell: nbgrader takes it for a solution in a wrong place, shows it, and stops.

    Our exporter takes it out before nbgrader sees it.
    """
    says = f"This lesson is released and graded with `attention_by_hand`. Please {ASKED}"
    text = f"### BEGIN SOLUTION\n{says}\n{END_SOLUTION}"
    return new_markdown_cell(text, id="notice", metadata={OURS: {NOTICE: True}})


def _facts(notebook: NotebookNode, lesson: Lesson) -> tuple[dict[str, str] | None, list[Misfit]]:
    """The facts, or why there are none."""
    try:
        return facts(lesson, _case(notebook, lesson)), []
    except (Problem, ValueError, LookupError) as problem:
        return None, [Misfit(f"given {lesson.given.setup}", str(problem))]


def _lines(path: Path) -> list[int]:
    """The line in which each cell begins."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if line.startswith("# %%")]


def _case(notebook: NotebookNode, lesson: Lesson) -> Case:
    """The case of the setup cell, which holds no facts: they are made from it."""
    title = f"given {lesson.given.setup}"
    cells = [cell for cell in notebook.cells if _title(cell).startswith(title)]
    if len(cells) != 1:
        raise Problem(f"the master needs one cell `# %% {title}`, and it has {len(cells)}")
    return notebook_case(lesson, defined(cells[0].source, lesson.given))


def _title(cell: NotebookNode) -> str:
    return str(cell.metadata.get("title", ""))


def facts(lesson: Lesson, case: Case) -> dict[str, str]:
    """What `{{name}}` stands for: the lesson's facts, points, and right values as Python."""
    right = {
        part.variable: _literal(case.known[part.variable])
        for step in lesson.steps
        for part in step.computed
    }
    points = {f"{name} points": f"{worth:g}" for name, worth in lesson.points.items()}
    return {**right, **points, **{name: str(fact) for name, fact in lesson.facts(case).items()}}


def _literal(numbers: Numbers) -> str:
    if numbers.ndim:
        return f"[{', '.join(map(_literal, numbers))}]"
    return f"{numbers.item():.12g}"


def _contents(notebook: NotebookNode) -> str:
    """A numbered list of links to the headings of level 2 in the cells that follow it."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    start = next((at for at, text in enumerate(texts) if "{{contents}}" in text), len(texts))
    titles = HEADING.findall("\n".join(texts[start + 1 :]))
    links = (f"[{title}](#{title.replace(' ', '-')})" for title in titles)
    return "\n".join(f"{number}. {link}" for number, link in enumerate(links, start=1))


def _fill_in(notebook: NotebookNode, known: Mapping[str, str]) -> Iterator[Misfit]:
    """Put facts in the place of their names, and tell which names are unknown."""
    for number, cell in enumerate(notebook.cells, start=1):
        for name in sorted({*FACT.findall(cell.source)} - known.keys()):
            yield Misfit(_title(cell) or f"cell-{number}", f"no fact is called {{{{{name}}}}}")
        cell.source = FACT.sub(lambda found: known.get(found[1], found[0]), cell.source)


def _mark(notebook: NotebookNode, lesson: Lesson) -> Iterator[Misfit]:
    """Write what nbgrader reads into every cell, and tell which markers are wrong."""
    seen: set[str] = set()
    for number, cell in enumerate(notebook.cells, start=1):
        title = _title(cell)
        cell.metadata = NotebookNode()
        cell["id"] = f"cell-{number}"
        if title:
            try:
                _mark_cell(cell, title, lesson)
            except Problem as problem:
                yield Misfit(title, str(problem))
        if cell["id"] in seen:
            yield Misfit(title, "a cell before it has the same marker")
        seen.add(cell["id"])
    yield from (Misfit("", f"there is no cell `# %% {one}`") for one in _missing(lesson, seen))


def _missing(lesson: Lesson, seen: set[str]) -> Iterator[str]:
    wanted = {step.name: f"answer {step.name}" for step in lesson.steps}
    wanted |= {step.marker: f"test {step.name}" for step in lesson.steps}
    wanted |= {prose.name: f"prose {prose.name} [markdown]" for prose in lesson.prose}
    return (title for name, title in wanted.items() if name not in seen)


def _mark_cell(cell: NotebookNode, title: str, lesson: Lesson) -> None:
    word, _, rest = title.partition(" ")
    name, _, option = rest.partition(" ")
    if word not in KINDS or not name:
        known = ", ".join(f"{word} NAME" for word in KINDS)
        raise Problem(f"unknown marker; there are {known}")
    kind = KINDS[word]
    points = _FILLERS[word](cell, name, lesson) if word in _FILLERS else None
    cell["id"] = kind.id.format(name=name)
    cell.metadata.update(_metadata(cell, kind, points))
    if option == "folded":
        cell.metadata.update(tags=["folded"], jupyter={"source_hidden": True})
    elif option:
        raise Problem(f"unknown option {option!r}; the only one is `folded`")


def _metadata(cell: NotebookNode, kind: _Kind, points: float | None) -> dict[str, Any]:
    entry = {
        "cell_type": cell.cell_type,
        "grade": kind.grade,
        "grade_id": cell["id"],
        "locked": kind.locked,
        **({"points": points} if points is not None else {}),
        "schema_version": 3,
        "solution": kind.solution,
        "task": False,
    }
    return {**({"tags": list(kind.tags)} if kind.tags else {}), "nbgrader": entry}


def _step(name: str, lesson: Lesson) -> Step:
    for step in lesson.steps:
        if step.name == name:
            return step
    known = ", ".join(step.name for step in lesson.steps)
    raise Problem(f"the lesson has no step {name!r}; it has {known}")


def _answer(_cell: NotebookNode, name: str, lesson: Lesson) -> None:
    _step(name, lesson)


def _check(_cell: NotebookNode, name: str, lesson: Lesson) -> float:
    _step(name, lesson)
    return 0


def _test(cell: NotebookNode, name: str, lesson: Lesson) -> float:
    step = _step(name, lesson)
    cell.source = grade_cell(step, cell.source)
    return _whole(step.points)


def _prose(cell: NotebookNode, name: str, lesson: Lesson) -> float:
    """The rubric comes below the model answer."""
    for prose in lesson.prose:
        if prose.name == name:
            rubric = "\n".join(["Rubric:", "", *map(_line, prose.rubric)])
            cell.source = cell.source.replace(END_SOLUTION, f"\n{rubric}\n{END_SOLUTION}")
            return _whole(prose.points)
    known = ", ".join(prose.name for prose in lesson.prose)
    raise Problem(f"the lesson has no prose {name!r}; it has {known}")


def _line(credit: Credit) -> str:
    return f"- {credit.points:g} point{'' if credit.points == 1 else 's'}: {credit.says}"


def _whole(points: float) -> float:
    """4 in place of 4.0, as nbgrader writes it."""
    return int(points) if points == int(points) else points


_FILLERS: Mapping[str, Callable[[NotebookNode, str, Lesson], float | None]] = {
    "answer": _answer,
    "check": _check,
    "test": _test,
    "prose": _prose,
}
