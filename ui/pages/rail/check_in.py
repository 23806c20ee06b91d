"""The screen of one child in a check-in: the goals with their steps, the child's words, the next move, the feeling."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from learnerplan.domain.checkins import Feeling
from learnerplan.domain.steps import Who
from learnerplan.services.checkins import Talk
from ui import days
from ui.models.levels import FEELINGS
from ui.pages.rail.goal_desk import GoalDesk, StepTick
from ui.pages.rail.next_move import NextMove
from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.bidi import isolate
from ui.widgets.card import Card
from ui.widgets.fields import TextBox
from ui.widgets.keycap import KeyCap
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.scrolled import bring_into_view
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from learnerplan.services.rail import Desk
    from learnerplan.services.scales import Level
    from ui.models.rail import Seat
    from ui.theme.theme import Theme

NOT_SAID = ""
ROOM = 24
"""Px that stay free around what the keys went to."""


class CheckInDesk(QWidget):
    """`changed` tells that there is something to keep, `ticked` a step and whether it is done."""

    changed = Signal()
    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._desk: Desk | None = None
        self._day = date.min
        self._worked: set[str] = set()
        self._passed: set[str] = set()
        self.goals: list[GoalDesk] = []
        self._cards: list[GoalDesk] = []
        self._levels: tuple[Level, ...] = ()
        self._goals = column(gap=theme.px(12))
        self._none = label("", "small", wrap=True)
        self._note = label("", "small", "ink2", wrap=True)
        self._who = label("", "field")
        self.said = TextBox(theme, "In their own words", 2, name="What the student says", voice=True)
        self.next_move = NextMove(theme)
        options = [(NOT_SAID, "Not said"), *((one.value, word) for one, (_, word) in FEELINGS.items())]
        self.feeling = Segmented(theme, options, "How it feels, apart from how far it is")
        self._build()
        self.said.textChanged.connect(self._typed)
        self.next_move.changed.connect(self._typed)
        self.feeling.chosen.connect(lambda _value: self._typed())

    def show_desk(
        self, desk: Desk, seat: Seat, levels: Sequence[Level], today: date, draft: str = "", note: str = ""
    ) -> None:
        """Show another learner, with what was typed for them before."""
        self._desk, self._day, self._worked, self._passed = None, today, set(), set()
        self._show_goals(desk, tuple(levels), today)
        self._none.setText(_no_goals(desk))
        self._none.setVisible(not self.goals)
        self._who.setText(f"{isolate(seat.called)} said")
        self.said.show_value("")
        self.next_move.begin([(one.goal.id, one.goal.title) for one in self.goals], today)
        self.feeling.choose(NOT_SAID)
        self._restore(draft, today, note)
        self._desk = desk
        self._show_current()

    def _show_goals(self, desk: Desk, levels: tuple[Level, ...], today: date) -> None:
        """Fill the cards that are there and make those that lack; another scale makes all of them anew."""
        if levels != self._levels:
            clear(self._goals)
            self._cards, self._levels = [], levels
        wanted = desk.open_goals()
        for at, goal in enumerate(wanted):
            if at < len(self._cards):
                self._cards[at].show_goal(goal)
            else:
                made = GoalDesk(self._theme, goal, levels)
                made.changed.connect(self._typed)
                made.ticked.connect(self._tick)
                made.step_moved.connect(self._step_from)
                made.rating.chosen.connect(lambda _value: self._show_current())
                self._cards.append(made)
                self._goals.addWidget(made)
            self._cards[at].show_steps(desk.open_steps(goal.id, today), today)
        for at, card in enumerate(self._cards):
            card.setVisible(at < len(wanted))
        self.goals = self._cards[: len(wanted)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The next move stands beside the child's words, or below them in a narrow window."""
        super().resizeEvent(event)
        below = breakpoint_of(self.window().width(), self._theme.scale) is Breakpoint.SINGLE
        self._both.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)

    def draft(self) -> str:
        """What is typed and not kept, as text; empty where nothing is."""
        goals = {one.goal.id: typed for one in self.goals if (typed := one.typed())}
        held: dict[str, Any] = {"goals": goals, "said": self.said.value(), "move": self.next_move.typed()}
        held["feeling"] = self.feeling.value()
        if not any(held.values()):
            return ""
        held["day"] = self._day.isoformat()
        return json.dumps(held, ensure_ascii=False)

    def talk(self, by: str) -> Talk | None:
        """What was said; `None` where there is nothing to keep.

        Raises `UserError` for a date that is none. A number that cannot be read raises nothing: `check` says so.
        """
        worked = {goal: None for goal in self._worked}
        if not self.draft() and not worked:
            return None
        feeling, move = self.feeling.value(), self.next_move.text.value()
        rated = {one.goal.id: one.rating.value() or None for one in self.goals if one.spoken_of()}
        return Talk(
            held_on=self._day,
            levels={**worked, **rated},
            measures={one.goal.id: measure for one in self.goals if (measure := one.measure()) is not None},
            words=self.said.value(),
            next_move=move,
            next_goal=self.next_move.goal.value() if move else "",
            next_who=Who(self.next_move.who.value()),
            next_due=self.next_move.due_on() if move else None,
            feeling=Feeling(feeling) if feeling else None,
            by=by,
        )

    def check(self) -> bool:
        """Whether all numbers can be read; what is wrong stands beside the first that cannot."""
        for one in self.goals:
            one.clear_error()
        return all([one.check() for one in self.goals])

    def rate(self, text: str) -> bool:
        """Rate the goal at hand by a key and go on to the next one; the hyphen goes on without a value."""
        now = self._current()
        if now is None:
            return False
        taken = now.rating.take_key(text)
        if taken and not now.rating.value():
            self._passed.add(now.goal.id)
        self._show_current()
        following = self._current()
        if taken and following is not None:
            bring_into_view(following, ROOM)
        return taken

    def current_goal(self) -> str:
        """The id of the goal at hand: the first that is not rated, else the last; empty without goals."""
        now = self._current() or (self.goals[-1] if self.goals else None)
        return now.goal.id if now is not None else ""

    def go_to_measure(self) -> None:
        """Go to the first empty place for a number."""
        fields = [(one, field) for one in self.goals if (field := one.measure_field()) is not None]
        wanted = next((field for _, field in fields if not field.value()), None)
        if wanted is not None or fields:
            _go_to(wanted or fields[0][1])

    def go_to_words(self) -> None:
        """Go to what the child says."""
        _go_to(self.said)

    def go_to_move(self) -> None:
        """Go to the next move."""
        _go_to(self.next_move.text)

    def next_feeling(self) -> None:
        """Choose the feeling after the one that is chosen."""
        values = [NOT_SAID, *(one.value for one in FEELINGS)]
        at = values.index(self.feeling.value())
        self.feeling.choose(values[(at + 1) % len(values)])
        bring_into_view(self.feeling, ROOM)
        self._typed()

    def tick_next(self) -> None:
        """Tick the step that has the focus, else the first that is open, and stay at the one after it."""
        ticks = self._ticks()
        at = next((n for n, one in enumerate(ticks) if one.box.hasFocus()), -1)
        if at < 0 or ticks[at].box.isChecked():
            at = next((n for n, one in enumerate(ticks) if not one.box.isChecked()), -1)
        if at >= 0:
            ticks[at].box.click()
            following = next((one for one in ticks[at + 1 :] if not one.box.isChecked()), ticks[at])
            _go_to(following.box)

    def _ticks(self) -> list[StepTick]:
        return [tick for one in self.goals for tick in one.steps]

    def _step_from(self, tick: StepTick, by: int) -> None:
        ticks = self._ticks()
        at = ticks.index(tick) + by
        if 0 <= at < len(ticks):
            _go_to(ticks[at].box)

    def _tick(self, step_id: str, done: bool) -> None:
        goal = next((tick.step.goal_id for tick in self._ticks() if tick.step.id == step_id), "")
        if done and goal:
            self._worked.add(goal)
        self.ticked.emit(step_id, done)

    def _current(self) -> GoalDesk | None:
        open_ = (one for one in self.goals if not one.rating.value() and one.goal.id not in self._passed)
        return next(open_, None)

    def _show_current(self) -> None:
        now = self._current()
        for one in self.goals:
            one.set_current(one is now)

    def _typed(self) -> None:
        if self._desk is not None:
            self.changed.emit()

    def _restore(self, draft: str, today: date, note: str) -> None:
        held = json.loads(draft) if draft else {}
        if held:
            self._day = date.fromisoformat(held["day"])
            for one in self.goals:
                one.restore(held["goals"].get(one.goal.id, {}))
            self.said.setPlainText(held["said"])
            self.next_move.restore(held["move"])
            self.feeling.choose(held["feeling"])
        day = "" if self._day == today else f" on {days.short(self._day, today)}"
        restored = f"Typed before{day} and not kept yet. Enter keeps it." if held else ""
        self._note.setText(restored or note)
        self._note.setVisible(bool(restored or note))

    def _build(self) -> None:
        theme = self._theme
        said = Card(theme, kind="voice", padding=14, gap=6)
        said.setAccessibleName("What the student says")
        self._who.setProperty("tone", "voice_ink")
        said.body.addLayout(row(self._who, STRETCH, KeyCap(theme, "S")))
        said.add(self.said)
        self._both = row(said, self.next_move, gap=theme.px(12))
        self._both.setStretch(0, 5)
        self._both.setStretch(1, 4)
        self.setLayout(column(self._note, self._goals, self._none, self._both, gap=theme.px(12)))
        # Last, so that Tab leads from the child's words to the next move.
        said.body.addLayout(row(self.feeling, STRETCH, KeyCap(theme, "F"), gap=theme.px(8)))


def _go_to(field: QWidget) -> None:
    """Go to a field; of a text field itself Qt would show no more than the line of its caret."""
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    bring_into_view(field.parentWidget() or field, ROOM)


def _no_goals(desk: Desk) -> str:
    if desk.term is None:
        return "There is no school year yet. What is said is kept all the same."
    if desk.plan is None:
        return "There is no plan for this term yet. What is said is kept all the same."
    return "There are no open goals in this term’s plan. What is said is kept all the same."
