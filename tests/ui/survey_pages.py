"""What the tests of surveys share: the window, the picture survey, and ways to a page and to a dialog."""

from __future__ import annotations

import pytest

from learnerplan.services import own_surveys
from ui.main_window import MainWindow
from ui.sections import SECTIONS


@pytest.fixture
def pictures(room):
    return own_surveys.one(room.store, own_surveys.add_ready(room.store, "grades-1-3"))


@pytest.fixture
def window(room_ctx, qtbot):
    made = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    room_ctx.tasks.shut_down()


def shown(window, ctx, page, target="", part=""):
    ctx.navigate(page, target, part)
    return window.current_page()


def opened(window, kind):
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())
