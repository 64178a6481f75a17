"""What a grade was made from: by this, `grade` finds the grades that are out of date."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Self

from traitlets.config import Config

from attention_by_hand.building.cells import OURS
from attention_by_hand.lesson import lesson_files

PACKAGE = Path(__file__).parents[1]
SETTINGS = ("RunAndJudge", "LimitOutput")  # sections of the configuration


@dataclass(frozen=True)
class Stamp:
    """Digests of what was handed in, and of what it was judged by."""

    submission: str
    scheme: str

    @classmethod
    def of(cls, submitted: Path, source: Path, config: Config, assignment: str) -> Self:
        """Of the files in two folders as they are now, of the settings and of the code.

        Not of due dates and penalties: they change no points, and are looked at every time.
        """
        rules = _code(assignment) + _settings(config)
        return cls(_digest(submitted, _files(submitted)), _digest(source, _files(source), rules))

    @classmethod
    def read(cls, autograded: Path) -> Self | None:
        """Of the grade in this notebook; None where there is no grade, or an unfinished one."""
        try:
            entry = json.loads(autograded.read_bytes())["metadata"][OURS]["stamp"]
            return cls(**entry)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def as_metadata(self) -> dict[str, str]:
        """For the notebook that `read` reads."""
        return asdict(self)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _digest(folder: Path, files: Iterable[Path], start: bytes = b"") -> str:
    """Of the files' names and contents; a name tells nothing about where the folder is."""
    digest = hashlib.sha256(start)
    for path in files:
        name = path.relative_to(folder) if path.is_relative_to(folder) else Path(path.name)
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").digest()
        digest.update(bytes(name) + b"\0" + content)
    return digest.hexdigest()


def _settings(config: Config) -> bytes:
    """What a course has set that changes marks or what a student is told."""
    chosen = {name: config.get(name, {}) for name in SETTINGS}
    return json.dumps(chosen, sort_keys=True, default=repr).encode()


@cache
def _code(assignment: str) -> bytes:
    """The grader and the lesson: rules, tolerances and messages are code."""
    lesson = lesson_files(assignment)
    start = _digest(PACKAGE, sorted(PACKAGE.rglob("*.py"))).encode()
    return _digest(lesson[0].parent, lesson, start).encode() if lesson else start
