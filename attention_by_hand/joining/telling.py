"""What `init` says before it does anything."""

from collections.abc import Iterator, Sequence
from textwrap import indent

from attention_by_hand.files import from_here
from attention_by_hand.joining.copies import Copy
from attention_by_hand.joining.join import Joining
from attention_by_hand.joining.settings import Settings


def tell(joining: Joining) -> Iterator[str]:
    """A sentence for each thing that is done or left, with the files and lines that it is about."""
    told = [*_files(joining), *_lines(joining.settings)]
    yield from told or [f"Nothing to do: this course has the lesson {joining.lesson.name}."]


def _files(joining: Joining) -> Iterator[str]:
    if missing := joining.missing:
        yield _listed("These files are copied:", missing)
    if older := joining.older:
        yield from _differences(older)
        yield _listed(
            "These files are replaced by the newer ones above:"
            if joining.update
            else "The lesson has newer ones of these files. `init --update` replaces them:",
            older,
        )
    if unlike := joining.unlike:
        yield from _differences(unlike)
        yield _listed(
            "These files are not those that the lesson brings, and stay as they are. To take the "
            "lesson's, move yours away and run `init` again:",
            unlike,
        )


def _lines(settings: Settings) -> Iterator[str]:
    if not settings.lines:
        return
    lines = indent(settings.lines.rstrip(), "    ")
    if settings.path.exists():
        kept = settings.kept.name
        yield f"{settings.path.name} gets two lines; the old file is kept as {kept}:\n\n{lines}\n"
    else:
        yield f"{settings.path.name} is written:\n\n{lines}\n"


def _listed(says: str, copies: Sequence[Copy]) -> str:
    return "\n".join([says, *(f"    {from_here(copy.place)}" for copy in copies)])


def _differences(copies: Sequence[Copy]) -> Iterator[str]:
    for copy in copies:
        if difference := copy.difference:
            yield f"{from_here(copy.place)}:\n{indent(difference, '    ')}\n"
