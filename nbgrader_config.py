"""The course: nbgrader's settings, and the two lines that let lessons be graded in a sandbox."""

from attention_by_hand.config import configure

c = get_config()  # noqa: F821  (whoever loads this file provides it)

configure(c)

c.CourseDirectory.course_id = "attention"

# Limits for one run of a notebook; attention_by_hand/sandbox/limits.py lists them all.
c.RunAndJudge.limits = {"cell_seconds": 20, "run_seconds": 60, "memory_bytes": 1 << 30}
