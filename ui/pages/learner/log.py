"""The log of check-ins: when, how far, what the learner said, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from learnerplan.domain.audiences import Audience
from ui import days
from ui.models.audiences import CHOICES, MARKS
from ui.models.levels import FEELINGS, look
from ui.pages.learner.audience_mark import AudienceMark
from ui.widgets.bidi import DOT, isolate
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.kept_parts import KeptParts
from ui.widgets.layout import column, row, rule
from ui.widgets.menu_button import Choice
from ui.widgets.text import Paragraph, Quote, label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from learnerplan.services.checkins import CheckInRow
    from learnerplan.services.scales import Level
    from ui.theme.theme import Theme

SHOWN = 3
AT_ONCE = 40
"""Blocks of a long log that are built at once; a button brings as many more."""


@dataclass(frozen=True)
class LogRow:
    """A check-in as a block of the log: its own columns, and a row for each goal that it spoke of."""

    head: CheckInRow
    goals: tuple[CheckInRow, ...]


def blocks(rows: Sequence[CheckInRow]) -> list[LogRow]:
    """The check-ins of rows that come one a goal."""
    grouped = [list(group) for _, group in groupby(rows, key=lambda one: one.id)]
    return [LogRow(group[0], tuple(one for one in group if one.level)) for group in grouped]


class LogBlock(QWidget):
    """One check-in."""

    def __init__(
        self,
        theme: Theme,
        block: LogRow,
        levels: Sequence[Level],
        icons: Mapping[str, str],
        choices: Callable[[], Sequence[Choice]],
        today: date,
    ) -> None:
        super().__init__()
        head = block.head
        stamp = QWidget()
        year = f" {head.held_on.year}" if head.held_on.year != today.year else ""
        number = label(str(head.held_on.day), "small-strong")
        month = label(f"{days.month(head.held_on)}{year}", "caption", "ink2")
        stamp.setLayout(column(number, month, gap=0))
        stamp.setMinimumWidth(theme.px(28))
        chips = FlowLayout(theme.px(6))
        for one in block.goals:
            icon, tone = look(one.level_position or 0, len(levels))
            if len(block.goals) > 1:  # which goal is meant says more here than a second sign of how far it is
                icon = icons.get(one.goal_id or "", "target")
            chip = Chip(theme, one.level, icon, tone)
            chip.setToolTip(one.goal)
            chips.addWidget(chip)
        place = QWidget()
        place.setLayout(chips)
        menu = AudienceMark(theme, head.audience, choices, "" if head.words else "ellipsis")
        menu.setAccessibleName(f"Check-in of {days.short(head.held_on, today)}: {menu.toolTip()}. Change")
        name_place(menu, f"check-in:{head.id}")
        first = row(place, menu, gap=theme.px(4))
        first.setStretch(0, 1)
        first.setAlignment(place, Qt.AlignmentFlag.AlignVCenter)
        parts = column(first, gap=theme.px(4))
        if head.words:
            parts.addWidget(Quote(head.words, "s"))
        felt = f"Felt {FEELINGS[head.feeling][1].lower()}" if head.feeling is not None else ""
        follows = f"Next: {isolate(head.next_move)}" if head.next_move else ""
        if felt or follows:
            parts.addWidget(Paragraph(DOT.join(part for part in (felt, follows) if part), "small"))
        line = row(stamp, parts, gap=theme.px(10))
        line.setStretch(1, 1)
        line.setAlignment(stamp, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)


class CheckInList(QWidget):
    """Blocks with dividers. The signals tell the id of a check-in and what is wanted of it."""

    audience_wanted = Signal(str, str)
    remove_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = KeptParts()
        self._most = AT_ONCE
        self._held: tuple[Sequence[LogRow], Sequence[Level], Mapping[str, str], date] | None = None
        self._content = column(gap=theme.px(10))
        self.earlier = Button(theme, "Show earlier ones", "ghost", "chevron-down", small=True, on_click=self._more)
        self.earlier.hide()
        self.setLayout(column(self._content, self.earlier, gap=theme.px(8)))

    def begin_anew(self) -> None:
        """Show only the newest again, as for another learner."""
        self._most = AT_ONCE

    def _more(self) -> None:
        self._most += AT_ONCE
        if self._held is not None:
            self.show_rows(*self._held)

    def show_rows(self, rows: Sequence[LogRow], levels: Sequence[Level], icons: Mapping[str, str], today: date) -> None:
        """Show these check-ins, the newest first; of many only some, until more are wanted."""
        self._held = rows, levels, icons, today
        self.earlier.setVisible(len(rows) > self._most)
        with kept_focus(self), self._parts.renewing(self._content):
            for at, block in enumerate(rows[: self._most]):
                if at:
                    self._content.addWidget(self._parts.part(f"rule {at}", None, rule))
                choices = partial(self._choices, block.head)
                make = partial(LogBlock, self._theme, block, levels, icons, choices, today)
                value = (block, levels, icons, today)
                self._content.addWidget(self._parts.part(block.head.id, value, make))

    def _choices(self, head: CheckInRow) -> list[Choice]:
        travel = [
            Choice(
                CHOICES[audience],
                partial(self.audience_wanted.emit, head.id, audience.value),
                MARKS[audience][0],
                checked=audience is head.audience,
            )
            for audience in (CHOICES if head.words else ())
        ]
        remove = Choice("Remove the check-in", partial(self.remove_wanted.emit, head.id), "trash-2", rule=bool(travel))
        return [*travel, remove]


class CheckInLog(Card):
    """The newest check-ins, and a button for all of them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.every = Button(theme, "All", "ghost", small=True)
        name_place(self.every, "check-ins:all")
        super().__init__(theme, "Check-ins", padding=20, gap=10, action=self.every, parent=parent)
        self.list = CheckInList(theme)
        self._none = label("No check-in yet. A talk of a minute is enough.", "small", wrap=True)
        self.add(self.list, self._none)

    def show_rows(self, rows: Sequence[LogRow], levels: Sequence[Level], icons: Mapping[str, str], today: date) -> None:
        """Show the newest of these check-ins."""
        self.every.say(f"All {len(rows)}")
        self.every.setVisible(len(rows) > 0)
        self._none.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows[:SHOWN], levels, icons, today)


def toast_of(audience: Audience) -> str:
    """What was decided about words, in a sentence."""
    return {
        Audience.FAMILY: "These words may go home",
        Audience.RECORD: "These words wait for your OK",
        Audience.NOT_HOME: "These words stay at school",
        Audience.SAFEGUARDING: "Marked as a safeguarding concern",
    }[audience]
