"""The few strokes that all painted controls share."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor, QFont

    from ui.theme.theme import Theme

_ONE_LINE = int(Qt.AlignmentFlag.AlignAbsolute) | int(Qt.TextFlag.TextSingleLine)
_FROM_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MOST_STAMPS = 512
_FROM_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def antialiased(painter: QPainter) -> None:
    """Draw shapes with smooth edges from here on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A round-cornered box whose edge lies wholly inside `rect`."""
    half = width / 2 if edge is not None else 0.0
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    inner = rect.adjusted(half, half, -half, -half)
    bend = min(max(0.0, radius - half), inner.height() / 2, inner.width() / 2)
    painter.drawRoundedRect(inner, bend, bend)


def stamped(
    painter: QPainter, theme: Theme, rect: QRectF, what: tuple[object, ...], draw: Callable[[QPainter, QRectF], object]
) -> None:
    """Put a picture into `rect` that `draw` made earlier of the same `what`, at the same size.

    Grounds of chips, avatars and checkboxes stand in every row of a list, and a smooth shape takes seven times as
    long to draw as its picture. Words are no part of it: the screen's own smoothing of letters needs their ground.
    """
    device = painter.device()
    dpr = device.devicePixelRatio() if device is not None else 1.0
    name = (*what, rect.width(), rect.height(), dpr)
    picture = theme.stamps.get(name)
    if picture is None:
        if len(theme.stamps) >= _MOST_STAMPS:
            theme.stamps.clear()
        picture = theme.stamps[name] = QPixmap(ceil(rect.width() * dpr), ceil(rect.height() * dpr))
        picture.setDevicePixelRatio(dpr)
        picture.fill(Qt.GlobalColor.transparent)
        own = QPainter(picture)
        antialiased(own)
        draw(own, QRectF(0, 0, rect.width(), rect.height()))
        own.end()
    painter.drawPixmap(rect.topLeft(), picture)


def ring(painter: QPainter, theme: Theme, rect: QRectF, radius: float) -> None:
    """The focus ring just inside `rect`."""
    rounded(painter, rect, radius, edge=theme.color("focus"), width=theme.px(theme.tokens.focus_width))


def leading(*, rtl: bool) -> Qt.AlignmentFlag:
    """The side on which reading begins, in the middle of the line's height."""
    return _FROM_RIGHT if rtl else _FROM_LEFT


def words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = _FROM_LEFT,
) -> None:
    """One line of text in `rect`, cut with an ellipsis where it does not fit.

    `align` is as seen on the screen. The text's own letters decide in which direction it runs.
    """
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    painter.setFont(font)
    painter.setPen(colour)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(rect, int(align) | _ONE_LINE, shown)


def width_of(text: str, font: QFont) -> float:
    """How wide one line of `text` is in px."""
    return QFontMetricsF(font).horizontalAdvance(text)


def mirrored(rect: QRectF, within: QRectF, *, rtl: bool) -> QRectF:
    """`rect` as it lies in `within`, reflected where the interface runs from right to left."""
    if not rtl:
        return rect
    return QRectF(within.left() + within.right() - rect.right(), rect.top(), rect.width(), rect.height())


def covering(picture: QPixmap, frame: QRectF) -> QRectF:
    """The part of a picture around its middle that has the shape of `frame`."""
    width, height = float(picture.width()), float(picture.height())
    wanted = frame.width() / frame.height()
    if width / height > wanted:
        cut = height * wanted
        return QRectF((width - cut) / 2, 0, cut, height)
    cut = width / wanted
    return QRectF(0, (height - cut) / 2, width, cut)
