"""Marking answers in words, in the browser: one question over all students."""

ADDRESS = "attention-by-hand"  # of everything here, below the Jupyter server's own


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Where Jupyter finds the pages; nothing heavy is imported before somebody opens one."""
    return [{"module": "attention_by_hand.marking.extension"}]
