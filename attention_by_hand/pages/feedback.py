"""The feedback page: what a student sees of the grading, in one file that loads nothing."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import GetGrades
from traitlets.config import Config

from attention_by_hand.building.cells import OURS
from attention_by_hand.building.exporting import LessonExporter, Resources
from attention_by_hand.lesson import find_lesson, lesson_names
from attention_by_hand.pages import markup


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
        ours.FeedbackExporter.filters = {
            "clean_html": markup.clean,
            "markdown2html": markup.markdown,
            "code_spans": markup.code_spans,
            "highlight_code": markup.highlighted,
        }
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


class FeedbackGrades(GetGrades):  # type: ignore[misc]
    """nbgrader's grades and comments, the title, and which answers still wait for a person."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Put them where the template finds them."""
        nb, resources = super().preprocess(nb, resources)
        known = resources["nbgrader"]
        where = (known["notebook"], known["assignment"], known["student"])
        with Gradebook(known["db_url"]) as gradebook:
            grades = gradebook.find_submission_notebook(*where).grades
            waiting = {grade.name for grade in grades if grade.needs_manual_grade}
        name = known["assignment"]
        title = find_lesson(name).title if name in lesson_names() else name
        nb.metadata.setdefault(OURS, {})["title"] = title
        for cell in nb.cells:
            entry = cell.metadata.get("nbgrader", {})
            cell.metadata.setdefault(OURS, {})["waits"] = entry.get("grade_id") in waiting
        return nb, resources
