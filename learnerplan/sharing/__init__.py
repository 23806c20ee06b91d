"""The shared folder. Nothing here yet: sharing comes with its own issue; the journal is ready for it."""
