"""Find or do (Ctrl+K): actions, learners and texts behind one field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from ui.dialogs.palette_list import PaletteList
from ui.widgets.glyph import Glyph
from ui.widgets.keycap import KeyCap
from ui.widgets.layout import STRETCH, column, row, rule
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.dialogs.palette_list import Entry
    from ui.theme.theme import Theme

FADE = 120
"""Milliseconds in which the window dims."""
DIM = 0.4
WIDTH, HEIGHT, TOP = 640, 440, 112


@dataclass(frozen=True)
class Source:
    """One part of the results: its title, and what it finds for a query."""

    title: str
    find: Callable[[str], Sequence[Entry]]


class Palette(QWidget):
    """Lies over the whole window while it is open. The focus goes back to where it was."""

    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget, sources: Sequence[Source]) -> None:
        super().__init__(window)
        self._theme, self._window, self._sources = theme, window, sources
        self._opener: QWidget | None = None
        self._dim = 0.0
        self.setAccessibleName("Find or do")
        self._panel = self._make_panel()
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(FADE)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(DIM)
        self._fade.valueChanged.connect(self._on_fade)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Open empty, with the focus in the field."""
        self._opener = QApplication.focusWidget()
        self.field.clear()
        self._lay()
        self._dim = 0.0 if self._theme.motion else DIM
        self.show()
        self.raise_()
        if self._theme.motion:
            self._fade.start()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search("")

    def leave(self) -> None:
        """Close and give the focus back."""
        if self.isHidden():
            return
        self._fade.stop()
        self.hide()
        if self._opener is not None and self._opener.isVisible():
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self._opener = None
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the window's size; let the field's arrows move in the list."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._lay()
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the panel closes."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window below."""
        shade = self._theme.color("shade")
        shade.setAlphaF(self._dim)
        QPainter(self).fillRect(self.rect(), shade)

    def _make_panel(self) -> QFrame:
        theme, px = self._theme, self._theme.px
        panel = QFrame(self)
        panel.setProperty("card", "overlay")
        self.field = QLineEdit()
        self.field.setProperty("bare", True)
        self.field.setPlaceholderText("Find or do…")
        self.field.setAccessibleName("Find or do")
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = PaletteList(theme)
        self.list.picked.connect(self._run)
        self._nothing = label("", "small")
        self._nothing.setContentsMargins(px(22), px(12), px(22), px(12))
        head = row(Glyph(theme, "search", "accent", 20), self.field, KeyCap(theme, "Esc"), gap=px(8))
        head.setContentsMargins(px(22), px(18), px(17), px(14))
        foot = row(
            *(KeyCap(theme, "↑"), KeyCap(theme, "↓"), label("move", "caption"), px(8)),
            *(KeyCap(theme, "Enter"), label("open", "caption"), STRETCH),
            gap=px(8),
            margins=(px(22), px(8), px(22), px(10)),
        )
        box = column(head, rule(), self._nothing, self.list, rule(), foot, gap=0, margins=(1, 1, 1, 1))
        box.setStretch(3, 1)
        panel.setLayout(box)
        return panel

    def _lay(self) -> None:
        px = self._theme.px
        self.setGeometry(self._window.rect())
        width = min(px(WIDTH), self.width() - px(48))
        top = min(px(TOP), max(px(24), (self.height() - px(HEIGHT)) // 3))
        height = min(px(HEIGHT), self.height() - top - px(24))
        self._panel.setGeometry((self.width() - width) // 2, top, width, height)

    def _search(self, query: str) -> None:
        found = [(source.title, tuple(source.find(query.strip()))) for source in self._sources]
        self.list.show_results([(title, entries) for title, entries in found if entries])
        empty = not any(entries for _title, entries in found)
        self._nothing.setVisible(empty)
        self._nothing.setText(f"Nothing fits “{query.strip()}”." if query.strip() else "")
        self._tell_current()

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run()
        elif key in steps:
            self.list.step(steps[Qt.Key(key)])
            self._tell_current()
        elif key not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:  # Tab stays here while the window is covered
            return False
        return True

    def _tell_current(self) -> None:
        """Say the marked entry to people who listen: the focus stays in the field."""
        entry = self.list.current()
        words = "" if entry is None else ", ".join(part for part in (entry.title, entry.caption) if part)
        self.field.setAccessibleDescription(words)

    def _run(self) -> None:
        entry = self.list.current()
        if entry is None:
            return
        self.leave()
        entry.run()

    def _on_fade(self, value: float) -> None:
        self._dim = value
        self.update()
