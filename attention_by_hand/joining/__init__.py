"""`init`: a lesson into a course, new or not. Nothing that is there is lost."""
