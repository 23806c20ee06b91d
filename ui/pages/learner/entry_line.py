"""One entry of a profile: what was said, by whom and when, and how far it may travel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.models.audiences import MARKS
from ui.models.facets import are_own_words
from ui.pages.learner.audience_mark import SIDE, AudienceMark
from ui.widgets.entry_words import attribution
from ui.widgets.glyph import Glyph
from ui.widgets.kept_focus import name_place
from ui.widgets.layout import column, row
from ui.widgets.menu_button import menu_of
from ui.widgets.text import Elided, Paragraph, Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from learnerplan.services.profiles import EntryRow
    from ui.theme.theme import Theme
    from ui.widgets.menu_button import Choice


class EntryLine(QWidget):
    """Own words stand in the voice face and in quotation marks, all else as plain text."""

    def __init__(
        self,
        theme: Theme,
        entry: EntryRow,
        called: str,
        today: date,
        choices: Callable[[], Sequence[Choice]],
        *,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._choices = theme, choices
        quoted = are_own_words(entry.voice, entry.made)
        px = theme.px
        words = column(Quote(entry.text, "m" if large else "s") if quoted else Paragraph(entry.text), gap=0)
        if entry.translation:
            words.addWidget(Quote(entry.translation, "s", "" if large else "ink2"))
            by = f"translated by {entry.translator}" if entry.translator else "translated"
            words.addLayout(row(Glyph(theme, "languages", "ink3", 14), Elided(by, "caption"), gap=px(6)))
        about = row(attribution(theme, entry, called, today), gap=0, margins=(0, 0, px(SIDE), px(2)))
        words.addLayout(about)
        self.setLayout(words)
        self.menu = AudienceMark(theme, entry.audience, choices)
        self.menu.setParent(self)
        self.menu.setAccessibleName(f"{entry.text}: {MARKS[entry.audience][1]}. Change")
        name_place(self.menu, f"entry:{entry.id}")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the mark at the end of the last line; its room to press reaches over the end of the words."""
        super().resizeEvent(event)
        side = self._theme.px(SIDE)
        left = 0 if self.isRightToLeft() else self.width() - side
        self.menu.setGeometry(left, self.height() - side, side, side)

    def _open_menu(self, at: QPoint) -> None:
        menu = menu_of(self._theme, self._choices(), self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(at))
