"""The child's window: full screen, one learner, and no way out but the PIN."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from learnerplan.errors import UserError
from learnerplan.services import kept_files, student_sessions, student_view
from learnerplan.services.student_sessions import Opens, Part, Session
from ui.student import parts, passing
from ui.student.grown_up import GrownUp
from ui.student.head import Head
from ui.student.hub import Hub
from ui.student.passing import Ended, PassOn
from ui.student.plan import PlanScreen
from ui.student.read_aloud import find_reader
from ui.student.recording import find_recorder
from ui.student.seat import Aside, Screen, Seat
from ui.theme.theme import Theme, palette_of, style_sheet
from ui.theme.tokens import LIGHT
from ui.widgets.text import label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from learnerplan.services.student_view import Me
    from ui.context import Context

LARGEST = 1.25
"""Words are large here already; at the teacher's 150 % a question would leave no room for its answers."""
LEAST_ROOM = QSize(1024, 700)
"""All screens fit into so many px at 100 %; on a screen that is no larger they are shown at 100 %."""
KEPT = "Your teacher can see it now."


class StudentWindow(QWidget):
    """`let_out` tells that the PIN was right. Closing it is refused until `let_go` was called. `room`: the screen's."""

    let_out = Signal()

    def __init__(self, ctx: Context, session: Session, room: QSize) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        fits = min(room.width() / LEAST_ROOM.width(), room.height() / LEAST_ROOM.height())
        scale = min(ctx.theme.scale, LARGEST, max(1.0, fits))
        self.theme = Theme(LIGHT, scale, reading_font=True, motion=ctx.theme.motion)
        self.ctx = replace(ctx, theme=self.theme)
        self.session = session
        self.setWindowTitle("Learnerplan")
        self.setAccessibleName("Student mode")
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setPalette(palette_of(LIGHT))
        self.setFont(self.theme.font("body"))
        self.setStyleSheet(style_sheet(self.theme))
        self.setAutoFillBackground(True)
        self._may_close = False
        self._reader = find_reader(self)
        self._recorder = find_recorder(self, ctx.store.folder.path)
        self._seat: Seat | None = None
        px = self.theme.px
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(px(48), px(24), px(48), px(28))
        self._box.setSpacing(px(16))
        self._problem = label("", "student-body", "bad", wrap=True)
        self._problem.hide()
        self.note = label(KEPT, "student-body", "ok")
        """Says that a drawing or a recording is kept."""
        self.note.setParent(self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.hide()
        self._shown: QWidget | None = None
        self._head: Head | None = None
        self._behind: QWidget | None = None
        self.grown_up_screen: GrownUp | None = None
        self._box.addWidget(self._problem)
        self.take_turn()

    @property
    def screen_shown(self) -> QWidget:
        """What the child sees below the head."""
        assert self._shown is not None
        return self._shown

    @property
    def head(self) -> Head:
        """The head of the moment."""
        assert self._head is not None
        return self._head

    def take_turn(self) -> None:
        """Show whose turn it is, or that it is nobody's."""
        self._seat = None
        me = self._me()
        while me is None and self.session.learner_id:
            self._move(self.session.passed_on())  # somebody who left the class has no turn
            me = self._me()
        if me is None:
            known = bool(self.session.order)
            title = passing.THANKS if known else "Student mode"
            words = passing.BRING_BACK if known else passing.ASK
            ended = Ended(self.theme, title, words, alone=known and not self.session.in_round)
            ended.came_back.connect(lambda: self._turn_to(self.session.came_back()))
            self._show(ended)
        elif self.session.passing:
            screen = PassOn(self.theme, me, self._photo(me))
            screen.arrived.connect(lambda: self._turn_to(self.session.arrived()))
            screen.absent.connect(lambda: self._turn_to(self.session.put_off()))
            self._show(screen)
            screen.here.setFocus()
        else:
            self._sit(me)
            self.go_home()

    def go_home(self) -> None:
        """The start of the child whose turn it is."""
        hub = Hub(self._needed(), parts.offered(self._needed()))
        hub.wanted.connect(self.go)
        hub.finished.connect(lambda: self._turn_to(self.session.passed_on()))
        self._show(hub)
        hub.take_focus()

    def go(self, part: Part) -> None:
        """Open one of the things to do."""
        screen = parts.made(self._needed(), part)
        if screen is None:
            return
        screen.finished.connect(lambda: self._finished(part))
        screen.left.connect(self.go_home)
        screen.aside.connect(lambda aside: self._step_aside(part, aside))
        screen.turned.connect(self.note.hide)
        if isinstance(screen, PlanScreen):
            screen.work_wanted.connect(lambda: self._turn_page(Part(Opens.WORK)))
        self._show(screen)
        screen.take_focus()

    def ask_pin(self) -> None:
        """Show the grown-up's way out; the child's screen waits behind it."""
        if self.grown_up_screen is not None:
            return
        if isinstance(self._shown, Screen):
            self._shown.leave()
        if self._reader is not None:
            self._reader.hush()
        self._behind = self._shown
        for part in (self._shown, self._head):
            if part is not None:
                part.hide()
        self.grown_up_screen = GrownUp(self.ctx)
        self.grown_up_screen.back.connect(self._stay)
        self.grown_up_screen.let_out.connect(self.let_out)
        self._box.insertWidget(1, self.grown_up_screen, 1)
        self.grown_up_screen.field.setFocus()

    def let_go(self) -> None:
        """The teacher is back: this window may close."""
        self._may_close = True
        self.close()
        self.deleteLater()

    def show_problem(self, error: UserError) -> None:
        """Say in place that something could not be kept."""
        self._problem.setText(str(error))
        self._problem.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 and the like do nothing here, except that what was typed is kept."""
        if self._may_close:
            super().closeEvent(event)
            return
        if isinstance(self._shown, Screen):
            self._shown.leave()
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """It does not stay small or out of sight where the system allows to say so."""
        super().changeEvent(event)
        shrunk = event.type() == QEvent.Type.WindowStateChange and self.isVisible() and not self._may_close
        if shrunk and not self.windowState() & Qt.WindowState.WindowFullScreen:
            self.showFullScreen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The note stays at the lower edge."""
        super().resizeEvent(event)
        self._place_note()

    def _place_note(self) -> None:
        """Below the buttons, in the margin: where it comes, nothing moves away from under the pointer."""
        room = self._box.contentsMargins().bottom()
        self.note.setGeometry(0, self.height() - room, self.width(), room)
        self.note.raise_()

    def _stay(self) -> None:
        if self.grown_up_screen is None:
            return
        self.grown_up_screen.hide()
        self.grown_up_screen.deleteLater()
        self.grown_up_screen = None
        for part in (self._head, self._behind):
            if part is not None:
                part.show()
        if isinstance(self._behind, Screen):
            self._behind.take_focus()

    def _show(self, screen: QWidget) -> None:
        self._problem.hide()
        self.note.hide()
        if self._reader is not None:
            self._reader.hush()
        if self._recorder is not None:
            self._recorder.drop()
        for old in (self._head, self._shown):
            if old is not None:
                self._box.removeWidget(old)
                old.hide()
                old.deleteLater()
        within = screen if isinstance(screen, Screen) else None
        photo = self._photo(within.seat.me) if within is not None else None
        self._head = Head(self.theme, within, photo, self.ask_pin)
        self._shown = screen
        self._box.insertWidget(0, self._head)
        self._box.insertWidget(1, screen, 1)
        for part in (self._head, screen):
            part.show()  # before the focus goes there

    def _finished(self, part: Part) -> None:
        """A tick for the part, on the disk, so that it is there after a crash too."""
        problem: UserError | None = None
        try:
            self._move(self.session.did(part))
        except UserError as error:
            problem = error
        self._sit(self._needed().me)
        self.go_home()
        if problem is not None:
            self.show_problem(problem)

    def _step_aside(self, part: Part, aside: Aside) -> None:
        """Draw or say something for a screen, and come back to it."""
        if isinstance(self._shown, Screen):
            self._shown.leave()
        screen = parts.aside(self._needed(), aside)
        screen.finished.connect(lambda: self._come_back(part, aside))
        screen.left.connect(lambda: self.go(part))
        self._show(screen)
        screen.take_focus()

    def _come_back(self, part: Part, aside: Aside) -> None:
        self.go(part)
        if isinstance(self._shown, Screen):
            self._shown.take_aside(aside)
        self.note.show()

    def _turn_page(self, part: Part) -> None:
        if isinstance(self._shown, Screen):
            self._shown.leave()
        self.go(part)

    def _turn_to(self, session: Session) -> None:
        if isinstance(self._shown, Screen):
            self._shown.leave()
        try:
            self._move(session)
        except UserError as error:
            self.show_problem(error)
            return
        self.take_turn()

    def _move(self, session: Session) -> None:
        """On the disk first: after a crash the laptop must not be the child's before."""
        try:
            student_sessions.keep(self.ctx.store.folder, session)
        except OSError as error:
            raise UserError("The laptop cannot go on, because nothing can be saved.", passing.ASK) from error
        self.session = session

    def _sit(self, me: Me) -> None:
        self._seat = Seat(self.ctx, me, self.session, date.today(), self._reader, self._recorder)

    def _me(self) -> Me | None:
        learner_id = self.session.learner_id
        return student_view.me(self.ctx.store, learner_id) if learner_id else None

    def _photo(self, me: Me) -> Path | None:
        if not me.picture:
            return None
        try:
            return kept_files.find(self.ctx.store, me.picture, me.picture_sha256)
        except UserError:
            return None  # the letters do as well

    def _needed(self) -> Seat:
        assert self._seat is not None
        return self._seat
