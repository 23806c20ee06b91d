"""A window for dialogs to stand over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.context import Context


@pytest.fixture
def host(room_ctx: Context, qtbot) -> Iterator[QWidget]:
    """A window of the usual size; dialogs over it go with it."""
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    yield made
    room_ctx.tasks.shut_down()
