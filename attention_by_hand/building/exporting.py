"""What stands between nbgrader and an assignment: ours for a lesson, else what was there before.

nbgrader has one exporter and one list of preprocessors for all assignments of a course.
"""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Any, ClassVar

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from traitlets.utils.importstring import import_item

from attention_by_hand.config import OTHERS
from attention_by_hand.lesson import lesson_names

Resources = dict[str, Any]


class LessonExporter(Exporter):  # type: ignore[misc]
    """An exporter for lessons. Made for another assignment, it is the stock one instead.

    `converter` is the section of the configuration that names the exporter. Which preprocessors
    run is `own`: no line of a course's configuration can take one out.
    """

    converter: ClassVar[str]
    stock: ClassVar[type[Exporter]]

    def __new__(cls, *args: Any, **settings: Any) -> Any:
        """The exporter that the course had before, unless the assignment is a lesson's."""
        converter: Any = settings.get("parent")
        course = getattr(converter, "coursedir", None)
        if course is None or is_lesson(course.assignment_id, converter.log):
            return super().__new__(cls, *args, **settings)
        other = converter.config[OTHERS].get(cls.converter.lower(), cls.stock)
        made_by = import_item(other) if isinstance(other, str) else other
        return made_by(*args, **settings)

    @property
    def own(self) -> Iterable[Any]:
        """The preprocessors for the notebook at hand, in order."""
        raise NotImplementedError

    def register_preprocessor(self, _preprocessor: Any, enabled: bool = False) -> None:
        """Nothing: lessons have their own."""

    def _preprocess(self, nb: NotebookNode, resources: Resources) -> Any:
        """As nbconvert's, but for two more copies, and with one check at the end."""
        for preprocessor in list(self.own):
            nb, resources = preprocessor(nb, resources)
        self._validate_preprocessor(nb, self)
        return nb, resources


def is_lesson(assignment: str, log: Any) -> bool:
    """Whether there is a lesson for it; NbGraderException for a pattern that also means one."""
    known = lesson_names()
    if meant := sorted(name for name in known - {assignment} if fnmatchcase(name, assignment)):
        log.error("“%s” also means the lesson %s: name each assignment", assignment, meant[0])
        raise NbGraderException(f"“{assignment}” also means the lesson {meant[0]}")
    return assignment in known
