"""Check-in: the learners of a class one after another, in three modes, with a child looking on."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from learnerplan.domain.checkins import AbsenceKind
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import Agreer
from learnerplan.errors import UserError
from learnerplan.services import rail
from ui.models.rail import Mark, RailMode, Session
from ui.pages.rail import photos, reading
from ui.pages.rail.caret import kept_caret
from ui.pages.rail.deeds import RailDeeds
from ui.pages.rail.screen import RailScreen
from ui.pages.rail.typing import Typing
from ui.refresh import keep_fresh
from ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QHideEvent

    from learnerplan.services.rail import Desk
    from ui.context import Context
    from ui.dialogs.artifact_add import Pasted

READS = frozenset(
    {"learner", "enrolment", "class", "check_in", "check_in_goal", "absence", "goal", "measurement", "step"}
    | {"step_done", "plan", "plan_turn", "term", "school_year", "profile_entry", "reflection", "scale_level"}
    | {"artifact_goal", "check_in_day"}
)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_KEYS = Qt.KeyboardModifier.NoModifier
GOALS_FIRST = (GoalKind.GRADE_LEVEL, GoalKind.PERSONAL)


class RailPage(QWidget):
    """Letters and digits act outside of text fields; Escape leaves a field, and pressed again hides the screen."""

    keys = (
        ("0–4", "How far the goal at hand is; the next goal follows"),
        ("T", "Tick the next open step"),
        ("N", "A number measured now"),
        ("S", "What the student says"),
        ("M", "The next move"),
        ("F", "How it feels"),
        ("P", "Keep a photo of the work"),
        ("Enter", "Save, next student"),
        ("Shift+Enter", "The student before"),
        ("A", "Away today"),
        ("L", "Later today"),
        ("B", "Hide the screen; any key shows it again"),
    )

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.setAccessibleName("Check-in")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.screen_ = RailScreen(ctx, self, on_next=self.forward, on_hide=self.hide_screen)
        self.setLayout(row(self.screen_.panel, self.screen_.frame, gap=0))
        self.deeds = RailDeeds(ctx, self, self.screen_.frame.work_place)
        self.typing = Typing(ctx.store, self.screen_.check_in.draft, self)
        self.mode = RailMode.CHECK_IN
        self.session: Session | None = None
        self.desk: Desk | None = None
        self.held = reading.ClassReading()
        self._term_id = ""
        self._day, self._room = date.min, ""
        self._writing = False
        self._ahead: dict[str, Desk] = {}
        self._wire()
        keep_fresh(self, ctx, READS, self.reload)

    def open(self, target: str, part: str) -> None:
        """Go to a learner (`target`), in a mode (`part`), or open the rota, the sheet or the grid."""
        if part in tuple(RailMode):
            self.screen_.modes.choose(part)
            self._set_mode(part)
        if target:
            self.reload()
            self._go(target)
        if part in self.screen_.extras:
            QTimer.singleShot(0, self, self.screen_.extras[part])

    def show_problem(self, error: UserError) -> None:
        """Say what went wrong, under the title."""
        self.screen_.frame.show_problem(error)

    def reload(self) -> None:
        """Read the class anew; what is being typed stays."""
        if self._writing:
            return
        self.typing.keep()
        self._ahead.clear()
        before = self.desk.learner_id if self.desk is not None else ""
        with kept_caret(self) as caret:
            self._read_class()
            self._show()
            caret.stays = self.desk is not None and self.desk.learner_id == before

    def today(self) -> date:
        """The day of this way through the class."""
        return self._day

    def forward(self) -> None:
        """Save what there is to save, and go on to the next learner."""
        screen, session = self.screen_, self.session
        screen.frame.clear_problem()
        if session is None or self.desk is None:
            return
        if self.mode is RailMode.CHECK_IN and not self._save(self.desk):
            return
        self.typing.forget()
        session.forward()
        self._show()

    def back(self) -> None:
        """Go back to the learner before; what is typed waits as a draft."""
        self.typing.keep()
        if self.session is not None and self.session.back():
            self._show()

    def miss(self, why: AbsenceKind) -> None:
        """The learner at hand is away or comes later: on to the next one."""
        session, desk = self.session, self.desk
        if session is None or desk is None or self.mode is not RailMode.CHECK_IN:
            return
        self.typing.keep()
        seat = session.seat()
        with self._own_writing():
            if seat is not None and seat.mark is Mark.AWAY and why is AbsenceKind.AWAY:
                done = self.deeds.is_here(desk.learner_id)
                stays = True
            else:
                done, stays = self.deeds.miss(desk.learner_id, why), False
        if done:
            self._read_class()
            if not stays:
                session.forward()
            self._show()

    def hide_screen(self) -> None:
        """Draw the curtain."""
        self.typing.keep()
        self.screen_.curtain.draw_over()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys of the mode say, unless a field wants the key for itself."""
        focus = self.focusWidget()
        typing = isinstance(focus, QLineEdit | QPlainTextEdit)
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Paste) and not typing and self._takes_photos():
            if not photos.paste(self.take_photo):
                super().keyPressEvent(event)
            return
        if key == Qt.Key.Key_Escape:
            if typing:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.hide_screen()
        elif key in _ENTERS:
            self._enter(focus, back=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif typing or modifiers != _NO_KEYS or self.desk is None or not self._letter(event.text().casefold()):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the child's words saves and goes on; with Shift it makes a new line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTERS:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            self.forward()
            return True
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """What is typed waits as a draft."""
        super().hideEvent(event)
        self.typing.keep()

    def _letter(self, text: str) -> bool:
        screen = self.screen_
        if text == "b":
            self.hide_screen()
            return True
        if self.mode is RailMode.CHECK_IN:
            letters: dict[str, Callable[[], object]] = {
                "t": screen.check_in.tick_next,
                "n": screen.check_in.go_to_measure,
                "s": screen.check_in.go_to_words,
                "m": screen.check_in.go_to_move,
                "f": screen.check_in.next_feeling,
                "p": lambda: photos.choose(self, self.take_photo),
                "a": lambda: self.miss(AbsenceKind.AWAY),
                "l": lambda: self.miss(AbsenceKind.LATER),
            }
            if text in letters:
                letters[text]()
                return True
            return bool(text) and screen.check_in.rate(text)
        if self.mode is RailMode.AGREE:
            if text == "g":
                self._add_goal()
                return True
            return screen.agree.tick(text)
        if text == "r":
            self._reflect()
            return True
        return screen.close_.end(text)

    def _enter(self, focus: QWidget | None, *, back: bool) -> None:
        if isinstance(focus, QPushButton) and focus is not self.screen_.legend.primary and not back:
            focus.click()
        elif back:
            self.back()
        else:
            self.forward()

    def _save(self, desk: Desk) -> bool:
        held = self.screen_.check_in
        if not held.check():
            return False
        try:
            talk = held.talk(self.held.teacher)
        except UserError:
            return False  # the field says so
        if talk is None:
            return True
        with self._own_writing():
            kept = self.deeds.check_in(desk.learner_id, talk)
        if kept:
            self.typing.forget()
            self._read_class()
        return kept

    def _read_class(self) -> None:
        today, room = date.today(), self.ctx.room.class_id
        self.held = held = reading.read(self.ctx.store, room, self.mode, today, self._term_id)
        if self.session is None or (self._day, self._room) != (today, room):
            self._day, self._room = today, room
            self.session = Session(held.seats, held.order)
        else:
            self.session.renew(held.seats)

    def _set_term(self, term_id: str) -> None:
        self._term_id, self.session, self.desk = term_id, None, None
        self.reload()

    def _show(self) -> None:
        session, screen = self.session, self.screen_
        if session is None:
            return
        seat = session.seat()
        screen.show_class(session, self.mode, self._day, len(self.held.levels))
        screen.show_terms(self.held.terms, self.held.term_id)
        if seat is None:
            self.typing.forget()
            self.desk = None
            self._focus()
            return
        self.desk = self._ahead.pop(seat.id, None) or self._read_desk(seat.id)
        self._ahead.clear()
        draft = self.typing.begin(seat.id) if self.mode is RailMode.CHECK_IN else ""
        screen.show_desk(self.desk, seat, self.mode, self.held.levels, self._day, draft)
        if self.mode is RailMode.CLOSE:
            held = self.held
            screen.missing.show_missing(held.missing_of(seat.id), held.missing, held.plans)
        self._focus()
        QTimer.singleShot(0, self, self._look_ahead)

    def _focus(self) -> None:
        """Letters act at once; who is in a field of another dialog stays there."""
        focus = self.focusWidget()
        if self.isVisible() and not self.screen_.curtain.isVisible() and (focus is None or self.isActiveWindow()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_ahead(self) -> None:
        """Read the next learner while the teacher talks to this one."""
        following = self.session.upcoming() if self.session is not None and self.isVisible() else ""
        if following and following not in self._ahead:
            self._ahead[following] = self._read_desk(following)

    def _read_desk(self, learner_id: str) -> Desk:
        return rail.desk(self.ctx.store, learner_id, self._day, term_id=self.held.term_id)

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
        if self.session is not None and learner_id in self.session.order:
            self.session.go(learner_id)
            self._show()

    def _set_mode(self, value: str) -> None:
        if RailMode(value) is self.mode:
            return
        self.typing.keep()
        self.typing.forget()
        self.mode, self.session, self.desk = RailMode(value), None, None
        if self.isVisible():
            self.reload()

    def _tick(self, step_id: str, done: bool) -> None:
        with self._own_writing():
            kept = self.deeds.tick(step_id, done)
        if not kept:
            self.reload()

    def _agree(self, who: str, agreed: bool) -> None:
        if self.desk is not None and self.desk.plan is not None:
            self.deeds.agree(self.desk.plan.id, Agreer(who), agreed)
            self.reload()

    def _add_goal(self, kind: str = "") -> None:
        if self.desk is not None:
            there = {goal.kind for goal in self.desk.goals}
            wanted = next((one for one in GOALS_FIRST if one not in there), GoalKind.PERSONAL)
            self.deeds.add_goal(self.desk, GoalKind(kind) if kind else wanted)

    def _edit_goal(self, goal_id: str) -> None:
        if self.desk is not None:
            self.deeds.edit_goal(self.desk, goal_id)

    def _reflect(self) -> None:
        if self.desk is not None:
            self.deeds.reflect(self.desk)

    def _end_goal(self, goal_id: str, status: str, note: str) -> None:
        self.deeds.end_goal(goal_id, GoalStatus(status), note)
        self.reload()

    def _close_ready(self) -> None:
        from ui.dialogs.plan_close import PlanCloseDialog

        ready = self.held.ready()
        if ready:
            PlanCloseDialog(self.ctx, ready, self).open()

    def take_photo(self, source: Path | Pasted) -> None:
        """Keep a file or a pasted picture as evidence of the goal at hand."""
        if self.desk is not None:
            self.deeds.add_photo(self.desk.learner_id, self.screen_.check_in.current_goal(), source)

    def _takes_photos(self) -> bool:
        return self.mode is RailMode.CHECK_IN and self.desk is not None

    def _wire(self) -> None:
        screen = self.screen_
        screen.panel.chosen.connect(self._go)
        screen.modes.chosen.connect(self._set_mode)
        screen.terms.chosen.connect(self._set_term)
        screen.head.away.clicked.connect(lambda: self.miss(AbsenceKind.AWAY))
        screen.head.later.clicked.connect(lambda: self.miss(AbsenceKind.LATER))
        screen.check_in.changed.connect(self.typing.changed)
        screen.check_in.ticked.connect(self._tick)
        screen.check_in.said.installEventFilter(self)
        screen.agree.agreed.connect(self._agree)
        screen.agree.goal_wanted.connect(self._add_goal)
        screen.agree.edit_wanted.connect(self._edit_goal)
        screen.close_.ended.connect(self._end_goal)
        screen.close_.reflect_wanted.connect(self._reflect)
        screen.missing.close_wanted.connect(self._close_ready)
        screen.curtain.drawn_back.connect(self._focus)
