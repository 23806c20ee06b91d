"""Sharing something: a class, some of its learners, one's own plan with a principal, or one's own devices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnerplan.domain.shares import Scope, ShareKind
from learnerplan.errors import UserError
from learnerplan.services import classes, educators, learners, planbooks
from ui.dialogs.frame import DialogFrame
from ui.dialogs.people_picker import PeoplePicker
from ui.dialogs.share_folder import FolderField
from ui.operations import LongWork
from ui.widgets.checkbox import CheckBox
from ui.widgets.fields import Select, TextField
from ui.widgets.layout import column
from ui.widgets.option_card import OptionCard, OptionGroup
from ui.widgets.pair_grid import PairGrid
from ui.widgets.text import label

if TYPE_CHECKING:
    from learnerplan.domain.shares import Share
    from learnerplan.progress import Progress
    from ui.context import Context

WHAT = (
    (ShareKind.CLASS, "A class", "With a co-teacher or a substitute"),
    (ShareKind.LEARNERS, "Some students of a class", "With a specialist who has only these"),
    (ShareKind.EDUCATOR, "My own plan", "My goals, with a principal or a coach"),
    (ShareKind.DEVICES, "My own devices", "On a second laptop of mine"),
)
STAYS = "Private notes stay on this laptop in any case. Whom you invite, and what they may do, you say next."


class ShareStartDialog(DialogFrame):
    """`made` tells the new share and whether supports may be shared in it."""

    made = Signal(object, bool)

    def __init__(self, ctx: Context, parent: QWidget) -> None:
        super().__init__(ctx, "What would you like to share?", "Share", parent, subtitle=STAYS, width=600)
        theme = self.theme
        cards = [OptionCard(theme, kind, title, about) for kind, title, about in WHAT]
        self.what = OptionGroup(*cards, parent=self)
        cards[0].setChecked(True)
        options = QWidget()
        grid = PairGrid(theme.px(240), theme.px(8))
        for card in cards:
            grid.addWidget(card)
        options.setLayout(grid)
        options.setAccessibleName("What to share")
        self.body.insertWidget(0, options)
        rows = [row for row in classes.listed(ctx.store) if row.active]
        self.room = Select(theme, [(row.id, row.name) for row in rows], name="Class")
        self.room.choose(ctx.room.class_id)
        self.people = PeoplePicker(theme, self._names(), name="Learners")
        self.name = TextField(theme, "Room 12", name="Name of the share")
        self.me = TextField(theme, "Amara Okoye", name="Your name")
        self.me.setText(planbooks.about(ctx.store).teacher)
        self.folder = FolderField(ctx)
        self.supports = CheckBox(theme, "Supports may be shared too, with those for whom I allow it")
        self._room_field = self.form.add("Class", self.room, key="room")
        self._people_field = self.form.add("Learners", self.people, key="people")
        self.form.add("Name, as the others see it", self.name, key="name")
        self.form.add("Your name, as the others see it", self.me, key="me")
        self.form.add("Folder", self.folder, key="folder")
        about = label("Accommodations and plan references. Nobody gets them unless you say so.", "caption", wrap=True)
        self.body.addLayout(column(self.supports, about, gap=theme.px(2)))
        self._named = ""
        self.what.chosen.connect(self._turn)
        self.room.chosen.connect(lambda _id: self._changed_room())
        self._turn()

    def state(self) -> object:
        """What was chosen and typed."""
        return self.what.value(), self.people.value(), self.folder.line.value()

    def keep(self) -> None:
        """Check the fields and make the share."""
        self.clear_problem()
        errors: dict[str, str] = {}
        folder: Path | None = None
        try:
            folder = self.folder.value()
        except UserError as error:
            errors["folder"] = str(error)
        kind = ShareKind(self.what.value())
        if kind in {ShareKind.CLASS, ShareKind.LEARNERS} and not self.room.value():
            errors["room"] = "There is no class yet. Import or add one first."
        if kind is ShareKind.LEARNERS and not self.people.value():
            errors["people"] = "Choose at least one student."
        if not self.name.value():
            errors["name"] = "Give it a name by which the others know it."
        if not self.me.value():
            errors["me"] = "Type your name, so that the others know who you are."
        if self.show_errors(errors) or folder is None:
            return
        self._make(folder, kind)

    def _make(self, folder: Path, kind: ShareKind) -> None:
        store, name, me, supports = self.ctx.store, self.name.value(), self.me.value(), self.supports.isChecked()
        room, people = self.room.value(), self.people.value()

        def work(_progress: Progress) -> Share:
            from learnerplan.services import shares

            own = (educators.begin(store),) if kind is ShareKind.EDUCATOR else ()
            scope = Scope(
                kind,
                room if kind in {ShareKind.CLASS, ShareKind.LEARNERS} else None,
                people if kind is ShareKind.LEARNERS else own,
            )
            return shares.create(store, folder, scope=scope, name=name, me=me, supports=supports)

        self.primary.disable("The share is being made.")
        LongWork(self.ctx, "Making the share", work, host=self.work_place, done=self._done, failed=self._failed)

    def _done(self, share: Share) -> None:
        self.accept()
        self.made.emit(share, self.supports.isChecked())

    def _failed(self, error: UserError) -> None:
        self.primary.enable()
        self.show_problem(error)

    def _turn(self) -> None:
        kind = ShareKind(self.what.value())
        self._room_field.setVisible(kind in {ShareKind.CLASS, ShareKind.LEARNERS})
        self._people_field.setVisible(kind is ShareKind.LEARNERS)
        names = {
            ShareKind.CLASS: self.room.currentText(),
            ShareKind.LEARNERS: f"{self.room.currentText()}, some students",
            ShareKind.EDUCATOR: f"Plan of {self.me.value()}".strip(),
            ShareKind.DEVICES: "My devices",
        }
        if self.name.value() == self._named:
            self._named = names[kind]
            self.name.setText(self._named)

    def _changed_room(self) -> None:
        self._turn()
        self.people.offer(self._names())

    def _names(self) -> list[learners.NameRow]:
        room = self.room.value()
        inside = set(classes.learner_ids(self.ctx.store, room)) if room else set()
        return [row for row in learners.all_names(self.ctx.store) if row.id in inside]
