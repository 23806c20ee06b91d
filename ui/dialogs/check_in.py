"""A check-in with one learner: how far each goal is, the learner's words, the next move."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from learnerplan.domain.checkins import Feeling
from learnerplan.domain.goals import GoalStatus
from learnerplan.domain.steps import Who
from learnerplan.errors import UserError
from learnerplan.services import checkins, educators, planbooks, plans, scales
from ui import days
from ui.dialogs.frame import DialogFrame
from ui.dialogs.goal_talk import GoalTalk
from ui.dialogs.step_fields import whose
from ui.models.levels import FEELINGS
from ui.widgets.bidi import isolate
from ui.widgets.card import Card
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextBox, TextField
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.segmented import Segmented
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from learnerplan.services.learners import LearnerRow
    from ui.context import Context

NOT_SAID = ""


class CheckInDialog(DialogFrame):
    """Digits rate the goal at hand and move on; Enter keeps, Shift+Enter makes a new line in the words."""

    def __init__(self, ctx: Context, learner: LearnerRow, parent: QWidget) -> None:
        today = date.today()
        seen = learner.last_check_in
        last = f"Last talked {days.ago(seen, today)}" if seen else "The first check-in"
        self._own_plan = educators.is_educator(ctx.store, learner.id)
        title = "Check-in on my own plan" if self._own_plan else f"Check in with {isolate(learner.called)}"
        super().__init__(ctx, title, "Save check-in", parent, subtitle=last, width=820)
        self._learner, self._today = learner, today
        theme = ctx.theme
        with ctx.store.read() as view:
            sheet = plans.sheet(view, learner.id, today=today)
            levels = scales.progress_levels(view)
            before = checkins.of_learner(view, learner.id)
            self._by = planbooks.about(view).teacher
        goals = [goal for goal in sheet.goals if goal.status is GoalStatus.ACTIVE]
        self.talks = [GoalTalk(theme, goal, levels, own_plan=self._own_plan) for goal in goals]
        self.said = TextBox(theme, lines=6, name="Said", voice=True)
        self.next_move = TextField(theme, "What happens next")
        self.who = Select(
            theme, [(who.value, text) for who, text in whose(own_plan=self._own_plan).items()], name="Whose"
        )
        self.due = DateField(theme, name="By when")
        self.next_goal = Select(theme, [(goal.id, goal.title) for goal in goals], name="For which goal")
        feelings = [(NOT_SAID, "Not said"), *((feeling.value, word) for feeling, (_, word) in FEELINGS.items())]
        self.feeling = Segmented(theme, feelings, "How it feels")
        self.by = TextField(theme, "Such as Principal Ruiz", name="Talked with")
        if self._own_plan:
            others = (talk.by for talk in before if talk.by and talk.by != self._by)
            self.by.setText(next(others, ""))
        self.held_on = DateField(theme, name="Day")
        self.held_on.show_value(today)
        self.due.show_value(today + timedelta(checkins.NEXT_MOVE_DAYS))
        self._build(before)
        for at, talk in enumerate(self.talks):
            talk.rating.keyed.connect(lambda at=at: self._after(at))
        for box in (self.said, *self.findChildren(QLineEdit)):
            box.installEventFilter(self)
        (self.talks[0].rating if self.talks else self.said).setFocus(Qt.FocusReason.TabFocusReason)

    def state(self) -> object:
        """What the fields hold."""
        return (*(talk.state() for talk in self.talks), self.said.value(), self.next_move.value(), self.feeling.value())

    def keep(self) -> None:
        """Write the check-in, its measurements and the next move as one step of undo."""
        self.clear_problem()
        errors = {}
        dates: dict[str, date | None] = {}
        for key, field in (("day", self.held_on), ("due", self.due)):
            try:
                dates[key] = field.value()
            except UserError as error:
                errors[key] = str(error)
        held_on = dates.get("day")
        if held_on is not None and held_on > self._today:
            errors["day"] = "This day is still to come. A check-in is written down when it was held."
        for talk in self.talks:
            talk.clear_error()
        wrong = [talk for talk in self.talks if not talk.check()]
        if self.show_errors(errors) or wrong:
            return
        feeling = self.feeling.value()
        move = self.next_move.value()
        talk_of = checkins.Talk(
            held_on=held_on or self._today,
            levels={talk.goal.id: talk.rating.value() or None for talk in self.talks if talk.spoken_of()},
            measures={talk.goal.id: measure for talk in self.talks if (measure := talk.measure()) is not None},
            words=self.said.value(),
            next_move=move,
            next_goal=self.next_goal.value() if move else "",
            next_who=Who(self.who.value()),
            next_due=dates["due"],
            feeling=Feeling(feeling) if feeling else None,
            by=self.by.value() or self._by,
        )
        toast = "Check-in kept" if self._own_plan else f"Checked in with {self._learner.called}"
        if self.write(lambda store: checkins.add(store, self._learner.id, talk_of), toast):
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the learner's words keeps; with Shift it makes a new line."""
        if watched is self.said and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.primary.click()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Outside of text, a digit rates the first goal that has no value yet; S and M go to the two fields."""
        focus = self.focusWidget()
        if not isinstance(focus, QLineEdit | QPlainTextEdit) and not event.modifiers():
            open_talk = next((talk for talk in self.talks if not talk.rating.value()), None)
            if open_talk is not None and open_talk.rating.take_key(event.text()):
                return
            wanted = {Qt.Key.Key_S: self.said, Qt.Key.Key_M: self.next_move}.get(Qt.Key(event.key()))
            if wanted is not None:
                wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        super().keyPressEvent(event)

    def _after(self, at: int) -> None:
        following = self.talks[at + 1].rating if at + 1 < len(self.talks) else self.said
        following.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self, before: list[checkins.CheckInRow]) -> None:
        theme, form = self.theme, self.form
        gap = theme.px(12)
        form.hide()
        for talk in self.talks:
            self.body.addWidget(talk)
        if not self.talks:
            note = "There are no goals this term yet. What is said is kept all the same."
            self.body.addWidget(label(note, "small", wrap=True))
        said = form.make("What I said" if self._own_plan else f"{isolate(self._learner.called)} said", self.said)
        move = [form.make("Whose", self.who), form.make("By when", self.due, key="due")]
        goal = form.make("For which goal", self.next_goal)
        goal.setVisible(len(self.talks) > 1)
        right = column(form.make("Next move", self.next_move), row(*move, gap=gap), goal, gap=theme.px(8))
        both = row(said, right, gap=theme.px(16))
        both.setStretch(0, 5)
        both.setStretch(1, 4)
        self.body.addLayout(both)
        feeling = form.make("How it feels, apart from how far it is", self.feeling)
        day = form.make("Held on", self.held_on, key="day")
        self.body.addLayout(row(feeling, STRETCH, day, gap=gap))
        talked = form.make("Talked with", self.by)
        talked.setVisible(self._own_plan)
        self.body.addWidget(talked)
        if before and before[0].words:
            last = Card(theme, kind="quiet", padding=16, gap=4)
            last.add(label(f"Last time, {days.short(before[0].held_on, self._today)}", "caption-strong"))
            last.add(Quote(before[0].words, "s"))
            if before[0].next_move:
                last.add(label(f"Next: {before[0].next_move}", "caption", wrap=True))
            self.body.addWidget(last)
