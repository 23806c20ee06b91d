"""The whole log of what left this laptop. It is written by itself and cannot be changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.services import disclosures
from ui.dialogs.frame import DialogFrame
from ui.widgets import disclosure_line
from ui.widgets.button import Button
from ui.widgets.layout import STRETCH, column, rule
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.context import Context

SHOWN = 50
"""So many lines at first, and with each press of "Show more"."""


class DisclosureLog(DialogFrame):
    """Newest first."""

    def __init__(self, ctx: Context, parent: QWidget) -> None:
        super().__init__(
            ctx,
            "What left this laptop",
            "Done",
            parent,
            subtitle="Packets, exports, backups and shares, newest first. Written by itself; nothing takes it back.",
            width=620,
        )
        self.form.hide()
        self.cancel.hide()
        self._rows = disclosures.listed(ctx.store)
        self._shown = 0
        self._place = column(gap=self.theme.px(8))
        lines = QWidget()
        lines.setMinimumHeight(self.theme.px(320))
        lines.setLayout(column(self._place, STRETCH, gap=0))
        self.body.addWidget(lines)
        self.more = Button(self.theme, "Show more", "ghost", "chevron-down", small=True, on_click=self._show_more)
        self.body.addWidget(self.more)
        if not self._rows:
            self._place.addWidget(label("Nothing left this laptop yet.", "small", wrap=True))
        self._show_more()

    def keep(self) -> None:
        """Close: there is nothing to keep."""
        self.accept()

    def _show_more(self) -> None:
        today = date.today()
        for row in self._rows[self._shown : self._shown + SHOWN]:
            if self._place.count():
                self._place.addWidget(rule())
            self._place.addWidget(disclosure_line.of(self.theme, row, today, years=True))
        self._shown = min(self._shown + SHOWN, len(self._rows))
        self.more.setVisible(self._shown < len(self._rows))
