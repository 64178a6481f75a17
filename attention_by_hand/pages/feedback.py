"""The feedback page: what a student sees of the grading, in one file that loads nothing."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode
from nbgrader.api import BaseCell, Comment, Grade, Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution, is_task
from sqlalchemy.orm import joinedload, with_polymorphic
from traitlets.config import Config

from attention_by_hand.building.cells import OURS
from attention_by_hand.building.exporting import LessonExporter, Resources
from attention_by_hand.course.intake import files_in
from attention_by_hand.lesson import find_lesson, lesson_names
from attention_by_hand.pages import markup

NBGRADERS = ("timestamp.txt", "submission_secret.txt")  # nbgrader reads them beside the page


class Compiled(BytecodeCache):
    """Compiled templates, kept in this process: nbgrader makes a new exporter for each page."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Into the bucket, if it has been compiled."""
        if code := self.known.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """From the bucket, for the next page."""
        self.known[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


class FeedbackExporter(LessonExporter, HTMLExporter):  # type: ignore[misc]
    """HTML with a template of ours, whatever the configuration says about other pages."""

    converter, stock = "GenerateFeedback", HTMLExporter

    @property
    def own(self) -> Iterable[Any]:
        """What the page says beside the notebook."""
        return [FeedbackGrades(parent=self)]

    def __init__(self, config: Config | None = None, **settings: Any) -> None:
        """As HTMLExporter's; markup that came from a student is always made safe."""
        ours = Config()
        ours.merge(config or Config())
        ours.FeedbackExporter.template_name = "feedback_page"
        ours.FeedbackExporter.extra_template_basedirs = [str(Path(__file__).parent / "templates")]
        ours.FeedbackExporter.sanitize_html = True
        ours.FeedbackExporter.filters = {**markup.FILTERS, "code_spans": markup.code_spans}
        ours.NbConvertBase.display_data_priority = [
            "text/html",
            "text/markdown",
            "image/svg+xml",
            "image/png",
            "image/jpeg",
            "text/latex",
            "text/plain",
        ]
        super().__init__(config=ours, **settings)
        if converter := settings.get("parent"):
            converter.coursedir.ignore = [*converter.coursedir.ignore, *_beside(converter)]

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()
        environment.bytecode_cache = COMPILED
        return environment

    def from_notebook_node(
        self, nb: NotebookNode, resources: Resources | None = None, **more: Any
    ) -> tuple[str, Resources]:
        """The page. HTMLExporter would parse it once more, to complete what is complete here."""
        resources = self._init_resources(resources)
        types = WidgetsDataTypeFilter(nb.metadata, parent=self, resources=resources)
        self.register_filter("filter_data_type", types)
        html, resources = TemplateExporter.from_notebook_node(self, nb, resources, **more)
        return markup.described(html), resources


def _beside(converter: Any) -> Iterator[str]:
    """All that was handed in but what nbgrader reads: this is the only page there."""
    for folder in converter.assignments:
        yield from (
            glob.escape(path) for path in files_in(folder) if Path(path).name not in NBGRADERS
        )


class FeedbackGrades(NbGraderPreprocessor):  # type: ignore[misc]
    """The title, nbgrader's grades and comments, and which answers still wait for a person.

    It says what nbgrader's GetGrades says, with two questions to the gradebook in place of fifty.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Put them where the template finds them."""
        known = resources["nbgrader"]
        with Gradebook(known["db_url"]) as gradebook:
            where = (known["notebook"], known["assignment"], known["student"])
            notebook = gradebook.find_submission_notebook(*where)
            penalty = notebook.late_submission_penalty or 0
            known.update(score=notebook.score - penalty, max_score=notebook.max_score)
            known["late_penalty"] = penalty
            grades, comments = (_by_name(gradebook, kind, notebook) for kind in (Grade, Comment))
            for cell in nb.cells:
                _fill_in(cell, grades, comments)
        name = known["assignment"]
        title = find_lesson(name).title if name in lesson_names() else name
        nb.metadata.setdefault(OURS, {})["title"] = title
        return nb, resources


def _by_name(gradebook: Gradebook, kind: Any, notebook: Any) -> dict[str, Any]:
    cell = joinedload(kind.cell.of_type(with_polymorphic(BaseCell, "*", flat=True)))
    found = gradebook.db.query(kind).options(cell)
    return {one.cell.name: one for one in found.filter(kind.notebook_id == notebook.id)}


def _fill_in(cell: NotebookNode, grades: dict[str, Any], comments: dict[str, Any]) -> None:
    """What the gradebook has for one cell."""
    entry = cell.metadata.get("nbgrader", {})
    grade = grades.get(entry.get("grade_id"))
    if is_solution(cell) or is_task(cell):
        entry["comment"] = comments[entry["grade_id"]].comment
    if grade and (is_grade(cell) or is_task(cell)):
        entry.update(score=grade.score, points=grade.max_score)
    waits = bool(grade and grade.needs_manual_grade)
    cell.metadata.setdefault(OURS, {})["waits"] = waits
