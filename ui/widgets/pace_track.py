"""The way from where a goal began to its aim, with where it is now and where it would be at an even pace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets import paint
from ui.widgets.progress_bar import paint_bar

if TYPE_CHECKING:
    from ui.theme.theme import Theme


@dataclass(frozen=True)
class PaceWords:
    """What a pace track shows. Shares are parts of the way, 0 to 1; `None` where there is nothing to show."""

    began: str
    now: str
    aim: str
    reached: float | None = None
    expected: float | None = None


class PaceTrack(QWidget):
    """A track with three words below it and the mark "pace today" above."""

    def __init__(self, theme: Theme, words: PaceWords | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words or PaceWords("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_pace(self._words)

    def show_pace(self, words: PaceWords) -> None:
        """Show another state."""
        self._words = words
        pace = "" if words.expected is None else f"an even pace would be at {words.expected:.0%} of the way"
        self.setAccessibleName(", ".join(part for part in (words.began, words.now, words.aim, pace) if part))
        self.update()

    def sizeHint(self) -> QSize:
        """One line above the track, the track, one line below."""
        return QSize(self._theme.px(220), self._theme.px(56))

    def minimumSizeHint(self) -> QSize:
        """Narrower than this its words would touch."""
        return QSize(self._theme.px(160), self._theme.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track; it is mirrored as a whole where reading begins on the right."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        track = QRectF(px(8), px(24), box.width() - px(20), px(8))
        rtl = self.isRightToLeft()
        words = self._words
        if rtl:
            painter.save()
            painter.translate(box.width(), 0)
            painter.scale(-1, 1)
        paint_bar(painter, theme, track, words.reached or 0.0)
        self._draw_marks(painter, track)
        if rtl:
            painter.restore()
        self._draw_words(painter, box, track, rtl=rtl)

    def _draw_marks(self, painter: QPainter, track: QRectF) -> None:
        theme, px = self._theme, self._theme.px
        middle = track.center().y()
        end = QPointF(track.right(), middle)
        painter.setPen(QPen(theme.color("line_strong"), 2 * theme.scale))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(end, px(7), px(7))
        if self._words.expected is not None:
            x = track.left() + track.width() * self._words.expected
            painter.setPen(QPen(theme.color("ink"), 2 * theme.scale))
            painter.drawLine(QPointF(x, middle - px(12)), QPointF(x, middle + px(12)))
        if self._words.reached is not None:
            x = track.left() + track.width() * min(self._words.reached, 1.0)
            painter.setPen(QPen(theme.color("surface"), 2 * theme.scale))
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(QPointF(x, middle), px(9), px(9))

    def _draw_words(self, painter: QPainter, box: QRectF, track: QRectF, *, rtl: bool) -> None:
        theme, px = self._theme, self._theme.px
        caption, strong = theme.font("caption"), theme.font("caption-strong")
        low = QRectF(0, px(38), box.width(), px(18))
        start = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        stop = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        centre = Qt.AlignmentFlag.AlignHCenter
        words = self._words
        began, aim = paint.width_of(words.began, caption), paint.width_of(words.aim, caption)
        paint.words(painter, low, words.began, caption, theme.color("ink3"), start)
        paint.words(painter, low, words.aim, caption, theme.color("ink3"), stop)
        if words.reached is not None and words.now:
            wide = paint.width_of(words.now, strong) + 2
            x = track.left() + track.width() * min(words.reached, 1.0) - wide / 2
            x = min(max(x, began + px(8)), box.width() - aim - px(8) - wide)
            place = paint.mirrored(QRectF(x, low.top(), wide, low.height()), box, rtl=rtl)
            paint.words(painter, place, words.now, strong, theme.color("accent_ink"), centre)
        if words.expected is not None:
            wide = paint.width_of("pace today", caption) + 2
            x = track.left() + track.width() * words.expected - wide / 2
            x = min(max(x, 0), box.width() - wide)
            place = paint.mirrored(QRectF(x, -px(2), wide, px(14)), box, rtl=rtl)
            paint.words(painter, place, "pace today", caption, theme.color("ink2"), centre)
