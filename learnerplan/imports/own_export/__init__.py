"""Our own CSV export, read back: every row by its id, nothing guessed."""
