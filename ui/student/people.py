"""People in the small pictures: a head with hair and a face, a shirt, seated behind a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from ui.theme.tokens import DRAWINGS

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

DESK = 230.0
"""The upper edge of the desk; pictures are drawn in a box of 252 by 264."""


class Person(NamedTuple):
    """Who sits where: the middle of the head, its radius, and which skin, hair and shirt."""

    x: float
    y: float
    radius: float
    look: int
    shirt: int
    mouth: str = "smile"
    eyes: str = "open"


def draw_person(painter: QPainter, who: Person) -> None:
    """Hair, shirt, head and face."""
    x, y, r = who.x, who.y, who.radius
    painter.setPen(Qt.PenStyle.NoPen)
    _disc(painter, x, y - r * 0.28, r * 1.24, DRAWINGS.hairs[who.look % len(DRAWINGS.hairs)])
    painter.setBrush(QColor(DRAWINGS.shirts[who.shirt % len(DRAWINGS.shirts)]))
    top, half = y + r * 1.02, r * 1.28
    shirt = QPainterPath()
    shirt.addRoundedRect(QRectF(x - half, top, 2 * half, DESK + 40 - top), half * 0.75, half * 0.75)
    painter.drawPath(shirt)
    _disc(painter, x, y, r, DRAWINGS.skins[who.look % len(DRAWINGS.skins)])
    draw_face(painter, x, y, r, who.mouth, who.eyes)


def draw_face(painter: QPainter, x: float, y: float, r: float, mouth: str, eyes: str = "open") -> None:
    """Two eyes and a mouth: `smile`, `grin`, `flat`, `sad` or `sing`."""
    pen = QPen(QColor(DRAWINGS.ink), r * 0.1)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    for side in (-1, 1):
        place = QRectF(x + side * r * 0.34 - r * 0.12, y - r * 0.24, r * 0.24, r * 0.3)
        if eyes == "closed":
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawArc(place, 200 * 16, 140 * 16)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(DRAWINGS.ink))
            painter.drawEllipse(place)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    wide = r * 0.36
    if mouth == "flat":
        painter.drawLine(QPointF(x - wide, y + r * 0.42), QPointF(x + wide, y + r * 0.42))
    elif mouth == "sad":
        painter.drawArc(QRectF(x - wide, y + r * 0.34, 2 * wide, r * 0.5), 30 * 16, 120 * 16)
    elif mouth == "sing":
        painter.setBrush(QColor(DRAWINGS.ink))
        painter.drawEllipse(QPointF(x, y + r * 0.42), r * 0.14, r * 0.18)
    else:
        deep = 0.62 if mouth == "grin" else 0.5
        painter.drawArc(QRectF(x - wide, y + r * 0.04, 2 * wide, r * deep), 205 * 16, 130 * 16)


def draw_desk(painter: QPainter, papers: tuple[float, ...]) -> None:
    """A desk along the lower edge with sheets of paper on it, each around its x."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(QRectF(-600, DESK, 1500, 400), QColor(DRAWINGS.desk[1]))
    painter.fillRect(QRectF(-600, DESK - 10, 1500, 11), QColor(DRAWINGS.desk[0]))
    painter.setBrush(QColor(DRAWINGS.paper))
    for x in papers:
        sheet = QPainterPath(QPointF(x - 20, DESK - 6))
        for point in ((x + 20, DESK - 6), (x + 26, DESK + 10), (x - 26, DESK + 10)):
            sheet.lineTo(*point)
        sheet.closeSubpath()
        painter.drawPath(sheet)


def _disc(painter: QPainter, x: float, y: float, radius: float, colour: str) -> None:
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(x, y), radius, radius)
