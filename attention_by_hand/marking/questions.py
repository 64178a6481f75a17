"""The questions of a lesson that a person marks, and what students answered."""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from attention_by_hand.building.cells import grade_id
from attention_by_hand.building.master import Master
from attention_by_hand.building.normal import normal_cell
from attention_by_hand.lesson import Prose
from attention_by_hand.marking.alike import BLANK, key_of, only_repeats
from attention_by_hand.marking.standing import Answer

SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)(?:\nRubric:\n.*?)?\n?### END SOLUTION", re.S)


@dataclass(frozen=True)
class Question:
    """What was asked: the paragraph before the answer cell, and the line in it."""

    prose: Prose
    asked: str
    prompt: str
    model: str

    @property
    def name(self) -> str:
        """The id of the answer cell."""
        return self.prose.name


def questions(master: Master) -> list[Question]:
    """Every question in words, in the order of the notebook."""
    prose = {one.name: one for one in master.lesson.prose}
    return [
        Question(
            prose[name],
            asked=_paragraph_before(master, cell),
            prompt=master.released(name),
            model=_model(cell.source),
        )
        for name, cell in master.cells.items()
        if name in prose
    ]


def _paragraph_before(master: Master, cell: NotebookNode) -> str:
    before = master.notebook.cells[master.notebook.cells.index(cell) - 1]
    is_text = before.cell_type == "markdown" and not grade_id(before)
    return str(before.source.strip().rpartition("\n\n")[2]) if is_text else ""


def _model(source: str) -> str:
    found = SOLUTION.search(source)
    return found[1].strip() if found else ""


class Answers:
    """The answers of a class, read from the graded notebooks, and again when one has changed."""

    def __init__(self, path: Callable[[str], str], asked: Iterable[Question]) -> None:
        """`path` says where a student's graded notebook is."""
        self._path = path
        self._questions = {one.name: one for one in asked}
        self._read: dict[str, tuple[int, dict[str, Answer]]] = {}

    def of(self, question: str, students: Iterable[str]) -> dict[str, Answer]:
        """The answers to a question, of those of the students who have a graded notebook."""
        found = {student: self._notebook(self._path(student)) for student in students}
        return {student: each[question] for student, each in found.items() if question in each}

    def _notebook(self, path: str) -> dict[str, Answer]:
        try:
            now = os.stat(path).st_mtime_ns
        except OSError:
            return {}
        then, answers = self._read.get(path, (0, {}))
        if then != now:
            answers = dict(self._answers(json.loads(Path(path).read_bytes())))
            self._read[path] = now, answers
        return answers

    def _answers(self, notebook: Mapping[str, Any]) -> Iterator[tuple[str, Answer]]:
        for cell in notebook["cells"]:
            if question := self._questions.get(grade_id(cell)):
                yield question.name, read_answer(question, normal_cell(cell))


def read_answer(question: Question, cell: NotebookNode) -> Answer:
    """The answer in a submitted cell."""
    line = {one.strip() for one in question.prompt.splitlines()}
    text = "\n".join(one for one in cell.source.splitlines() if one.strip() not in line).strip()
    pictures = cell.get("attachments", {})
    whole = f"{question.asked}\n{question.prompt}"
    is_blank = not pictures and only_repeats(text, whole)
    return Answer(text, pictures, BLANK if is_blank else key_of(text, pictures))
