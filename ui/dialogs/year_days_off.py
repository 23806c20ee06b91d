"""The days without school in the year's dialog: those there are, and a line for more."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.errors import UserError
from learnerplan.services import years
from ui import days
from ui.widgets.bidi import isolate
from ui.widgets.button import Button, IconButton
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import clear, column, row
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.years import DayOffRow
    from ui.context import Context


class DaysOff(QWidget):
    """Adding and removing take effect at once. `narrow` puts the dates below the name."""

    def __init__(self, ctx: Context, *, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._year = ctx, ""
        theme = ctx.theme
        self._rows = column(gap=theme.px(4))
        self._none = label("None yet. On these days no daily step is asked for.", "small", wrap=True)
        self.name = TextField(theme, "Such as Winter break", name="Name of the days off")
        self.starts_on = DateField(theme, name="First day off")
        self.ends_on = DateField(theme, name="Last day off")
        self.add = Button(theme, "Add", icon="plus", on_click=self._add)
        self.add.setAutoDefault(False)
        self.add.setAccessibleName("Add days off")
        self.problem = label("", "caption", "bad", wrap=True)
        self.problem.hide()
        for field in (self.starts_on, self.ends_on):
            field.setFixedWidth(theme.px(170))
        dates = row(self.starts_on, self.ends_on, gap=theme.px(8))
        line = row(self.name, self.add, gap=theme.px(8))
        line.setStretch(0, 1)
        lines = column(self._none, self._rows, line, gap=theme.px(8))
        if narrow:
            dates.addStretch(1)
            lines.addLayout(dates)
        else:
            line.insertLayout(1, dates)
        lines.addWidget(self.problem)
        self.setLayout(lines)

    def show_year(self, school_year_id: str, rows: Sequence[DayOffRow]) -> None:
        """Show the days off of a year."""
        self._year = school_year_id
        self._none.setVisible(not rows)
        with kept_focus(self):
            clear(self._rows)
            self._fill(rows)

    def _fill(self, rows: Sequence[DayOffRow]) -> None:
        for held in rows:
            name, when = Elided(isolate(held.name), "strong"), label(span(held.starts_on, held.ends_on), "small")
            remove = IconButton(
                self._ctx.theme, "trash-2", f"Remove {isolate(held.name)}", on_click=partial(self._remove, held.id)
            )
            name_place(remove, f"day off:{held.id}")
            line = row(name, when, remove, gap=self._ctx.theme.px(12))
            line.setStretch(0, 1)
            self._rows.addLayout(line)

    def _add(self) -> None:
        try:
            begins = self.starts_on.value()
            ends = self.ends_on.value() or begins
            if begins is None or ends is None:
                raise UserError("The days off need a first day.", "Write it, and a last day if there are several.")
            years.add_day_off(self._ctx.store, self._year, name=self.name.value(), starts_on=begins, ends_on=ends)
        except UserError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.problem.hide()
        self.name.clear()
        self.starts_on.show_value(None)
        self.ends_on.show_value(None)
        self.name.setFocus()

    def _remove(self, day_off_id: str) -> None:
        years.remove_day_off(self._ctx.store, day_off_id)
        self.name.setFocus()


def span(begins: date, ends: date) -> str:
    """A stretch of days in a few words: "23 Nov", "21 Dec – 1 Jan 2027"."""
    if begins == ends:
        return days.short(begins)
    return f"{days.short(begins, ends)} – {days.short(ends, begins)}"
