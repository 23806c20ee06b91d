"""The teacher's page before student mode: who gets the laptop, what is open to them, the PIN."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.errors import UserError
from learnerplan.services import student_pin, student_setups
from learnerplan.services.student_sessions import Session
from ui import operations
from ui.refresh import keep_fresh
from ui.student.mode import StudentMode
from ui.student.start_open import OpenCard
from ui.student.start_who import ROUND, WhoCard
from ui.student.start_words import SYSTEM
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.page_frame import PageFrame
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from ui.context import Context
    from ui.student.pin_choose import PinDialog

READS = frozenset({"setting", "survey", "question", "learner", "class", "enrolment"})
WIDEST = 680
_INSIDE = 620
"""What a card of that width has room for, px."""


class StudentStartPage(PageFrame):
    """`open(learner id)` chooses that learner."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, "Student mode", "A child’s own screen on your laptop. Your PIN leads out of it.")
        self.ctx = ctx
        self.mode: StudentMode | None = None
        self.begin_button = Button(ctx.theme, "Start", "primary", "monitor-smartphone", on_click=self.begin)
        self.add_action(self.begin_button)
        self.who, self.what = WhoCard(ctx, _INSIDE), OpenCard(ctx)
        cards = column(self.who, self.what, self._pin(), gap=ctx.theme.px(16))
        cards.addStretch(1)
        holder = QWidget()
        holder.setMaximumWidth(ctx.theme.px(WIDEST))
        holder.setLayout(cards)
        line = row(holder, STRETCH)
        line.setStretch(0, 100)
        self.body.addLayout(line)
        self.body.addStretch(1)
        keep_fresh(self, ctx, READS, self.reload)

    def open(self, target: str, part: str) -> None:
        """Choose a learner, where one is named."""
        self.clear_problem()
        if target:
            self.who.choose_one(target)

    def reload(self) -> None:
        """Show who and what there is."""
        self.who.reload()
        self.what.reload()
        held = student_pin.is_set(self.ctx.store)
        self._pin_words.setText("A PIN is kept." if held else "There is no PIN yet.")
        self.pin_button.say("Change the PIN" if held else "Choose a PIN")

    def begin(self) -> None:
        """Start, after asking for a PIN where there is none."""
        if student_pin.is_set(self.ctx.store):
            self._begin()
        else:
            self.choose_pin().chosen.connect(self._begin)

    def choose_pin(self) -> PinDialog:
        """Ask for a new PIN."""
        from ui.student.pin_choose import PinDialog

        dialog = PinDialog(self.ctx, self)
        dialog.open()
        return dialog

    def _begin(self) -> None:
        self.clear_problem()
        try:
            session = self._session()
        except UserError as error:
            self.show_problem(error)
            return
        if self.mode is None:
            self.mode = StudentMode(self.ctx, self.window())
        mode = self.mode
        operations.perform(self.ctx, lambda _store: mode.begin(session), parent=self)

    def _session(self) -> Session:
        """What was chosen. Raises `UserError` where something is missing."""
        order = self.who.order()
        setup = self.what.chosen()
        student_setups.keep(self.ctx.store, setup)
        turns = self.who.who.value() == ROUND
        return Session(order, setup.opens, setup.survey_ids, passing=turns, begun_on=date.today(), in_round=turns)

    def _pin(self) -> QWidget:
        theme = self.ctx.theme
        self._pin_words = label("", "strong")
        self.pin_button = Button(theme, "Choose a PIN", small=True, icon="lock", on_click=self.choose_pin)
        card = Card(theme, "The way out")
        card.body.addLayout(row(self._pin_words, STRETCH, self.pin_button))
        card.add(Paragraph(SYSTEM, "small"))
        return card
