"""The card of who agreed to a plan, how far the plan is in its life, and what comes next for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from learnerplan.domain.plans import Agreer, PlanPart, PlanState, is_open
from ui import days
from ui.widgets.bidi import isolate, joined
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.checkbox import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.plan_states import TurnRow
    from learnerplan.services.plans import PlanRow
    from ui.models.tones import Tone
    from ui.theme.theme import Theme

_CHIPS: dict[PlanState, tuple[str, str, Tone]] = {
    PlanState.DRAFT: ("Draft", "pencil", "none"),
    PlanState.AGREED: ("Agreed", "handshake", "ok"),
    PlanState.ACTIVE: ("Running", "sprout", "info"),
    PlanState.REFLECTING: ("Looking back", "message-circle", "warn"),
    PlanState.CLOSED: ("Closed", "archive", "none"),
}


class AgreementCard(Card):
    """`agreed` tells who and whether; `step_wanted` the state that the next button leads to; `reprint_wanted` asks
    for the kept packet of a closed plan.
    """

    agreed = Signal(str, bool)
    step_wanted = Signal(str)
    reprint_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Agreement", padding=20, gap=6, parent=parent)
        self._theme = theme
        self.boxes: dict[Agreer, CheckBox] = {}
        self._content = column(gap=theme.px(4))
        self.body.addLayout(self._content)

    def show_plan(
        self, plan: PlanRow | None, called: str, turns: list[TurnRow], today: date, *, own_plan: bool = False
    ) -> None:
        """Show who agreed; hidden where there is no plan. To a teacher's `own_plan` the principal agrees."""
        self.setVisible(plan is not None)
        if plan is None:
            return
        with kept_focus(self):
            clear(self._content)
            text, icon, tone = _CHIPS[plan.state]
            self._content.addLayout(row(Chip(self._theme, text, icon, tone), STRETCH))
            open_ = is_open(plan.state, PlanPart.AGREEMENT)
            self.boxes = {}
            who_agrees = (
                (Agreer.LEARNER, isolate(called), plan.learner_agreed_on),
                (Agreer.TEACHER, "Principal" if own_plan else "Teacher", plan.teacher_agreed_on),
                (Agreer.FAMILY, plan.family_agreed_by or "Family", plan.family_agreed_on),
            )
            for who, name, on in who_agrees[: 2 if own_plan else 3]:
                day = f"agreed {days.short(on, today)}" if on is not None else ""
                box = CheckBox(self._theme, joined(name, day), name=f"{name} agrees")
                box.setChecked(on is not None)
                box.setEnabled(open_)
                box.toggled.connect(partial(self.agreed.emit, who.value))
                name_place(box, f"agreement:{who}")
                self.boxes[who] = box
                self._content.addWidget(box)
            reopened = next((turn for turn in reversed(turns) if turn.reason), None)
            if reopened is not None:
                said = f"Opened again {days.short(reopened.at.date(), today)}: {isolate(reopened.reason)}"
                self._content.addWidget(label(said, "caption", "ink2", wrap=True))
            self._add_steps(plan)

    def _add_steps(self, plan: PlanRow) -> None:
        theme = self._theme
        if plan.state is PlanState.CLOSED:
            words = "Packet as it was" if plan.kept else "Packet of this term"
            reprint = Button(theme, words, "ghost", "printer", small=True)
            if not plan.kept:
                reprint.setToolTip("No packet was kept when this plan closed: it is made from the record as it is now.")
            reprint.clicked.connect(self.reprint_wanted)
            name_place(reprint, "agreement:reprint")
            again = self._step("Open again", "lock-open", PlanState.REFLECTING)
            self._content.addLayout(row(reprint, again, STRETCH, gap=theme.px(4)))
        elif plan.state is PlanState.REFLECTING:
            self._content.addLayout(
                row(
                    self._step("Close the plan", "archive", PlanState.CLOSED),
                    self._step("Back to work", "undo-2", PlanState.ACTIVE),
                    STRETCH,
                    gap=theme.px(4),
                )
            )
        elif plan.state is PlanState.ACTIVE:
            self._content.addLayout(row(self._step("Look back", "message-circle", PlanState.REFLECTING), STRETCH))
        else:
            self._content.addLayout(row(self._step("Start now", "sprout", PlanState.ACTIVE), STRETCH))

    def _step(self, text: str, icon: str, to: PlanState) -> Button:
        button = Button(self._theme, text, "ghost", icon, small=True)
        button.clicked.connect(partial(self._want, to))
        name_place(button, f"agreement:{to}")
        return button

    def _want(self, to: PlanState, _checked: bool = False) -> None:
        self.step_wanted.emit(to.value)
