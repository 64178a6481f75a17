"""The release: made by nbgrader's own `generate_assignment`."""

import glob
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from attention_by_hand import Problem

CONFIG = "nbgrader_config.py"


def read_config(root: Path) -> Config:
    """What the course's `nbgrader_config.py` sets, as the command line would read it."""
    config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    config.CourseDirectory.root = str(root)
    return config


class AnyFolder:
    """A converter of nbgrader that takes folder names as they are, also with brackets in them."""

    def init_notebooks(self: Any) -> None:
        """Find the notebooks of one assignment and student."""
        folder = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        found = sorted(glob.glob(os.path.join(glob.escape(folder), "*.ipynb")))
        if not found:
            raise NbGraderException(f"there is no notebook in {folder}")
        self.assignments: dict[str, list[str]] = {folder: found}
        self.notebooks: list[str] = []


class _GenerateAssignment(AnyFolder, GenerateAssignment):  # type: ignore[misc]
    pass


def generate(config: Config, assignment: str) -> None:
    """Make the release and enter it into the gradebook, as `nbgrader generate_assignment` does."""
    directory = CourseDirectory(config=config, assignment_id=assignment, student_id=".")
    converter = _GenerateAssignment(coursedir=directory, config=config, force=True)
    try:
        with silence(converter.log):
            converter.start()
    except NbGraderException:
        raise Problem(
            "nbgrader cannot take this notebook: when submissions have been graded, cells may "
            "change but not come or go (`nbgrader generate_assignment --force` says more)"
        ) from None


def release(root: Path, assignment: str) -> Sequence[Path]:
    """Make release/ from source/ in a scratch course, so that no gradebook is touched."""
    target = root / "release" / assignment
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        shutil.copy(root / CONFIG, scratch)
        shutil.copytree(root / "source" / assignment, scratch / "source" / assignment)
        generate(read_config(scratch), assignment)
        made = scratch / "release" / assignment
        shutil.copytree(made, target, copy_function=shutil.copyfile, dirs_exist_ok=True)
    return sorted(path for path in target.iterdir() if path.is_file())


@contextmanager
def silence(*logs: logging.Logger) -> Iterator[None]:
    """Keep nbgrader quiet for a while: what goes wrong is said in a sentence."""
    before = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for log, level in zip(logs, before, strict=True):
            log.setLevel(level)
