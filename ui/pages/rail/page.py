"""Check-in: the learners of a class one after another, in three modes, with a child looking on."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QWidget

from learnerplan.domain.checkins import AbsenceKind
from learnerplan.errors import UserError
from learnerplan.services import terms
from ui.models.rail import Mark, RailMode
from ui.pages.rail import keys
from ui.pages.rail.caret import kept_caret
from ui.pages.rail.deeds import RailDeeds
from ui.pages.rail.plan_deeds import PlanDeeds
from ui.pages.rail.screen import RailScreen
from ui.pages.rail.typing import Typing
from ui.pages.rail.walk import Walk
from ui.refresh import keep_fresh
from ui.widgets.layout import row
from ui.widgets.toast import HEIGHT, TOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from learnerplan.services.rail import Desk
    from ui.context import Context
    from ui.dialogs.artifact_add import Pasted

READS = frozenset(
    {"learner", "enrolment", "class", "check_in", "check_in_goal", "absence", "goal", "measurement", "step"}
    | {"step_done", "plan", "plan_turn", "term", "school_year", "profile_entry", "reflection", "scale_level"}
    | {"artifact_goal", "check_in_day"}
)

AHEAD = 50
"""Milliseconds after which the next learner is read: this one is painted by then."""


class RailPage(QWidget):
    """Letters and digits act outside of text fields; Escape leaves a field, and pressed again hides the screen."""

    keys = keys.SHOWN

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.setAccessibleName("Check-in")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.walk = Walk(ctx.store)
        self.screen_ = RailScreen(ctx, self, on_next=self.forward, on_hide=self.hide_screen)
        self.setLayout(row(self.screen_.panel, self.screen_.frame, gap=0))
        self.deeds = RailDeeds(ctx, self, self.screen_.frame.work_place)
        self.plan_deeds = PlanDeeds(ctx, self, self.walk, self.reload)
        self.typing = Typing(ctx.store, self.screen_.check_in.draft, self)
        acts = keys.Acts(self.forward, self.back, self.hide_screen, self.miss, self.take_photo)
        self._keys = keys.RailKeys(self, self.walk, self.screen_, self.plan_deeds, acts)
        self._writing = False
        self._wire()
        keep_fresh(self, ctx, READS, self.reload)

    def open(self, target: str, part: str) -> None:
        """Go to a learner or to the plans of a term (`target`), in a mode (`part`), or open the rota, sheet or grid."""
        if part in tuple(RailMode):
            self.screen_.modes.choose(part)
            self._set_mode(part)
        if target:
            self.reload()
            if terms.goes_by(self.ctx.store, self.walk.day, self.ctx.room.class_id, target):
                self._set_term(target)
            self._go(target)
        if part in self.screen_.extras:
            QTimer.singleShot(0, self, self.screen_.extras[part])

    def toast_room(self) -> int:
        """The pixels of the window before the buttons at the head: a toast stands there, since the foot shows keys."""
        window, screen, below = self.window(), self.screen_, self.ctx.theme.px(TOP + HEIGHT)
        shown = [one for one in (screen.terms, screen.modes) if one.isVisible()]
        buttons = [one for one in shown if one.mapTo(window, QPoint()).y() < below]  # else they have their own line
        starts = [one.mapTo(window, QPoint(one.width() if self.isRightToLeft() else 0, 0)).x() for one in buttons]
        if not starts:
            return window.width()
        return window.width() - max(starts) if self.isRightToLeft() else min(starts)

    def show_problem(self, error: UserError) -> None:
        """Say what went wrong, under the title."""
        self.screen_.frame.show_problem(error)

    def reload(self) -> None:
        """Read the class anew; what is being typed stays."""
        if self._writing:
            return
        self.typing.keep()
        walk = self.walk
        walk.forget_ahead()
        before = walk.desk.learner_id if walk.desk is not None else ""
        with kept_caret(self) as caret:
            walk.read(self.ctx.room.class_id)
            self._show()
            caret.stays = walk.desk is not None and walk.desk.learner_id == before

    def today(self) -> date:
        """The day of this way through the class."""
        return self.walk.day

    def note_about(self) -> tuple[str, ...]:
        """A quick note is about whose turn it is."""
        return (self.walk.desk.learner_id,) if self.walk.desk is not None else ()

    def forward(self) -> None:
        """Save what there is to save, and go on to the next learner."""
        self.screen_.frame.clear_problem()
        session, desk = self.walk.session, self.walk.desk
        if self._is_over() or session is None or desk is None:
            return
        if self.walk.mode is RailMode.CHECK_IN and not self._save(desk):
            return
        self.typing.forget()
        session.forward()
        self._show()

    def back(self) -> None:
        """Go back to the learner before; what is typed waits as a draft."""
        self.typing.keep()
        if self.walk.session is not None and self.walk.session.back():
            self._show()

    def miss(self, why: AbsenceKind) -> None:
        """The learner at hand is away or comes later: on to the next one. Away pressed again brings them back."""
        session, desk = self.walk.session, self.walk.desk
        if session is None or desk is None or self.walk.mode is not RailMode.CHECK_IN:
            return
        self.typing.keep()
        seat = session.seat()
        comes_back = seat is not None and seat.mark is Mark.AWAY and why is AbsenceKind.AWAY
        with self._own_writing():
            done = self.deeds.is_here(desk.learner_id) if comes_back else self.deeds.miss(desk.learner_id, why)
        if done:
            self.walk.read(self.ctx.room.class_id)
            if not comes_back:
                session.forward()
            self._show()

    def hide_screen(self) -> None:
        """Draw the curtain."""
        self.typing.keep()
        self.screen_.curtain.draw_over()

    def take_photo(self, source: Path | Pasted) -> None:
        """Keep a file or a pasted picture as evidence of the goal at hand."""
        if self.walk.desk is not None:
            self.deeds.add_photo(self.walk.desk.learner_id, self.screen_.check_in.current_goal(), source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys of the mode say, unless a field wants the key for itself."""
        if not self._is_over() and not self._keys.press(event):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is typed waits as a draft; names are off again for the next child."""
        super().hideEvent(event)
        self.typing.keep()
        self.screen_.curtain.hide()
        self.screen_.panel.names.setChecked(False)

    def _is_over(self) -> bool:
        """Whether the day on the screen is over. Then today's begins, and what was typed is offered with its day."""
        over = self.walk.session is not None and self.walk.day != date.today()
        if over:
            self.reload()
        return over

    def _save(self, desk: Desk) -> bool:
        held = self.screen_.check_in
        if not held.check():
            return False
        try:
            talk = held.talk(self.walk.held.teacher)
        except UserError:
            return False  # the field says so
        if talk is None:
            return True
        with self._own_writing():
            kept = self.deeds.check_in(desk.learner_id, talk)
        if kept:
            self.typing.forget()
            self.walk.talked(desk.learner_id, talk.held_on, self.ctx.room.class_id)
        return kept

    def _show(self) -> None:
        walk, screen = self.walk, self.screen_
        if walk.session is None:
            return
        seat = walk.turn()
        screen.show_class(walk)
        if seat is None or walk.desk is None:
            self.typing.forget()
            self._focus()
            return
        draft = self.typing.begin(seat.id) if walk.mode is RailMode.CHECK_IN else ""
        screen.show_desk(walk, walk.desk, seat, draft)
        self._focus()
        QTimer.singleShot(AHEAD, self, self._look_ahead)

    def _focus(self) -> None:
        """Letters act at once; who is in a field of another dialog stays there."""
        focus = self.focusWidget()
        if self.isVisible() and not self.screen_.curtain.isVisible() and (focus is None or self.isActiveWindow()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_ahead(self) -> None:
        if self.isVisible():
            self.walk.look_ahead()

    @contextmanager
    def _own_writing(self) -> Iterator[None]:
        """What this page writes itself does not make it read everything anew."""
        self._writing = True
        try:
            yield
        finally:
            self._writing = False

    def _go(self, learner_id: str) -> None:
        self.typing.keep()
        session = self.walk.session
        if session is not None and learner_id in session.order:
            session.go(learner_id)
            self._show()

    def _go_without(self) -> None:
        seats = self.walk.session.seats if self.walk.session is not None else ()
        self._go(next((seat.id for seat in seats if seat.mark is Mark.WITHOUT), ""))

    def _set_mode(self, value: str) -> None:
        if RailMode(value) is self.walk.mode:
            return
        self.typing.keep()
        self.typing.forget()
        self.walk.set_mode(RailMode(value))
        self.reload()

    def _set_term(self, term_id: str) -> None:
        self.walk.set_term(term_id)
        self.reload()

    def _tick(self, step_id: str, done: bool) -> None:
        with self._own_writing():
            kept = self.deeds.tick(step_id, done)
        if not kept:
            self.reload()

    def _wire(self) -> None:
        screen = self.screen_
        screen.panel.chosen.connect(self._go)
        screen.modes.chosen.connect(self._set_mode)
        screen.terms.chosen.connect(self._set_term)
        screen.still_open.wanted.connect(self._set_term)
        screen.without_wanted.connect(self._go_without)
        screen.head.away.clicked.connect(lambda: self.miss(AbsenceKind.AWAY))
        screen.head.later.clicked.connect(lambda: self.miss(AbsenceKind.LATER))
        screen.check_in.changed.connect(self.typing.changed)
        screen.check_in.ticked.connect(self._tick)
        screen.curtain.drawn_back.connect(self._focus)
        self.plan_deeds.follow(screen)
