"""The school years beside the one that the strip shows: a way to the plans of earlier years, and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import clear, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.plans import OtherYear
    from ui.theme.theme import Theme


class OtherYears(QWidget):
    """`chosen` tells the term to open. Hidden while all plans are of one year."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[OtherYear, ...] = ()
        self._years = row(gap=theme.px(4))
        self.setLayout(self._years)
        self.hide()

    def show_years(self, years: Sequence[OtherYear]) -> None:
        """Show a button for each year."""
        self.setVisible(bool(years))
        if tuple(years) == self._shown:
            return
        self._shown = tuple(years)
        with kept_focus(self):
            clear(self._years)
            self._years.addWidget(label("Other years", "caption"))
            for year in years:
                go = Button(
                    self._theme,
                    isolate(year.name),
                    "ghost",
                    small=True,
                    on_click=partial(self.chosen.emit, year.term_id),
                )
                go.setAccessibleName(f"Plans of {isolate(year.name)}")
                name_place(go, f"year:{year.name}")
                self._years.addWidget(go)
            self._years.addStretch(1)
