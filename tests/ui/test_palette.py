"""Find or do: what a few letters find, and the way there and back with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.matching import score
from ui.dialogs.palette import Palette, Source
from ui.dialogs.palette_list import Entry
from ui.widgets.layout import column


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("", "Class"),
        ("nguyen", "Minh Anh Nguyễn"),
        ("check in la", "Check in with Layla"),
        ("đorđ", "Dorde Lukic"),
        ("dorde", "Đorđe Lukić"),
        ("zoe", "Zoë Walsh"),
        ("ليلى", "Layla Haddad ليلى حداد"),
    ],
)
def test_letters_find_without_case_and_accents(query, text):
    assert score(query, text) is not None


@pytest.mark.parametrize(
    ("query", "text"), [("xyz", "Minh Anh"), ("an na", "Ben"), ("aaz", "A plan for the class of zoologists")]
)
def test_letters_that_are_not_there_find_nothing(query, text):
    assert score(query, text) is None


def test_the_beginning_of_a_word_is_better_than_its_middle():
    assert score("an", "Ana Ferreira") < score("an", "Hana Kováčová")


@pytest.fixture
def window(qtbot, theme):
    made = QWidget()
    made.resize(1000, 700)
    made.setLayout(column(QLineEdit(), QLineEdit()))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def ran():
    return []


@pytest.fixture
def palette(theme, window, ran):
    names = ["Ana Lúcia Ferreira", "Hana Kováčová", "Leilani Kahale"]

    def learners(query):
        return [
            Entry(name, lambda name=name: ran.append(name), record_id=name)
            for name in names
            if query and score(query, name) is not None
        ]

    def do(query):
        entry = Entry("Check in, whole class", lambda: ran.append("check in"), "11 to go", keys=("Ctrl", "Shift", "C"))
        return [entry] if score(query, entry.title) is not None else []

    return Palette(theme, window, [Source("Do", do), Source("Learners", learners)])


def test_arrows_and_enter_do_what_is_marked(palette, window, ran, qtbot):
    opener = window.findChildren(QLineEdit)[1]
    opener.setFocus()
    palette.open()
    assert palette.field.hasFocus()
    assert palette.list.current().title == "Check in, whole class"
    assert palette.field.accessibleDescription() == "Check in, whole class, 11 to go"
    qtbot.keyClicks(palette.field, "kova")
    assert palette.list.current().title == "Hana Kováčová"
    palette.field.clear()
    qtbot.keyClicks(palette.field, "an")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.current().title == "Hana Kováčová"
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.current().title == "Ana Lúcia Ferreira"
    window.grab()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == ["Ana Lúcia Ferreira"]
    assert palette.isHidden()
    assert opener.hasFocus()


def test_escape_and_a_press_outside_close_and_give_the_focus_back(palette, window, ran, qtbot):
    opener = window.findChildren(QLineEdit)[0]
    opener.setFocus()
    palette.open()
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    assert palette.field.hasFocus()
    with qtbot.waitSignal(palette.closed):
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert opener.hasFocus()
    palette.open()
    with qtbot.waitSignal(palette.closed):
        qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomRight())
    assert ran == []


def test_nothing_found_is_said(palette, qtbot):
    palette.open()
    qtbot.keyClicks(palette.field, "xyzzy")
    assert palette.list.current() is None
    assert palette._nothing.text() == "Nothing fits “xyzzy”."
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
