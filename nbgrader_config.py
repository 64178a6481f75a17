"""The course: nbgrader's settings, and the preprocessors that run and judge in a sandbox."""

import os
import sys
import warnings
from pathlib import Path

# nbgrader calls `alembic` by name: let it be found where the environment is not activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

# Harmless, and nothing that an instructor could act on.
warnings.filterwarnings("ignore", "Object of type <Submitted", module="nbgrader.api")

c = get_config()  # noqa: F821  (whoever loads this file provides it)

c.CourseDirectory.course_id = "attention"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc*", "__pycache__", "feedback"]

# The release: placeholders stand in the master notebook itself.
c.ClearSolutions.code_stub = {"python": ""}
c.ClearSolutions.text_stub = ""

# What is handed in: repaired first, then run in the sandbox and judged.
plugin = "attention_by_hand.course.plugin"
c.Autograde.exporter_class = f"{plugin}.SubmissionExporter"
c.Autograde.sanitize_preprocessors = [f"{plugin}.Repair"]
c.Autograde.autograde_preprocessors = [
    f"{plugin}.RunAndJudge",
    "nbgrader.preprocessors.LimitOutput",
    f"{plugin}.SaveGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]
c.Exporter.optimistic_validation = True  # the notebook is checked once, not after each of these

# Limits for one run of a notebook; attention_by_hand/sandbox/limits.py lists them all.
c.RunAndJudge.limits = {"cell_seconds": 20, "run_seconds": 60, "memory_bytes": 1 << 30}

# Feedback pages of our own: no hidden tests in them, and nothing loaded from the network.
c.GenerateFeedback.exporter_class = "attention_by_hand.pages.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = ["attention_by_hand.pages.feedback.FeedbackGrades"]

# Cells tagged so are folded in Formgrader, as they are in JupyterLab.
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_input_tags = {"folded"}

# What students wrote is shown to people who may change marks: none of it may run there.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "clean_html": "attention_by_hand.pages.markup.clean",
    "markdown2html": "attention_by_hand.pages.markup.markdown",
    "highlight_code": "attention_by_hand.pages.markup.highlighted",
}
