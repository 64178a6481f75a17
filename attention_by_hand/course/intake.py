"""What was handed in, read from its file: a notebook and further files."""

import json
import mimetypes
import os
import stat
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException

from attention_by_hand import Problem
from attention_by_hand.building.normal import CannotGrade, normalise

MOST_FILES = 1000
LEFT_ASIDE = {".ipynb", ".pyc", ".so"}
HARMLESS = {  # what a browser does not run
    *("text/plain", "text/csv", "text/markdown", "text/x-python", "application/json"),
    *("image/png", "image/jpeg", "image/gif"),
}
LARGEST_NOTEBOOK = 32 << 20  # bytes: pictures and animations in outputs may take some


class Refused(NbGraderException, Problem):  # type: ignore[misc]
    """Nothing can be graded here at all; the message says why."""


def read_submission(path: Path) -> NotebookNode:
    """The notebook in the file, in normal form; CannotGrade says what it is instead."""
    if path.is_symlink() or not path.is_file():
        raise CannotGrade(f"{path.name} is a link or a device, not a file")
    if path.stat().st_size > LARGEST_NOTEBOOK:
        raise CannotGrade(
            f"{path.name} is larger than {LARGEST_NOTEBOOK >> 20} MB: clear its outputs"
        )
    try:
        return normalise(_notebook(_decode(path.read_bytes())))
    except CannotGrade as problem:
        raise CannotGrade(f"{path.name} cannot be graded: {problem}") from None


def _notebook(text: str) -> Mapping[str, Any]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise CannotGrade("it is not a notebook, it holds no JSON") from None
    if not isinstance(content, dict):
        raise CannotGrade("it is not a notebook")
    return content


def _decode(content: bytes) -> str:
    if not content.strip():
        raise CannotGrade("it is empty")
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise CannotGrade("it is not a notebook, it is not text") from None


def read_files(folder: Path, most: int) -> dict[str, bytes]:
    """The student's own files, `most` bytes together: no links, notebooks or compiled ones."""
    files: dict[str, bytes] = {}
    for path in sorted(islice(folder.rglob("*"), MOST_FILES)):
        is_own = path.is_file() and not path.is_symlink() and path.suffix not in LEFT_ASIDE
        if is_own and path.stat().st_size <= most:
            most -= path.stat().st_size
            files[str(path.relative_to(folder))] = path.read_bytes()
    return files


def unsafe_files(folder: str) -> Iterator[str]:
    """Links and devices, of which nbgrader would copy what they show; and pages with scripts.

    Formgrader serves what was handed in from its own address, to the browser of a grader.
    """
    for path in files_in(folder):
        if not stat.S_ISREG(os.lstat(path).st_mode) or not _is_harmless(path):
            yield path


def files_in(folder: str) -> Iterator[str]:
    """All files in the folder and below, links and devices as well."""
    for place, _, names in os.walk(folder):
        yield from (os.path.join(place, name) for name in names)


def _is_harmless(name: str) -> bool:
    """Whether a browser shows the file as text or as a picture, or offers to save it."""
    kind, _ = mimetypes.guess_type(name)
    return kind is None or kind in HARMLESS
