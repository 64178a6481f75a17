"""What a grade was made from, so that nothing is graded twice and nothing stale stands."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Self

from attention_by_hand.repair import OURS

PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Stamp:
    """Digests of what was handed in, and of what it was judged by."""

    submission: str
    scheme: str

    @classmethod
    def of(cls, submitted: Path, source: Path, settings: Path) -> Self:
        """Of the files in two folders as they are now, of nbgrader's settings and of this code."""
        tests = [*_files(source), *([settings] if settings.exists() else [])]
        return cls(_digest(submitted, _files(submitted)), _digest(source, tests, _code()))

    @classmethod
    def read(cls, autograded: Path) -> Self | None:
        """Of the grade that this notebook shows; None where there is none, or not to the end."""
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


@cache
def _code() -> bytes:
    """The grader itself: rules, tolerances and messages are code."""
    return _digest(PACKAGE, sorted(PACKAGE.rglob("*.py"))).encode()
