"""From what a student's process gave back to points and a message. Nothing here is written."""
