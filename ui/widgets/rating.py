"""How far a goal is: the levels of the planbook's scale side by side, and "Not today", which is no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui.widgets import paint
from ui.widgets.control import Control
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.keycap import HEIGHT as CAP
from ui.widgets.keycap import keycap_width, paint_keycap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme

NOT_TODAY = ""
"""The value of "Not today"."""
NOT_TODAY_KEY = "–"


class _Mark(Control, QRadioButton):
    def __init__(self, theme: Theme, key: str, text: str, value: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self._theme, self._key, self._words, self.value = theme, key, text, value
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme, px = self._theme, self._theme.px
        words = paint.width_of(self._words, theme.font("small-strong"))
        return QSize(round(words) + keycap_width(theme, self._key) + px(28), px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box, rtl, on = QRectF(self.rect()), self.isRightToLeft(), self.isChecked()
        fill = "accent_soft" if on else "sunken" if self.underMouse() else "surface"

        def ground(own: QPainter, rect: QRectF) -> None:
            edge, width = theme.color("accent" if on else "line"), px(2) if on else 1
            paint.rounded(own, rect, px(8), theme.color(fill), edge, width)

        paint.stamped(painter, theme, box, ("rating", fill, on), ground)
        if self.shows_focus():
            paint.ring(painter, theme, box.adjusted(px(3), px(3), -px(3), -px(3)), px(6))
        wide = keycap_width(theme, self._key)
        spare = max(0.0, (box.width() - self.sizeHint().width()) / 2)
        cap = QRectF(px(10) + spare, (box.height() - px(CAP)) / 2, wide, px(CAP))
        paint_keycap(painter, theme, paint.mirrored(cap, box, rtl=rtl), self._key)
        place = QRectF(cap.right() + px(8), 0, box.width() - cap.right() - px(12), box.height())
        font = theme.font("small-strong" if on else "small-medium")
        ink = theme.color("accent_ink" if on else "ink2")
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        align = side | Qt.AlignmentFlag.AlignVCenter
        paint.words(painter, paint.mirrored(place, box, rtl=rtl), self._words, font, ink, align)


class Rating(QWidget):
    """`(value, text)` levels, lowest first. The digits from 0 choose a level, the hyphen "Not today".

    `chosen` tells the value that a person picked by any means; `keyed` follows when it was a key.
    """

    chosen = Signal(str)
    keyed = Signal()

    def __init__(
        self, theme: Theme, levels: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._marks = [_Mark(theme, NOT_TODAY_KEY, "Not today", NOT_TODAY)]
        self._marks += [_Mark(theme, str(at), text, value) for at, (value, text) in enumerate(levels)]
        self._group = QButtonGroup(self)
        flow = FlowLayout(theme.px(8), fill=True)
        for mark in self._marks:
            self._group.addButton(mark)
            flow.addWidget(mark)
            mark.clicked.connect(lambda _on, value=mark.value: self.chosen.emit(value))
        self._marks[0].setChecked(True)
        self.setLayout(flow)
        self.setFocusProxy(self._marks[0])

    def value(self) -> str:
        """The chosen level; empty for "Not today"."""
        return next((mark.value for mark in self._marks if mark.isChecked()), NOT_TODAY)

    def choose(self, value: str) -> None:
        """Choose a level without announcing it."""
        for mark in self._marks:
            if mark.value == value:
                mark.setChecked(True)
                self.setFocusProxy(mark)

    def take_key(self, text: str) -> bool:
        """Choose by a key, where the key means something here."""
        at = 0 if text in {"-", NOT_TODAY_KEY} else int(text) + 1 if text.isdecimal() else -1
        if not text or not 0 <= at < len(self._marks):
            return False
        self._marks[at].setChecked(True)
        self.setFocusProxy(self._marks[at])
        self.chosen.emit(self._marks[at].value)
        self.keyed.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits and the hyphen; the marks themselves pass them on."""
        if not self.take_key(event.text()):
            super().keyPressEvent(event)
