"""The day that pages of a class are shown on, and the dialogs that they open."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import time_machine
from PySide6.QtWidgets import QApplication, QDialog

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = date(2026, 11, 18)
"""A Wednesday in the fifth week of the second term."""


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    """The clock of the class."""
    with time_machine.travel(datetime(2026, 11, 18, 9, 0, tzinfo=UTC)):
        yield


def open_dialogs() -> list[QDialog]:
    """The dialogs that are open."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def dialog() -> QDialog:
    """The dialog that is open."""
    found = open_dialogs()
    assert len(found) == 1, found
    return found[0]
