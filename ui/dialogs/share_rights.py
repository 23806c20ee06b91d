"""What somebody may do in a share from now on: read and write or only read, until when, with the supports or not."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from learnerplan.domain.shares import Role
from learnerplan.errors import UserError
from learnerplan.services import share_rights
from ui import sharing_words
from ui.dialogs.frame import DialogFrame
from ui.widgets.banner import Banner
from ui.widgets.bidi import isolate
from ui.widgets.checkbox import CheckBox
from ui.widgets.date_field import DateField
from ui.widgets.layout import column
from ui.widgets.option_card import OptionCard, OptionGroup
from ui.widgets.pair_grid import PairGrid
from ui.widgets.text import label

if TYPE_CHECKING:
    from learnerplan.domain.shares import Member, Share
    from learnerplan.storage.store import Store
    from ui.context import Context

NO_UNDO = "This cannot be undone. You can change it again at any time."


class ShareRightsDialog(DialogFrame):
    """`supports` says whether the share holds any that can be given.

    What a choice brings about stands below it before anything is written.
    """

    def __init__(self, ctx: Context, share: Share, member: Member, parent: QWidget, *, supports: bool) -> None:
        self._name = isolate(sharing_words.called(member.name))
        super().__init__(ctx, f"What may {self._name} do?", "Change", parent, subtitle=NO_UNDO, width=600)
        self._share, self._member = share, member
        theme = self.theme
        cards = (
            OptionCard(theme, Role.EDITOR, "Reads and writes", "A co-teacher, a specialist, a substitute"),
            OptionCard(theme, Role.READER, "Reads only", "A principal, a coach, a student teacher"),
        )
        cards[member.role is Role.READER].setChecked(True)
        self.roles = OptionGroup(*cards, parent=self)
        roles = QWidget()
        grid = PairGrid(theme.px(262), theme.px(8))
        for card in cards:
            grid.addWidget(card)
        roles.setLayout(grid)
        roles.setAccessibleName("What they may do")
        self.until = DateField(theme, name="Last day")
        self.until.show_value(member.until)
        self.supports = CheckBox(theme, "Supports too: accommodations and plan references")
        self.supports.setChecked(member.restricted)
        self.form.add("They may", roles, key="roles")
        self.form.add(
            "Last day", self.until, "Sharing with them ends by itself after it. Empty: until you end it", key="until"
        )
        below = QWidget()
        about = label("Sealed apart, for those who need them.", "caption", wrap=True)
        below.setLayout(column(self.supports, about, gap=theme.px(2)))
        below.setVisible(supports)
        self.body.addWidget(below)
        self.told = Banner(theme, tone="info")
        self.body.addWidget(self.told)
        self.roles.chosen.connect(self._tell)
        self.supports.clicked.connect(self._tell)
        self._tell()
        next(card for card in cards if card.isChecked()).setFocus()

    def state(self) -> object:
        """What is chosen."""
        return self.roles.value(), self.until.line.text(), self.supports.isChecked()

    def keep(self) -> None:
        """Change it."""
        self.clear_problem()
        until: date | None = None
        errors: dict[str, str] = {}
        try:
            until = self.until.value()
        except UserError as error:
            errors["until"] = str(error)
        if until is not None and until != self._member.until and until < date.today():
            errors["until"] = "This day is over. Choose a coming one, or none."
        if self.show_errors(errors):
            return
        wanted = dataclasses.replace(self._wanted(), until=until)
        if wanted == self._member:
            self.accept()
            return
        name = isolate(self._member.name)
        done = share_rights.told(self._member, dataclasses.replace(wanted, name=name))

        def work(store: Store) -> None:
            from learnerplan.services import share_members

            share_members.change(
                store,
                self._share.id,
                self._member.device,
                role=wanted.role,
                until=wanted.until,
                supports=wanted.restricted,
            )

        if self.write(work, done):
            self.ctx.sharing.changed.emit()
            self.ctx.sharing.ask()
            self.accept()

    def _wanted(self) -> Member:
        return dataclasses.replace(self._member, role=Role(self.roles.value()), restricted=self.supports.isChecked())

    @Slot()
    def _tell(self) -> None:
        """Say what the choice brings about."""
        sentences = share_rights.consequences(self._name, self._member, self._wanted())
        self.told.setVisible(bool(sentences))
        if sentences:
            self.told.show_words(sentences[0], " ".join(sentences[1:]), "info")
