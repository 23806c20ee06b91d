"""Learnerplan's core: everything but the windows. Nothing in here imports Qt."""

__version__ = "0.1.0"
