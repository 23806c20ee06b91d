"""The cards of what stays and what left: private notes, and the newest lines of the disclosure log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.widgets import disclosure_line
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.glyph import Glyph
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import clear, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.disclosures import DisclosureRow
    from ui.theme.theme import Theme

SHOWN = 4


class PrivateCard(Card):
    """Says how many private notes there are, and that none of them goes anywhere."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, kind="quiet", padding=20, parent=parent)
        self._count = label("", "caption", "ink2", wrap=True)
        words = column(
            label("Private notes never leave this laptop", "strong", wrap=True), self._count, gap=theme.px(3)
        )
        line = row(Glyph(theme, "lock", "ink2", 20), words, gap=theme.px(14))
        line.setStretch(1, 1)
        self.body.addLayout(line)

    def show_count(self, count: int) -> None:
        """Show how many notes there are."""
        notes = "No notes yet" if count == 0 else "1 note" if count == 1 else f"{count:,} notes"
        self._count.setText(f"{notes}. Not shared, not synced, not printed.")
        self.setAccessibleName(f"Private notes never leave this laptop. {self._count.text()}")


class LeftCard(Card):
    """The newest disclosures; `open_log` shows them all."""

    def __init__(self, theme: Theme, open_log: Callable[[], object], parent: QWidget | None = None) -> None:
        self.log = Button(theme, "Full log", "ghost", small=True, on_click=open_log)
        self.log.setAccessibleName("Full log of what left this laptop")
        name_place(self.log, "left:log")
        super().__init__(theme, "What left this laptop", action=self.log, gap=10, parent=parent)
        self._theme = theme
        self._rows = column(gap=theme.px(10))
        self.body.addLayout(self._rows)

    def show_rows(self, rows: Sequence[DisclosureRow], today: date) -> None:
        """Show the newest of these."""
        self.log.setVisible(bool(rows))
        with kept_focus(self):
            clear(self._rows)
            years = any(one.at.year != today.year for one in rows[:SHOWN])
            for one in rows[:SHOWN]:
                self._rows.addWidget(disclosure_line.of(self._theme, one, today, years=years))
            if not rows:
                words = "Nothing yet. Packets, exports, backups and shares are written down here by themselves."
                self._rows.addWidget(label(words, "small", wrap=True))
