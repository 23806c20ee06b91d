"""The file's row and the learners whom it may be, as cards side by side with the same few facts in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnerplan.imports.words.folding import fold
from ui import icons
from ui.widgets import paint
from ui.widgets.bidi import isolate
from ui.widgets.option_card import OptionCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme

LINE, TOP, EDGE = 19, 46, 10
"""Height of a fact, where the first one begins, and the room below the last one."""
NONE = "–"

Facts = tuple[tuple[str, str, bool], ...]
"""(label, value, whether it is the same in the file)."""


def facts_beside(labels: Sequence[str], values: Sequence[str], file: Sequence[str]) -> Facts:
    """The facts of one card; a value that the file has as well is marked."""
    return tuple(
        (label, value, bool(value) and fold(value) == fold(held))
        for label, value, held in zip(labels, values, file, strict=True)
    )


def height_of(theme: Theme, facts: Facts) -> int:
    """The height of a card with these facts."""
    return theme.px(TOP + LINE * len(facts) + EDGE) if facts else theme.px(52)


def _draw(painter: QPainter, theme: Theme, box: QRectF, facts: Facts, left: float, *, rtl: bool) -> None:
    px = theme.px
    wide = max((paint.width_of(label, theme.font("caption")) for label, _value, _same in facts), default=0)
    wide = min(wide, box.width() * 0.42) + px(10)
    align = paint.leading(rtl=rtl)
    for at, (label, value, same) in enumerate(facts):
        top = px(TOP + LINE * at)
        name = paint.mirrored(QRectF(left, top, wide, px(LINE)), box, rtl=rtl)
        paint.words(painter, name, label, theme.font("caption"), theme.color("ink3"), align)
        start = left + wide
        room = box.width() - start - px(12)
        if same:
            mark = paint.mirrored(QRectF(start, top + px(3), px(13), px(13)), box, rtl=rtl)
            icons.paint(painter, "check", theme.color("ok"), mark, rtl=rtl)
            start, room = start + px(17), room - px(17)
        place = paint.mirrored(QRectF(start, top, room, px(LINE)), box, rtl=rtl)
        ink = theme.color("ink" if value else "ink3")
        paint.words(painter, place, isolate(value) or NONE, theme.font("small"), ink, align)


def _spoken(facts: Facts) -> str:
    return ", ".join(f"{label} {value or 'none'}{', as in the file' if same else ''}" for label, value, same in facts)


class CandidateCard(OptionCard):
    """An answer that names a learner, with what is known of her."""

    def __init__(
        self, theme: Theme, value: str, title: str, caption: str, facts: Facts, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, value, title, caption, parent)
        self._facts = facts
        self.setAccessibleDescription(f"{caption}. {_spoken(facts)}" if facts else caption)

    def sizeHint(self) -> QSize:
        """The words of an option, and the facts below them."""
        return QSize(super().sizeHint().width(), height_of(self._theme, self._facts))

    def mark_middle(self) -> float:
        """Beside the words, not beside the facts."""
        return self._theme.px(26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its facts."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint.antialiased(painter)
        _draw(painter, self._theme, QRectF(self.rect()), self._facts, self._theme.px(42), rtl=self.isRightToLeft())

    def _draw_words(self, painter: QPainter, box: QRectF, *, rtl: bool) -> None:
        super()._draw_words(painter, QRectF(box.left(), box.top(), box.width(), self._theme.px(52)), rtl=rtl)


class FileCard(QWidget):
    """What the row of the file says of the person; nothing to choose."""

    def __init__(self, theme: Theme, line: int, facts: Facts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._line, self._facts = theme, line, facts
        self.setAccessibleName(f"In the file, line {line}: {_spoken(facts)}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as the cards beside it."""
        return QSize(self._theme.px(160), height_of(self._theme, self._facts))

    def minimumSizeHint(self) -> QSize:
        """May be narrower than its words, which end in an ellipsis then."""
        return QSize(self._theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it as something to read."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box, rtl = QRectF(self.rect()), self.isRightToLeft()
        pen = QPen(theme.color("line_strong"), 1)
        pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(10), px(10))
        align = paint.leading(rtl=rtl)
        room = box.width() - px(26)
        upper = paint.mirrored(QRectF(px(14), px(8), room, px(18)), box, rtl=rtl)
        lower = paint.mirrored(QRectF(px(14), px(26), room, px(17)), box, rtl=rtl)
        paint.words(painter, upper, "In the file", theme.font("small-strong"), theme.color("ink"), align)
        paint.words(painter, lower, f"Line {self._line}", theme.font("caption"), theme.color("ink2"), align)
        _draw(painter, theme, box, self._facts, px(14), rtl=rtl)
