"""Where things are: our own resources, and the folders of the person who uses the app."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

APP = "Learnerplan"


def resource(*parts: str) -> Path:
    """A file that ships with the app, from a checkout, an installed package or a frozen build."""
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parent
    roots = [Path(frozen) / "resources"] if frozen else [package / "_resources", package.parent / "resources"]
    for root in roots:
        if root.is_dir():
            return root.joinpath(*parts)
    raise FileNotFoundError("the resources folder is missing from this installation")


def data_folder() -> Path:
    """The folder under which planbooks live unless the teacher chose another place."""
    chosen = os.environ.get("LEARNERPLAN_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir(APP, appauthor=False))


def default_planbook() -> Path:
    """The planbook that opens when none is named."""
    return data_folder() / "My class"


def sample_planbook() -> Path:
    """The sample class: a planbook of its own, so that leaving it touches nothing else."""
    return data_folder() / "Sample class"


def config_folder() -> Path:
    """The folder of the settings file."""
    chosen = os.environ.get("LEARNERPLAN_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_config_dir(APP, appauthor=False))


def cache_folder() -> Path:
    """The folder for what can be made again: built fonts, thumbnails."""
    return Path(platformdirs.user_cache_dir(APP, appauthor=False))


def log_folder() -> Path:
    """The folder of the log, which names no children."""
    chosen = os.environ.get("LEARNERPLAN_HOME")
    return Path(chosen) / "log" if chosen else Path(platformdirs.user_log_dir(APP, appauthor=False))
