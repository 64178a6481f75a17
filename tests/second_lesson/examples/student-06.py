# Hands in what was handed out.
