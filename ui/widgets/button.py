"""Buttons: primary, secondary, ghost and quiet ones, and those on dark bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.widgets import paint
from ui.widgets.control import Control

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor, QFont

    from ui.theme.theme import Theme

Kind = Literal["primary", "secondary", "ghost", "quiet", "inverse", "outline"]


class _Look(NamedTuple):
    """Colour tokens of one kind of button; an empty token draws nothing."""

    fill: str
    hover: str
    edge: str
    text: str
    icon: str
    pad: int
    bold: bool = True


_LOOKS: dict[str, _Look] = {
    "primary": _Look("accent", "accent_hover", "", "on_accent", "on_accent", 17),
    "secondary": _Look("surface", "sunken", "line", "ink", "ink2", 17),
    "ghost": _Look("", "accent_soft", "", "accent_ink", "accent_ink", 8),
    "quiet": _Look("", "sunken", "", "ink2", "ink2", 10, bold=False),
    "inverse": _Look("", "ink2", "", "paper", "paper", 12, bold=False),
    "outline": _Look("", "ink2", "paper", "paper", "paper", 14),
}


class Button(Control, QPushButton):
    """A button of one of the design's kinds, with an icon before its word where `icon` names one."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: Kind = "secondary",
        icon: str = "",
        *,
        small: bool = False,
        trailing: str = "",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._kind, self._icon, self._small, self._trailing = theme, kind, icon, small, trailing
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("kind", kind)
        self.say(text)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    @property
    def kind(self) -> Kind:
        """Which of the design's kinds this is."""
        return self._kind

    def say(self, text: str) -> None:
        """Put another word on the button."""
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def show_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self.update()

    def disable(self, why: str) -> None:
        """Switch the button off and say why in its tooltip."""
        self.setEnabled(False)
        self.setToolTip(why)
        self.setAccessibleDescription(why)

    def enable(self, tip: str = "") -> None:
        """Switch the button on again."""
        self.setEnabled(True)
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)

    def rings_outside(self) -> float | None:
        """The corner radius of an outer focus ring, for primary buttons that show their focus."""
        shown = self._kind == "primary" and self.shows_focus()
        return self._theme.px(8) if shown else None

    def sizeHint(self) -> QSize:
        """Room for icon, word and padding at the control height of the design."""
        px = self._theme.px
        height = px(32 if self._small else 40)
        if not self._words:
            return QSize(height, height)
        width = paint.width_of(self._words, self._font()) + 2 * self._pad()
        width += self._icon_room() if self._icon else 0
        width += self._icon_room() if self._trailing else 0
        return QSize(round(width + 0.5), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the kind's shape for the state of the moment."""
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        radius = self._theme.px(8)
        look = _LOOKS[self._kind]
        self._draw_shape(painter, box, radius, look)
        text, icon = self._colours(look)
        self._draw_content(painter, box, text, icon)
        if self.shows_focus() and self._kind != "primary":
            paint.ring(painter, self._theme, box, radius)

    def _draw_shape(self, painter: QPainter, box: QRectF, radius: float, look: _Look) -> None:
        colour = self._theme.color
        if not self.isEnabled():
            if look.fill:
                paint.rounded(painter, box, radius, colour("sunken"))
            return
        lit = self.underMouse() or self.isDown() or self.isChecked()
        fill = look.hover if lit else look.fill
        if self.isDown() and self._kind == "secondary":
            fill = "line"
        width = self._theme.px(2) if self._kind == "outline" else 1
        edge = colour(look.edge) if look.edge else None
        if fill or edge is not None:
            paint.rounded(painter, box, radius, colour(fill) if fill else None, edge, width)

    def _draw_content(self, painter: QPainter, box: QRectF, text: QColor, icon: QColor) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        size = self._icon_size()
        if not self._words:
            mark = QRectF((box.width() - size) / 2, (box.height() - size) / 2, size, size)
            icons.paint(painter, self._icon, icon, mark, rtl=rtl)
            return
        room = self._icon_room()
        width = paint.width_of(self._words, self._font())
        full = width + (room if self._icon else 0) + (room if self._trailing else 0)
        left = max(0.0, (box.width() - full) / 2)
        top = (box.height() - size) / 2
        if self._icon:
            mark = paint.mirrored(QRectF(left, top, size, size), box, rtl=rtl)
            icons.paint(painter, self._icon, icon, mark, rtl=rtl)
            left += room
        place = paint.mirrored(QRectF(left, 0, width + 1, box.height()), box, rtl=rtl)
        paint.words(painter, place, self._words, self._font(), text, Qt.AlignmentFlag.AlignCenter)
        if self._trailing:
            mark = paint.mirrored(QRectF(left + width + room - size, top, size, size), box, rtl=rtl)
            icons.paint(painter, self._trailing, icon, mark, rtl=rtl)

    def _colours(self, look: _Look) -> tuple[QColor, QColor]:
        if not self.isEnabled():
            off = self._theme.color("ink3")
            return off, off
        return self._theme.color(look.text), self._theme.color(look.icon)

    def _font(self) -> QFont:
        weight = "strong" if _LOOKS[self._kind].bold else "medium"
        return self._theme.font(f"small-{weight}" if self._small else weight)

    def _icon_size(self) -> int:
        return self._theme.px(16 if self._words else 18)

    def _icon_room(self) -> int:
        return self._icon_size() + self._theme.px(6 if self._small else 8)

    def _pad(self) -> int:
        pad = _LOOKS[self._kind].pad
        return self._theme.px(min(pad, 13) if self._small else pad + (1 if self._icon else 0))


class IconButton(Button):
    """A square button with an icon alone; `name` is its tooltip and its accessible name."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        kind: Kind = "quiet",
        *,
        small: bool = False,
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", kind, icon, small=small, on_click=on_click, parent=parent)
        self.rename(name)

    def rename(self, name: str) -> None:
        """Give the button another tooltip and accessible name."""
        self.setToolTip(name)
        self.setAccessibleName(name)
