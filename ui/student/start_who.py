"""Who gets the laptop: one student, or those of a class who are here today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from learnerplan.errors import UserError
from learnerplan.services import classes, learners, student_setups, student_view
from ui.widgets.avatar import Avatar
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.checkbox import CheckBox
from ui.widgets.layout import clear, column, row
from ui.widgets.segmented import Segmented
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from ui.context import Context

ONE, ROUND = "one", "round"
BETWEEN = "Between two students a neutral screen shows the next one’s picture or letters alone."
_MOST_ACROSS = 3


class WhoCard(Card):
    """Holds who was chosen; `reload` shows the class of the moment."""

    def __init__(self, ctx: Context, width: int) -> None:
        super().__init__(ctx.theme, "Who gets the laptop")
        theme, px = ctx.theme, ctx.theme.px
        self.ctx, self._width = ctx, width
        self.learner_id = ""
        self._left_out: set[str] = set()
        self._had: frozenset[str] = frozenset()
        self._shown: list[tuple[str, str]] = []
        self.ticks: dict[str, CheckBox] = {}
        self.who = Segmented(theme, ((ONE, "One student"), (ROUND, "Hand round the class")), "Who gets the laptop")
        self.who.choose(ONE)
        self.who.chosen.connect(lambda _value: self._arrange())
        self._avatar = Avatar(theme, "", "", 36)
        self.name = Elided("", "row")
        self.choose_button = Button(theme, "Choose a student", small=True, icon="user-round", on_click=self._choose)
        self._one, self._round = QWidget(), QWidget()
        line = row(self._avatar, self.name, self.choose_button, gap=px(10))
        line.setStretch(1, 1)
        self._one.setLayout(line)
        self.count = label("", "strong", wrap=True)
        self.everybody = Button(theme, "All", "quiet", small=True, on_click=lambda: self._tick_all(on=True))
        self.nobody = Button(theme, "None", "quiet", small=True, on_click=lambda: self._tick_all(on=False))
        self._grid = QGridLayout()
        self._grid.setSpacing(px(2))
        head = row(self.count, self.everybody, self.nobody, gap=px(8))
        head.setStretch(0, 1)
        self.had = label("", "caption", wrap=True)
        between = label(BETWEEN, "caption", wrap=True)
        self._round.setLayout(column(head, self.had, self._grid, between, gap=px(6)))
        self.add(self.who, self._one, self._round)

    def choose_one(self, learner_id: str) -> None:
        """Choose this learner alone."""
        self.learner_id = learner_id
        self.who.choose(ONE)
        self.reload()

    def reload(self) -> None:
        """Show who there is."""
        store = self.ctx.store
        me = student_view.me(store, self.learner_id) if self.learner_id else None
        self.learner_id = me.id if me is not None else ""
        self._avatar.setVisible(me is not None)
        if me is not None:
            self._avatar.show_record(me.id, me.letters)
        self.name.setText(isolate(learners.one(store, me.id).name) if me is not None else "Nobody is chosen yet")
        called = {each.id: each.name for each in learners.all_names(store)}
        ids = classes.learner_ids(store, self.ctx.room.class_id)
        people = [(each, called[each]) for each in ids if each in called]
        self._leave_out_who_had_it(frozenset(ids))
        if people != self._shown:
            self._show_people(people)
        self._arrange()

    def order(self) -> tuple[str, ...]:
        """Who gets it, in turn. Raises `UserError` where nobody is chosen."""
        if self.who.value() == ONE:
            if not self.learner_id:
                raise UserError("Nobody is chosen yet.", "Choose a student.")
            return (self.learner_id,)
        if not self.ticks:
            raise UserError("There is nobody in this class.", "Choose another class in the sidebar.")
        chosen = tuple(each for each in self.ticks if each not in self._left_out)
        if not chosen:
            raise UserError("Nobody is chosen yet.", "Tick the students who are here.")
        return chosen

    def _leave_out_who_had_it(self, everybody: frozenset[str]) -> None:
        """A round that was broken off goes on with the others; when it is over it begins anew with all."""
        had = student_setups.had_turn(self.ctx.store, on=date.today()) & everybody
        had = had if had != everybody else frozenset()
        if had == self._had:
            return
        self._left_out = (self._left_out - self._had) | had
        self._had = had
        for learner_id, box in self.ticks.items():
            box.setChecked(learner_id not in self._left_out)

    def _show_people(self, people: list[tuple[str, str]]) -> None:
        clear(self._grid)
        self._shown = people
        self.ticks = {learner_id: CheckBox(self.ctx.theme, isolate(name)) for learner_id, name in people}
        widest = max((box.sizeHint().width() for box in self.ticks.values()), default=1)
        across = max(1, min(_MOST_ACROSS, self.ctx.theme.px(self._width) // (widest + self.ctx.theme.px(2))))
        down = -(-len(people) // across)
        for at, (learner_id, box) in enumerate(self.ticks.items()):
            box.setChecked(learner_id not in self._left_out)
            box.toggled.connect(lambda on, one=learner_id: self._tick(one, on=on))
            self._grid.addWidget(box, at % down, at // down, Qt.AlignmentFlag.AlignLeft)
        for at in range(_MOST_ACROSS):
            self._grid.setColumnStretch(at, 1 if at < across else 0)

    def _tick(self, learner_id: str, *, on: bool) -> None:
        (self._left_out.discard if on else self._left_out.add)(learner_id)
        self._arrange()

    def _tick_all(self, *, on: bool) -> None:
        for box in self.ticks.values():
            box.setChecked(on)

    def _arrange(self) -> None:
        self._one.setVisible(self.who.value() == ONE)
        self._round.setVisible(self.who.value() == ROUND)
        room = next((each for each in classes.listed(self.ctx.store) if each.id == self.ctx.room.class_id), None)
        among = sum(1 for each in self.ticks if each not in self._left_out)
        if room is None:
            said = "Choose a class in the sidebar first."
        elif not self.ticks:
            said = f"There is nobody in {isolate(room.name)}."
        else:
            asks = "Untick who is not here." if among else "Tick who is here."
            said = f"{isolate(room.name)}: {among} of {len(self.ticks)} students. {asks}"
        self.count.setText(said)
        self.had.setText(f"Had the laptop today, and left out: {len(self._had)}")
        self.had.setVisible(bool(self._had))
        for button in (self.everybody, self.nobody):
            button.setVisible(bool(self.ticks))

    def _choose(self) -> None:
        from ui.dialogs.learner_picker import LearnerPicker

        picker = LearnerPicker(self.ctx, "Who gets the laptop?", self)
        picker.picked.connect(lambda learner_id, _name: self.choose_one(learner_id))
        picker.open()
