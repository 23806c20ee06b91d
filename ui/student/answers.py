"""What can be answered to one question: cards to choose from, or a box to write in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from learnerplan.domain.profiles import Made
from learnerplan.domain.surveys import STAND_INS, QuestionKind
from learnerplan.services.survey_answers import Said
from ui.student.cards import AnswerCard
from ui.student.controls import WordBox
from ui.student.drawings import is_drawn
from ui.widgets.layout import column

if TYPE_CHECKING:
    from learnerplan.services.student_view import MyQuestion
    from ui.student.seat import Seat

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1)}
_ONE_LINE, _MOST_ACROSS = 4, 4
_WORDS = 860
"""Lines of words longer than so many px are hard to read."""


class Answers(QWidget):
    """`changed` tells another answer, `entered` that Enter was pressed in it."""

    changed = Signal()
    entered = Signal()

    def __init__(self, seat: Seat, question: MyQuestion, said: Said) -> None:
        super().__init__()
        theme, px = seat.theme, seat.theme.px
        self._several = question.kind is QuestionKind.SEVERAL
        self.cards: list[AnswerCard] = []
        self.box: WordBox | None = None
        self._across = 1
        self.drawn = False
        if question.kind is QuestionKind.TEXT:
            self.box = WordBox(theme, question.text, "Write here in your own words", 4)
            self.box.setPlainText(said.text)
            self.box.textChanged.connect(self.changed)
            self.setMaximumWidth(px(_WORDS))
            self.box.installEventFilter(self)
            self.setLayout(column(self.box))
            return
        drawn = self.drawn = all(is_drawn(option.picture) for option in question.options)
        self._across = _across(len(question.options)) if drawn else 1
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(20 if drawn else 12))
        for at, option in enumerate(question.options):
            picture = option.picture if drawn else ""
            card = AnswerCard(theme, option.id, option.text, at + 1, picture)
            card.setChecked(option.id in said.picks)
            card.clicked.connect(lambda _on=False, chosen=card: self._chose(chosen))
            card.installEventFilter(self)
            self.cards.append(card)
            grid.addWidget(card, at // self._across, at % self._across)
        if not drawn:
            self.setMaximumWidth(px(_WORDS))

    def said(self) -> Said:
        """The answer as it stands."""
        if self.box is not None:
            return Said(self.box.value(), made=how_made(self.box.value()))
        return Said(picks=tuple(card.option_id for card in self.cards if card.isChecked()), made=Made.PICKED)

    def press(self, at: int) -> None:
        """Choose by number, from 0."""
        if at < len(self.cards):
            self.cards[at].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.cards[at].click()

    def stand_in(self, made: Made) -> None:
        """What stands for an answer that was drawn or spoken; words that were typed stay."""
        if self.box is not None and not self.box.value():
            self.box.setPlainText(STAND_INS[made])

    def clear(self) -> None:
        """Take every answer away."""
        for card in self.cards:
            card.setChecked(False)
        if self.box is not None:
            self.box.clear()

    def take_focus(self) -> None:
        """The keyboard begins here."""
        first: QWidget | None = self.box or next((card for card in self.cards if card.isChecked()), None)
        target = first or (self.cards[0] if self.cards else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk through the cards, Enter goes on; in a box Shift+Enter makes a new line."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _ENTERS and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
            return True
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not isinstance(watched, AnswerCard):
            return False
        across, down = step
        if self.isRightToLeft():
            across = -across
        at = self.cards.index(watched) + across + down * self._across
        if 0 <= at < len(self.cards):
            self.cards[at].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _chose(self, chosen: AnswerCard) -> None:
        if not self._several:
            for card in self.cards:
                card.setChecked(card is chosen)
        self.changed.emit()


def how_made(text: str) -> Made:
    """How words in a box came to be."""
    return next((made for made, words in STAND_INS.items() if words == text), Made.WROTE)


def _across(count: int) -> int:
    """How many pictures stand side by side: all of a few, else two even rows."""
    return count if count <= _ONE_LINE else min(_MOST_ACROSS, (count + 1) // 2)
