"""A line that says how many plans wait to be agreed while a term begins, one click from agreeing them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.services import agreeing
from ui import days
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.glyph import Glyph
from ui.widgets.layout import column, row
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context


class AgreeLine(Card):
    """Hidden while no term begins, and once every plan is agreed. The page around it calls `reload`."""

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(ctx.theme, kind="quiet", parent=parent)
        self._ctx, self._term_id = ctx, ""
        self._count, self._when = Elided("", "strong"), Elided("", "caption")
        self.agree = Button(ctx.theme, "Agree", small=True, on_click=self._go)
        line = row(
            Glyph(ctx.theme, "handshake", "accent", 20),
            column(self._count, self._when, gap=0),
            self.agree,
            gap=ctx.theme.px(12),
        )
        line.setStretch(1, 1)
        self.body.addLayout(line)

    def reload(self) -> None:
        """Count the drafts anew."""
        today = date.today()
        found = agreeing.waiting(self._ctx.store, today, self._ctx.room.class_id)
        self.setVisible(found is not None)
        if found is None:
            return
        self._term_id = found.term_id
        counted = "1 plan to agree" if found.plans == 1 else f"{found.plans} plans to agree"
        began = "began" if found.starts_on <= today else "begins"
        self._count.setText(counted)
        self._when.setText(f"{isolate(found.term)} {began} {days.short(found.starts_on, today)}")
        self.agree.setAccessibleName(f"Agree the plans of {found.term}")
        self.setAccessibleName(counted)

    def _go(self) -> None:
        self._ctx.navigate("check-in", self._term_id, "agree")
