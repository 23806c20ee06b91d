"""The teacher's page before student mode: who gets the laptop, what is open to them, the PIN, the folder for work."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from learnerplan.domain.profiles import Voice
from learnerplan.errors import UserError
from learnerplan.services import classes, learners, own_surveys, student_inbox, student_pin, student_view
from learnerplan.services.student_sessions import Opens, Session
from ui import operations
from ui.refresh import keep_fresh
from ui.student.hub import WHO_READS
from ui.student.mode import StudentMode
from ui.student.start_words import CAPTIONS, READY, SYSTEM, TITLES
from ui.widgets.avatar import Avatar
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.checkbox import CheckBox
from ui.widgets.fields import Select
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.page_frame import PageFrame
from ui.widgets.segmented import Segmented
from ui.widgets.text import Elided, Paragraph, label

if TYPE_CHECKING:
    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.student.pin_choose import PinDialog

READS = frozenset({"setting", "survey", "question", "learner", "class", "enrolment"})
ONE, ROUND = "one", "round"
WIDEST = 680


class StudentStartPage(PageFrame):
    """`open(learner id)` chooses that learner."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx.theme, "Student mode", "A child’s own screen on your laptop. Your PIN leads out of it.")
        self.ctx = ctx
        self.mode: StudentMode | None = None
        self._learner_id = ""
        self.begin_button = Button(ctx.theme, "Start", "primary", "monitor-smartphone", on_click=self.begin)
        self.add_action(self.begin_button)
        cards = column(self._who(), self._what(), self._pin(), self._folder(), gap=ctx.theme.px(16))
        cards.addStretch(1)
        holder = QWidget()
        holder.setMaximumWidth(ctx.theme.px(WIDEST))
        holder.setLayout(cards)
        line = row(holder, STRETCH)
        line.setStretch(0, 100)
        self.body.addLayout(line)
        self.body.addStretch(1)
        keep_fresh(self, ctx, READS, self.reload)

    def open(self, target: str, part: str) -> None:
        """Choose a learner, where one is named."""
        self.clear_problem()
        if target:
            self._learner_id = target
            self.who.choose(ONE)
            self.reload()

    def reload(self) -> None:
        """Show who and what there is."""
        store = self.ctx.store
        me = student_view.me(store, self._learner_id) if self._learner_id else None
        self._learner_id = me.id if me is not None else ""
        self._avatar.setVisible(me is not None)
        if me is not None:
            self._avatar.show_record(me.id, me.letters)
        self._name.setText(isolate(learners.one(store, me.id).name) if me is not None else "Nobody is chosen yet")
        room = next((each for each in classes.listed(store) if each.id == self.ctx.room.class_id), None)
        words = (
            f"{isolate(room.name)}, {room.learners} students by name"
            if room
            else "Choose a class in the sidebar first."
        )
        self._room.setText(words)
        held = student_view.surveys(store)
        self.survey.offer([*held, *_ready({title for _id, title in held})])
        inbox = student_inbox.chosen(store)
        self._inbox.setText(isolate(str(inbox)) if inbox else "No folder yet")
        self.opens[Opens.WORK].setEnabled(inbox is not None)
        self._pin_words.setText("A PIN is kept." if student_pin.is_set(store) else "There is no PIN yet.")
        self.pin_button.say("Change the PIN" if student_pin.is_set(store) else "Choose a PIN")
        self._arrange_who()

    def begin(self) -> None:
        """Start, after asking for a PIN where there is none."""
        if student_pin.is_set(self.ctx.store):
            self._begin()
        else:
            self.choose_pin().chosen.connect(self._begin)

    def choose_pin(self) -> PinDialog:
        """Ask for a new PIN."""
        from ui.student.pin_choose import PinDialog

        dialog = PinDialog(self.ctx, self)
        dialog.open()
        return dialog

    def _begin(self) -> None:
        self.clear_problem()
        try:
            session = self._session()
        except UserError as error:
            self.show_problem(error)
            return
        if self.mode is None:
            self.mode = StudentMode(self.ctx, self.window())
        mode = self.mode
        operations.perform(self.ctx, lambda _store: mode.begin(session), parent=self)

    def _session(self) -> Session:
        """What was chosen. Raises `UserError` where something is missing."""
        opens = tuple(each for each, box in self.opens.items() if box.isChecked() and box.isEnabled())
        if not opens:
            raise UserError("Nothing is open yet.", "Choose what the student may do.")
        survey = _survey(self.ctx.store, self.survey.value()) if Opens.SURVEY in opens else ""
        if self.who.value() == ROUND:
            order = tuple(classes.learner_ids(self.ctx.store, self.ctx.room.class_id))
            if not order:
                raise UserError("There is nobody in this class.", "Choose another class in the sidebar.")
            return Session(order, opens, survey, passing=True)
        if not self._learner_id:
            raise UserError("Nobody is chosen yet.", "Choose a student.")
        return Session((self._learner_id,), opens, survey)

    def _who(self) -> QWidget:
        theme, px = self.ctx.theme, self.ctx.theme.px
        self.who = Segmented(theme, ((ONE, "One student"), (ROUND, "Hand round the class")), "Who gets the laptop")
        self.who.choose(ONE)
        self.who.chosen.connect(lambda _value: self._arrange_who())
        self._avatar = Avatar(theme, "", "", 36)
        self._name = Elided("", "row")
        self.choose = Button(theme, "Choose a student", small=True, icon="user-round", on_click=self._choose)
        self._one, self._round = QWidget(), QWidget()
        line = row(self._avatar, self._name, self.choose, gap=px(10))
        line.setStretch(1, 1)
        self._one.setLayout(line)
        self._room = label("", "strong", wrap=True)
        says = "Between two students a neutral screen shows the next one’s picture or letters alone."
        self._round.setLayout(column(self._room, label(says, "caption", wrap=True), gap=px(4)))
        card = Card(theme, "Who gets the laptop")
        card.add(self.who, self._one, self._round)
        return card

    def _what(self) -> QWidget:
        theme, px = self.ctx.theme, self.ctx.theme.px
        card = Card(theme, "What is open to them")
        self.opens: dict[Opens, CheckBox] = {}
        self.survey = Select(theme, name="Survey")
        for each in Opens:
            box = self.opens[each] = CheckBox(theme, TITLES[each])
            box.setChecked(each is Opens.PLAN)
            caption = row(label(CAPTIONS[each], "caption", wrap=True), margins=(px(28), 0, 0, 0))
            line = column(box, caption, gap=0)
            card.body.addLayout(line)
            if each is Opens.SURVEY:
                card.add(self.survey)
                self.survey.hide()
                box.toggled.connect(self.survey.setVisible)
        card.add(Paragraph(f"Students read: “{WHO_READS}”", "small"))
        card.body.setSpacing(px(12))
        return card

    def _pin(self) -> QWidget:
        theme = self.ctx.theme
        self._pin_words = label("", "strong")
        self.pin_button = Button(theme, "Choose a PIN", small=True, icon="lock", on_click=self.choose_pin)
        card = Card(theme, "The way out")
        card.body.addLayout(row(self._pin_words, STRETCH, self.pin_button))
        card.add(Paragraph(SYSTEM, "small"))
        return card

    def _folder(self) -> QWidget:
        theme, px = self.ctx.theme, self.ctx.theme.px
        self._inbox = Elided("", "strong")
        pick = Button(theme, "Choose a folder", small=True, icon="folder-open", on_click=self._choose_folder)
        line = row(self._inbox, pick, gap=px(8))
        line.setStretch(0, 1)
        card = Card(theme, "Folder for work")
        card.body.addLayout(line)
        words = (
            "Every student to whom “Show my work” is open sees the pictures in this folder, without their names. "
            "A folder inside it that bears a student’s first and family name is shown to that student alone."
        )
        card.add(Paragraph(words, "small"))
        return card

    def _arrange_who(self) -> None:
        self._one.setVisible(self.who.value() == ONE)
        self._round.setVisible(self.who.value() == ROUND)

    def _choose(self) -> None:
        from ui.dialogs.learner_picker import LearnerPicker

        picker = LearnerPicker(self.ctx, "Who gets the laptop?", self)
        picker.picked.connect(lambda learner_id, _name: self.open(learner_id, ""))
        picker.open()

    def _choose_folder(self) -> None:
        held = student_inbox.chosen(self.ctx.store)
        path = QFileDialog.getExistingDirectory(self, "Folder for work", str(held or Path.home()))
        if path:
            operations.perform(self.ctx, partial(student_inbox.choose, folder=Path(path)), parent=self)


def _ready(there: set[str]) -> list[tuple[str, str]]:
    """The ready-made surveys for learners that the Learnerplan folder does not have yet."""
    return [
        (f"{READY}{each.key}", f"{each.title} (ready-made)")
        for each in own_surveys.ready_made()
        if each.respondent is Voice.LEARNER and each.title not in there
    ]


def _survey(store: Store, chosen: str) -> str:
    """The id of the chosen survey; a ready-made one is taken over first. Raises `UserError` where none is chosen."""
    if not chosen:
        raise UserError("No survey is chosen.", "Choose one, or leave the survey out.")
    if chosen.startswith(READY):
        return own_surveys.add_ready(store, chosen.removeprefix(READY))
    return chosen
