"""Faces for how something feels, apart from how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from learnerplan.domain.checkins import Feeling
from learnerplan.services.student_words import FACES
from ui import icons
from ui.student.controls import EnterPresses, letters, paint_focus
from ui.widgets import paint
from ui.widgets.layout import row

if TYPE_CHECKING:
    from ui.theme.theme import Theme

_ICONS = {Feeling.STUCK: "frown", Feeling.HARD: "meh", Feeling.GOOD: "smile", Feeling.EASY: "laugh"}


class FaceButton(EnterPresses, QPushButton):
    """One face with its words below."""

    def __init__(self, theme: Theme, feeling: Feeling, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.feeling = theme, feeling
        self.setCheckable(True)
        self.setAccessibleName(FACES[feeling])
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A face and a line of words."""
        return QSize(self._theme.px(96), self._theme.px(84))

    def minimumSizeHint(self) -> QSize:
        """Four of them fit beside each other on a card of a small screen."""
        return QSize(self._theme.px(84), self._theme.px(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the face."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box, on = QRectF(self.rect()), self.isChecked()
        edge = theme.color("accent" if on else "line_strong" if self.underMouse() else "line")
        paint.rounded(painter, box, px(18), theme.color("voice" if on else "surface"), edge, px(3 if on else 2))
        side = px(32)
        ink = theme.color("ink" if on else "ink2")
        icons.paint(painter, _ICONS[self.feeling], ink, QRectF((box.width() - side) / 2, px(14), side, side))
        place = QRectF(px(2), px(50), box.width() - px(4), px(24))
        font = letters(theme, 13, 600 if on else 400)
        paint.words(painter, place, FACES[self.feeling], font, ink, Qt.AlignmentFlag.AlignCenter)
        if self.shows_focus():
            paint_focus(painter, theme, box, px(18))


class Faces(QWidget):
    """One of four faces. `chosen` tells the one that was pressed."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, feeling: Feeling | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {each: FaceButton(theme, each) for each in FACES}
        for each, button in self.buttons.items():
            button.setChecked(each is feeling)
            button.clicked.connect(lambda _on=False, wanted=each: self._press(wanted))
        self.setLayout(row(*self.buttons.values(), gap=theme.px(8)))

    def show_feeling(self, feeling: Feeling | None) -> None:
        """Show which face is kept."""
        for each, button in self.buttons.items():
            button.setChecked(each is feeling)

    def _press(self, feeling: Feeling) -> None:
        self.show_feeling(feeling)
        self.chosen.emit(feeling)
