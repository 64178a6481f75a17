"""Everything that touches nbgrader: a course directory, its gradebook, and nbgrader's plugins."""
