"""A connection to the gradebook's database that waits its turn."""

from typing import Any

from sqlalchemy import URL, Engine, create_engine, make_url

PATIENCE = 60  # seconds for a locked SQLite file; the usual 5 are few on a slow disk


def connect(url: str | URL, **options: Any) -> Engine:
    """The database at this address. It looks first whether an old connection still stands.

    options: SQLAlchemy's own, as nbgrader gives them.
    """
    is_file = make_url(url).get_backend_name() == "sqlite"
    waits = {"timeout": PATIENCE} if is_file else {}
    return create_engine(url, pool_pre_ping=True, connect_args=waits, **options)
