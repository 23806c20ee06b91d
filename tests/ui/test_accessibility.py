"""A walk through every page of the window: each control has a name, no two keys collide, nothing is cut at 150 %."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QAbstractSpinBox, QComboBox, QLineEdit, QWidget

from ui.main_window import MainWindow
from ui.sections import SECTIONS

PAGES = [section.id for section in SECTIONS]
INSIDE = (QAbstractScrollArea, QLineEdit, QComboBox, QAbstractSpinBox)
"""Controls that have parts of their own, which are named through them."""


def controls(root: QWidget) -> list[QWidget]:
    """Everything visible below `root` that takes the focus with Tab."""
    return [
        one
        for one in root.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisibleTo(root)
        and one.focusProxy() is None
        and not isinstance(one.parentWidget(), INSIDE)
    ]


@pytest.fixture(params=PAGES)
def page(request, room, room_ctx, qtbot, qapp):
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    target = room.ana if request.param == "learner" else ""
    room_ctx.navigate(request.param, target)
    qtbot.waitExposed(window)
    qapp.processEvents()  # what is new is laid out when its turn comes
    yield window.current_page()
    room_ctx.tasks.shut_down()


def test_every_control_has_a_name(page):
    unnamed = [(type(one).__name__, one.toolTip()) for one in controls(page) if not one.accessibleName()]
    assert unnamed == []


def test_the_page_is_named(page):
    assert page.accessibleName()


def test_buttons_are_large_enough_to_hit(page):
    small = [
        (one.accessibleName(), one.width(), one.height())
        for one in controls(page)
        if isinstance(one, QAbstractButton) and min(one.width(), one.height()) < 26
    ]
    assert small == []


def test_no_two_shortcuts_of_the_page_and_the_window_collide(page):
    window = page.window()
    held = [keys.toString() for action in window.actions() for keys in action.shortcuts()]
    own = [
        keys.toString()
        for one in page.findChildren(QShortcut)
        for keys in [one.key()]
        if one.context() == Qt.ShortcutContext.WindowShortcut
    ]
    assert sorted(held + own) == sorted(set(held + own))


@pytest.mark.parametrize("scale", [1.5])
def test_the_page_fits_at_larger_text(page, room_ctx, scale):
    window = page.window()
    room_ctx.theme.set_look(room_ctx.theme.tokens, scale, reading_font=False)
    again = window.current_page()
    cut = [
        one.accessibleName()
        for one in controls(again)
        if isinstance(one, QAbstractButton) and one.width() < one.minimumSizeHint().width()
    ]
    assert cut == []
    assert window.width() == 1280
