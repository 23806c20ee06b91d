"""The parts of the check-in page and how they stand together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from learnerplan.services import classes
from ui import days
from ui.models.rail import Mark, RailMode
from ui.pages.rail.agree import AgreeDesk
from ui.pages.rail.check_in import CheckInDesk
from ui.pages.rail.close import CloseDesk
from ui.pages.rail.curtain import Curtain
from ui.pages.rail.extras import extras
from ui.pages.rail.head import LearnerHead
from ui.pages.rail.legend import Keys, Legend
from ui.pages.rail.missing import MissingCard
from ui.pages.rail.panel import RailPanel
from ui.pages.rail.side import Before
from ui.pages.rail.still_open import StillOpen
from ui.widgets.button import Button, IconButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import Select
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.menu_button import Choice, MenuButton
from ui.widgets.page_frame import PageFrame
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.segmented import Segmented
from ui.widgets.two_columns import TwoColumns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from learnerplan.services.rail import Desk
    from ui.context import Context
    from ui.models.rail import Seat
    from ui.pages.rail.walk import Walk

_MODES = ((RailMode.CHECK_IN, "Check in"), (RailMode.AGREE, "Agree"), (RailMode.CLOSE, "Close"))
_DONE = {
    RailMode.CHECK_IN: ("Everyone is done", "All that was said is kept."),
    RailMode.AGREE: ("Every plan is agreed", "The term can begin."),
    RailMode.CLOSE: ("Every plan is ready or closed", "Closing keeps each plan as it is today."),
}
_SOME_AWAY = ("Everyone who is here is done", "Whoever is away comes first the next time.")
_TITLES = {RailMode.AGREE: "Agree the plans", RailMode.CLOSE: "Close the plans"}
_TERM, _TERM_OF_YEAR = 6, 14
"""Letters of a term's name that are always shown, alone and with its year."""


class RailScreen(QObject):
    """Builds the parts for one page; `extras` are what the menu opens, by the part of a place that names them.

    `close_wanted` asks to close plans that are ready: the one at hand, or where no child looks on (`True`) all of them.
    `without_wanted` asks for the first who has no plan to close.
    """

    close_wanted = Signal(bool)
    without_wanted = Signal()

    def __init__(
        self, ctx: Context, page: QWidget, *, on_next: Callable[[], object], on_hide: Callable[[], object]
    ) -> None:
        super().__init__(page)
        self._ctx, theme = ctx, ctx.theme
        self.panel = RailPanel(theme)
        self.frame = PageFrame(theme, "Check-in", below=8)
        self.modes = Segmented(theme, [(mode.value, word) for mode, word in _MODES], "What to do with each student")
        self.terms = Select(theme, name="Term", small=True)
        self.terms.setMinimumContentsLength(_TERM)
        self.head = LearnerHead(theme)
        self.check_in = CheckInDesk(theme)
        self.agree = AgreeDesk(theme)
        self.close_ = CloseDesk(theme)
        self.before = Before(theme)
        self.missing = MissingCard(theme)
        self.bar = ProgressBar(theme, "Students of this class")
        self.still_open = StillOpen(theme)
        self.legend = Legend(theme, on_next, self.missing.close_all)
        self.curtain = Curtain(ctx, page)
        self.extras: dict[str, Callable[[], object]] = extras(ctx, page)
        self._build(on_hide)

    def show_class(self, walk: Walk) -> None:
        """Show how far the class is, and offer the terms in which plans can be agreed or closed."""
        session, mode = walk.session, walk.mode
        if session is None:
            return
        marks = [seat.mark for seat in session.seats]
        done = marks.count(Mark.DONE)
        title = _TITLES.get(mode, f"{days.long_weekday(walk.day)} one-on-ones")
        self.frame.say(title, subtitle(mode, session.seats))
        self.frame.setAccessibleName("Check-in")
        without = marks.count(Mark.WITHOUT)
        self.bar.show_share(done, len(marks) - without)
        self.panel.show_seats(session.seats, session.current)
        there = session.seat() is not None
        self.columns.setVisible(there)
        self.legend.setVisible(there)
        self.bar.setVisible(bool(marks))
        self.panel.setVisible(bool(marks))
        self.modes.setVisible(bool(marks))
        self.done.setVisible(not there and bool(marks))
        self.done.show_words(*done_words(mode, marks))
        self.without.setVisible(bool(without))
        self.without.say("Go to these students" if without > 1 else "Go to this student")
        self.without.setAccessibleName("Go to who has no plan this term")
        self.close_all.setVisible(mode is RailMode.CLOSE and any(seat.note == "ready" for seat in session.seats))
        years = walk.held.leads_back()
        named = [(term.id, f"{term.name}, {term.school_year}" if years else term.name) for term in walk.held.terms]
        self.terms.setMinimumContentsLength(_TERM_OF_YEAR if years else _TERM)
        self.terms.offer(named)
        self.terms.choose(walk.held.term_id)
        self.terms.setVisible(bool(walk.held.terms))
        self.still_open.show_term(walk.held.still_open)
        self._show_classes(nobody=not marks)

    def show_desk(self, walk: Walk, desk: Desk, seat: Seat, draft: str) -> None:
        """Show the screen of one child, from its top."""
        mode, today, levels = walk.mode, walk.day, walk.held.levels
        closing = mode is RailMode.CLOSE
        self.scroll.verticalScrollBar().setValue(0)
        self.head.show_learner(seat, desk.quote, today)
        self.head.offer_absence(mode is RailMode.CHECK_IN, away=seat.mark is Mark.AWAY)
        self.check_in.setVisible(mode is RailMode.CHECK_IN)
        self.agree.setVisible(mode is RailMode.AGREE)
        self.close_.setVisible(closing)
        self.missing.setVisible(closing)
        self.before.setVisible(not closing)
        self.columns.say("What is missing" if closing else "Last time")
        if mode is RailMode.CHECK_IN:
            note = "You talked today. What you add is kept as a second check-in." if seat.mark is Mark.DONE else ""
            self.check_in.show_desk(desk, seat, levels, today, draft, note)
        elif mode is RailMode.AGREE:
            self.agree.show_desk(desk, seat, levels, today)
        else:
            self.close_.show_desk(desk, levels, today, left=seat.left)
            self.missing.show_missing(desk, walk.held)
        if not closing:
            self.before.show_desk(desk, levels, today)
        keys = Keys.NO_PLAN if seat.mark is Mark.WITHOUT else Keys.OPEN if self.close_.is_open() else Keys.CLOSED
        self.legend.show_mode(mode, len(levels), keys if closing else Keys.OPEN)

    def choices(self) -> list[Choice]:
        """The lines of the menu."""
        held = self.extras
        return [
            Choice("Days of one-on-ones…", held["rota"], "calendar-days"),
            Choice("Print a class sheet…", held["sheet"], "printer"),
            Choice("Type in a class sheet…", held["grid"], "table-2"),
        ]

    def _build(self, on_hide: Callable[[], object]) -> None:
        ctx, theme, px = self._ctx, self._ctx.theme, self._ctx.theme.px
        hide = IconButton(theme, "eye-off", "Hide the screen (B)", on_click=on_hide)
        self.menu = MenuButton(theme, "ellipsis", "More about check-ins", self.choices, small=False)
        self.stop = Button(theme, "Stop", icon="x", on_click=lambda: ctx.navigate("today"))
        self.stop.setToolTip("Back to Today. Everything is kept.")
        self.close_all = Button(theme, "Close plans…", icon="archive", on_click=lambda: self.close_wanted.emit(True))
        self.missing.close_wanted.connect(lambda: self.close_wanted.emit(self.panel.named()))
        self.panel.named_changed.connect(self.missing.show_class)
        self.without = Button(theme, "Go to this student", icon="circle-dashed", on_click=self.without_wanted.emit)
        leave = Button(theme, "Back to Today", "primary", on_click=lambda: ctx.navigate("today"))
        plans = QWidget()
        plans.setLayout(row(self.close_all, self.without, gap=px(8)))
        self.done = EmptyState(theme, "check", "Everyone is done", "", plans, leave)
        main, side = QWidget(), QWidget()
        main.setLayout(column(self.head, self.check_in, self.agree, self.close_, STRETCH, gap=px(14)))
        side.setLayout(column(self.before, self.missing, gap=0))
        self.main = main
        self.columns = TwoColumns(theme, main, side, "Last time", side_width=264, drawer_over=self.frame)
        self.frame.add_action(self.terms, self.modes, self.columns.drawer_button, hide, self.menu, self.stop)
        held = QWidget()
        held.setLayout(column(self.bar, margins=(0, px(10), 0, 0)))
        self.frame.add_head(held)
        self._nobody = column()
        self.frame.body.addWidget(self.still_open)
        self.frame.body.addWidget(self.columns, 1)
        self.frame.body.addWidget(self.done, 1)
        self.frame.body.addLayout(self._nobody, 1)
        self.frame.foot.addWidget(self.legend)
        self.scroll = self.frame.findChildren(QScrollArea)[0]
        self.done.hide()
        self._empty: EmptyState | None = None

    def _show_classes(self, *, nobody: bool) -> None:
        """Where no class is chosen, or nobody is in it: the classes to choose from."""
        if self._empty is not None:
            self._nobody.removeWidget(self._empty)
            self._empty.hide()
            self._empty.deleteLater()
            self._empty = None
        if not nobody:
            return
        ctx, theme = self._ctx, self._ctx.theme
        rows = [row for row in classes.listed(ctx.store) if row.id != ctx.room.class_id and row.learners]
        buttons = [Button(theme, row.name, on_click=partial(ctx.room.choose, row.id)) for row in rows[:6]]
        if not buttons:
            buttons = [Button(theme, "Import a roster", "primary", on_click=partial(ctx.navigate, "import"))]
        chosen = bool(ctx.room.class_id)
        title = "Nobody is in this class yet" if chosen else "Which class do you talk to?"
        words = "One-on-ones go through one class." if rows else "Bring in your students first."
        self._empty = EmptyState(theme, "message-circle", title, words, *buttons)
        self._nobody.addWidget(self._empty)


def done_words(mode: RailMode, marks: Sequence[Mark]) -> tuple[str, str]:
    """What is said at the end of a way through a class; who has no plan to close is counted there."""
    if mode is RailMode.CHECK_IN and Mark.AWAY in marks:
        return _SOME_AWAY
    title, words = _DONE[mode]
    without = marks.count(Mark.WITHOUT)
    if not without:
        return title, words
    if without == len(marks):
        return "There is no plan to close", "Nobody in this class has a plan this term."
    return title, f"{'1 student has' if without == 1 else f'{without} students have'} no plan this term."


def subtitle(mode: RailMode, seats: Sequence[Seat]) -> str:
    """How far a class is. Due is what Today says is due: whose interval is over, and who is not away."""
    if not seats:
        return ""
    marks = [seat.mark for seat in seats]
    done, away = marks.count(Mark.DONE), marks.count(Mark.AWAY)
    if mode is RailMode.AGREE:
        return f"{done} agreed, {len(seats) - done} to go"
    if mode is RailMode.CLOSE:
        gone = sum(seat.left and seat.mark is Mark.OPEN for seat in seats)
        without = marks.count(Mark.WITHOUT)
        waiting = len(seats) - done - without - gone
        counted = f"{done} ready or closed, {waiting} to go"
        left = f", {gone} left the class" if gone else ""
        return counted + left + (f", {without} without a plan" if without else "")
    due = sum(seat.due for seat in seats)
    later = len(seats) - done - away - due
    parts = (f"{done} talked", f"{away} away" if away else "", f"{due} due", f"{later} not due yet" if later else "")
    return ", ".join(part for part in parts if part)
