"""What is said of a deed in the rail leaves the buttons of the page free."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect

from ui.main_window import MainWindow
from ui.pages.rail.page import RailPage
from ui.sections import SECTIONS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)


SHORT = "Away today, first the next time"
LONG = "The photo could not be kept, since the file is larger than 50 MB. Take a smaller one, or make it smaller first."


@pytest.mark.parametrize("words", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("mode", ["check-in", "agree", "close"])
def test_the_modes_stay_in_reach_in_a_small_window(room_ctx, planned, qtbot, mode, words):
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    room_ctx.navigate("check-in", "", mode)
    page = window.current_page()
    assert isinstance(page, RailPage)
    qtbot.waitUntil(lambda: page.screen_.modes.isVisible())
    room_ctx.toast(words, undo=True)
    modes = page.screen_.modes
    place = QRect(modes.mapTo(window, QPoint()), modes.size())
    assert window.toast.isVisible()
    assert words in (window.toast._text.shown(), window.toast._text.toolTip())
    assert not window.toast.geometry().intersects(place)
    window.close()
    room_ctx.tasks.shut_down()


def test_what_was_said_elsewhere_may_name_a_classmate_and_does_not_come_along_to_the_child(room_ctx, planned, qtbot):
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.show()
    room_ctx.toast("Saved as Ben, Term 1.pdf", undo=False)
    assert window.toast.isVisible()
    room_ctx.navigate("check-in")
    assert not window.toast.isVisible()
    window.close()
    room_ctx.tasks.shut_down()


def test_what_was_said_in_the_rail_goes_to_the_foot_of_the_next_page(room_ctx, planned, qtbot):
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    room_ctx.navigate("check-in")
    page = window.current_page()
    qtbot.waitUntil(lambda: page.screen_.modes.isVisible())
    room_ctx.toast(SHORT, undo=True)
    assert window.toast.geometry().bottom() < window.height() // 2
    room_ctx.navigate("today")
    assert window.toast.isVisible()
    assert window.toast.geometry().top() > window.height() // 2
    assert window.toast._undo.isVisible()
    window.close()
    room_ctx.tasks.shut_down()
