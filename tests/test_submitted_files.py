"""Files beside a notebook: a student's own data is there, and nothing else gets in or out."""

import os

import nbformat
import pytest
from course_help import EXAMPLES, LESSON, NOTEBOOK, ROOT, grade, make_course, read_marks

from attention_by_hand.building.sample import render
from attention_by_hand.course.directory import Course
from attention_by_hand.course.intake import LARGEST_NOTEBOOK

SECRET = "the-secret-of-the-grader"
LATIN = os.fsdecode(b"caf\xe9")  # a name that is not UTF-8
LOOK = """
import os
for name in sorted(os.listdir(".")):
    try:
        print(name, open(name).read()[:80])
    except OSError as error:
        print(name, type(error).__name__)
import torch
print(torch.__file__)
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A class with odd files, graded."""
    course = make_course(tmp_path_factory.mktemp("course"))
    (course.root / "secret").write_text(SECRET)
    release = nbformat.read(ROOT / "release" / NOTEBOOK, as_version=4)
    for student in ("odd", "linked", "huge", "piped"):
        folder = (course.root / "submitted" / student / NOTEBOOK).parent
        folder.mkdir(parents=True)
        if student in ("linked", "piped"):
            continue
        notebook = render(EXAMPLES / "student-01.py", release)
        notebook.cells.append(nbformat.v4.new_code_cell(LOOK))
        nbformat.write(notebook, folder / NOTEBOOK.name)
    odd = course.root / "submitted/odd/self_attention"
    (odd / "data.txt").write_text("my own data")
    (odd / "link.txt").symlink_to(course.root / "secret")
    (odd / "folder").symlink_to(course.root / "source")
    os.mkfifo(odd / "pipe")
    for name in ("torch.py", "sitecustomize.py", "ipykernel_launcher.py", "attention_by_hand.py"):
        (odd / name).write_text("raise SystemExit('shadowed')")
    source = course.root / "source" / NOTEBOOK
    (course.root / "submitted/linked" / NOTEBOOK).symlink_to(source)
    os.mkfifo(course.root / "submitted/piped" / NOTEBOOK)
    with (course.root / "submitted/huge" / NOTEBOOK).open("a") as file:
        file.write(" " * LARGEST_NOTEBOOK)
    for student, name in ((LATIN, NOTEBOOK.name), ("coloured", "\x1b[31mred\x07.ipynb")):
        path = course.root / "submitted" / student / LESSON.name / name
        path.parent.mkdir(parents=True)
        nbformat.write(release, path)
    done = grade(course)
    (course.root / "said").write_text(done.stderr)
    return course


def test_own_data_is_there_and_links_and_shadows_are_not(graded: Course) -> None:
    path = graded.root / "autograded/odd" / NOTEBOOK
    [output] = nbformat.read(path, as_version=4).cells[-1].outputs
    assert "data.txt my own data" in output.text
    assert SECRET not in output.text
    assert "site-packages/torch/__init__.py" in output.text
    assert not {"link.txt", "pipe", "folder"} & {
        line.split()[0] for line in output.text.splitlines()
    }
    totals = {marks.student: marks.total for marks in read_marks(graded)}
    assert totals["odd"] == 26


def test_nothing_that_a_link_shows_is_copied(graded: Course) -> None:
    copied = [path for path in (graded.root / "autograded").rglob("*") if path.is_file()]
    assert copied
    assert all(SECRET.encode() not in path.read_bytes() for path in copied)
    assert not (graded.root / "autograded/odd/self_attention/folder").exists()


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("linked", "is a link or a device"),
        ("piped", "is a link or a device"),
        ("huge", "is larger than 32 MB"),
    ],
)
def test_a_notebook_that_is_no_ordinary_file_is_named(
    student: str, reason: str, graded: Course
) -> None:
    lines = (graded.root / "said").read_text().splitlines()
    [line] = [line for line in lines if line.startswith(f"{student}: ")]
    assert reason in line


def test_a_folder_whose_name_is_not_text_is_named(graded: Course) -> None:
    said = (graded.root / "said").read_text()
    assert "caf\N{REPLACEMENT CHARACTER}: the folder's name is not text (UTF-8)" in said


def test_no_file_name_moves_the_terminals_cursor(graded: Course) -> None:
    said = (graded.root / "said").read_text()
    assert "coloured: it has \N{REPLACEMENT CHARACTER}[31mred" in said
    assert all(mark.isprintable() or mark == "\n" for mark in said)
