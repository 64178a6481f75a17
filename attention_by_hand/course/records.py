"""What the judge recorded: read back from the notebooks that `nbgrader autograde` left."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from nbformat import NotebookNode, v4
from nbgrader.utils import is_grade, is_solution

from attention_by_hand.building.cells import OURS, grade_id
from attention_by_hand.building.master import Master
from attention_by_hand.course.stamp import Stamp

# What no lesson asks for. Each may be innocent: a person has to read the cell.
SIGNS = {
    r"attention_by_hand|nbgrader|gradebook": "names the grader or the gradebook",
    r"_getframe|get_objects|inspect\.stack|f_(?:back|locals|globals)": (
        "looks into the program that runs it"
    ),
    r"os\.(?:_exit|kill|fork|system|exec)|subprocess|multiprocessing": "starts or ends processes",
    r"ctypes|ptrace|/proc\b|/dev/": "reaches below Python",
    r"\bsocket\b|urllib|\bhttpx?\b": "reaches for the network",
    r"__(?:eq|reduce|getattribute|torch_function|array)__": "makes objects that answer for it",
    r"(?:ast|input)_transformers|run_cell|builtins|allclose\s*=": "changes how code runs",
}


@dataclass(frozen=True)
class Record:
    """One submission: the verdict on each step, and how its runs went.

    `verdicts` holds `judge.Verdict` as plain data, by step; `untouched` the answer cells that
    read as they were released; `stops` a sentence for each limit that a run hit; `signs` what
    looks like an attack; `sandbox` is the kind that it ran in, and `unprotected` says that there
    was none.
    """

    verdicts: Mapping[str, Mapping[str, Any]]
    untouched: frozenset[str] = frozenset()
    stops: Sequence[str] = ()
    signs: Sequence[str] = ()
    unprotected: bool = False
    sandbox: str | None = None

    def parts(self, step: str) -> Sequence[Mapping[str, Any]]:
        """How each variable of the step was judged; empty where the student wrote nothing."""
        verdict = self.verdicts.get(step, {"points": 0, "parts": ()})
        tried = verdict["points"] or step not in self.untouched
        return verdict["parts"] if tried else ()


@dataclass(frozen=True)
class Earlier:
    """The work that a grade was made from: the digest of all of it, and each answer in words."""

    submission: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Self:
        """In this autograded notebook; of nothing where there is none."""
        stamp = Stamp.read(path)
        if stamp is None:
            return cls()
        cells = v4.reads(path.read_text("utf-8")).cells
        prose = {
            grade_id(cell): cell.source for cell in cells if is_grade(cell) and is_solution(cell)
        }
        return cls(stamp.submission, prose)


def read_record(path: Path, master: Master) -> Record | None:
    """The record in this autograded notebook; None where there is no such file."""
    return to_record(v4.reads(path.read_text("utf-8")), master) if path.is_file() else None


def to_record(notebook: NotebookNode, master: Master) -> Record:
    """What is recorded in an autograded notebook."""
    verdicts = [cell.metadata.get(OURS, {}).get("verdict") for cell in notebook.cells]
    about = notebook.metadata.get(OURS, {})
    return Record(
        verdicts={verdict["step"]: verdict for verdict in verdicts if verdict},
        untouched=frozenset(_untouched(notebook, master)),
        stops=tuple(dict.fromkeys(stop["reason"] for stop in about.get("stops", ()))),
        signs=(*_signs(notebook, master), *_protocol(about)),
        unprotected=bool(about.get("unprotected")),
        sandbox=about.get("sandbox"),
    )


def _untouched(notebook: NotebookNode, master: Master) -> Iterator[str]:
    for cell in notebook.cells:
        if grade_id(cell) in master.cells and master.is_untouched(cell):
            yield grade_id(cell)


def _signs(notebook: NotebookNode, master: Master) -> Iterator[str]:
    """What the student's own code does, a sentence for each sign."""
    code = "\n".join(cell.source for cell in notebook.cells if _is_own(cell, master))
    for pattern, sign in SIGNS.items():
        if found := re.search(pattern, code):
            yield f"the code {sign} (“{found[0].strip()}”)"


def _protocol(about: Mapping[str, Any]) -> Iterator[str]:
    if any(stop["kind"] == "protocol" for stop in about.get("stops", ())):
        yield "its process gave an answer that no notebook gives"


def _is_own(cell: NotebookNode, master: Master) -> bool:
    entry = master.cells.get(grade_id(cell))
    return cell.cell_type == "code" and not (entry and entry.metadata.nbgrader.get("locked"))
