"""Inviting somebody: who they are and what they may do, then the code to read aloud or scan, then the wait."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from learnerplan.domain.shares import Role, ShareKind
from learnerplan.errors import UserError
from ui import days, sharing_words
from ui.dialogs.frame import DialogFrame
from ui.dialogs.people_picker import PeoplePicker
from ui.dialogs.share_admit import ShareAdmitDialog
from ui.widgets.banner import Banner
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.checkbox import CheckBox
from ui.widgets.code_groups import CodeGroups
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.option_card import OptionCard, OptionGroup
from ui.widgets.pair_grid import PairGrid
from ui.widgets.qr_code import QrCode
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from learnerplan.domain.shares import Invitation, JoinRequest, Share
    from learnerplan.services.learners import NameRow
    from learnerplan.storage.store import Store
    from ui.context import Context

WAITS = "Waiting. The request comes by the folder, so it may take as long as the folder takes."


WORKS_WITH = "The others see it. Everybody gets the whole class; for some students alone, share those apart."


class ShareInviteDialog(DialogFrame):
    """Stays open while the code is typed in on the other side; closing it loses nothing.

    `supports` says whether the share was made with supports, which are off for everybody until they are ticked.
    """

    def __init__(self, ctx: Context, share: Share, parent: QWidget, *, supports: bool = False) -> None:
        super().__init__(
            ctx, f"Invite somebody to {isolate(share.name)}", "Make the code", parent,
            subtitle="Nothing is sent. You get a code and read it aloud.", width=600,
        )  # fmt: skip
        self._share, self._over, self._may_supports = share, parent, supports
        self.invitation: Invitation | None = None
        self._request: JoinRequest | None = None
        theme = self.theme
        self.name = TextField(theme, "Tomáš Novák", name="Name")
        cards = (
            OptionCard(theme, Role.EDITOR, "Reads and writes", "A co-teacher, a specialist, a substitute"),
            OptionCard(theme, Role.READER, "Reads only", "A principal, a coach, a student teacher"),
        )
        cards[share.scope.kind is ShareKind.EDUCATOR].setChecked(True)
        self.roles = OptionGroup(*cards, parent=self)
        self._roles = QWidget()
        grid = PairGrid(theme.px(262), theme.px(8))
        for card in cards:
            grid.addWidget(card)
        self._roles.setLayout(grid)
        self._roles.setAccessibleName("What they may do")
        self.until = DateField(theme, name="Last day")
        self.people = PeoplePicker(theme, self._names(), name="Learners")
        self.supports = CheckBox(theme, "Supports too: accommodations and plan references")
        self.form.add("Name", self.name, "As the others see it", key="name")
        self._below = QWidget()
        self.body.addWidget(self._below)
        self._add_fields()
        self._told = Banner(theme, WAITS, tone="none")
        ctx.sharing.changed.connect(self._look)

    def state(self) -> object:
        """What was typed, until the code is there."""
        return None if self.invitation is not None else (self.name.value(), self.people.value())

    def keep(self) -> None:
        """Make the code; later compare words; at last close."""
        if self._request is not None:
            self.accept()
            ShareAdmitDialog(self.ctx, self._request, self._over).open()
        elif self.invitation is not None:
            self.accept()
        else:
            self._invite()

    def _add_fields(self) -> None:
        theme, kind = self.theme, self._share.scope.kind
        if kind is ShareKind.DEVICES:
            self.name.setText("My other laptop")
        else:
            self.form.add("They may", self._roles, key="roles")
            self.form.add("Last day", self.until, "For a substitute. Empty: until you end it", key="until")
        if kind is ShareKind.CLASS:
            self.form.add("Works with", self.people, WORKS_WITH, key="people")
        if self._may_supports:
            about = label("Off for everybody at first. Tick it for those who need them.", "caption", wrap=True)
            self._below.setLayout(column(self.supports, about, gap=theme.px(2)))

    def _names(self) -> list[NameRow]:
        from learnerplan.services import classes, learners

        room = self._share.scope.class_id
        inside = set(classes.learner_ids(self.ctx.store, room)) if room else set()
        return [one for one in learners.all_names(self.ctx.store) if one.id in inside]

    def _invite(self) -> None:
        self.clear_problem()
        errors: dict[str, str] = {}
        until: date | None = None
        if not self.name.value():
            errors["name"] = "Say for whom the code is."
        try:
            until = self.until.value()
        except UserError as error:
            errors["until"] = str(error)
        if until is not None and until < date.today():
            errors["until"] = "This day is over. Choose a coming one, or none."
        if self.show_errors(errors):
            return
        name, people, supports = self.name.value(), self.people.value(), self.supports.isChecked()
        role = Role.EDITOR if self._share.scope.kind is ShareKind.DEVICES else Role(self.roles.value())

        def work(store: Store) -> None:
            from learnerplan.services import share_members

            self.invitation = share_members.invite(
                store, self._share.id, name=name, role=role, until=until, learner_ids=people, supports=supports
            )

        if self.write(work, ""):
            self._show_code()
            self.ctx.sharing.ask()

    def _show_code(self) -> None:
        made, theme = self.invitation, self.theme
        if made is None:
            return
        name = isolate(sharing_words.called(made.name))
        self.form.hide()
        self._below.hide()
        self.heading.setText(f"Read this code to {name}")
        now = datetime.now().astimezone()
        until = sharing_words.local(made.until)
        self.say_below(f"Good for one person, until {days.short(until.date(), now.date())}, {days.clock(until)}.")
        self.code = CodeGroups(theme, made.code)
        copy = Button(theme, "Copy the code", "ghost", "copy", small=True, on_click=self._copy)
        copy.setAutoDefault(False)
        told = Paragraph(
            f"{name} opens Learnerplan, chooses Sharing, “Join with a code…” and the same folder, and types or "
            "scans it. The code alone lets nobody in: you compare words before.",
            "small",
        )
        words = column(self.code, row(copy, STRETCH), told, STRETCH, gap=theme.px(10))
        code = QrCode(theme, made.code, "The same code to scan")
        line = row(words, code, gap=theme.px(20))
        line.setStretch(0, 1)
        line.setAlignment(code, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        self.body.addWidget(self._told)
        self.cancel.hide()
        self.primary.say("Done")
        self._look()
        QTimer.singleShot(0, self, self.fit)
        self.primary.setFocus()

    def _copy(self) -> None:
        if self.invitation is not None:
            QGuiApplication.clipboard().setText(self.invitation.code)
            self.ctx.toast("The code is copied. Give it by another way than the shared folder.")

    def _look(self) -> None:
        """See whether the request has come."""
        if self.invitation is None or self._request is not None:
            return
        from learnerplan.services import share_members

        found = share_members.requests(self.ctx.store, self._share.id)
        if found:
            self._request = found[-1]
            name = isolate(sharing_words.called(self._request.name))
            self._told.show_words(f"{name} asks to come in", "Compare the words that both screens show.", "info")
            self.primary.say("Compare words")
