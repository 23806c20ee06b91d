"""My plan: each goal as a path with the steps of today to tick, how it feels, and one thing to be proud of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from learnerplan.domain.goals import GoalKind
from learnerplan.services import steps, student_view, student_words
from ui import operations
from ui.student.aside import aside_buttons
from ui.student.controls import BigButton, WordBox
from ui.student.faces import Faces
from ui.student.path_picture import PathPicture
from ui.student.read_aloud import read_at_end
from ui.student.seat import Screen, Seat
from ui.student.step_tick import StepTick
from ui.student.typing import typed_box
from ui.widgets.bidi import joined
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.page_scroll import PageScroll
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from learnerplan.domain.checkins import Feeling
    from learnerplan.services.student_view import MyGoal, MyPlan
    from learnerplan.storage.store import Store

_ROOMY = 640
PROUD = "One thing I’m proud of this week…"


class PlanScreen(Screen):
    """What is pressed is kept at once. `work_wanted` tells that the child wants to show work."""

    work_wanted = Signal()

    def __init__(self, seat: Seat, plan: MyPlan, *, shows_work: bool = False) -> None:
        week = f"{plan.term}, week {plan.week} of {plan.weeks}" if plan.week else plan.term
        super().__init__(seat, "My plan", joined(seat.me.called, week))
        theme, px = seat.theme, seat.theme.px
        self.plan = plan
        self.cards = [GoalPanel(seat, goal, closed=plan.closed) for goal in plan.goals]
        done = BigButton(theme, "I’m done", "primary", "check", small=True, on_click=self._done)
        self.ends = (*read_at_end(theme, seat.reader, self._words), done)
        grid = QGridLayout()
        grid.setSpacing(px(24))
        for at, card in enumerate(self.cards):
            grid.addWidget(card, at // 2, at % 2)
        grid.setColumnStretch(0, 1)
        if len(self.cards) > 1:
            grid.setColumnStretch(1, 1)
        inside = column(grid, gap=px(24), margins=(0, 0, px(12) if len(self.cards) > 2 else px(2), 0))
        if not self.cards:
            words = label("Your goals are not here yet. Talk with your teacher about them.", "student-body", wrap=True)
            inside.addWidget(words)
        inside.addStretch(1)
        content = QWidget()
        content.setLayout(inside)
        self.setLayout(column(PageScroll(content), self._proud(plan, shows_work=shows_work), gap=px(16)))

    def take_focus(self) -> None:
        """What is typed goes into the box; steps and faces are a Tab away."""
        self.proud.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what stands in the box."""
        self.proud.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the pictures give way to what can be pressed."""
        super().resizeEvent(event)
        for card in self.cards:
            card.path.be_low(self.height() < self.theme.px(_ROOMY))

    def _done(self) -> None:
        self.leave()
        self.finished.emit()

    def _proud(self, plan: MyPlan, *, shows_work: bool) -> QWidget:
        theme, px = self.theme, self.theme.px
        self.proud = WordBox(theme, PROUD.rstrip("…"), PROUD, 1)
        self._typing = typed_box(self.seat, self.proud, "proud", plan.proud)
        self.proud.committed.connect(self._keep_proud)
        frame = QFrame()
        frame.setProperty("card", "voice")
        line = row(Glyph(theme, "star", "voice_ink", 26), self.proud, gap=px(14), margins=(px(20), px(12)) * 2)
        for button in aside_buttons(self, PROUD.rstrip("…"), PROUD):
            line.addWidget(button)
        if shows_work:
            add = BigButton(theme, "Add a picture", "plain", "image-plus", small=True, on_click=self.work_wanted.emit)
            line.addWidget(add)
        frame.setLayout(line)
        return frame

    def _keep_proud(self, text: str) -> None:
        me, on = self.seat.me.id, self.seat.today

        def keep(store: Store) -> bool:
            student_words.be_proud(store, me, text, on=on)
            return True

        if operations.perform(self.seat.ctx, keep, parent=self):
            self._typing.drop()

    def _words(self) -> str:
        return ". ".join(f"{goal.words}. {'. '.join(step.text for step in goal.steps)}" for goal in self.plan.goals)


class GoalPanel(Card):
    """One goal."""

    def __init__(self, seat: Seat, goal: MyGoal, *, closed: bool) -> None:
        theme, px = seat.theme, seat.theme.px
        super().__init__(theme, padding=24, gap=12)
        self.seat, self.goal = seat, goal
        everyone = goal.kind is GoalKind.GRADE_LEVEL
        chip = Chip(theme, "For everyone", "book-open", "info") if everyone else Chip(theme, "My own", "heart", "voice")
        head = row(chip, STRETCH, label(goal.counted, "card", "accent_ink"))
        self.body.addLayout(head)
        self.path = PathPicture(theme, goal.stops, goal.stop, begun=bool(goal.counted) or closed)
        self.add(Quote(goal.words, "l"), self.path)
        self.steps = [StepTick(theme, step) for step in goal.steps]
        for tick in self.steps:
            tick.setEnabled(not closed)
            tick.clicked.connect(lambda _on=False, pressed=tick: self._tick(pressed))
            self.add(tick)
        self.faces = Faces(theme, goal.feeling)
        self.faces.chosen.connect(self._feel)
        self.body.addStretch(1)
        if not closed:
            self.add(label("How does it feel?", "card"), self.faces)
        self.body.setSpacing(px(10))

    def _tick(self, tick: StepTick) -> None:
        """Tick or untick, and show what holds afterwards."""
        me, step, on = self.seat.me.id, tick.step.id, self.seat.today
        store = self.seat.ctx.store
        before = student_view.ticked(store, me, step, today=on)
        if before is not None:
            operations.perform(
                self.seat.ctx,
                lambda held: steps.untick(held, step) if before else steps.tick(held, step, on),
                parent=self,
            )
        tick.setChecked(bool(student_view.ticked(store, me, step, today=on)))

    def _feel(self, feeling: Feeling) -> None:
        me, on = self.seat.me.id, self.seat.today
        operations.perform(
            self.seat.ctx,
            lambda store: student_words.feel(store, me, self.goal.id, feeling, on=on),
            parent=self,
        )
        self.faces.show_feeling(student_words.felt(self.seat.ctx.store, me, self.goal.id, on=on))
