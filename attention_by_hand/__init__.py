"""Self-attention by hand: a course module, and a grader that is fair, fast and safe."""


class Problem(Exception):
    """Something that a person can put right; the message says in one sentence what it is."""
