"""Frozen rows and pure rules, a noun a file. Imports nothing of ours but `errors`."""
