"""Large buttons and boxes for small hands: at least 56 px to hit, words of 16 px and more, no menus of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.widgets import paint
from ui.widgets.control import Control

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent

    from ui.theme.theme import Theme

Kind = Literal["primary", "plain", "soft", "quiet"]
HIT = 56
"""The least height of what can be pressed, px."""
_LOOKS: dict[str, tuple[str, str, str]] = {
    "primary": ("accent", "accent_hover", "on_accent"),
    "plain": ("surface", "sunken", "ink2"),
    "soft": ("accent_soft", "accent_soft", "accent_ink"),
    "quiet": ("", "sunken", "ink2"),
}


def letters(theme: Theme, size: int, weight: int = 600) -> QFont:
    """The reading face in any size (px at 100 %) and weight."""
    font = QFont(theme.font("student-body"))
    font.setPixelSize(theme.px(size))
    font.setWeight(QFont.Weight(weight))
    return font


def paint_focus(painter: QPainter, theme: Theme, box: QRectF, radius: float) -> None:
    """Where the keys are: thin dashes, so that a child does not take it for what was chosen, which is filled."""
    inset = theme.px(6)
    pen = QPen(theme.color("ink2"), theme.px(2))
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bend = max(0.0, radius - inset)
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), bend, bend)


def draw_tick(painter: QPainter, theme: Theme, place: QRectF, ground: str) -> None:
    """A tick in a filled disc: this is chosen, or done."""
    inset = place.width() * 0.23
    paint.rounded(painter, place, place.width() / 2, theme.color(ground))
    icons.paint(painter, "check", theme.color("on_accent"), place.adjusted(inset, inset, -inset, -inset))


class EnterPresses(Control):
    """A painted button that Enter presses like the space bar: children try Enter first.

    Children also click twice. Where the first click led to another screen, the second one belongs to nobody there:
    "I'm done" stands in the same place on most screens.
    """

    _pressed_before = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The first click of what may become two."""
        self._pressed_before = True
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click counts only where the first one was on this button too."""
        if self._pressed_before:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press once; a key that is held down must not run through several screens."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class BigButton(EnterPresses, QPushButton):
    """A round-ended button with an icon before or after its word; without a word it is round."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: Kind = "plain",
        icon: str = "",
        *,
        trailing: str = "",
        small: bool = False,
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._kind, self._icon, self._trailing, self._small = theme, kind, icon, trailing, small
        self._font = letters(theme, 16 if small else 20, 400 if kind == "quiet" else 600)
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def say(self, text: str) -> None:
        """Put another word on the button."""
        self._words = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the word and the icons."""
        px = self._theme.px
        if not self._words:
            return QSize(px(HIT), px(HIT))
        pad, mark = (px(20), px(28)) if self._small else (px(32), px(36))
        marks = (1 if self._icon else 0) + (1 if self._trailing else 0)
        width = paint.width_of(self._words, self._font) + 2 * pad + marks * mark
        return QSize(round(width), px(HIT if self._small else 60))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        fill, lit, ink = _LOOKS[self._kind]
        shown = lit if self.underMouse() or self.isDown() else fill
        colour = theme.color(ink)
        if not self.isEnabled():
            shown, colour = "sunken", theme.color("ink3")
        edge = theme.color("line") if self._kind == "plain" else None
        paint.rounded(painter, box, box.height() / 2, theme.color(shown) if shown else None, edge, px(2))
        self._draw_words(painter, box, colour)
        if self.shows_focus():
            inner = box.adjusted(px(3), px(3), -px(3), -px(3)) if self._kind == "primary" else box
            ring = theme.color("on_accent" if self._kind == "primary" else "focus")
            paint.rounded(painter, inner, inner.height() / 2, edge=ring, width=px(3))

    def _draw_words(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        px, rtl = self._theme.px, self.isRightToLeft()
        side, gap = px(18 if self._small else 24), px(10 if self._small else 12)
        width = paint.width_of(self._words, self._font)
        gap = gap if self._words else 0
        full = width + ((side + gap) if self._icon else 0) + ((side + gap) if self._trailing else 0)
        left, top = (box.width() - full) / 2, (box.height() - side) / 2
        if self._icon:
            icons.paint(
                painter, self._icon, colour, paint.mirrored(QRectF(left, top, side, side), box, rtl=rtl), rtl=rtl
            )
            left += side + gap
        place = paint.mirrored(QRectF(left, 0, width + 1, box.height()), box, rtl=rtl)
        paint.words(painter, place, self._words, self._font, colour, Qt.AlignmentFlag.AlignCenter)
        if self._trailing:
            mark = QRectF(left + width + gap, top, side, side)
            icons.paint(painter, self._trailing, colour, paint.mirrored(mark, box, rtl=rtl), rtl=rtl)


class WordBox(QPlainTextEdit):
    """Words to type. Nothing can be pasted or dropped into it: what lies on the clipboard may be about another child.

    `committed` tells a changed text when the child is done with it.
    """

    committed = Signal(str)

    def __init__(self, theme: Theme, name: str, hint: str = "", lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("student", True)
        font = letters(theme, 20, 400)
        self.setStyleSheet(f"QPlainTextEdit {{ font-size: {theme.px(20)}px; border-radius: {theme.px(16)}px; }}")
        self.setFixedHeight(max(theme.px(HIT), QFontMetrics(font).lineSpacing() * lines + theme.px(28)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def value(self) -> str:
        """The text without room at its ends."""
        return self.toPlainText().strip()

    def show_value(self, text: str) -> None:
        """Show words that are kept already; they are no change."""
        self._held = text.strip()
        self.setPlainText(text)

    def commit(self) -> None:
        """Tell the text if it changed since it was last told."""
        if self.value() != self._held:
            self._held = self.value()
            self.committed.emit(self._held)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Nothing comes in from outside."""
        return False

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Nothing comes in from outside."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The child is done with it."""
        super().focusOutEvent(event)
        self.commit()
