"""From the master to the source notebook and the release, and back from what is handed in."""
