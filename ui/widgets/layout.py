"""Rows and columns without the default margins, so that all spacing is the design's."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stretch(Enum):
    """Takes the room that is left."""

    STRETCH = 1


STRETCH = Stretch.STRETCH
Item = QWidget | QLayout | int | Stretch
Margins = tuple[int, int, int, int]
Box = TypeVar("Box", bound=QBoxLayout)


def row(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """The items side by side, `gap` px apart; a whole number is that many px of room."""
    return _filled(QHBoxLayout(), items, gap, margins)


def column(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """The items below one another, `gap` px apart; a whole number is that many px of room."""
    return _filled(QVBoxLayout(), items, gap, margins)


def _filled(box: Box, items: Iterable[Item], gap: int, margins: Margins) -> Box:
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for item in items:
        if isinstance(item, QWidget):
            box.addWidget(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        elif isinstance(item, Stretch):
            box.addStretch(1)
        else:
            box.addSpacing(item)
    return box


def rule(parent: QWidget | None = None, *, upright: bool = False) -> QFrame:
    """A divider of one px in the colour of lines."""
    line = QFrame(parent)
    line.setProperty("line", "v" if upright else "h")
    return line


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go, widgets of nested layouts too."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()
