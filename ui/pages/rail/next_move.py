"""The next move: what, whose it is and by when. Kept, it is a dated step of a goal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from learnerplan.domain.steps import Who
from learnerplan.errors import UserError
from learnerplan.services.checkins import NEXT_MOVE_DAYS
from ui.dialogs.step_fields import WHO
from ui.widgets.card import Card
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextField
from ui.widgets.keycap import KeyCap
from ui.widgets.layout import STRETCH, row
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.theme.theme import Theme


class NextMove(Card):
    """`changed` tells that something was typed or chosen; `goal` says for which goal it is, where there are several."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=14, gap=6, parent=parent)
        self.setAccessibleName("Next move")
        self.goal = Select(theme, name="For which goal the next move is", small=True)
        self.goal.setMinimumWidth(theme.px(96))
        self.text = TextField(theme, "What will be done", name="Next move", small=True)
        self.who = Segmented(theme, [(who.value, word) for who, word in WHO.items()], "Whose the next move is")
        self.due = DateField(theme, name="By when")
        self.due.setFixedWidth(theme.px(160))
        self._error = label("", "caption", "bad", wrap=True)
        self._error.hide()
        first = row(label("Next move", "field"), STRETCH, KeyCap(theme, "M"), gap=theme.px(8))
        self.body.addLayout(first)
        self.body.addWidget(self.text)
        self.body.addLayout(row(self.who, STRETCH, self.due, gap=theme.px(8)))
        self.body.addWidget(self._error)
        self.body.addStretch(1)
        first.insertWidget(1, self.goal, 4)  # last, so that Tab comes to the words first
        self._usual: date | None = None
        self.goal.chosen.connect(lambda _value: self.changed.emit())
        self.text.textEdited.connect(lambda _text: self.changed.emit())
        self.who.chosen.connect(lambda _value: self.changed.emit())
        self.due.line.textEdited.connect(lambda _text: self.changed.emit())
        self.due.changed.connect(self.changed)

    def begin(self, goals: Sequence[tuple[str, str]], today: date) -> None:
        """Begin anew, with these goals as `(id, words)`: nothing, the learner's own, in a week."""
        self.goal.offer(goals)
        self.goal.setVisible(len(goals) > 1)
        self.text.clear()
        self.who.choose(Who.ME.value)
        self._usual = today + timedelta(NEXT_MOVE_DAYS)
        self.due.show_value(self._usual)
        self._error.hide()

    def due_on(self) -> date | None:
        """By when. Raises `UserError` for what is no date, and says so here."""
        self._error.hide()
        try:
            return self.due.value()
        except UserError as error:
            self._error.setText(str(error))
            self._error.show()
            self.due.setFocus()
            raise

    def typed(self) -> dict[str, str]:
        """What is typed, to be kept as a draft; empty where nothing is."""
        words = self.text.value()
        held = {"text": words, "who": self.who.value(), "due": self.due.line.text(), "goal": self.goal.value()}
        return held if words else {}

    def restore(self, typed: Mapping[str, str]) -> None:
        """Show what a draft holds."""
        self.text.setText(typed.get("text", ""))
        self.who.choose(typed.get("who", ""))
        if "due" in typed:
            self.due.line.setText(typed["due"])
        self.goal.choose(typed.get("goal", self.goal.value()))
