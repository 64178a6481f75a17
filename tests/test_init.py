"""`init` brings a lesson into a course, and loses nothing that is there."""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import ordinary_course
import pytest
from course_help import LESSON, ROOT

from attention_by_hand import Problem
from attention_by_hand.cli import main
from attention_by_hand.config import CONFIG, LINES
from attention_by_hand.course.directory import Course
from attention_by_hand.joining.copies import NOTE
from attention_by_hand.joining.join import join
from attention_by_hand.joining.telling import tell
from attention_by_hand.lesson import find_lesson, lesson_home

NAME = LESSON.name
MASTER = Path("notebooks", NAME, f"{NAME}.py")
NOTES = Path("notebooks", NAME, NOTE)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A new course with the lesson."""
    join(tmp_path / "course", LESSON).carry_out()
    return tmp_path / "course"


def content(root: Path) -> dict[str, bytes]:
    """Every file below."""
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def told(root: Path, update: bool = False) -> str:
    return "\n".join(tell(join(root, LESSON, update)))


def test_a_new_course_has_all_that_instructors_need(course: Path) -> None:
    for step in ("notebooks", "source", "release"):
        assert content(course / step / NAME).keys() - {NOTE} == content(ROOT / step / NAME).keys()
    opened = Course.open(course)
    assert opened.assignment == NAME
    assert opened.config.CourseDirectory.course_id == "course"
    assert all(line in (course / CONFIG).read_text() for line in LINES)


def test_done_twice_it_changes_nothing(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(course)
    for option in ([], ["--update"]):
        assert main(["init", str(course), *option]) == 0
        assert capsys.readouterr().out == f"Nothing to do: this course has the lesson {NAME}.\n"
    assert content(course) == before


def test_a_dry_run_says_all_and_does_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ordinary_course.make_course(tmp_path)
    before = content(tmp_path)
    assert main(["init", str(tmp_path), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert str(MASTER) in said
    assert f"{CONFIG} gets two lines; the old file is kept as {CONFIG}.old" in said
    assert all(line in said for line in LINES)
    assert said.endswith("Nothing was changed: this is what would be done.\n")
    assert content(tmp_path) == before


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\nif True:\n    c.X.y = 1  # \u00e9"])
def test_a_course_that_exists_gets_two_lines(end: str, tmp_path: Path) -> None:
    settings = tmp_path / CONFIG
    old = f'c = get_config()\nc.CourseDirectory.course_id = "ml"{end}'.encode()
    settings.write_bytes(old)
    (tmp_path / f"{CONFIG}.old").write_text("an even older one")
    join(tmp_path, LESSON).carry_out()
    assert settings.read_bytes() == old.rstrip() + "\n\n{}\n{}\n".format(*LINES).encode()
    assert (tmp_path / f"{CONFIG}.old1").read_bytes() == old
    assert (tmp_path / f"{CONFIG}.old").read_text() == "an even older one"
    assert "Nothing to do" in told(tmp_path)


def test_folders_that_a_course_has_named_are_used(tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text("c = get_config()\nc.CourseDirectory.source_directory = 'src'\n")
    join(tmp_path, LESSON).carry_out()
    assert (tmp_path / "src" / NAME / f"{NAME}.ipynb").is_file()
    assert not (tmp_path / "source").exists()


def brought_before(course: Path, name: Path, text: str) -> None:
    """As if an earlier version of the lesson had brought this."""
    (course / name).write_text(text)
    noted = json.loads((course / NOTES).read_text())
    noted[f"{name.parts[0]}/{name.name}"] = hashlib.sha256(text.encode()).hexdigest()
    (course / NOTES).write_text(json.dumps(noted))


def test_what_is_newer_is_shown_and_replaced_when_asked_to(course: Path) -> None:
    newest = (course / MASTER).read_text("utf-8")
    brought_before(course, MASTER, newest.replace("# %% given", "# %% taken", 1))
    said = told(course)
    assert "-# %% taken" in said
    assert "+# %% given" in said
    assert "`init --update` replaces them" in said
    join(course, LESSON).carry_out()
    assert "# %% taken" in (course / MASTER).read_text("utf-8"), "nobody asked to replace it"
    join(course, LESSON, update=True).carry_out()
    assert (course / MASTER).read_text("utf-8") == newest
    assert "Nothing to do" in told(course)


def test_what_an_instructor_has_edited_stays(course: Path) -> None:
    edited = (course / MASTER).read_text("utf-8") + "\n# Ours.\n"
    (course / MASTER).write_text(edited, "utf-8")
    assert "Nothing to do" in told(course, update=True), "the lesson has nothing newer"
    brought_before(course, MASTER, "an earlier one")
    (course / MASTER).write_text(edited, "utf-8")
    said = told(course, update=True)
    assert "-# Ours." in said
    assert "stay as they are" in said
    join(course, LESSON, update=True).carry_out()
    assert (course / MASTER).read_text("utf-8") == edited
    assert "Nothing to do" in told(course), "it was shown once"


def test_no_copy_of_a_solution_comes_near_the_students(course: Path) -> None:
    brought_before(course, Path("release", NAME, f"{NAME}.ipynb"), "{}")
    brought_before(course, Path("source", NAME, f"{NAME}.ipynb"), (
        (course / "source" / NAME / f"{NAME}.ipynb").read_text() + "\n"
    ))  # fmt: skip
    join(course, LESSON, update=True).carry_out()
    for step in ("source", "release"):
        assert content(course / step) == {
            f"{NAME}/{name}": text for name, text in content(ROOT / step / NAME).items()
        }


def file_for_a_folder(root: Path) -> None:
    (root / "source").write_text("")


def folder_for_a_file(root: Path) -> None:
    (root / MASTER).mkdir(parents=True)


def another_assignment(root: Path) -> None:
    (root / "source" / NAME).mkdir(parents=True)
    nbformat.write(ordinary_course.source(), root / "source" / NAME / f"{NAME}.ipynb")


def another_folder(root: Path) -> None:
    (root / "source" / NAME).mkdir(parents=True)
    (root / "source" / NAME / "attention.ipynb").write_text("{}")


def another_in_the_gradebook(root: Path) -> None:
    with Course(root, LESSON.name).gradebook() as gradebook:
        gradebook.add_assignment(NAME)
        gradebook.add_notebook("squares", NAME)
        gradebook.add_grade_cell("square-test", "squares", NAME, max_score=1, cell_type="code")


def an_open_bracket(root: Path) -> None:
    (root / CONFIG).write_text("c = get_config()\nx = 1 \\")


def a_link(root: Path) -> None:
    (root / "shared.py").write_text("c = get_config()\n")
    (root / CONFIG).symlink_to(root / "shared.py")


@pytest.mark.parametrize(
    ("way", "says"),
    [
        (file_for_a_folder, "source is a file, and a folder has to be there: rename it"),
        (folder_for_a_file, "is in the way: a file of that name has to be there"),
        (another_assignment, "is another assignment, and the lesson has the same name"),
        (another_folder, "is another assignment, and the lesson has the same name"),
        (another_in_the_gradebook, f"{NAME} in the gradebook is another assignment"),
        (an_open_bracket, "nothing can be added at the end of|cannot be read: SyntaxError"),
        (a_link, "is a link to .*shared.py: add two lines to it yourself"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(
    way: Callable[[Path], None], says: str, tmp_path: Path
) -> None:
    way(tmp_path)
    before = content(tmp_path)
    with pytest.raises(Problem, match=says) as refused:
        join(tmp_path, LESSON)
    assert "\n" not in str(refused.value)
    assert content(tmp_path) == before


def test_a_lesson_of_somebody_else_brings_its_files_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = ROOT / "tests" / "second_lesson"
    package = tmp_path / "site" / "variance_package"
    package.mkdir(parents=True)
    shutil.copy(second / "variance_by_hand.py", package / "__init__.py")
    shutil.copytree(second / "notebooks", package / "notebooks")
    for step in ("source", "release"):
        (package / step / "variance").mkdir(parents=True)
        nbformat.write(ordinary_course.source(), package / step / "variance" / "variance.ipynb")
    about = tmp_path / "site" / "variance_package-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: variance-package\nVersion: 1\n")
    entry = "[attention_by_hand.lessons]\nvariance = variance_package:LESSON\n"
    (about / "entry_points.txt").write_text(entry)
    monkeypatch.syspath_prepend(tmp_path / "site")
    find_lesson.cache_clear()
    assert lesson_home("variance") == package
    join(tmp_path / "course", find_lesson("variance")).carry_out()
    assert content(tmp_path / "course").keys() == {
        CONFIG, f"notebooks/variance/{NOTE}", "notebooks/variance/variance.py",
        "source/variance/variance.ipynb", "release/variance/variance.ipynb",
    }  # fmt: skip
    assert main(["init", os.fspath(tmp_path / "course")]) == 1, "there are two lessons"
    sys.modules.pop("variance_package")
    find_lesson.cache_clear()
