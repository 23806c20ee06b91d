"""Who said it and when: the line under every statement, number and rating."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QWidget

from ui.widgets.bidi import joined
from ui.widgets.glyph import Glyph
from ui.widgets.layout import row
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from ui.theme.theme import Theme

Speaker = Literal["child", "teacher", "home", "data"]
ICONS: dict[str, str] = {
    **{"child": "smile", "teacher": "graduation-cap", "home": "house", "data": "file-chart-line"},
    **{"learner": "smile", "family": "house", "me": "smile"},
}
"""The icon of each voice, under the design's words and under those that the records use."""


class Attribution(QWidget):
    """An icon for the voice, then name, source and date with dots between them."""

    def __init__(
        self, theme: Theme, speaker: str, *parts: str, tone: str = "ink3", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._glyph = Glyph(theme, ICONS.get(speaker, "file-chart-line"), tone, 14)
        self._line = Elided(joined(*parts), "caption", tone)
        self.setLayout(row(self._glyph, self._line, gap=theme.px(6)))
        self.setAccessibleName(", ".join(part for part in parts if part))
