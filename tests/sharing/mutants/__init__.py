"""Seeded bugs: the real engine with one line changed, which the simulator must notice within a minute.

A bug is a piece of source and what stands there instead. It is put in when the module is imported, in a process of its
own; a piece that is not there (any more) is an error, so the list cannot grow stale.
"""
