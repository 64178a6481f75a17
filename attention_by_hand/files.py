"""Writing a file completely or not at all, and naming it."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write the file completely or not at all; an older one stays until the new one is done."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def from_here(path: Path) -> Path:
    """The path from the current folder, for a file that lies in it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
