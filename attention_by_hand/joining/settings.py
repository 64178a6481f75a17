"""The two lines in a course's `nbgrader_config.py`."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config

from attention_by_hand import Problem
from attention_by_hand.config import CONFIG, EXPORTERS, LINES
from attention_by_hand.files import write_whole

TWO_LINES = "\n".join(LINES)
NEW = """\
# nbgrader's settings of this course.
c = get_config()

{lines}

# The exchange needs a name for the course.
c.CourseDirectory.course_id = {name!r}
"""


@dataclass(frozen=True)
class Settings:
    """A course's file of settings, and the lines that are added to it: "" where none are."""

    path: Path
    lines: str

    @property
    def kept(self) -> Path:
        """Where the old file is kept: the first name that is free."""
        names = (f"{CONFIG}.old{number or ''}" for number in range(1000))
        return next(path for path in map(self.path.with_name, names) if not path.exists())

    @property
    def content(self) -> bytes:
        """The whole file with the lines."""
        before = self.path.read_bytes().rstrip() + b"\n\n" if self.path.exists() else b""
        return before + self.lines.encode()

    def carry_out(self) -> None:
        """Add the lines."""
        if self.lines:
            content = self.content
            if self.path.exists():
                shutil.copy2(self.path, self.kept)
            write_whole(self.path, content)


def settings_with_lines(root: Path, config: Config) -> Settings:
    """What is missing in the settings that were read; Problem when it cannot be added."""
    path = root / CONFIG
    if all(config[name].get("exporter_class") == ours for name, ours in EXPORTERS.items()):
        return Settings(path, "")
    if not path.exists():
        return Settings(path, NEW.format(lines=TWO_LINES, name=root.name))
    settings = Settings(path, f"{TWO_LINES}\n")
    _refuse(settings)
    return settings


def _refuse(settings: Settings) -> None:
    """Problem when lines cannot be added at the end."""
    path, yourself = settings.path, f"add two lines to it yourself: {'  and  '.join(LINES)}"
    if path.is_symlink():
        raise Problem(f"{path} is a link to {path.resolve()}: {yourself}")
    try:
        compile(settings.content, path, "exec")
    except SyntaxError:
        raise Problem(f"nothing can be added at the end of {path}: {yourself}") from None
