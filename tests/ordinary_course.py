"""A course of ordinary assignments, as a teacher has it before any lesson of ours comes in.

`python ordinary_course.py STEP…` does in the current course what Formgrader's buttons do.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

LATE = """
from nbgrader.plugins import BasePlugin


class Half(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2
"""
SETTINGS = """
c = get_config()
c.CourseDirectory.course_id = "machine-learning"
c.ClearSolutions.text_stub = "Write here."
c.AssignLatePenalties.plugin_class = "late.Half"
"""
SOLVED = {"square": "def square(x):\n    return x * x"}
TOLD = ("source", "max_score", "locked", "checksum", "cell_type")
STUDENTS = ("o'hara", "zoë")


def cell(name: str, text: str, kind: str = "code", **metadata: Any) -> NotebookNode:
    """A cell of nbgrader's."""
    roles = {"grade": False, "solution": False, "locked": False, "task": False}
    entry = {"grade_id": name, "schema_version": 3, "cell_type": kind, **roles, **metadata}
    make = new_code_cell if kind == "code" else new_markdown_cell
    return make(text, id=name, metadata={"nbgrader": entry})


def source() -> NotebookNode:
    """Code with hidden tests, partial credit, an answer in words, code read by a person, a task."""
    made = new_notebook(metadata={"kernelspec": {
        "display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3",
    }})  # fmt: skip
    solution = f"### BEGIN SOLUTION\n{SOLVED['square']}\n### END SOLUTION"
    tests = (
        "assert square(2) == 4\n### BEGIN HIDDEN TESTS\nassert square(-3) == 9\n"
        "### END HIDDEN TESTS"
    )
    graded: dict[str, Any] = {"grade": True, "points": 3}
    answered: dict[str, Any] = {**graded, "solution": True}
    why = "### BEGIN SOLUTION\nBecause.\n### END SOLUTION"
    drawing = "# ### BEGIN SOLUTION\nprint('a drawing')\n# ### END SOLUTION"
    task = "Do it.\n\n=== BEGIN MARK SCHEME ===\nAny way.\n=== END MARK SCHEME ==="
    reading = "from pathlib import Path\nnumbers = Path('numbers.txt').read_text()"
    made.cells = [
        new_markdown_cell("# Squares", id="title"),
        new_code_cell(reading, id="a"),
        cell("square", solution, solution=True),
        cell("square-test", tests, locked=True, **graded),
        cell("partly", "1.5 if numbers else 0", locked=True, **graded),
        cell("why", why, "markdown", **answered),
        cell("draw", drawing, **answered),
        cell("task", task, "markdown", task=True, locked=True, points=2),
    ]
    made.cells[1].metadata["tags"] = ["folded"]
    return made


def make_course(root: Path, more_settings: str = "") -> None:
    """Three assignments with notebooks, files, and work handed in, in time and late."""
    (root / "nbgrader_config.py").write_text(SETTINGS + more_settings)
    (root / "late.py").write_text(LATE)
    for name in ("ps1", "ps2", "ps3"):
        folder = root / "source" / name
        folder.mkdir(parents=True)
        (folder / "numbers.txt").write_text("1 2 3")
        nbformat.write(source(), folder / "squares.ipynb")
        for student in STUDENTS:
            _hand_in(root / "submitted" / student / name, student)


def _hand_in(folder: Path, student: str) -> None:
    folder.mkdir(parents=True)
    work = source()
    for one in work.cells:
        one.source = one.source.partition("### BEGIN HIDDEN")[0].rstrip()
        if one.id == "square":
            one.source = SOLVED["square"].replace("*", "*" if student == STUDENTS[0] else "+")
        if one.id == "why":
            one.source = "Because it is <b onclick='alert(1)'>so</b>."
        if one.id == "draw":
            one.source = "from IPython.display import HTML\nHTML('<script>1</script><i>ink</i>')"
    nbformat.write(work, folder / "squares.ipynb")
    (folder / "own.csv").write_text("1,2")
    (folder / "timestamp.txt").write_text(f"2031-0{4 + STUDENTS.index(student)}-01 12:00:00 UTC")


def rows(gradebook: Any) -> Iterator[list[Any]]:
    """All that the gradebook holds about the ordinary assignments, ids and times aside."""
    for assignment in gradebook.assignments:
        if not assignment.name.startswith("ps"):
            continue
        yield ["assignment", assignment.name, str(assignment.duedate), assignment.max_score]
        for book in assignment.notebooks:
            yield ["notebook", assignment.name, book.name, book.kernelspec]
            for kind in ("grade_cells", "solution_cells", "task_cells", "source_cells"):
                for one in sorted(getattr(book, kind), key=lambda cell: cell.name):
                    yield [kind, one.name, *(str(getattr(one, told, "")) for told in TOLD)]
        for work in sorted(assignment.submissions, key=lambda work: work.student_id):
            yield ["work", work.student_id, str(work.timestamp), work.score, str(work.extension)]
            for book in work.notebooks:
                yield ["late", book.late_submission_penalty]
                for grade in sorted(book.grades, key=lambda grade: grade.name):
                    marks = grade.auto_score, grade.manual_score, grade.extra_credit
                    yield ["grade", grade.name, *marks, grade.needs_manual_grade]
                for said in sorted(book.comments, key=lambda said: said.name):
                    yield ["comment", said.name, said.auto_comment, said.manual_comment]


def main(steps: list[str]) -> None:
    """Do what is asked for, one after the other; the third assignment is released only."""
    from nbgrader.apps import NbGrader
    from nbgrader.apps.api import NbGraderAPI

    app = NbGrader()
    app.initialize([])
    api = NbGraderAPI(app.coursedir, parent=app)
    for step in steps:
        for name in WHICH.get(step, ("ps1", "ps2")):
            for done in STEPS[step](api, name):
                assert done.get("success", True), done
    with api.gradebook as gradebook:
        Path("rows.json").write_text(json.dumps(list(rows(gradebook)), indent=1))


def _release(api: Any, name: str) -> Iterator[dict[str, Any]]:
    yield api.generate_assignment(name, force=True)
    with api.gradebook as gradebook:
        gradebook.update_or_create_assignment(name, duedate="2031-04-15 12:00:00 UTC")


def _grade(api: Any, name: str) -> Iterator[dict[str, Any]]:
    return (api.autograde(name, student, force=True, create=True) for student in STUDENTS)


def _regrade(api: Any, name: str) -> Iterator[dict[str, Any]]:
    yield api.autograde(name, STUDENTS[0], force=True, create=True)


def _mark(api: Any, name: str) -> Iterator[dict[str, Any]]:
    """A person marks the answers in words."""
    with api.gradebook as gradebook:
        grade = gradebook.find_grade("why", "squares", name, STUDENTS[0])
        grade.manual_score, grade.needs_manual_grade = 2, False
        gradebook.find_comment("why", "squares", name, STUDENTS[0]).manual_comment = "Well said."
        gradebook.db.commit()
    return iter(())


def _give_feedback(api: Any, name: str) -> Iterator[dict[str, Any]]:
    return (api.generate_feedback(name, student) for student in STUDENTS)


def _open(api: Any, name: str) -> Iterator[dict[str, Any]]:
    """Formgrader's page of each submission."""
    from nbconvert.exporters import HTMLExporter
    from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension

    formgrader = FormgradeExtension()
    formgrader.initialize([])
    exporter = HTMLExporter(config=formgrader.config)
    assert api
    for student in STUDENTS:
        about = {"assignment_id": name, "student": student, "submission_id": "1", "index": 0}
        about |= {"notebook_id": "squares", "total": 1, "base_url": "", "notebook_path": ""}
        path = Path("autograded", student, name, "squares.ipynb")
        html, _ = exporter.from_filename(str(path), resources=about)
        Path("pages").mkdir(exist_ok=True)
        Path("pages", f"{name}-{student}.html").write_text(html)
        yield {}


def _validate(api: Any, name: str) -> Iterator[dict[str, Any]]:
    from nbgrader.validator import Validator

    path = Path("submitted", STUDENTS[1], name, "squares.ipynb")
    found = Validator(parent=api.parent).validate(str(path))
    assert found["failed"]
    Path("pages", f"{name}.json").write_text(json.dumps(found))
    yield {}


STEPS = {"release": _release, "grade": _grade, "mark": _mark, "feedback": _give_feedback}
STEPS |= {"regrade": _regrade, "open": _open, "validate": _validate}
WHICH = {"release": ("ps1", "ps2", "ps3"), "regrade": ("ps1",), "validate": ("ps1",)}

if __name__ == "__main__":
    main(sys.argv[1:])
