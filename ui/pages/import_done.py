"""The last step of an import: what changed, what waits, where to go, and how to take it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.models.import_words import not_needed
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import Disc
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, clear, column, row, rule
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.imports import ImportOutcome
    from ui.models.import_words import BroughtIn
    from ui.theme.theme import Theme


class ImportDone(QWidget):
    """What to do next stands on the buttons. `learner_wanted` tells whose page to open."""

    class_wanted = Signal()
    learner_wanted = Signal(str)
    undo_wanted = Signal()
    again_wanted = Signal()
    decide_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        px = theme.px
        self.heading = label("", "h1", wrap=True)
        self._words = label("", "small", wrap=True)
        for words in (self.heading, self._words):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._lines = column(gap=px(10))
        self.see = Button(theme, "See the class", "primary", trailing="arrow-right", on_click=self.class_wanted.emit)
        self.undo = Button(theme, "Undo this import", icon="undo-2", on_click=self.undo_wanted.emit)
        self.again = Button(theme, "Import something else", "ghost", on_click=self.again_wanted.emit)
        inner = QWidget()
        inner.setMaximumWidth(px(520))
        box = column(
            row(STRETCH, Disc(theme, "check"), STRETCH),
            column(self.heading, self._words, gap=px(4)),
            rule(),
            self._lines,
            rule(),
            row(STRETCH, self.undo, self.see, STRETCH, gap=px(8)),
            row(STRETCH, self.again, STRETCH),
            gap=px(18),
        )
        inner.setLayout(box)
        card = Card(theme)
        line = row(STRETCH, inner, STRETCH)
        line.setStretch(1, 100)
        card.body.addStretch(1)
        card.body.addLayout(line)
        card.body.addStretch(2)
        self.setLayout(column(card))

    def show_outcome(
        self,
        outcome: ImportOutcome,
        told: BroughtIn,
        where: str,
        learners: Sequence[tuple[str, str]] = (),
        *,
        waiting: int,
    ) -> None:
        """Say what a commit did.

        `where` names the files, `learners` are (id, name) of the few who changed, `waiting` counts all rows that wait.
        """
        self.heading.setText(told.heading)
        self._words.setText(where)
        clear(self._lines)
        for words in told.lines:
            self._line("check", "ok", words)
        if learners:
            self._show_learners(learners)
        if told.unchanged:
            self._line("equal", "none", f"{_held(told.unchanged)} nothing new.")
        if told.left_out:
            self._line("circle-minus", "none", f"{_rows(told.left_out)} left out, as you said.")
        if told.aside:
            self._line("circle-minus", "none", f"{not_needed(told.aside)} not needed here.")
        if outcome.refused:
            self._line("circle-slash", "bad", f"{_rows(outcome.refused)} refused. Mend the file and import it again.")
        if waiting:
            who = "1 row waits for you." if waiting == 1 else f"{waiting:,} rows wait for you."
            decide = Button(self._theme, "Decide now", "ghost", small=True, on_click=self.decide_wanted.emit)
            self._line("circle-question-mark", "warn", f"{who} They change nothing until you decide.", decide)
        if outcome.wrote:
            self._line("undo-2", "ink3", "One undo takes the whole import back, tomorrow as well.")
        self.undo.setVisible(outcome.wrote)
        self.see.setFocus()

    def _show_learners(self, learners: Sequence[tuple[str, str]]) -> None:
        flow = FlowLayout(self._theme.px(4))
        for learner_id, name in learners:
            button = Button(self._theme, isolate(name), "ghost", small=True)
            button.setAccessibleName(f"Open {name}")
            button.clicked.connect(partial(self._open, learner_id))
            flow.addWidget(button)
        place = QWidget()
        place.setLayout(flow)
        line = row(Glyph(self._theme, "users-round", "ink3", 18), place, gap=self._theme.px(12))
        line.setStretch(1, 1)
        self._lines.addLayout(line)

    def _open(self, learner_id: str) -> None:
        self.learner_wanted.emit(learner_id)

    def _line(self, icon: str, tone: str, words: str, action: QWidget | None = None) -> None:
        line = row(Glyph(self._theme, icon, tone, 18), label(words, "small", wrap=True), gap=self._theme.px(12))
        line.setStretch(1, 1)
        if action is not None:
            line.addWidget(action)
        self._lines.addLayout(line)


def _held(count: int) -> str:
    return "1 row held" if count == 1 else f"{count:,} rows held"


def _rows(count: int) -> str:
    return "1 row was" if count == 1 else f"{count:,} rows were"
