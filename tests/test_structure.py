"""The house stays as it is: imports point one way, and the engine knows no lesson."""

import ast
import re
import shutil
import statistics
import subprocess
import sys
from functools import cache
from pathlib import Path

import grimp
from course_help import ROOT

PACKAGE = ROOT / "attention_by_hand"
ENGINE = [path for path in PACKAGE.rglob("*.py") if "lessons" not in path.parts]
SUBJECT = re.compile(r"\b(cat|chases|scores|weights?|quer(?:y|ies)|softmax|keys|variance)\b")
OTHER_MEANINGS = re.compile(r"torch\.(cat|softmax)\(|\.keys\(\)|db\.query\(|typst\.query\(")


def lint_imports(root: Path) -> "subprocess.CompletedProcess[str]":
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_an_import_that_is_turned_round_is_refused(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "attention_by_hand")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert lint_imports(tmp_path).returncode == 0
    reading = tmp_path / "attention_by_hand" / "judging" / "reading.py"
    turned = "from attention_by_hand.course import directory as directory\n"
    reading.write_text(reading.read_text() + turned)
    found = lint_imports(tmp_path)
    assert found.returncode == 1
    assert "attention_by_hand.judging.reading -> attention_by_hand.course.directory" in found.stdout


def test_only_the_students_process_imports_torch() -> None:
    source = ROOT / "source" / "self_attention" / "self_attention.ipynb"
    code = f"""
import sys
from pathlib import Path
import attention_by_hand.batch, attention_by_hand.course.plugin
from attention_by_hand.building.master import read_master
read_master(Path({str(source)!r}), "self_attention").cases
assert "torch" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_chain_of_imports_is_longer_than_ten() -> None:
    graph = grimp.build_graph("attention_by_hand")

    @cache
    def chain(module: str) -> tuple[str, ...]:
        imported = graph.find_modules_directly_imported_by(module)
        return (module, *max(map(chain, sorted(imported)), key=len, default=()))

    longest = max(map(chain, graph.modules), key=len)
    assert len(longest) <= 10, " -> ".join(longest)


def test_the_engine_does_not_name_what_a_lesson_is_about() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in [*ENGINE, *PACKAGE.rglob("*.j2")]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if SUBJECT.search(OTHER_MEANINGS.sub("", line))
    ]
    assert not found, "\n".join(found)


def test_functions_are_short() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert statistics.median(lengths.values()) <= 8
    assert max(lengths.values()) <= 40, max(lengths, key=lengths.__getitem__)


def test_the_masters_hold_none_of_nbgraders_json() -> None:
    masters = [*(ROOT / "notebooks").rglob("*.py")]
    assert masters
    assert not [path for path in masters if '"grade_id"' in path.read_text("utf-8")]
