"""Lucide icons as pixmaps of any colour and size, read one by one out of the `lucide` package's archive."""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from struct import unpack_from
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QIcon

STROKE = "1.75"
MIRRORED = frozenset({
    *("arrow-left", "arrow-right", "chevron-left", "chevron-right", "undo-2", "redo-2", "corner-down-right"),
    *("file-input", "log-out", "external-link", "list-checks", "panel-right"),
})  # fmt: skip
"""Icons with a direction, which are mirrored where the interface runs from right to left."""

_CENTRAL, _LOCAL = b"PK\x01\x02", b"PK\x03\x04"
_END = 22
"""Length of the record at the archive's end, which says where the directory begins."""


@cache
def _archive() -> bytes:
    spec = find_spec("lucide")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package lucide, which holds the icons, is not installed")
    return Path(spec.origin).with_name("lucide.zip").read_bytes()


@cache
def svg(name: str) -> str:
    """The source of one icon with our stroke width. Raises `KeyError` when Lucide has no such icon.

    Reading the archive's whole directory takes longer than painting the window, so the one entry is
    looked up in it as bytes (ZIP specification 4.3.7, 4.3.12 and 4.3.16: a name follows a fixed header).
    """
    data, wanted = _archive(), f"{name}.svg".encode()
    at = data.find(wanted, unpack_from("<I", data, len(data) - _END + 16)[0])
    while at >= 0:
        start = at - 46
        if start >= 0 and data[start : start + 4] == _CENTRAL:
            method, packed, length = (
                unpack_from("<H", data, start + 10)[0],
                unpack_from("<I", data, start + 20)[0],
                unpack_from("<H", data, start + 28)[0],
            )
            if length == len(wanted):
                return _entry(data, unpack_from("<I", data, start + 42)[0], packed, method)
        at = data.find(wanted, at + 1)
    raise KeyError(name)


def _entry(data: bytes, local: int, packed: int, method: int) -> str:
    if data[local : local + 4] != _LOCAL:
        raise ValueError("the archive of icons is damaged")
    name_length, extra_length = unpack_from("<HH", data, local + 26)
    start = local + 30 + name_length + extra_length
    raw = data[start : start + packed]
    text = (zlib.decompress(raw, -15) if method else raw).decode("utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, dpr: float, mirrored: bool) -> QPixmap:
    pixmap = QPixmap(round(size * dpr), round(size * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(svg(name).replace("currentColor", colour).encode("utf-8"))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mirrored:
        painter.translate(size, 0)
        painter.scale(-1, 1)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def pixmap(name: str, colour: QColor, size: int, dpr: float = 1.0, *, rtl: bool = False) -> QPixmap:
    """Icon `name` drawn in `colour`, `size` logical px square, for a screen of `dpr` pixels a px."""
    return _drawn(name, colour.name(), size, dpr, rtl and name in MIRRORED)


def paint(painter: QPainter, name: str, colour: QColor, rect: QRectF, *, rtl: bool = False) -> None:
    """Draw an icon into a square of the given painter, sharp at its device's resolution."""
    device = painter.device()
    dpr = device.devicePixelRatio() if device is not None else 1.0
    painter.drawPixmap(rect.topLeft(), pixmap(name, colour, round(rect.width()), dpr, rtl=rtl))


def icon(name: str, colour: QColor, size: int, dpr: float = 2.0, *, rtl: bool = False) -> QIcon:
    """A `QIcon` for menus and item views."""
    from PySide6.QtGui import QIcon

    return QIcon(pixmap(name, colour, size, dpr, rtl=rtl))
