"""Two lines of `nbgrader_config.py` let nbgrader grade lessons in a sandbox:

    from attention_by_hand.config import configure
    configure(c)

For every assignment without a lesson, nbgrader does what it did before them.
"""

import os
import sys
import warnings
from pathlib import Path
from typing import Any

CONFIG = "nbgrader_config.py"
LINES = ("from attention_by_hand.config import configure", "configure(c)")
ASKED = "add two lines to nbgrader_config.py: " + "  and  ".join(LINES)
OTHERS = "AttentionByHand"  # the section that remembers what the course had set before

EXPORTERS = {
    "GenerateAssignment": "attention_by_hand.building.release.ReleaseExporter",
    "Autograde": "attention_by_hand.course.plugin.SubmissionExporter",
    "GenerateFeedback": "attention_by_hand.pages.feedback.FeedbackExporter",
}
PAGES = "attention_by_hand.pages.formgrader.SafePages"


def configure(config: Any) -> None:
    """Set what lessons need. What the course had set is kept for its other assignments."""
    reach_programs()
    # Harmless, and nothing that an instructor could act on.
    warnings.filterwarnings("ignore", "Object of type <Submitted", module="nbgrader.api")
    for converter, exporter in EXPORTERS.items():
        before = config[converter].get("exporter_class", exporter)
        if before != exporter:
            config[OTHERS][converter.lower()] = before
        config[converter].exporter_class = exporter
    config.HTMLExporter.preprocessors.append(PAGES)


def reach_programs() -> None:
    """Let nbgrader find `alembic`, which it calls by name, where no environment is active."""
    folder = str(Path(sys.executable).parent)
    if folder not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([folder, os.environ.get("PATH", os.defpath)])
