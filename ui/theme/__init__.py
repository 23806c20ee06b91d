"""Theme of the window."""
