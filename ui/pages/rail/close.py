"""The screen of one child at the end of a term: how each goal ended, and a look back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from learnerplan.domain.goals import GoalStatus
from learnerplan.domain.plans import PlanState
from ui import days
from ui.models import work
from ui.models.measures import ends, measure_line
from ui.widgets import paint
from ui.widgets.bidi import joined
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.fields import TextField
from ui.widgets.glyph import Glyph
from ui.widgets.kept_parts import KeptParts
from ui.widgets.keycap import KeyCap
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.segmented import Segmented
from ui.widgets.text import Quote, label, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from learnerplan.services.goals import GoalRow
    from learnerplan.services.rail import Desk, LookBack
    from learnerplan.services.scales import Level
    from ui.theme.theme import Theme

ENDS: tuple[tuple[GoalStatus, str], ...] = (
    (GoalStatus.MET, "1  Met"),
    (GoalStatus.PARTLY, "2  Partly met"),
    (GoalStatus.CARRIED, "3  Carry forward"),
    (GoalStatus.DROPPED, "4  Set aside"),
)

LONGEST_WORDS = 280
"""So many letters of a look back stand here; its dialog and the plan have all of it."""


class GoalEnd(Card):
    """One goal: what was measured, how it ended, and a note. `ended` tells goal, outcome and note.

    Nothing here says how fast it went: the child reads it too.
    """

    ended = Signal(str, str, str)

    def __init__(self, theme: Theme, goal: GoalRow, levels: Sequence[Level], *, open_: bool) -> None:
        super().__init__(theme, padding=18, gap=10)
        self.goal, self._end_theme, self._now, self._told = goal, theme, False, ""
        self.setAccessibleName(goal.title)
        chip = Chip(theme, *work.kind_chip(goal.kind))
        first = row(chip, Quote(goal.title, "m", marks=bool(goal.words)), gap=theme.px(12))
        first.setStretch(1, 1)
        self.body.addLayout(first)
        self.add(label(joined(measure_line(goal), *ends(goal, levels)) or "Not measured", "small", wrap=True))
        options = [("", "Still open"), *((status.value, words) for status, words in ENDS)]
        self.options = Segmented(theme, options, f"How “{goal.title}” ended")
        self.options.choose("" if goal.status is GoalStatus.ACTIVE else goal.status.value)
        self.options.setEnabled(open_)
        self.note = TextField(theme, "A note, or why it is set aside", name=f"A note on “{goal.title}”", small=True)
        self.note.setText(goal.outcome_note)
        self.note.setEnabled(open_)
        self._why = label("Say why, then it is set aside.", "caption", "ink2")
        self._why.hide()
        self.body.addLayout(row(self.options, STRETCH))
        self.add(self.note, self._why)
        self.options.chosen.connect(self._chosen)
        self.note.editingFinished.connect(self._noted)

    def end(self, status: GoalStatus) -> None:
        """Choose an outcome by a key."""
        self.options.choose(status.value)
        self._chosen(status.value)

    def show_kept(self) -> None:
        """Show the outcome that is kept, where the one that was told could not be written."""
        if self._told not in ("", self.goal.status.value):
            self.options.choose("" if self.is_open() else self.goal.status.value)
        self._told = ""

    def set_current(self, now: bool) -> None:
        """Show that the digits mean this goal."""
        self._now = now
        self.update()

    def is_open(self) -> bool:
        """Whether there is no outcome yet."""
        return self.goal.status is GoalStatus.ACTIVE

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, with an edge where the digits go."""
        super().paintEvent(event)
        if self._now:
            painter = QPainter(self)
            paint.antialiased(painter)
            theme = self._end_theme
            edge, width = theme.color("accent"), float(theme.px(2))
            paint.rounded(painter, QRectF(self.rect()), theme.px(12), edge=edge, width=width)

    def _chosen(self, value: str) -> None:
        needs_reason = value == GoalStatus.DROPPED.value and not self.note.value()
        self._why.setVisible(needs_reason)
        if needs_reason:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._told = value or GoalStatus.ACTIVE.value
            self.ended.emit(self.goal.id, self._told, self.note.value())

    def _noted(self) -> None:
        value, words = self.options.value(), self.note.value()
        if words == self.goal.outcome_note or not value:
            return
        if words or value != GoalStatus.DROPPED.value:
            self.ended.emit(self.goal.id, value, words)


class CloseDesk(QWidget):
    """`ended` tells goal, outcome and note; `reflect_wanted` that the child looks back, `start_wanted` a plan."""

    ended = Signal(str, str, str)
    reflect_wanted = Signal()
    start_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.goals: list[GoalEnd] = []
        self._open = False
        self._goals = column(gap=theme.px(12))
        self._parts = KeptParts()
        self._none = label("", "small", wrap=True)
        self.reflect = Button(theme, "Look back", icon="message-circle", on_click=self.reflect_wanted.emit)
        self._key = KeyCap(theme, "R")
        self._said = Card(theme, kind="voice", padding=16, gap=6)
        self._day, self._quote = label("", "caption", "voice_ink"), Quote("", "m", "voice_ink")
        self._said.body.addLayout(row(Glyph(theme, "check", "voice_ink"), self._day, STRETCH, gap=theme.px(8)))
        self._said.add(self._quote)
        self._ask = label("Proud, hard, next: in their own words.", "small")
        line = row(self.reflect, self._key, self._ask, STRETCH, gap=theme.px(8))
        self.start = Button(theme, "Start a plan", icon="plus", on_click=self.start_wanted.emit)
        self._start = QWidget()
        self._start.setLayout(row(self.start, KeyCap(theme, "G"), STRETCH, gap=theme.px(8)))
        self.setLayout(column(self._none, self._start, self._goals, self._said, line, gap=theme.px(12)))

    def show_desk(self, desk: Desk, levels: Sequence[Level], today: date, *, left: bool = False) -> None:
        """Show the plan of another learner; `left` of one who sits in the class no more."""
        self._open = desk.plan is not None and desk.plan.state is not PlanState.CLOSED
        closed = desk.plan is not None and not self._open
        self.goals = []
        with self._parts.renewing(self._goals):  # a goal that is as before keeps the note that is being typed
            for goal in desk.goals:
                value = goal, tuple(levels), self._open
                make = partial(self._goal_end, goal, levels, open_=self._open)
                one = self._parts.part(goal.id, value, make)
                one.show_kept()
                self.goals.append(one)
                self._goals.addWidget(one)
        self._none.setText("Left the class. This plan is still open." if left else _about(desk, closed=closed))
        self._none.setVisible(left or closed or not self.goals)
        self._start.setVisible(self.can_start(desk))
        self._show_look_back(desk.looked_back, today)
        now = self._current()
        for one in self.goals:
            one.set_current(one is now and self._open)

    def is_open(self) -> bool:
        """Whether there is a plan that still changes."""
        return self._open

    @staticmethod
    def can_start(desk: Desk) -> bool:
        """Whether there is no plan yet, and a term to have one in."""
        return desk.plan is None and desk.term is not None

    def _show_look_back(self, said: LookBack | None, today: date) -> None:
        """What was kept stands here; without any, what it will be about."""
        self._said.setVisible(said is not None)
        self._ask.setVisible(said is None and self._open)
        self.reflect.say("Look back" if said is None else "Change the look back")
        for part in (self.reflect, self._key):
            part.setVisible(self._open)
        self.reflect.setEnabled(self._open)
        if said is not None:
            self._day.setText(f"Looked back {days.short(said.on, today)}")
            self._quote.show_words(shortened(said.words, LONGEST_WORDS))
            self._quote.setVisible(bool(said.words))

    def _goal_end(self, goal: GoalRow, levels: Sequence[Level], *, open_: bool) -> GoalEnd:
        made = GoalEnd(self._theme, goal, levels, open_=open_)
        made.ended.connect(self.ended)
        return made

    def end(self, text: str) -> bool:
        """Choose an outcome of the goal at hand by a digit; tells whether it means one."""
        now = self._current() if self._open else None
        if now is None or not text.isdecimal() or not 1 <= int(text) <= len(ENDS):
            return False
        now.end(ENDS[int(text) - 1][0])
        return True

    def _current(self) -> GoalEnd | None:
        return next((one for one in self.goals if one.is_open()), None)


def _about(desk: Desk, *, closed: bool) -> str:
    if closed:
        return "This plan is closed. Its page opens it again, with a reason."
    if desk.plan is None:
        return "No plan this term. Start one, or skip to the next student."
    return "There are no goals in this term’s plan."
