"""A field for a date that may be empty: typed in any usual way, or picked from a calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QWidget, QWidgetAction

from learnerplan.errors import UserError
from ui.widgets.button import IconButton
from ui.widgets.fields import TextField
from ui.widgets.layout import row

if TYPE_CHECKING:
    from ui.theme.theme import Theme

THIS_CENTURY = 1950
_FORMATS = ("yyyy-MM-dd", "d.M.yyyy", "d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy")


def read_date(text: str) -> date | None:
    """The date that `text` means in the system's way of writing or as 2026-11-18; `None` for empty text.

    Raises `UserError` for anything else.
    """
    words = " ".join(text.split())
    if not words:
        return None
    locale = QLocale()
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    for pattern in (short.replace("yyyy", "yy").replace("yy", "yyyy"), short, *_FORMATS):
        found = locale.toDate(words, pattern)
        if not found.isValid():
            found = QLocale.c().toDate(words, pattern)
        if found.isValid() and "yyyy" not in pattern and found.year() < THIS_CENTURY:
            found = found.addYears(100)  # Qt reads "26" as 1926
        if found.isValid() and found.year() > 1900:
            return date(found.year(), found.month(), found.day())
    example = locale.toString(QDate.currentDate(), QLocale.FormatType.ShortFormat)
    raise UserError(f"“{words}” is no date.", f"Write it like {example} or 2026-11-18.")


class DateField(QWidget):
    """A date or none. `changed` tells that a person gave another valid date or took it away."""

    changed = Signal()

    def __init__(self, theme: Theme, *, name: str = "Date", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.line = TextField(theme, placeholder="No date", name=name)
        self._button = IconButton(theme, "calendar", f"Pick {name.lower()}", on_click=self._pick)
        self.setLayout(row(self.line, self._button, gap=theme.px(4)))
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        self.line.editingFinished.connect(self._finished)
        self._held: date | None = None

    def value(self) -> date | None:
        """The date, or `None` when the field is empty. Raises `UserError` when it holds no date."""
        return read_date(self.line.text())

    def show_value(self, value: date | None) -> None:
        """Show a date, or none."""
        self._held = value
        self.line.setText(self.written(value))

    @staticmethod
    def written(value: date | None) -> str:
        """A date as the field writes it."""
        return "" if value is None else _written(value)

    def _finished(self) -> None:
        try:
            found = self.value()
        except UserError:
            return  # the form says so when it is sent
        if found != self._held:
            self.show_value(found)
            self.changed.emit()

    def _pick(self) -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setGridVisible(False)
        if self._held is not None:
            calendar.setSelectedDate(QDate(self._held.year, self._held.month, self._held.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def take(day: QDate) -> None:
            menu.close()
            self.show_value(date(day.year(), day.month(), day.day()))
            self.changed.emit()

        calendar.activated.connect(take)
        calendar.clicked.connect(take)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)


def _written(value: date) -> str:
    day = QDate(value.year, value.month, value.day)
    locale = QLocale()
    pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
    if "yyyy" not in pattern:
        pattern = pattern.replace("yy", "yyyy")
    return locale.toString(day, pattern)
