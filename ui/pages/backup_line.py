"""A line that says when the last backup is long ago, with the button that makes one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.services import backups, planbooks
from ui import days
from ui.dialogs import backups as backup_dialogs
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.glyph import Glyph
from ui.widgets.layout import column, row
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from ui.context import Context

LONG_AGO = 7
"""Days after which a backup is worth a word: one is made on each day on which something changed."""


class BackupLine(Card):
    """Hidden while the newest backup is fresh, and in the sample class. The page around it calls `reload`."""

    def __init__(self, ctx: Context, host: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(ctx.theme, kind="quiet", parent=parent)
        self._ctx = ctx
        self._when = label("", "caption", wrap=True)
        self.make = Button(
            ctx.theme, "Back up", "ghost", small=True, on_click=lambda: backup_dialogs.back_up(ctx, host)
        )
        words = column(Elided("Time for a backup", "strong"), self._when, gap=0)
        line = row(Glyph(ctx.theme, "archive", "ink2", 18), words, self.make, gap=ctx.theme.px(12))
        line.setStretch(1, 1)
        self.body.addLayout(line)

    def reload(self) -> None:
        """Look how old the newest backup is."""
        store, today = self._ctx.store, date.today()
        held = backups.listed(store.folder.path)
        made = held[0].made_at.date() if held else None
        filled = bool(store.value("SELECT EXISTS (SELECT 1 FROM plan)"))
        old = made is None or (today - made).days > LONG_AGO
        self._when.setText(f"The last one was made {days.ago(made, today)}." if made else "There is none yet.")
        self.setVisible(filled and old and not planbooks.about(store).is_sample)
