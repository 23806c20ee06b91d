"""What an empty place says: a round disc with an icon, one sentence, one thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.widgets import paint
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.theme.theme import Theme


class Disc(QWidget):
    """A round disc in the colour of voices with an icon in it."""

    def __init__(self, theme: Theme, icon: str, size: int = 80, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._size = theme, icon, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw disc and icon."""
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        paint.rounded(painter, box, box.height() / 2, self._theme.color("voice"))
        side = round(box.height() * 0.5)
        place = QRectF((box.width() - side) / 2, (box.height() - side) / 2, side, side)
        icons.paint(painter, self._icon, self._theme.color("voice_ink"), place)


class EmptyState(QWidget):
    """Fills an empty card or page, in its middle."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        text: str = "",
        *actions: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = label(title, "card", wrap=True)
        self._text = label(text, "small", wrap=True)
        for words in (self._title, self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        disc = row(STRETCH, Disc(theme, icon), STRETCH)
        box = column(STRETCH, disc, theme.px(4), self._title, self._text, gap=theme.px(8))
        if actions:
            if len(actions) <= 2:
                box.addLayout(row(STRETCH, *actions, STRETCH, gap=theme.px(8)))
            else:
                flow = FlowLayout(theme.px(8))
                for action in actions:
                    flow.addWidget(action)
                box.addLayout(flow)
        box.addStretch(1)
        self.setLayout(box)
        self._text.setVisible(bool(text))  # not before it is in here: it would be a window for a moment
        self.setAccessibleName(title)

    def show_words(self, title: str, text: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
