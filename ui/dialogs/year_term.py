"""A line of the year's dialog for one term: its name, its first and last day, and a way to remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnerplan.errors import UserError
from learnerplan.services import years
from ui.dialogs.meanwhile import Meanwhile
from ui.widgets.bidi import isolate
from ui.widgets.button import IconButton
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.layout import column, row
from ui.widgets.text import label, set_tone

if TYPE_CHECKING:
    from learnerplan.services.years import EditableTerm
    from ui.context import Context
    from ui.dialogs.meanwhile import Control


class TermLine(QWidget):
    """Leaving a field keeps it; what is refused is said below, tells `refused`, and the field keeps what was typed.

    What others change comes into the fields in which nothing is typed, and stands below the others. A `narrow` line
    puts the dates below the name.
    """

    remove_wanted = Signal(str)
    refused = Signal()

    def __init__(
        self, ctx: Context, term: EditableTerm, *, narrow: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ctx, self.term = ctx, term
        theme, called = ctx.theme, term.name
        self.name = TextField(theme, "Name of the term", name=f"Name of {called}")
        self.starts_on = DateField(theme, name=f"First day of {called}")
        self.ends_on = DateField(theme, name=f"Last day of {called}")
        self._plans = label("", "caption")
        self._plans.setFixedWidth(theme.px(64))
        self.remove = IconButton(
            theme, "trash-2", f"Remove {isolate(called)}", on_click=lambda: self.remove_wanted.emit(term.id)
        )
        self.problem = label("", "caption", "bad", wrap=True)
        self.problem.hide()
        for field in (self.starts_on, self.ends_on):
            field.setFixedWidth(theme.px(170))
        dates = row(self.starts_on, self.ends_on, gap=theme.px(8))
        line = row(self.name, self._plans, self.remove, gap=theme.px(8))
        line.setStretch(0, 1)
        lines = column(line, gap=theme.px(4))
        if narrow:
            dates.addStretch(1)
            lines.addLayout(dates)
        else:
            line.insertLayout(1, dates)
        self._notes = column(gap=theme.px(2))
        lines.addLayout(self._notes)
        lines.addWidget(self.problem)
        self.setLayout(lines)
        self.name.setText(term.name)
        self.starts_on.show_value(term.starts_on)
        self.ends_on.show_value(term.ends_on)
        self.name.editingFinished.connect(self.keep)
        for field in (self.starts_on, self.ends_on):
            field.line.editingFinished.connect(self.keep)
            field.changed.connect(self.keep)
        self.show_term(term)
        fields: dict[str, Control] = {"name": self.name, "starts_on": self.starts_on, "ends_on": self.ends_on}
        self._meanwhile = Meanwhile(ctx, "term", term.id, fields, self, put=self._notes.addWidget)
        self._meanwhile.taken.connect(self.keep)
        self._meanwhile.gone.connect(self._gone)

    def show_term(self, term: EditableTerm) -> None:
        """Know what is kept now; the fields follow by themselves."""
        self.term = term
        self._plans.setText("no plans" if not term.plans else "1 plan" if term.plans == 1 else f"{term.plans} plans")

    def is_typed(self) -> bool:
        """Whether a field holds something that is not kept."""
        return bool(self._meanwhile.touched())

    def _gone(self, who: str) -> None:
        if self.parentWidget() is not None:
            self.say(UserError(f"{isolate(who) or 'Somebody'} removed this term.", "What you typed is still here."))

    def keep(self) -> None:
        """Write the term if it says anything new; what came in a moment ago comes into the other fields first."""
        self._meanwhile.look()
        try:
            begins, ends = self.starts_on.value(), self.ends_on.value()
            if begins is None or ends is None:
                raise UserError("A term needs its first and its last day.", "Write both.")
            wanted = (self.name.value(), begins, ends)
            if wanted != (self.term.name, self.term.starts_on, self.term.ends_on):
                years.change_term(self._ctx.store, self.term.id, name=wanted[0], starts_on=begins, ends_on=ends)
        except UserError as error:
            self.say(error)
            return
        self.say(None)

    def say(self, error: UserError | None) -> None:
        """Show why a term is not kept, or that all is well."""
        self.problem.setText("" if error is None else str(error))
        self.problem.setVisible(error is not None)
        for field in (self.name, self.starts_on.line, self.ends_on.line):
            set_tone(field, "" if error is None else "bad")
        if error is not None:
            self.refused.emit()
