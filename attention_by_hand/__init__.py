"""Self-attention by hand: a course module, and a grader that is fair, fast and safe."""
