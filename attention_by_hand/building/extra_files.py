"""Files that students get beside the notebook, each put together from the files beside the master.

A Python file reads a file beside it with
`Path(__file__).with_name("NAME").read_text(encoding="utf-8")`. For students, the text itself
is put there, so they need one file only.
"""

import re
from pathlib import Path

from attention_by_hand import Problem

READ = re.compile(r'Path\(__file__\)\.with_name\("([^"]+)"\)\.read_text\(encoding="utf-8"\)')
QUOTES = '"""'


def put_together(path: Path) -> str:
    """The text of a Python file with the texts that it reads from beside it."""
    text = path.read_text(encoding="utf-8")
    return READ.sub(lambda found: _literal(path.with_name(found[1])), text)


def _literal(path: Path) -> str:
    """The file's text as Python; Problem when it cannot be read or written so."""
    if not path.is_file():
        raise Problem(f"there is no {path}")
    text = path.read_text(encoding="utf-8")
    if QUOTES in text or text.endswith(('"', "\\")):
        raise Problem(f"{path} cannot stand in a text of Python: it holds {QUOTES} or ends oddly")
    return f"r{QUOTES}{text}{QUOTES}"
