"""Formgrader's page of a submission: for a lesson, nothing that a student wrote runs in it."""

import textwrap
from typing import Any

from nbconvert.filters import clean_html
from nbconvert.preprocessors import Preprocessor, TagRemovePreprocessor
from nbformat import NotebookNode

from attention_by_hand.building.cells import OURS
from attention_by_hand.lesson import lesson_names
from attention_by_hand.pages import markup

Resources = dict[str, Any]
LETTERS = 100  # in a line of Formgrader's page


class SafePages(Preprocessor):  # type: ignore[misc]
    """Makes the page of a lesson's submission safe, and leaves every other page as it is.

    One exporter of Formgrader's makes all pages, so its filters are set anew for each.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "enabled": True})

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Set the filters; for a lesson, fold the cells that JupyterLab folds as well."""
        is_lesson = resources.get("assignment_id") in lesson_names()
        exporter = self.parent
        filters = markup.FILTERS if is_lesson else _stock(exporter)
        for name, how in filters.items():
            exporter.register_filter(name, how)
        if is_lesson:
            resources["should_sanitize_html"] = True
            _wrap_verdicts(nb)
            fold = TagRemovePreprocessor(enabled=True, remove_input_tags={"folded"})
            nb, resources = fold.preprocess(nb, resources)
        return nb, resources


def _wrap_verdicts(nb: NotebookNode) -> None:
    """The page cuts long lines off, so the grader's sentences go on in a new one."""
    for cell in nb.cells:
        for output in cell.outputs if "verdict" in cell.metadata.get(OURS, {}) else ():
            if output.output_type == "stream":
                lines = output.text.splitlines()
                output.text = "".join(f"{textwrap.fill(line, LETTERS)}\n" for line in lines)


def _stock(exporter: Any) -> dict[str, Any]:
    """What the exporter would use without us; what it sets anew for each page is not in it."""
    usual = {"clean_html": clean_html, **dict(exporter.default_filters()), **exporter.filters}
    return {name: usual[name] for name in markup.FILTERS if name in usual}
