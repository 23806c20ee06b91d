"""The screen of one child at the start of a term: the draft plan with its goals, and who agrees to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnerplan.domain.goals import GoalKind
from learnerplan.domain.plans import Agreer, PlanPart, is_open
from ui import days
from ui.models import work
from ui.models.measures import ends, measure_line
from ui.pages.learner.goal_room import GoalRoom
from ui.widgets.bidi import isolate, joined
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.checkbox import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.keycap import KeyCap
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from learnerplan.services.goals import GoalRow
    from learnerplan.services.plans import PlanRow
    from learnerplan.services.rail import Desk
    from learnerplan.services.scales import Level
    from ui.models.rail import Seat
    from ui.theme.theme import Theme

KEYS = {"1": Agreer.LEARNER, "2": Agreer.TEACHER, "3": Agreer.FAMILY}
"""The digit that ticks each of those who agree."""


class AgreeDesk(QWidget):
    """`agreed` tells who and whether; `goal_wanted` the kind of a new goal; `edit_wanted` the id of a goal."""

    agreed = Signal(str, bool)
    goal_wanted = Signal(str)
    edit_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.boxes: dict[Agreer, CheckBox] = {}
        self._goals = column(gap=theme.px(12))
        self._who = Card(theme, "Who agrees", padding=20, gap=6)
        self._boxes = column(gap=theme.px(4))
        self._who.body.addLayout(self._boxes)
        self.setLayout(column(self._goals, self._who, gap=theme.px(12)))

    def show_desk(self, desk: Desk, seat: Seat, levels: Sequence[Level], today: date) -> None:
        """Show the plan of another learner."""
        clear(self._goals)
        for goal in desk.goals:
            self._goals.addWidget(self._card(goal, levels, len([one for one in desk.steps if one.goal_id == goal.id])))
        kinds = {goal.kind for goal in desk.goals}
        open_ = desk.plan is None or is_open(desk.plan.state, PlanPart.AGREEMENT)
        rooms = [GoalRoom(self._theme, kind, seat.called) for kind in GoalKind if kind not in kinds and open_]
        for room, kind in zip(rooms, [kind for kind in GoalKind if kind not in kinds], strict=False):
            room.clicked.connect(partial(self._want, kind))
        if rooms and desk.term is not None:
            self._goals.addLayout(row(*rooms, gap=self._theme.px(12)))
        self._who.setVisible(desk.plan is not None)
        if desk.plan is not None:
            self._show_agreement(desk.plan, seat, today, open_=open_)

    def tick(self, text: str) -> bool:
        """Tick, or take back, by a digit; tells whether it means somebody."""
        box = self.boxes.get(KEYS[text]) if text in KEYS else None
        if box is None or not self._who.isVisibleTo(self) or not box.isEnabled():
            return False
        box.click()
        return True

    def _show_agreement(self, plan: PlanRow, seat: Seat, today: date, *, open_: bool) -> None:
        clear(self._boxes)
        self.boxes = {}
        for (key, who), name, on in zip(
            KEYS.items(),
            (isolate(seat.called), "Teacher", plan.family_agreed_by or "Family"),
            (plan.learner_agreed_on, plan.teacher_agreed_on, plan.family_agreed_on),
            strict=True,
        ):
            day = f"agreed {days.short(on, today)}" if on is not None else ""
            box = CheckBox(self._theme, joined(name, day), name=f"{name} agrees")
            box.setChecked(on is not None)
            box.setEnabled(open_)
            box.clicked.connect(lambda on, one=who.value: self.agreed.emit(one, on))
            self.boxes[who] = box
            self._boxes.addLayout(row(KeyCap(self._theme, key), box, STRETCH, gap=self._theme.px(8)))

    def _card(self, goal: GoalRow, levels: Sequence[Level], steps: int) -> Card:
        theme = self._theme
        card = Card(theme, padding=18, gap=8)
        card.setAccessibleName(goal.title)
        chip = Chip(theme, *work.kind_chip(goal.kind))
        edit = Button(theme, "Change", "ghost", "pencil", small=True, on_click=lambda: self.edit_wanted.emit(goal.id))
        edit.setAccessibleName(f"Change “{goal.title}”")
        first = row(chip, Quote(goal.title, "m", marks=bool(goal.words)), edit, gap=theme.px(12))
        first.setStretch(1, 1)
        card.body.addLayout(first)
        began, _, aim = ends(goal, levels)
        counted = "1 step" if steps == 1 else f"{steps} steps" if steps else "no steps yet"
        about = joined(measure_line(goal) or "no measure yet", began, aim, counted)
        card.add(label(about, "small", wrap=True))
        if goal.why:
            card.add(label(goal.why, "small", wrap=True))
        return card

    def _want(self, kind: GoalKind, _checked: bool = False) -> None:
        self.goal_wanted.emit(kind.value)
