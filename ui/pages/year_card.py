"""Settings for the school year: where it stands, and the dialog that changes it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.services import years
from ui import days
from ui.refresh import keep_fresh
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layout import clear, column, row, rule
from ui.widgets.text import Elided, Paragraph, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.school_years import SchoolYearRow
    from learnerplan.services.years import YearSheet
    from ui.context import Context

READS = frozenset({"school_year", "term", "day_off", "class"})


class YearCard(Card):
    """One line a term of the year that is on, and of each year to come."""

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        self.change = Button(ctx.theme, "Change…", small=True, icon="calendar", on_click=self.open_year)
        self.change.setAccessibleName("Change the school year")
        super().__init__(ctx.theme, "School year", action=self.change, parent=parent)
        self._ctx = ctx
        self._rows = column(gap=ctx.theme.px(6))
        self.body.addLayout(self._rows)
        keep_fresh(self, ctx, READS, self.reload)

    def reload(self) -> None:
        """Show the year that is on, and below it each that was begun for later."""
        clear(self._rows)
        today, sheet = date.today(), years.sheet(self._ctx.store)
        begun = [year for year in sheet.years if year.starts_on <= today][-1:]
        shown = begun + [year for year in sheet.years if year.starts_on > today]
        if not shown:
            self._rows.addWidget(Paragraph("No school year yet. Plans need one with its terms.", "small"))
        for at, year in enumerate(shown):
            if at:
                self._rows.addWidget(rule())
            self._show_year(year, sheet, today)

    def _show_year(self, year: SchoolYearRow, sheet: YearSheet, today: date) -> None:
        begins = f"Begins {days.short(year.starts_on, today)}" if year.starts_on > today else ""
        head = row(Elided(isolate(year.name), "strong"), label(begins, "small"))
        head.setStretch(0, 1)
        self._rows.addLayout(head)
        for term in sheet.terms:
            if term.school_year_id == year.id and term.class_id is None:
                when = f"{days.short(term.starts_on)} – {days.short(term.ends_on)}"
                line = row(Elided(isolate(term.name), "small"), label(when, "small"))
                line.setStretch(0, 1)
                self._rows.addLayout(line)
        off = sum(held.school_year_id == year.id for held in sheet.days_off)
        own = len({term.class_id for term in sheet.terms if term.class_id and term.school_year_id == year.id})
        facts = [f"Days off: {off}" if off else "No days off yet"]
        if own:
            facts.append("1 class has its own terms" if own == 1 else f"{own} classes have their own terms")
        self._rows.addWidget(label(" · ".join(facts), "caption"))

    def open_year(self) -> None:
        """Open the dialog."""
        from ui.dialogs.year import YearDialog

        YearDialog(self._ctx, self).open()
