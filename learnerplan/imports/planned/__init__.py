"""The plan of an import: its rows, its state while it is made, and rows that wait."""
