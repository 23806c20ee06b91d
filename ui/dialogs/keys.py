"""The keys of a page and of the whole window (F1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QWidget

from ui.widgets.button import Button
from ui.widgets.ctrl_enter import CtrlEnter
from ui.widgets.keycap import KeyCap
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.actions import ActionSpec
    from ui.theme.theme import Theme


class KeysDialog(QDialog):
    """Two lists: what this page does, and what the window does everywhere."""

    def __init__(
        self,
        theme: Theme,
        page: str,
        own: Sequence[tuple[str, str]],
        specs: Sequence[ActionSpec],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = theme.px
        everywhere = [(", ".join(_written(keys) for keys in spec.keys), spec.text) for spec in specs if spec.keys]
        everywhere.append(("Esc", "Close what is open, send the message away"))
        inner = QWidget()
        inner.setProperty("area", "scrolled")
        parts = [(page or "This page", list(own)), ("Everywhere", everywhere)]
        box = column(gap=px(8))
        for title, pairs in parts:
            if pairs:
                box.addWidget(label(title, "row"))
                box.addLayout(_grid(theme, pairs))
                box.addSpacing(px(8))
        box.addStretch(1)
        inner.setLayout(box)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        area.setAccessibleName("Keys")
        close = Button(theme, "Close", "primary", on_click=self.accept)
        close.setDefault(True)
        CtrlEnter(self, close)
        edge = px(24)
        self.setLayout(column(area, row(STRETCH, close), gap=px(12), margins=(edge, edge, edge, edge)))
        self.resize(px(560), px(560))


def _grid(theme: Theme, pairs: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(theme.px(6))
    grid.setHorizontalSpacing(theme.px(16))
    grid.setColumnStretch(1, 1)
    for at, (keys, text) in enumerate(pairs):
        grid.addWidget(KeyCap(theme, keys), at, 0)
        words = label(text, "small")
        words.setAccessibleName(f"{keys}: {text}")
        grid.addWidget(words, at, 1)
    return grid


def _written(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
