"""The school year: its terms, those of one class, the days off, and the way into the next year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from learnerplan.domain import terms as spans
from learnerplan.errors import UserError
from learnerplan.services import classes, terms, years
from ui import operations
from ui.dialogs.frame import DialogFrame
from ui.dialogs.year_days_off import DaysOff
from ui.dialogs.year_term import TermLine
from ui.refresh import keep_fresh
from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.fields import Select
from ui.widgets.kept_parts import KeptParts
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.years import EditableTerm, YearSheet
    from ui.context import Context

READS = frozenset({"school_year", "term", "day_off", "class", "plan"})
_NEW_TERM = timedelta(weeks=8)
_SCHOOL = "-"
"""Stands for the school's terms in the choice of whose terms are shown."""


class YearDialog(DialogFrame):
    """Each field is kept when it is left; there is nothing to save, and undo takes each step back."""

    def __init__(self, ctx: Context, parent: QWidget) -> None:
        about = "Each change is kept at once. After Done, Undo takes it back."
        super().__init__(ctx, "The school year", "Done", parent, subtitle=about, width=820)
        theme = ctx.theme
        self.cancel.hide()
        self.primary.setAutoDefault(False)
        self.primary.setDefault(False)
        self.year = Select(theme, name="School year")
        self.whose = Select(theme, name="Whose terms")
        self.form.add_row(self.form.make("School year", self.year), self.form.make("Terms of", self.whose))
        self._about = Paragraph("", "small")
        self._parts = KeptParts()
        self._lines = column(gap=theme.px(8))
        self.lines: list[TermLine] = []
        self._left: set[str] = set()
        """Terms that were removed here, whatever stands in their lines."""
        self.add_term = Button(theme, "Add a term", "ghost", "plus", small=True, on_click=self._add_term)
        self.own = Button(theme, "Give this class its own terms", "ghost", "copy", small=True, on_click=self._own)
        self.common = Button(
            theme, "Go by the school’s terms again", "ghost", "undo-2", small=True, on_click=self._common
        )
        self.problem = label("", "caption", "bad", wrap=True)
        self.problem.hide()
        self._narrow = breakpoint_of(parent.window().width(), theme.scale) is Breakpoint.SINGLE
        self.days_off = DaysOff(ctx, narrow=self._narrow)
        self.roll = Button(theme, "Begin the next school year…", "secondary", "arrow-right", on_click=self._roll_over)
        for button in (self.add_term, self.own, self.common, self.roll):
            button.setAutoDefault(False)
        self.add_foot(self.roll)
        actions = row(self.add_term, self.own, self.common, STRETCH, gap=theme.px(8))
        self.body.addLayout(column(self._about, self._lines, self.problem, actions, gap=theme.px(8)))
        self.body.addWidget(label("Days off", "row"))
        self.body.addWidget(self.days_off)
        self._sheet: YearSheet = years.sheet(ctx.store)
        self.year.chosen.connect(lambda _value: self._show())
        self.whose.chosen.connect(lambda _value: self._show())
        self._choose_now()
        keep_fresh(self, ctx, READS, self.reload)
        self.reload()

    def keep(self) -> None:
        """Everything is kept already; a field that is refused keeps the dialog open."""
        for line in self.lines:
            line.keep()
        if all(line.problem.isHidden() for line in self.lines):
            self.accept()

    def reload(self) -> None:
        """Read the years anew; what is chosen stays."""
        self._sheet = years.sheet(self.ctx.store)
        self.year.offer([(year.id, isolate(year.name)) for year in self._sheet.years])
        rooms = [(room.id, isolate(room.name)) for room in classes.listed(self.ctx.store)]
        self.whose.offer([(_SCHOOL, "The whole school"), *rooms])
        self._show()

    def _choose_now(self) -> None:
        today = date.today()
        self.year.offer([(year.id, isolate(year.name)) for year in self._sheet.years])
        begun = [year for year in self._sheet.years if year.starts_on <= today]
        if begun:
            self.year.choose(begun[-1].id)

    def _class_id(self) -> str | None:
        chosen = self.whose.value()
        return None if chosen in {"", _SCHOOL} else chosen

    def _terms(self) -> list[EditableTerm]:
        year, room = self.year.value(), self._class_id()
        return [term for term in self._sheet.terms if term.school_year_id == year and term.class_id == room]

    def _show(self) -> None:
        year, room, shown = self.year.value(), self._class_id(), self._terms()
        orphans = [line for line in self.lines if self._is_orphan(line)]
        with self._parts.renewing(self._lines):
            self.lines = []
            for term in shown:
                line = self._parts.part(term.id, term.id, partial(self._line, term))
                line.show_term(term)
                self.lines.append(line)
                self._lines.addWidget(line)
            for line in orphans:
                self.lines.append(self._parts.part(line.term.id, line.term.id, partial(self._line, line.term)))
                self._lines.addWidget(line)
        follows = room is not None and not shown
        none = "No terms yet." if year else "No school year yet. Plans need one with its terms."
        self._about.show_text("This class goes by the school’s terms." if follows else "" if shown else none)
        self._about.setVisible(not shown)
        self.add_term.say("Add a term" if year else "Add this school year, with five terms")
        for each in (self.year, self.whose, self.roll):
            each.setEnabled(bool(year))
        self.add_term.setVisible(not follows)
        self.own.setVisible(follows)
        self.common.setVisible(room is not None and bool(shown))
        self.problem.hide()
        self.days_off.show_year(year, [held for held in self._sheet.days_off if held.school_year_id == year])
        self.days_off.setEnabled(bool(year))

    def _is_orphan(self, line: TermLine) -> bool:
        """Whether somebody typed in a line whose term another person removed: what was typed is not thrown away."""
        term = line.term
        if term.id in self._left or term.id in {held.id for held in self._sheet.terms}:
            return False
        return line.is_typed() and (term.school_year_id, term.class_id) == (self.year.value(), self._class_id())

    def _line(self, term: EditableTerm) -> TermLine:
        line = TermLine(self.ctx, term, narrow=self._narrow)
        line.remove_wanted.connect(self._remove)
        line.refused.connect(partial(self._show_line, line))
        return line

    def _show_line(self, line: TermLine) -> None:
        """Bring a term with what was refused of it into view, once the sentence has its room."""
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(line, 0, self.theme.px(12)))

    def _add_term(self) -> None:
        year, shown = self.year.value(), self._terms()
        self.add_term.setEnabled(False)  # the second press of a double click wants no second term
        QTimer.singleShot(QApplication.doubleClickInterval(), self, lambda: self.add_term.setEnabled(True))
        if not year:
            operations.change(
                self.ctx, "Add school year", lambda tx: terms.add_usual_year(tx, date.today()), parent=self
            )
            return
        held = next(one for one in self._sheet.years if one.id == year)
        begins = shown[-1].ends_on + timedelta(days=3) if shown else held.starts_on
        begins = spans.monday(begins + timedelta(days=6)) if shown else begins
        ends = begins + _NEW_TERM - timedelta(days=3)
        name = f"Term {len(shown) + 1}"
        made = self._try(
            lambda: years.add_term(
                self.ctx.store, year, name=name, starts_on=begins, ends_on=ends, class_id=self._class_id()
            )
        )
        line = next((one for one in self.lines if one.term.id == made), None)
        if line is not None:
            line.name.setFocus()
            line.name.selectAll()

    def _remove(self, term_id: str) -> None:
        at = next((at for at, line in enumerate(self.lines) if line.term.id == term_id), 0)
        self._left.add(term_id)
        if term_id in {term.id for term in self._terms()}:
            self._try(lambda: years.remove_term(self.ctx.store, term_id), at)
            self._left -= {term.id for term in self._sheet.terms}
        else:
            self._show()
        if self.lines:
            self.lines[min(at, len(self.lines) - 1)].name.setFocus()

    def _own(self) -> None:
        room = self._class_id()
        if room is not None:
            self._try(lambda: years.give_class_terms(self.ctx.store, room, self.year.value()))

    def _common(self) -> None:
        room = self._class_id()
        if room is not None:
            self._try(lambda: years.drop_class_terms(self.ctx.store, room, self.year.value()))

    def _try(self, work: Callable[[], object], line: int | None = None) -> object:
        """Run a service; what it refuses is said beside the term, or below the terms."""
        self.problem.hide()
        try:
            return work()
        except UserError as error:
            if line is not None and line < len(self.lines):
                self.lines[line].say(error)
            else:
                self.problem.setText(str(error))
                self.problem.show()
            return None

    def _roll_over(self) -> None:
        from ui.dialogs.roll_over import RollOverDialog

        if self.year.value():
            dialog = RollOverDialog(self.ctx, self.year.value(), self)
            dialog.accepted.connect(self.accept)
            dialog.open()
