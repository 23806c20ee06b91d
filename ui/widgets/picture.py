"""Drawing the picture of a piece of work into a frame: cut around its middle, as a sheet of paper, or as an icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui import icons
from ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from ui.theme.theme import Theme


def paint_picture(
    painter: QPainter,
    theme: Theme,
    frame: QRectF,
    picture: QPixmap | None,
    icon: str,
    icon_size: int,
    *,
    page: bool = False,
) -> None:
    """Fill `frame`, which the caller has clipped. A `page` shows its upper part as paper, other pictures their middle.

    `icon_size` is in px of the screen.
    """
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(frame, theme.color("sunken"))
    if picture is None or picture.isNull():
        mark = QRectF(frame.center().x() - icon_size / 2, frame.center().y() - icon_size / 2, icon_size, icon_size)
        icons.paint(painter, icon, theme.color("ink3"), mark)
    elif page:
        _paint_page(painter, theme, frame, picture)
    else:
        painter.drawPixmap(frame, picture, paint.covering(picture, frame))


def _paint_page(painter: QPainter, theme: Theme, frame: QRectF, picture: QPixmap) -> None:
    edge = frame.height() * 0.09
    width = min(frame.width() - 2 * edge, frame.height() * 1.05)
    paper = QRectF(frame.center().x() - width / 2, frame.top() + edge, width, frame.height() - edge)
    scale = picture.width() / width
    shown = min(paper.height(), picture.height() / scale)
    paper.setHeight(shown)
    painter.drawPixmap(paper, picture, QRectF(0, 0, picture.width(), shown * scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(theme.color("line"))
    painter.drawRect(paper)
