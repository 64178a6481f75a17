"""What markers did, in tables of our own beside nbgrader's, in the gradebook's database.

A mark belongs to a look: the first one, a second look at what was flagged, and a check of
agreement, which changes no points.
"""

from collections.abc import Iterator

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

FIRST, SECOND, CHECK = "first", "second", "check"
NAME = String(128)

metadata = MetaData()


def _keys(*names: str) -> Iterator[Column[str]]:
    return (Column(name, NAME, primary_key=True) for name in names)


turns = Table(  # locked by whoever writes about a question: one at a time, in any database
    "marking_turn",
    metadata,
    *_keys("assignment", "question"),
    Column("number", Integer, nullable=False),
)
items = Table(  # the rubric; `origin` is the lesson's own sentence, for what comes from there
    "marking_item",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("assignment", NAME, nullable=False),
    Column("question", NAME, nullable=False),
    Column("place", Integer, nullable=False),
    Column("points", Float, nullable=False),
    Column("says", Text, nullable=False),
    Column("origin", Text),
    Column("retired", Boolean, nullable=False),
)
marks = Table(  # `score` and `said` are what was written into nbgrader's tables
    "marking_mark",
    metadata,
    *_keys("assignment", "question", "student"),
    Column("look", String(8), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("marker", NAME, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("key", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("items", JSON, nullable=False),
    Column("remark", Text, nullable=False),
    Column("flagged", Boolean, nullable=False),
    Column("score", Float),
    Column("said", Text),
)
apart = Table(  # answers that a person took out of their group
    "marking_apart",
    metadata,
    *_keys("assignment", "question", "student"),
    Column("key", String(32), nullable=False),
)
claims = Table(  # what is on whose screen, and what was chosen there so far
    "marking_claim",
    metadata,
    *_keys("assignment", "question"),
    Column("look", String(8), primary_key=True),
    Column("key", String(80), primary_key=True),
    Column("desk", String(32), nullable=False),
    Column("until", DateTime, nullable=False),
    Column("draft", JSON),
)
screens = Table(  # whose they are
    "marking_screen",
    metadata,
    *_keys("assignment", "question"),
    Column("desk", String(32), primary_key=True),
    Column("marker", NAME, nullable=False),
)
log = Table(  # every act, once, with what it needs to be undone
    "marking_log",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("marker", NAME, nullable=False),
    Column("assignment", NAME, nullable=False),
    Column("question", NAME, nullable=False),
    Column("act", String(16), nullable=False),
    Column("answers", Integer, nullable=False),
    Column("detail", JSON, nullable=False),
)
