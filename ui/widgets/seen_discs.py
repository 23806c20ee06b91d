"""Who was seen in the last week: a disc a learner, ticked or with the letters of who waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import icons
from ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent

    from ui.theme.theme import Theme

DISC, STEP_X, STEP_Y = 26, 41, 34


class Seen(NamedTuple):
    """One learner: the letters, the name, and whether they were seen."""

    letters: str
    name: str
    seen: bool


class SeenDiscs(QWidget):
    """Wraps its discs over the width that it has. Who was seen is a tick, who was not has an outline and letters."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._discs: Sequence[Seen] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_learners(self, discs: Sequence[Seen], seen: int, of: int) -> None:
        """Show these learners, which may be the first ones of a large class in which `seen` `of` all were seen."""
        self._discs = discs
        self.setAccessibleName(f"{seen} of {of} students seen in the last 7 days")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrower means more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at a width."""
        rows = -(-len(self._discs) // self._columns(width)) if self._discs else 1
        return rows * self._theme.px(STEP_Y)

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(self._theme.px(14 * STEP_X), self.heightForWidth(self._theme.px(14 * STEP_X)))

    def event(self, event: QEvent) -> bool:
        """Name the learner under the pointer."""
        if isinstance(event, QHelpEvent):
            hit = [seen for seen, box in self._boxes() if box.contains(event.pos())]
            QToolTip.showText(event.globalPos(), hit[0].name if hit else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the discs."""
        theme = self._theme
        painter = QPainter(self)
        paint.antialiased(painter)
        font = QFont(theme.font("caption-strong"))
        for disc, box in self._boxes():
            if disc.seen:
                paint.rounded(painter, box, box.height() / 2, theme.color("ok_soft"))
                inset = theme.px(6)
                icons.paint(painter, "check", theme.color("ok"), box.adjusted(inset, inset, -inset, -inset))
            else:
                paint.rounded(painter, box, box.height() / 2, theme.color("surface"), theme.color("line_strong"), 1.5)
                font.setPixelSize(max(9, round(box.height() * 0.4)))
                painter.setFont(font)
                painter.setPen(theme.color("ink2"))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), disc.letters)

    def _columns(self, width: int) -> int:
        return max(1, (width - self._theme.px(DISC)) // self._theme.px(STEP_X) + 1)

    def _boxes(self) -> list[tuple[Seen, QRectF]]:
        theme, columns = self._theme, self._columns(self.width())
        side = theme.px(DISC)
        step = (self.width() - side) / (columns - 1) if columns > 1 else 0.0  # a full row reaches both edges
        made = []
        for place, disc in enumerate(self._discs):
            box = QRectF(place % columns * step, place // columns * theme.px(STEP_Y), side, side)
            made.append((disc, paint.mirrored(box, QRectF(self.rect()), rtl=self.isRightToLeft())))
        return made
