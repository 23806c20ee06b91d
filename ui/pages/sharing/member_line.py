"""One person of a share: avatar, name, what they may do, how far they are, and what the owner can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from learnerplan.domain.shares import MemberState
from ui import sharing_words
from ui.widgets.avatar import Avatar
from ui.widgets.bidi import DOT, isolate
from ui.widgets.chip import Chip
from ui.widgets.kept_focus import name_place
from ui.widgets.layout import column, row
from ui.widgets.menu_button import Choice, MenuButton
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from learnerplan.domain.shares import Member
    from ui.theme.theme import Theme

ROOM = 372
"""Narrower than so many px at 100 %, the state goes below the name."""
GONE = frozenset({MemberState.REVOKED, MemberState.ENDED})


class MemberLine(QWidget):
    """`revoke` is offered in a menu where this computer may send the person out, `change` where it says what they
    may do; `aligned` keeps that room free.
    """

    def __init__(
        self,
        theme: Theme,
        member: Member,
        entries: int,
        now: datetime,
        revoke: Callable[[Member], object] | None = None,
        change: Callable[[Member], object] | None = None,
        *,
        aligned: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.member, self._theme = member, theme
        px = theme.px
        self.setAccessibleName(sharing_words.spoken(member, entries, now))
        quiet = "ink3" if member.state in GONE else ""
        avatar = Avatar(theme, member.device, sharing_words.letters(member.name), 40)
        name = Elided(isolate(member.name), "strong", quiet)
        parts = sharing_words.caption(member, now.date()).split(DOT)
        whole = DOT.join(part.replace(" ", "\u00a0") for part in parts)  # lines break between the parts
        about = label(whole, "small", "ink3", wrap=True)
        words = column(name, about, gap=px(3))
        mark = sharing_words.pill(member, now)
        self._chip = Chip(theme, mark.text, mark.icon, mark.tone)  # type: ignore[arg-type]  # a mark's tone is one
        self._tally = label(sharing_words.tally(member, entries), "caption", "ink2")
        self._state = QWidget()
        self._state_box = QVBoxLayout(self._state)
        self._state_box.setContentsMargins(0, 0, 0, 0)
        self._state_box.setSpacing(px(4))
        self._state_box.addWidget(self._chip)
        self._state_box.addWidget(self._tally)
        self._state_box.addStretch(1)
        self._words = words
        self._line = row(avatar, words, self._state, gap=px(10))
        self._line.setStretch(1, 1)
        self._line.setAlignment(avatar, Qt.AlignmentFlag.AlignTop)
        if revoke is not None and not member.me and member.state not in GONE:
            choices = [Choice("Stop sharing with them…", lambda: revoke(member), "user-round-x")]
            if change is not None:
                choices.insert(0, Choice("What they may do…", lambda: change(member), "pencil"))
            more = MenuButton(theme, "ellipsis", f"More about {member.name}", lambda: choices)
            name_place(more, f"member:{member.device}")
            self._line.addWidget(more)
            self._line.setAlignment(more, Qt.AlignmentFlag.AlignTop)
        elif aligned:
            self._line.addSpacing(px(42))
        self.setLayout(self._line)
        self._below: bool | None = None
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the state beside the name or below it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        below = 0 < self.width() < self._theme.px(ROOM)
        if below is self._below:
            return
        self._below = below
        (self._line if below else self._words).removeWidget(self._state)
        side = Qt.AlignmentFlag.AlignLeading if below else Qt.AlignmentFlag.AlignTrailing
        for part in (self._chip, self._tally):
            self._state_box.setAlignment(part, side)
        if below:
            self._words.addWidget(self._state)
        else:
            self._line.insertWidget(2, self._state)
