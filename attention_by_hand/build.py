"""From the master to the source notebook, the release and the paper handout."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

from attention_by_hand import handout
from attention_by_hand.course import Course
from attention_by_hand.fingerprints import indistinguishable
from attention_by_hand.grading import run_grade_cells
from attention_by_hand.master import ASSIGNMENT, BadMaster, Master, grade_id
from attention_by_hand.steps import PROSE, STEPS
from attention_by_hand.submission import Evidence, marker

MASTER = Path("notebooks") / f"{ASSIGNMENT}.py"
HANDOUT = Path("notebooks") / "handout.typ"
EXPLORER = "attention_explorer.py"
NOTEBOOK = Path(ASSIGNMENT) / f"{ASSIGNMENT}.ipynb"


def build(root: Path) -> list[Path]:
    """Write source/ and release/ from the master, the same bytes every time.

    Problem when the master does not fit the marking scheme, or the handout its vectors.
    """
    notebook = to_source(root / MASTER)
    check(Master(notebook))
    source = root / "source" / NOTEBOOK
    source.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, source)
    shutil.copyfile(root / "notebooks" / EXPLORER, source.with_name(EXPLORER))
    return [source, source.with_name(EXPLORER), *_release(root)]


def make_handouts(root: Path, folder: Path) -> list[Path]:
    """Write the paper handout and its key from the master's vectors; Problem when they cannot."""
    master = Master(to_source(root / MASTER))
    return handout.write_handouts(master.cases[0], master.tokens, folder, root / HANDOUT)


def to_source(master: Path) -> NotebookNode:
    """The source notebook of a master, every cell with an id that stays the same."""
    if not master.is_file():
        raise BadMaster(f"there is no {master}: `build` needs the folder that holds notebooks/")
    notebook = jupytext.read(master)
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"]}
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = grade_id(cell) or f"cell-{number}"
        cell.metadata.pop("lines_to_next_cell", None)  # jupytext's own note
    notebook.nbformat_minor = 5
    return notebook


def check(master: Master) -> None:
    """The notebook, the marking scheme and the handout fit together; Problem says where not."""
    for problem in _wrong_points(master):
        raise BadMaster(problem)
    run_grade_cells(master, Evidence(cases=master.cases, found=({},) * len(master.cases)))
    for confusion in indistinguishable(master.cases[0], master.cases[1:]):
        raise BadMaster(str(confusion))
    handout.check(master.cases[0], master.tokens)


def _wrong_points(master: Master) -> Iterator[str]:
    scheme = {marker(step): step.points for step in STEPS}
    scheme |= {prose.name: prose.points for prose in PROSE}
    cells = {name: cell.metadata.nbgrader.get("points") for name, cell in master.cells.items()}
    for name, points in scheme.items():
        if name not in cells:
            yield f"the marking scheme has `{name}`, and the notebook has no such cell"
        elif cells[name] != points:
            yield f"cell `{name}` is worth {cells[name]} points, in the marking scheme {points}"
    for name in cells.keys() - scheme.keys():
        if cells[name]:
            yield f"cell `{name}` has {cells[name]} points, and is not in the marking scheme"


def _release(root: Path) -> list[Path]:
    """nbgrader's own release, made in a scratch course so that no gradebook is touched."""
    target = root / "release" / ASSIGNMENT
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        shutil.copy(root / "nbgrader_config.py", scratch)
        shutil.copytree(root / "source", scratch / "source")
        Course(scratch).generate()
        shutil.copytree(
            scratch / "release" / ASSIGNMENT,
            target,
            copy_function=shutil.copyfile,
            dirs_exist_ok=True,
        )
    return sorted(path for path in target.iterdir() if path.is_file())
