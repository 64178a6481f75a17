"""A repaired notebook as what is run and judged."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from nbformat import NotebookNode

from attention_by_hand.building.cells import COPY_OF, OURS
from attention_by_hand.building.master import Master
from attention_by_hand.judging.evidence import Submission
from attention_by_hand.judging.parting import is_set
from attention_by_hand.sandbox.run import Cell

COPIES = 10  # of one answer cell, in which its step is read; the last ones are


def to_submission(nb: NotebookNode, master: Master, files: Mapping[str, bytes]) -> Submission:
    """The code cells; grade cells only mark where a step is read."""
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    not_run = {*master.lesson.markers, *master.lesson.shown_only, *_blank_again(code, master)}
    return Submission(
        cells=tuple(Cell(cell.id, "" if cell.id in not_run else cell.source) for cell in code),
        setup=master.setup.source,
        given=master.given_values,
        own=frozenset(cell.id for cell in code if not master.handed_out(cell)),
        copies=_copies(code),
        files=files,
        here_only=frozenset(name for name in files if _is_here_only(name, files[name], master)),
        here_only_marks=master.here_only_marks,
    )


def _is_here_only(name: str, content: bytes, master: Master) -> bool:
    """Whether the file is one of those, or a copy under another name."""
    given = map(_text, master.here_only_files)
    return PurePath(name).name in master.lesson.here_only or _text(content) in given


def _text(content: bytes) -> list[bytes]:
    return [line.rstrip() for line in content.strip().splitlines()]


def _blank_again(code: list[NotebookNode], master: Master) -> Iterator[str]:
    """Answer cells as released, below a cell that sets one of their variables.

    They would put dots in place of the answer: such a cell was deleted by the student and added
    when the notebook was repaired, or it is a copy of one.
    """
    variables = {step.name: [part.variable for part in step.parts] for step in master.lesson.steps}
    above: list[str] = []
    for cell in code:
        name = cell.metadata.get(OURS, {}).get(COPY_OF) or cell.id
        if name in variables and master.is_untouched(cell, name):
            if any(is_set(source, *variables[name]) for source in above):
                yield cell.id
        elif not master.handed_out(cell):
            above.append(cell.source)


def _copies(code: list[NotebookNode]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for cell in code:
        if name := cell.metadata.get(OURS, {}).get(COPY_OF):
            found.setdefault(name, []).append(cell.id)
    return {name: tuple(ids[-COPIES:]) for name, ids in found.items()}
