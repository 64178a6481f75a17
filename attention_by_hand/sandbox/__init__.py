"""Runs notebooks of students who cannot be trusted; plain data comes back."""
