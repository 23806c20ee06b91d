"""Fixtures that many tests share. Qt is told to stay off the screen before anything loads it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files that the tests read where it is present; they are not part of the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real sample files is not beside this checkout")
    return SHARED_DATA
