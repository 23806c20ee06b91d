"""A quiet line of closing: another term still has open plans, and a way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.layout import row
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from learnerplan.services.terms import TermOver
    from ui.theme.theme import Theme


class StillOpen(QWidget):
    """`wanted` tells the term to go to. It counts plans and names nobody, since a child may look on."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._term = ""
        self._words = Elided("", "small")
        self.go = Button(theme, "", "ghost", small=True, on_click=lambda: self.wanted.emit(self._term))
        line = row(Glyph(theme, "archive", "ink3", 16), self._words, self.go, gap=theme.px(8))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def show_term(self, held: TermOver | None) -> None:
        """Show how many plans of a term are open; nothing where there is none."""
        self.setVisible(held is not None)
        if held is None:
            return
        self._term, name = held.term_id, isolate(held.term)
        self._words.setText(f"{name} still has {'1 open plan' if held.plans == 1 else f'{held.plans} open plans'}.")
        self.go.say(f"Go to {name}")
