"""From a lesson's master to its source notebook, release and paper handout."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat

from attention_by_hand import Problem
from attention_by_hand.building import trial
from attention_by_hand.building.extra_files import put_together
from attention_by_hand.building.master import Master
from attention_by_hand.building.misfit import Misfit, Unfit
from attention_by_hand.building.release import places, release
from attention_by_hand.building.source import Draft, draft, master_path
from attention_by_hand.judging.confusions import indistinguishable
from attention_by_hand.lesson import Lesson


def build(root: Path, lesson: Lesson) -> list[Path]:
    """Write source/ and release/ from the master, the same bytes every time.

    Unfit, with all that does not fit together, when there is such a thing; nothing is written then.
    """
    path = master_path(root, lesson)
    made = draft(path, lesson)
    if misfits := list(check(made)):
        raise Unfit(path, misfits, made.lines)
    folders = places(root, lesson.name)
    folder = folders["source"]
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(made.master.notebook, folder / f"{lesson.name}.ipynb")
    for name, made_from in lesson.extras.items():
        (folder / name).write_text(put_together(path.with_name(made_from)), encoding="utf-8")
    written = sorted(path for path in folder.iterdir() if path.is_file())
    return [*written, *release(lesson.name, folder, folders["release"])]


def check(made: Draft) -> Iterator[Misfit]:
    """All that does not fit together in the notebook and its lesson."""
    misfits = list(made.misfits)
    if made.facts is not None:
        misfits += _wrong_sentences(made.master.lesson, made.facts)
    yield from misfits
    if made.facts is not None:
        yield from made.master.wrong_values
        yield from (Misfit("", says) for says in _wrong_numbers(made.master))
    if not misfits:
        yield from trial.misfits(made.master)


def _wrong_numbers(master: Master) -> Iterator[str]:
    """What the handout cannot show, and what the cases cannot tell apart."""
    lesson = master.lesson
    if lesson.handout:
        for problem in lesson.handout.problems(master.notebook_case):
            yield f"the handout cannot be made: {problem}"
    try:
        yield from map(str, indistinguishable(lesson.steps, master.cases))
    except Problem as problem:
        yield str(problem)


def _wrong_sentences(lesson: Lesson, facts: Mapping[str, str]) -> Iterator[Misfit]:
    """Sentences of the lesson that ask for an unknown fact."""
    known = {**facts, "found": "", "total": ""}
    for sentence in lesson.sentences:
        try:
            sentence.format_map(known)
        except (LookupError, ValueError) as error:
            yield Misfit("", f"the lesson's sentence “{sentence}” asks for no known fact: {error}")
