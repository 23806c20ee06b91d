"""The small warm pictures of survey options, painted by their names; words stand below each, so none is a riddle."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainterPath, QPen, QPolygonF

from ui.student.people import Person, draw_desk, draw_face, draw_person
from ui.theme.tokens import DRAWINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

WIDTH, HEIGHT = 252.0, 264.0
_MIDDLE = QPointF(126, 150)


def paint_drawing(painter: QPainter, name: str, rect: QRectF, radius: float) -> None:
    """Draw the picture `name` into `rect`, which it fills; its corners are round."""
    painter.save()
    frame = QPainterPath()
    frame.addRoundedRect(rect, radius, radius)
    painter.setClipPath(frame)
    ground = list(_DRAWN).index(name) % len(DRAWINGS.grounds)
    painter.fillRect(rect, QColor(DRAWINGS.grounds[ground]))
    scale = min(rect.width() / WIDTH, rect.height() / HEIGHT)
    painter.translate(rect.center().x() - WIDTH * scale / 2, rect.bottom() - HEIGHT * scale)
    painter.scale(scale, scale)
    glow = QColor(DRAWINGS.paper)
    glow.setAlpha(110)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(glow)
    painter.drawEllipse(_MIDDLE, 106, 106)
    _DRAWN[name](painter)
    painter.restore()


def is_drawn(name: str) -> bool:
    """Whether there is a picture of this name."""
    return name in _DRAWN


def _seated(painter: QPainter, *people: Person, papers: tuple[float, ...] = (126,)) -> None:
    for person in people:
        draw_person(painter, person)
    draw_desk(painter, papers)


def _pen(painter: QPainter, colour: str, width: float) -> None:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _fill(painter: QPainter, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))


def _quiet(painter: QPainter) -> None:
    _seated(painter, Person(112, 130, 34, 2, 6, eyes="closed"), papers=(112,))
    _fill(painter, DRAWINGS.shirts[1])
    painter.drawRoundedRect(QRectF(186, 206, 30, 24), 5, 5)
    _pen(painter, DRAWINGS.leaf, 8)
    for tip in (184, 201, 218):
        painter.drawLine(QPointF(201, 204), QPointF(tip, 176))


def _bubble(painter: QPainter, x: float, y: float, size: float) -> None:
    _fill(painter, DRAWINGS.paper)
    painter.drawRoundedRect(QRectF(x, y, size, size * 0.7), size * 0.22, size * 0.22)
    tail = QPolygonF([QPointF(x + size * p, y + size * q) for p, q in ((0.25, 0.6), (0.5, 0.65), (0.2, 0.92))])
    painter.drawPolygon(tail)


def _hum(painter: QPainter) -> None:
    _seated(painter, Person(82, 148, 28, 1, 2), Person(168, 148, 28, 0, 5, mouth="sing"))
    _bubble(painter, 112, 66, 46)
    _fill(painter, DRAWINGS.shirts[0])
    for at in range(3):
        painter.drawEllipse(QPointF(124 + 11 * at, 82), 3.4, 3.4)


def _note(painter: QPainter, x: float, y: float, colour: str) -> None:
    _fill(painter, colour)
    painter.drawEllipse(QPointF(x, y), 10, 8)
    _pen(painter, colour, 5)
    painter.drawPolyline([QPointF(x + 8, y - 2), QPointF(x + 8, y - 38), QPointF(x + 24, y - 30)])


def _music(painter: QPainter) -> None:
    _seated(painter, Person(126, 140, 34, 3, 4, mouth="sing", eyes="closed"), papers=())
    for x, y, shirt in ((46, 120, 0), (188, 104, 5), (206, 170, 2)):
        _note(painter, x, y, DRAWINGS.shirts[shirt])


def _draw(painter: QPainter) -> None:
    draw_desk(painter, ())
    _fill(painter, DRAWINGS.paper)
    painter.drawRoundedRect(QRectF(56, 84, 132, 150), 6, 6)
    _fill(painter, DRAWINGS.gold)
    painter.drawEllipse(QPointF(158, 114), 14, 14)
    _pen(painter, DRAWINGS.shirts[1], 7)
    painter.drawPolyline([QPointF(76, 168), QPointF(108, 134), QPointF(140, 168)])
    painter.drawRect(QRectF(84, 168, 48, 40))
    painter.save()
    painter.translate(190, 176)
    painter.rotate(38)
    _fill(painter, DRAWINGS.shirts[0])
    painter.drawRoundedRect(QRectF(-9, -86, 18, 86), 4, 4)
    _fill(painter, DRAWINGS.skins[2])
    painter.drawPolygon(QPolygonF([QPointF(-9, 0), QPointF(9, 0), QPointF(0, 24)]))
    painter.restore()


def _build(painter: QPainter) -> None:
    draw_desk(painter, ())
    for x, y, shirt in ((50, 172, 0), (104, 172, 4), (158, 172, 2), (77, 124, 1), (131, 124, 3)):
        _fill(painter, DRAWINGS.shirts[shirt])
        painter.drawRoundedRect(QRectF(x, y, 50, 46), 6, 6)
    _fill(painter, DRAWINGS.shirts[5])
    painter.drawPolygon(QPolygonF([QPointF(90, 121), QPointF(168, 121), QPointF(129, 76)]))


def _book(painter: QPainter, y: float) -> None:
    for side, shirt in ((-1, 0), (1, 0)):
        _fill(painter, DRAWINGS.shirts[shirt])
        painter.drawRoundedRect(QRectF(min(126, 126 + side * 96), y, 96, 86), 8, 8)
        _fill(painter, DRAWINGS.paper)
        page = QPainterPath(QPointF(126, y + 8))
        page.quadTo(126 + side * 44, y - 14, 126 + side * 88, y + 4)
        page.lineTo(126 + side * 88, y + 72)
        page.quadTo(126 + side * 44, y + 56, 126, y + 76)
        page.closeSubpath()
        painter.drawPath(page)
        _pen(painter, DRAWINGS.grounds[0], 5)
        for line in range(3):
            at = y + 22 + 14 * line
            painter.drawLine(QPointF(126 + side * 18, at), QPointF(126 + side * 72, at - 5))


def _read(painter: QPainter) -> None:
    draw_desk(painter, ())
    _book(painter, 128)


def _star(x: float, y: float, size: float) -> QPolygonF:
    from math import cos, pi, sin

    return QPolygonF(
        [
            QPointF(x + size * (1 if at % 2 == 0 else 0.45) * sin(at * pi / 5),
                    y - size * (1 if at % 2 == 0 else 0.45) * cos(at * pi / 5))
            for at in range(10)
        ]
    )  # fmt: skip


def _story(painter: QPainter) -> None:
    _seated(painter, Person(82, 152, 30, 3, 7, mouth="grin"), papers=(82,))
    _bubble(painter, 118, 62, 100)
    _fill(painter, DRAWINGS.gold)
    painter.drawPolygon(_star(168, 98, 26))


def _run(painter: QPainter) -> None:
    painter.fillRect(QRectF(-600, 222, 1500, 400), QColor(DRAWINGS.hills[1]))
    _pen(painter, DRAWINGS.shirts[0], 17)
    painter.drawPolyline([QPointF(118, 172), QPointF(148, 192), QPointF(142, 222)])
    painter.drawPolyline([QPointF(116, 172), QPointF(96, 202), QPointF(66, 200)])
    _pen(painter, DRAWINGS.skins[3], 12)
    painter.drawPolyline([QPointF(124, 132), QPointF(158, 144), QPointF(172, 124)])
    painter.drawPolyline([QPointF(122, 132), QPointF(94, 152), QPointF(74, 136)])
    _pen(painter, DRAWINGS.shirts[1], 32)
    painter.drawLine(QPointF(125, 136), QPointF(118, 164))
    _fill(painter, DRAWINGS.hairs[1])
    painter.drawEllipse(QPointF(132, 86), 33, 33)
    _fill(painter, DRAWINGS.skins[3])
    painter.drawEllipse(QPointF(136, 94), 27, 27)
    draw_face(painter, 140, 94, 26, "grin")
    _fill(painter, DRAWINGS.paper)
    painter.drawEllipse(QPointF(204, 206), 19, 19)
    _fill(painter, DRAWINGS.ink)
    painter.drawPolygon(_star(204, 206, 9))


def _animals(painter: QPainter) -> None:
    fur = DRAWINGS.shirts[4]
    for side in (-1, 1):
        _fill(painter, fur)
        painter.drawPolygon(QPolygonF([QPointF(126 + side * p, q) for p, q in ((68, 62), (72, 134), (14, 96))]))
    _fill(painter, fur)
    painter.drawEllipse(QPointF(126, 156), 78, 70)
    draw_face(painter, 126, 148, 62, "smile")
    _fill(painter, DRAWINGS.heart)
    painter.drawEllipse(QPointF(126, 162), 8, 6)
    _pen(painter, DRAWINGS.ink, 3.5)
    for side in (-1, 1):
        for lean in (-8, 6):
            painter.drawLine(QPointF(126 + side * 44, 172), QPointF(126 + side * 84, 172 + lean))


def _numbers(painter: QPainter) -> None:
    draw_desk(painter, ())
    font = QFont(painter.font())
    font.setPixelSize(44)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    for text, x, y, shirt in (("1", 42, 156, 0), ("2", 94, 112, 1), ("3", 146, 156, 2)):
        _fill(painter, DRAWINGS.shirts[shirt])
        box = QRectF(x, y, 64, 64)
        painter.drawRoundedRect(box, 14, 14)
        painter.setPen(QColor(DRAWINGS.paper))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


def _heart(painter: QPainter, x: float, y: float, size: float) -> None:
    _fill(painter, DRAWINGS.heart)
    heart = QPainterPath(QPointF(x, y + size))
    heart.cubicTo(x - size * 1.7, y - size * 0.1, x - size * 0.8, y - size * 1.3, x, y - size * 0.35)
    heart.cubicTo(x + size * 0.8, y - size * 1.3, x + size * 1.7, y - size * 0.1, x, y + size)
    painter.drawPath(heart)


def _help(painter: QPainter) -> None:
    _seated(painter, Person(78, 150, 29, 1, 2), Person(174, 150, 29, 2, 3))
    _heart(painter, 126, 90, 24)


def _listen(painter: QPainter) -> None:
    _seated(painter, Person(104, 142, 36, 0, 6, eyes="closed"), papers=(104,))
    _pen(painter, DRAWINGS.shirts[0], 7)
    for at in range(3):
        reach = 22 + 17 * at
        painter.drawArc(QRectF(156 - reach, 142 - reach, 2 * reach, 2 * reach), -42 * 16, 84 * 16)


def _show(painter: QPainter) -> None:
    _fill(painter, DRAWINGS.paper)
    painter.drawRoundedRect(QRectF(24, 60, 116, 96), 8, 8)
    _pen(painter, DRAWINGS.shirts[0], 7)
    painter.drawPolyline([QPointF(42, 132), QPointF(68, 104), QPointF(90, 118), QPointF(122, 82)])
    _seated(painter, Person(186, 112, 32, 2, 7), papers=(80,))
    _pen(painter, DRAWINGS.skins[2], 11)
    painter.drawLine(QPointF(156, 168), QPointF(128, 128))


def _again(painter: QPainter) -> None:
    _pen(painter, DRAWINGS.shirts[2], 20)
    painter.drawArc(QRectF(66, 90, 120, 120), 44 * 16, 286 * 16)
    _fill(painter, DRAWINGS.shirts[2])
    painter.drawPolygon(QPolygonF([QPointF(192, 140), QPointF(196, 90), QPointF(148, 130)]))
    painter.drawPolygon(_star(126, 152, 30))


def _break(painter: QPainter) -> None:
    draw_desk(painter, ())
    _fill(painter, DRAWINGS.shirts[1])
    painter.drawRoundedRect(QRectF(84, 142, 76, 88), 14, 14)
    _pen(painter, DRAWINGS.shirts[1], 11)
    painter.drawArc(QRectF(142, 158, 42, 46), -90 * 16, 180 * 16)
    _pen(painter, DRAWINGS.paper, 7)
    for x in (104, 124, 144):
        steam = QPainterPath(QPointF(x, 128))
        steam.cubicTo(x - 14, 112, x + 14, 100, x, 84)
        painter.drawPath(steam)


def _face(mouth: str, painter: QPainter) -> None:
    _fill(painter, DRAWINGS.gold)
    painter.drawEllipse(_MIDDLE, 84, 84)
    draw_face(painter, _MIDDLE.x(), _MIDDLE.y() - 4, 80, mouth)


def _group(painter: QPainter) -> None:
    _seated(
        painter,
        Person(126, 116, 25, 3, 4),
        Person(66, 150, 26, 0, 3),
        Person(186, 150, 26, 1, 5),
        papers=(96, 158),
    )


def _grown_up(painter: QPainter) -> None:
    _seated(painter, Person(162, 96, 34, 2, 7), Person(80, 162, 26, 3, 6), papers=(126,))


_DRAWN: dict[str, Callable[[QPainter], None]] = {
    "alone": lambda painter: _seated(painter, Person(126, 136, 36, 0, 0)),
    "pair": lambda painter: _seated(painter, Person(84, 146, 30, 1, 1), Person(170, 146, 30, 2, 2)),
    "group": _group,
    "grown-up": _grown_up,
    "quiet": _quiet,
    "hum": _hum,
    "music": _music,
    "draw": _draw,
    "build": _build,
    "read": _read,
    "run": _run,
    "animals": _animals,
    "numbers": _numbers,
    "help": _help,
    "story": _story,
    "listen": _listen,
    "show": _show,
    "again": _again,
    "break": _break,
    "face-1": partial(_face, "sad"),
    "face-2": partial(_face, "flat"),
    "face-3": partial(_face, "grin"),
}
