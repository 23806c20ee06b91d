"""Between two children: the next child's picture or letters alone. And the end, with nobody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.student.controls import BigButton
from ui.widgets import paint
from ui.widgets.avatar import paint_avatar
from ui.widgets.bidi import isolate
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.services.student_view import Me
    from ui.theme.theme import Theme

THANKS = "Thank you!"
BRING_BACK = "Please bring the laptop back to your teacher."
ASK = "Please ask your teacher."
NOT_YET = "I’m not done yet"


class Portrait(QWidget):
    """A child's picture in a circle, or the letters of the name."""

    def __init__(self, theme: Theme, me: Me, size: int, photo: Path | None = None) -> None:
        super().__init__()
        self._theme, self._me, self._size = theme, me, size
        self._photo = QPixmap(str(photo)) if photo is not None else QPixmap()
        self.setAccessibleName(me.called)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    def minimumSizeHint(self) -> QSize:
        """A square that never shrinks."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle."""
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        if self._photo.isNull():
            paint_avatar(painter, self._theme, box, self._me.id, self._me.letters)
            return
        frame = QPainterPath()
        frame.addEllipse(box)
        painter.setClipPath(frame)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(box, self._photo, paint.covering(self._photo, box))


class PassOn(QWidget):
    """`arrived` tells that the child has the laptop, `absent` that the child is not there."""

    arrived = Signal()
    absent = Signal()

    def __init__(self, theme: Theme, me: Me, photo: Path | None) -> None:
        super().__init__()
        px = theme.px
        self.setAccessibleName("Pass the laptop on")
        self.here = BigButton(theme, "I have it", "primary", "hand", on_click=self.arrived.emit)
        self.not_here = BigButton(theme, "Not here today", "quiet", small=True, on_click=self.absent.emit)
        name = label(isolate(me.called), "student-title", wrap=True)
        ask = label("Pass the laptop to", "student-body", "ink2")
        for words in (name, ask):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(
            column(
                STRETCH,
                ask,
                row(STRETCH, Portrait(theme, me, 200, photo), STRETCH),
                name,
                px(12),
                row(STRETCH, self.here, STRETCH),
                row(STRETCH, self.not_here, STRETCH),
                STRETCH,
                gap=px(16),
            )
        )


class Ended(QWidget):
    """Nobody's turn: everybody is done, or the laptop was closed in a way that left no name.

    Where one child alone had it, `came_back` tells that they were not done yet.
    """

    came_back = Signal()

    def __init__(self, theme: Theme, title: str, words: str, *, alone: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(title)
        shown = (label(title, "student-title"), label(words, "student-body", "ink2", wrap=True))
        for each in shown:
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back = BigButton(theme, NOT_YET, "plain", "arrow-left", small=True, on_click=self.came_back.emit)
        self.setLayout(column(STRETCH, *shown, row(STRETCH, self.back, STRETCH), STRETCH, gap=theme.px(16)))
        self.back.setVisible(alone)
