"""The child's start: a greeting, who will read, and what there is to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from learnerplan.services.student_sessions import Part
from ui.student.controls import BigButton, EnterPresses, draw_tick, letters, paint_focus
from ui.student.drawings import paint_drawing
from ui.student.read_aloud import read_at_end
from ui.student.seat import Screen, Seat
from ui.widgets import paint
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.page_scroll import PageScroll
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme

WHO_READS = "Your teacher reads what you write here. Nothing goes home before you both agree."
WHO_READS_YOUNG = "Your teacher will read this. It stays at school until you both say yes."
NOTHING = "There is nothing to do here right now. Bring the laptop back to your teacher."
_ONE_ROW, _TWO_ROWS = 3, 10


class Offer(NamedTuple):
    """A tile: the part that it opens, its words and picture, and whether the child has done it."""

    part: Part
    text: str
    picture: str
    done: bool


class Tile(EnterPresses, QPushButton):
    """One thing to do; a tick says that it is done."""

    def __init__(self, theme: Theme, text: str, picture: str, *, done: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._text, self._picture, self.done = theme, text, picture, done
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
        self._draw_words(painter, words)
        if self.done:
            side = px(44)
            mark = QRectF(picture.right() - side - px(10), picture.top() + px(10), side, side)
            draw_tick(painter, theme, mark, "ok")
        if self.shows_focus():
            paint_focus(painter, theme, box, px(28))

    def _draw_words(self, painter: QPainter, place: QRectF) -> None:
        """One line of large letters, or two of smaller ones; what is longer ends in dots."""
        theme, middle = self._theme, Qt.AlignmentFlag.AlignCenter
        large, small = letters(theme, 20), letters(theme, 16)
        if paint.width_of(self._text, large) <= place.width():
            paint.words(painter, place, self._text, large, theme.color("ink"), middle)
            return
        painter.setFont(small)
        painter.setPen(theme.color("ink"))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        metrics = QFontMetricsF(small)
        text, least = self._text, 1
        flags = int(middle) | int(Qt.TextFlag.TextWordWrap)
        while len(text) > least and metrics.boundingRect(place, flags, text).height() > place.height():
            text = f"{text[:-2].rstrip()}…"
        painter.drawText(place, flags, text)


class Hub(Screen):
    """`wanted` tells the part that the child chose; `finished` that the child is done."""

    wanted = Signal(object)

    def __init__(self, seat: Seat, offers: Sequence[Offer]) -> None:
        super().__init__(seat, f"Hi, {seat.me.called}!")
        theme, px = seat.theme, seat.theme.px
        who_reads = WHO_READS_YOUNG if seat.me.young else WHO_READS
        spoken = ". ".join((self.title, who_reads, *(offer.text for offer in offers)))
        self.ends = read_at_end(theme, seat.reader, lambda: spoken)
        reads = label(who_reads, "student-body", "ink2", wrap=True)
        reads.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid = QGridLayout()
        grid.setSpacing(px(20))
        across = len(offers) if len(offers) <= _ONE_ROW else min(_TWO_ROWS, len(offers) + 1) // 2
        self.tiles: dict[Part, Tile] = {}
        for at, offer in enumerate(offers):
            tile = Tile(theme, offer.text, offer.picture, done=offer.done)
            tile.clicked.connect(lambda _on=False, chosen=offer.part: self.wanted.emit(chosen))
            self.tiles[offer.part] = tile
            grid.addWidget(tile, at // across, at % across)
        if not offers:
            nothing = label(NOTHING, "student-body", wrap=True)
            nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(nothing, 0, 0)
        self.done_button = BigButton(theme, "I’m done", "primary", "check", on_click=self.finished.emit)
        middle = row(STRETCH, grid, STRETCH)
        middle.setStretch(1, 50)
        inside = column(STRETCH, reads, px(28), middle, STRETCH, gap=0)
        inside.setStretch(3, 20)
        content = QWidget()
        content.setLayout(inside)
        shown = PageScroll(content) if len(offers) > _TWO_ROWS else content
        outer = column(shown, row(STRETCH, self.done_button), gap=px(16))
        outer.setStretch(0, 1)
        self.setLayout(outer)

    def take_focus(self) -> None:
        """The first thing that is not done yet; then the way on."""
        open_tiles = (tile for tile in self.tiles.values() if not tile.done)
        target: QWidget = next(open_tiles, self.done_button)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
