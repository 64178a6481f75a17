# Blank: nothing filled in.
