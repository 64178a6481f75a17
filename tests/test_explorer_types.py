"""The explorer's JavaScript keeps the types that its comments give."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from course_help import LESSON, ROOT

SOURCES = ROOT / "notebooks" / LESSON.name
MISTAKES = {
    "timer = setTimeout(": "timer = String(",
    'model.get("goals")': 'model.get("aims")',
    "scores = keys.map((key) => dot(query, key))": "scores = keys.map((key) => dot(query, [key]))",
    "return [along(0), along(1)];": "return [along(0)];",
    "plainOutput: plain && blend(plain, values)": "plainOutput: blend(plain, values)",
    "const SIDE = 400;": "const UNUSED = 1, SIDE = 400;",
}


@pytest.fixture(scope="session")
def tsc() -> str:
    """TypeScript's compiler, which also checks JavaScript."""
    path = shutil.which("tsc")
    if path is None:
        pytest.fail(
            "These tests need Debian's `node-typescript` on the PATH: apt install node-typescript"
        )
    return path


def findings(tsc: str, folder: Path) -> str:
    """What the compiler says about the explorer in a folder; it writes no files."""
    command = [tsc, "--project", str(folder / "jsconfig.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_the_javascript_has_no_type_errors(tsc: str) -> None:
    assert findings(tsc, SOURCES) == ""


def test_type_errors_are_found(tsc: str, tmp_path: Path) -> None:
    source = (SOURCES / "explorer.js").read_text()
    for right, wrong in MISTAKES.items():
        assert right in source
        source = source.replace(right, wrong, 1)
    shutil.copy(SOURCES / "jsconfig.json", tmp_path)
    (tmp_path / "explorer.js").write_text(source)
    lines = {source[: source.index(wrong)].count("\n") + 1 for wrong in MISTAKES.values()}
    assert lines <= {int(n) for n in re.findall(r"explorer\.js\((\d+),", findings(tsc, tmp_path))}
