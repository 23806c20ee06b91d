"""What somebody may do in a share from now on: read and write or only read, until when, with the supports or not."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Slot
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

NO_UNDO = "This cannot be undone, only changed again."
SOON = 40
"""Milliseconds until a new sentence has gone through the layouts around it, and the dialog takes its size."""


class ShareRightsDialog(DialogFrame):
    """`supports` says whether the share holds any that can be given.

    What a choice brings about stands above the buttons before anything is written.
    """

    def __init__(self, ctx: Context, share: Share, member: Member, parent: QWidget, *, supports: bool) -> None:
        self._name = isolate(sharing_words.called(member.name))
        super().__init__(ctx, f"What may {self._name} do?", "Change", parent, width=600)
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
        self.form.add("Last day", self.until, "For a substitute. Empty: until you end it", key="until")
        below = QWidget()
        about = label("Sealed apart, for those who need them.", "caption", wrap=True)
        below.setLayout(column(self.supports, about, gap=theme.px(2)))
        below.setVisible(supports)
        self.body.addWidget(below)
        self.told = Banner(theme, tone="info")
        self._told_place = QWidget()
        self._told_place.setLayout(column(self.told, margins=(0, 0, 0, theme.px(14))))
        place = self.work_place.layout()
        if place is not None:
            place.addWidget(self._told_place)
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
        self._told_place.setVisible(bool(sentences))
        if sentences:
            self.told.show_words(NO_UNDO, "\n".join(sentences), "info")
        if self.isVisible():
            QTimer.singleShot(SOON, self, self.fit)

    def sizeHint(self) -> QSize:
        """Room for all that is told above the buttons, which has as many lines as it takes."""
        asked, layout, parent = super().sizeHint(), self.layout(), self.parentWidget()
        if layout is None or parent is None:
            return asked
        fields = max(self._content.heightForWidth(asked.width()), self._content.minimumSizeHint().height())
        inside = self._area.sizeHint().expandedTo(self._area.minimumSizeHint()).height()
        high = fields + layout.totalHeightForWidth(asked.width()) - inside + 2
        return QSize(asked.width(), max(asked.height(), min(high, parent.window().height() - self.theme.px(32))))
