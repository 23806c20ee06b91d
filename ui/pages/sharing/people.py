"""The card of who shares: who asks to come in, who is in, and the button that invites."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnerplan.domain.shares import Role, ShareKind, ShareState
from ui import sharing_words
from ui.pages.sharing.member_line import GONE, MemberLine
from ui.widgets.avatar import Avatar
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import clear, column, row, rule
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from datetime import datetime

    from learnerplan.domain.shares import Health, JoinRequest
    from ui.theme.theme import Theme


class PeopleCard(Card):
    """`invite_wanted`, `admit_wanted` (a request), `change_wanted` and `revoke_wanted` (a member) ask for dialogs."""

    invite_wanted = Signal()
    admit_wanted = Signal(object)
    change_wanted = Signal(object)
    revoke_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.invite = Button(theme, "Invite", "ghost", "user-round-plus", small=True)
        super().__init__(theme, "Who shares this class", action=self.invite, gap=10, parent=parent)
        self._theme = theme
        self.invite.clicked.connect(lambda: self.invite_wanted.emit())
        name_place(self.invite, "people:invite")
        self._rows = column(gap=theme.px(12))
        self.body.addLayout(self._rows)
        self._ended = False
        self.lines: list[MemberLine] = []

    def show_health(self, health: Health, now: datetime) -> None:
        """Show the people of a share; those who are out at the end, on demand."""
        share = health.share
        owner = share.role is Role.OWNER and share.state is ShareState.ON
        self.say(f"Who shares {sharing_words.KINDS[share.scope.kind]}")
        self.invite.setVisible(owner)
        members = sorted(health.members, key=lambda one: (not one.me, one.state in GONE, one.name.casefold()))
        shown = [one for one in members if self._ended or one.state not in GONE]
        with kept_focus(self):
            clear(self._rows)
            self.lines = []
            for request in health.requests if owner else ():
                self._add(self._request(request))
            for member in shown:
                revoke = self.revoke_wanted.emit if owner else None
                # One's own devices hold one record, all of it: there is nothing to change about them.
                change = self.change_wanted.emit if owner and share.scope.kind is not ShareKind.DEVICES else None
                line = MemberLine(
                    self._theme, member, health.entries, now, revoke, change, aligned=owner and len(shown) > 1
                )
                self.lines.append(line)
                self._add(line)
            self._add_gone(health, len(members) - len(shown), now)
            if len(members) <= 1 and owner and not health.requests:
                words = "Nobody else yet. Invite a colleague: you read a code aloud, they type it in."
                self._add(label(words, "small", wrap=True))

    def _add(self, part: QWidget) -> None:
        if self._rows.count():
            self._rows.addWidget(rule())
        self._rows.addWidget(part)

    def _add_gone(self, health: Health, hidden: int, now: datetime) -> None:
        gone = sum(one.state in GONE for one in health.members)
        if not gone:
            return
        words = "Hide who is out" if not hidden else "1 who is out" if gone == 1 else f"{gone} who are out"
        turn = Button(self._theme, words, "quiet", small=True, on_click=partial(self._turn, health, now))
        name_place(turn, "people:gone")
        self._add(turn)

    def _turn(self, health: Health, now: datetime) -> None:
        self._ended = not self._ended
        self.show_health(health, now)

    def _request(self, request: JoinRequest) -> QWidget:
        theme = self._theme
        name = isolate(request.name)
        avatar = Avatar(theme, request.device, sharing_words.letters(request.name), 40)
        words = column(Elided(name, "strong"), Elided("asks to come in", "small", "warn"), gap=theme.px(3))
        compare = Button(theme, "Compare words…", small=True, on_click=partial(self.admit_wanted.emit, request))
        compare.setAccessibleName(f"Compare words with {request.name}")
        name_place(compare, f"request:{request.device}")
        line = row(avatar, words, compare, gap=theme.px(10))
        line.setStretch(1, 1)
        made = QWidget()
        made.setLayout(line)
        made.setAccessibleName(f"{request.name} asks to come in")
        return made
