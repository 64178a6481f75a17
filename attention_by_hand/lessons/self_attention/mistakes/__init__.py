"""What goes wrong in each step, and the hint that it earns: a file a step."""
