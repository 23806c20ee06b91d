"""A world of several planbooks in one process: the real engine on files, clocks and luck that a seed decides.

The oracle (`fold`, `oracle`) is written apart from the engine: it asks plain questions of whole sets of operations,
where the engine keeps registers up to date one operation at a time.
"""
