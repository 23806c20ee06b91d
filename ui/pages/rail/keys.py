"""The keys of the rail: letters and digits act outside of text fields, and each mode has its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from learnerplan.domain.checkins import AbsenceKind
from ui.models.rail import RailMode
from ui.pages.rail import photos

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.pages.rail.page import RailPage

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_KEYS = Qt.KeyboardModifier.NoModifier
SHOWN = (
    ("0–4", "How far the goal at hand is; the next goal follows"),
    ("T", "Tick the next open step"),
    ("N", "A number measured now"),
    ("S", "What the student says"),
    ("M", "The next move"),
    ("F", "How it feels"),
    ("P", "Keep a photo of the work"),
    ("Enter", "Save, next student"),
    ("Shift+Enter", "The student before"),
    ("A", "Away today"),
    ("L", "Later today"),
    ("B", "Hide the screen; any key shows it again"),
)
"""(key, what it does) for the list of keys that F1 opens."""


class RailKeys(QObject):
    """Presses keys for one page. Enter in the child's words saves and goes on; with Shift it makes a new line."""

    def __init__(self, page: RailPage) -> None:
        super().__init__(page)
        self._page = page
        page.screen_.check_in.said.installEventFilter(self)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says; tells whether it means anything here."""
        page, focus = self._page, self._page.focusWidget()
        typing = isinstance(focus, QLineEdit | QPlainTextEdit)
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Paste) and not typing and page.takes_photos():
            return photos.paste(page.take_photo)
        if key == Qt.Key.Key_Escape:
            if typing:
                page.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                page.hide_screen()
            return True
        if key in _ENTERS:
            self._enter(focus, back=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
            return True
        if typing or modifiers != _NO_KEYS or page.walk.desk is None:
            return False
        return self._letter(event.text().casefold())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter leaves the child's words, by saving them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTERS:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            self._page.forward()
            return True
        return False

    def _enter(self, focus: QWidget | None, *, back: bool) -> None:
        page = self._page
        if isinstance(focus, QPushButton) and focus is not page.screen_.legend.primary and not back:
            focus.click()
        elif back:
            page.back()
        else:
            page.forward()

    def _letter(self, text: str) -> bool:
        page, screen = self._page, self._page.screen_
        if text == "b":
            page.hide_screen()
            return True
        act = self._letters().get(text)
        if act is not None:
            act()
            return True
        if page.walk.mode is RailMode.CHECK_IN:
            return bool(text) and screen.check_in.rate(text)
        if page.walk.mode is RailMode.AGREE:
            return screen.agree.tick(text)
        return screen.close_.end(text)

    def _letters(self) -> dict[str, Callable[[], object]]:
        page, screen = self._page, self._page.screen_
        if page.walk.mode is RailMode.AGREE:
            return {"g": page.plan_deeds.add_goal}
        if page.walk.mode is RailMode.CLOSE:
            return {"r": page.plan_deeds.reflect} if screen.close_.reflect.isEnabled() else {}
        return {
            "t": screen.check_in.tick_next,
            "n": screen.check_in.go_to_measure,
            "s": screen.check_in.go_to_words,
            "m": screen.check_in.go_to_move,
            "f": screen.check_in.next_feeling,
            "p": lambda: photos.choose(page, page.take_photo),
            "a": lambda: page.miss(AbsenceKind.AWAY),
            "l": lambda: page.miss(AbsenceKind.LATER),
        }
