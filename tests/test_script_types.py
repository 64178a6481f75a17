"""Our JavaScript keeps the types that its comments give: the explorer and the marking page."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from course_help import ROOT

MISTAKES = {
    "notebooks/self_attention/explorer.js": {
        "timer = setTimeout(": "timer = String(",
        'model.get("goals")': 'model.get("aims")',
        "keys.map((key) => dot(query, key))": "keys.map((key) => dot(query, [key]))",
        "return [along(0), along(1)];": "return [along(0)];",
        "plainOutput: plain && blend(plain, values)": "plainOutput: blend(plain, values)",
        "const SIDE = 400;": "const UNUSED = 1, SIDE = 400;",
    },
    "attention_by_hand/marking/page/mark.js": {
        "const desk = newId();": "const desk = 1, UNUSED = 2;",
        "flagged = !group.chosen.flagged;": "flagged = group.chosen.items;",
        "points.value = String(item?.points ??": "points.value = (item?.points ??",
        "question.items[Number(event.key) - 1]": "question.lines[Number(event.key) - 1]",
    },
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
    """What the compiler says about the script in a folder; it writes no files."""
    command = [tsc, "--project", str(folder / "jsconfig.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("script", MISTAKES)
def test_the_javascript_has_no_type_errors(script: str, tsc: str) -> None:
    assert findings(tsc, (ROOT / script).parent) == ""


@pytest.mark.parametrize("script", MISTAKES)
def test_type_errors_are_found(script: str, tsc: str, tmp_path: Path) -> None:
    path = ROOT / script
    source = path.read_text()
    for right, wrong in MISTAKES[script].items():
        assert right in source
        source = source.replace(right, wrong, 1)
    shutil.copy(path.with_name("jsconfig.json"), tmp_path)
    (tmp_path / path.name).write_text(source)
    lines = {source[: source.index(wrong)].count("\n") + 1 for wrong in MISTAKES[script].values()}
    assert lines <= {int(n) for n in re.findall(rf"{path.name}\((\d+),", findings(tsc, tmp_path))}
