"""A planbook in a process of its own that edits, gives and takes in, and is killed at any moment."""
