"""The paper handout of a lesson and its answer key, set by typst."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import typst

from attention_by_hand import Problem
from attention_by_hand.building.source import master_path, to_source
from attention_by_hand.files import write_whole
from attention_by_hand.lesson import Case, Handout, Lesson

PAPERS = {"": "a4", "-letter": "us-letter"}


def make_handouts(root: Path, lesson: Lesson, folder: Path) -> list[Path]:
    """Write the paper handout and its key from the master's numbers; Problem when they cannot."""
    if lesson.handout is None:
        raise Problem(f"the lesson {lesson.name} has no handout")
    path = master_path(root, lesson)
    case = to_source(path, lesson).notebook_case
    return write_handouts(lesson.handout, case, folder, path.with_name(lesson.handout.template))


@np.errstate(all="ignore")
def write_handouts(handout: Handout, case: Case, folder: Path, template: Path) -> list[Path]:
    """Write the student's sheet and the key, each on A4 and on US letter, and return the files.

    Problem, in one sentence, when the sheet cannot show these numbers.
    """
    for problem in handout.problems(case):
        raise Problem(f"the handout cannot be made: {problem}")
    question = handout.sheet(case)
    answer = {**question, "answers": handout.answers(case)}
    sheets = {
        folder / f"{stem}{suffix}.pdf": render({**data, "paper": paper}, template)
        for suffix, paper in PAPERS.items()
        for stem, data in (("handout", question), ("handout-key", answer))
    }
    folder.mkdir(parents=True, exist_ok=True)
    for path, pdf in sheets.items():
        write_whole(path, pdf)
    return list(sheets)


def render(data: Mapping[str, Any], template: Path) -> bytes:
    """The PDF of a sheet; Problem when it has no room or no letters for it.

    A template says that something does not fit with the label `<no-room>`.
    """
    inputs = {"data": json.dumps(data)}
    try:
        if json.loads(typst.query(str(template), "<no-room>", sys_inputs=inputs)):
            raise Problem(
                "the handout cannot be made: its sides have no room for these numbers and words; "
                "take shorter ones"
            )
        pdf = typst.compile(
            str(template),
            sys_inputs=inputs,
            pdf_standards=["ua-1"],  # tagged, titled, with text alternatives: checked by typst
        )
    except typst.TypstError as error:
        raise Problem(f"the handout cannot be made: {error.message}") from None
    assert isinstance(pdf, bytes)
    return pdf
