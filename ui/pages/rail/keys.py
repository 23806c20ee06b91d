"""The keys of the rail: letters and digits act outside of text fields, and each mode has its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from learnerplan.domain.checkins import AbsenceKind
from ui.models.rail import RailMode
from ui.pages.rail import photos

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.dialogs.artifact_add import Pasted
    from ui.pages.rail.plan_deeds import PlanDeeds
    from ui.pages.rail.screen import RailScreen
    from ui.pages.rail.walk import Walk

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
    ("Esc", "Leave a field; outside of fields, hide the screen"),
)
"""(key, what it does) for the list of keys that F1 opens."""


@dataclass(frozen=True)
class Acts:
    """What the page does for keys that mean the same in each mode, or that concern more than its parts."""

    forward: Callable[[], object]
    back: Callable[[], object]
    hide: Callable[[], object]
    miss: Callable[[AbsenceKind], object]
    take_photo: Callable[[Path | Pasted], object]


class RailKeys(QObject):
    """Presses keys for one page. Enter in the child's words saves and goes on; with Shift it makes a new line."""

    def __init__(self, page: QWidget, walk: Walk, screen: RailScreen, plan_deeds: PlanDeeds, acts: Acts) -> None:
        super().__init__(page)
        self._page, self._walk, self._screen, self._plan_deeds, self._acts = page, walk, screen, plan_deeds, acts
        screen.check_in.said.installEventFilter(self)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says; tells whether it means anything here."""
        page, walk, focus = self._page, self._walk, self._page.focusWidget()
        typing = isinstance(focus, QLineEdit | QPlainTextEdit)
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        takes_photos = walk.mode is RailMode.CHECK_IN and walk.desk is not None
        if event.matches(QKeySequence.StandardKey.Paste) and not typing and takes_photos:
            return photos.paste(self._acts.take_photo)
        if key == Qt.Key.Key_Escape:
            if typing:
                page.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._acts.hide()
            return True
        if key in _ENTERS:
            self._enter(focus, back=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
            return True
        if typing or modifiers != _NO_KEYS or walk.desk is None:
            return False
        return self._letter(event.text().casefold())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter leaves the child's words, by saving them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTERS:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            self._acts.forward()
            return True
        return False

    def _enter(self, focus: QWidget | None, *, back: bool) -> None:
        if isinstance(focus, QPushButton) and focus is not self._screen.legend.primary and not back:
            focus.click()
        elif back:
            self._acts.back()
        else:
            self._acts.forward()

    def _letter(self, text: str) -> bool:
        if text == "b":
            self._acts.hide()
            return True
        act = self._letters().get(text)
        if act is not None:
            act()
            return True
        if self._walk.mode is RailMode.CHECK_IN:
            return bool(text) and self._screen.check_in.rate(text)
        if self._walk.mode is RailMode.AGREE:
            return self._screen.agree.tick(text)
        return self._screen.close_.end(text)

    def _letters(self) -> dict[str, Callable[[], object]]:
        screen, acts = self._screen, self._acts
        if self._walk.mode is RailMode.AGREE:
            return {"g": self._plan_deeds.add_goal}
        if self._walk.mode is RailMode.CLOSE:
            desk = self._walk.desk
            if desk is not None and screen.close_.can_start(desk):
                return {"g": self._plan_deeds.add_goal}
            return {"r": self._plan_deeds.reflect} if screen.close_.reflect.isEnabled() else {}
        return {
            "t": screen.check_in.tick_next,
            "n": screen.check_in.go_to_measure,
            "s": screen.check_in.go_to_words,
            "m": screen.check_in.go_to_move,
            "f": screen.check_in.next_feeling,
            "p": partial(photos.choose, self._page, acts.take_photo),
            "a": partial(acts.miss, AbsenceKind.AWAY),
            "l": partial(acts.miss, AbsenceKind.LATER),
        }
