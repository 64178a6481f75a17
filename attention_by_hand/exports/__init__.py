"""Marks as files that Canvas, Moodle and spreadsheets read: exporters for `nbgrader export`.

    nbgrader export --exporter=attention_by_hand.exports.CanvasExporter

What the formats ask for, and where that is written, is in docs/exports.md.
"""

from attention_by_hand.exports.canvas import CanvasExporter
from attention_by_hand.exports.moodle import MoodleExporter
from attention_by_hand.exports.plain import PlainExporter

__all__ = ["CanvasExporter", "MoodleExporter", "PlainExporter"]
