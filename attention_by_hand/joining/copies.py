"""The files that a lesson brings, and what a course has of them.

What was copied is noted beside the master. So a file that an instructor has edited is told from
one that is as an earlier version of the lesson brought it.
"""

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from attention_by_hand import Problem
from attention_by_hand.files import write_whole
from attention_by_hand.lesson import Lesson, lesson_home

NOTE = ".copied.json"  # beside the master: the digest of each file as it was copied
READABLE = {".py", ".typ", ".js", ".css", ".json", ".svg", ".txt", ".md"}


class State(Enum):
    """What a course has of a file."""

    MISSING = "missing"
    SAME = "the same"
    OLDER = "as an earlier version of the lesson brought it"
    EDITED = "edited, and the lesson has nothing newer"
    UNLIKE = "edited or from elsewhere, and the lesson has another one"


@dataclass(frozen=True)
class Copy:
    """A file that the lesson brings, and its place in the course.

    copied: the digest of what was copied before; None where nothing was.
    """

    name: str
    brought: Path
    place: Path
    copied: str | None

    @property
    def state(self) -> State:
        """How the one in the course stands to the one that is brought."""
        if not self.place.exists():
            return State.MISSING
        here, newest = _digest(self.place), self.digest
        if here == newest:
            return State.SAME
        if here == self.copied:
            return State.OLDER
        return State.EDITED if newest == self.copied else State.UNLIKE

    @property
    def digest(self) -> str:
        """Of what is brought."""
        return _digest(self.brought)

    @property
    def difference(self) -> str:
        """From the course's to the lesson's, line by line, where a person can read such a thing."""
        if self.place.suffix not in READABLE:
            return ""
        here, newest = (
            path.read_text("utf-8", errors="replace").splitlines()
            for path in (self.place, self.brought)
        )
        return "\n".join(difflib.unified_diff(here, newest, "in the course", "newer", lineterm=""))

    def carry_out(self) -> None:
        """Copy it."""
        self.place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.place, self.brought.read_bytes())


def copies(lesson: Lesson, places: Mapping[str, Path]) -> Iterator[Copy]:
    """A copy for each file of the lesson, to the places of a course; Problem when it has none."""
    home, copied = lesson_home(lesson.name), noted(places["notebooks"])
    for step, folder in places.items():
        brought = home / step / lesson.name
        if not brought.is_dir():
            raise Problem(f"the lesson {lesson.name} brings no {step}/: its author has to build it")
        for path in sorted(path for path in brought.iterdir() if path.is_file()):
            name = f"{step}/{path.name}"
            if not path.name.startswith("."):
                yield Copy(name, path, folder / path.name, copied.get(name))


def noted(folder: Path) -> dict[str, str]:
    """The digests of what was copied, by name."""
    try:
        return dict(json.loads((folder / NOTE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def note(folder: Path, digests: Mapping[str, str]) -> None:
    """Note further digests."""
    before = noted(folder)
    if before != (after := {**before, **digests}):
        text = json.dumps(after, indent=1, sort_keys=True) + "\n"
        write_whole(folder / NOTE, text.encode())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
