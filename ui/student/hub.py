"""The child's start: a greeting, who will read, and what there is to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from learnerplan.services.student_sessions import Opens
from ui import icons
from ui.student.controls import BigButton, EnterPresses, letters
from ui.student.drawings import paint_drawing
from ui.student.seat import Screen, Seat
from ui.widgets import paint
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme

WHO_READS = "Your teacher reads what you write here. Nothing goes home before you both agree."
WHO_READS_YOUNG = "Your teacher will read this. It stays at school until you both say yes."
NOTHING = "There is nothing to do here right now. Bring the laptop back to your teacher."
_TILES = {
    Opens.PLAN: ("My plan", "show"),
    Opens.SURVEY: ("Questions for me", "story"),
    Opens.REFLECTION: ("How it went", "face-3"),
    Opens.WORK: ("Show my work", "draw"),
    Opens.PROFILE: ("About me", "alone"),
    Opens.SCRIPT: ("My conference", "pair"),
}


class Tile(EnterPresses, QPushButton):
    """One thing to do; a tick says that it was done today."""

    def __init__(self, theme: Theme, text: str, picture: str, *, done: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._text, self._picture, self._done = theme, text, picture, done
        self.setAccessibleName(text)
        self.setAccessibleDescription("Done" if done else "")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumSize(theme.px(340), theme.px(300))

    def sizeHint(self) -> QSize:
        """A picture over a word."""
        return QSize(self._theme.px(280), self._theme.px(250))

    def minimumSizeHint(self) -> QSize:
        """Small enough for two rows."""
        return QSize(self._theme.px(150), self._theme.px(140))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        edge = theme.color("line_strong" if self.underMouse() else "line")
        paint.rounded(painter, box, px(28), theme.color("surface"), edge, px(2))
        foot = px(62)
        picture = box.adjusted(px(13), px(13), -px(13), -foot)
        paint_drawing(painter, self._picture, picture, px(18))
        words = QRectF(box.left() + px(12), box.bottom() - foot, box.width() - px(24), foot)
        font = letters(theme, 20)
        paint.words(painter, words, self._text, font, theme.color("ink"), Qt.AlignmentFlag.AlignCenter)
        if self._done:
            side = px(44)
            mark = QRectF(picture.right() - side - px(10), picture.top() + px(10), side, side)
            paint.rounded(painter, mark, side / 2, theme.color("ok"))
            icons.paint(painter, "check", theme.color("on_accent"), mark.adjusted(px(10), px(10), -px(10), -px(10)))
        if self.shows_focus():
            inner = box.adjusted(px(4), px(4), -px(4), -px(4))
            paint.rounded(painter, inner, px(24), edge=theme.color("focus"), width=px(3))


class Hub(Screen):
    """`wanted` tells what the child chose; `finished` that the child is done."""

    wanted = Signal(object)

    def __init__(self, seat: Seat, offered: Sequence[Opens], done: frozenset[Opens]) -> None:
        super().__init__(seat, f"Hi, {seat.me.called}!")
        theme, px = seat.theme, seat.theme.px
        reads = label(WHO_READS_YOUNG if seat.me.young else WHO_READS, "student-body", "ink2", wrap=True)
        reads.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid = QGridLayout()
        grid.setSpacing(px(20))
        across = len(offered) if len(offered) <= 3 else (len(offered) + 1) // 2
        self.tiles: dict[Opens, Tile] = {}
        for at, opens in enumerate(offered):
            text, picture = _TILES[opens]
            tile = Tile(theme, text, picture, done=opens in done)
            tile.clicked.connect(lambda _on=False, chosen=opens: self.wanted.emit(chosen))
            self.tiles[opens] = tile
            grid.addWidget(tile, at // across, at % across)
        if not offered:
            grid.addWidget(label(NOTHING, "student-body", wrap=True), 0, 0)
        self.done_button = BigButton(theme, "I’m done", "primary", "check", on_click=self.finished.emit)
        middle = row(STRETCH, grid, STRETCH)
        middle.setStretch(1, 50)
        inside = column(STRETCH, reads, px(28), middle, STRETCH, gap=0)
        inside.setStretch(3, 20)
        outer = column(inside, row(STRETCH, self.done_button), gap=px(16))
        outer.setStretch(0, 1)
        self.setLayout(outer)
