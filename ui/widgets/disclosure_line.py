"""One line of the disclosure log: the day, what left, how and to whom, and which parts it held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from learnerplan.domain.disclosures import Way
from ui import days
from ui.widgets.bidi import isolate, joined
from ui.widgets.layout import column, row
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.services.disclosures import DisclosureRow
    from ui.theme.theme import Theme

WAYS = {
    Way.PACKET: ("Packet", "Made", "for"),
    Way.EXPORT: ("Export", "Written", "for"),
    Way.SHARE: ("Share", "Shared", "with"),
    Way.BACKUP: ("Backup", "Backed up", "for"),
}
DAY, DAY_AND_YEAR = 52, 78
PARTS = {
    "main": "the record",
    "restricted": "supports",
    "check_ins": "check-ins",
    "work": "chosen work",
    "family": "family page",
    "space": "room to write",
}
"""Sections of shares and packets in plain words, where their own are not."""


def title(row_: DisclosureRow) -> str:
    """What left: by its purpose where that was said, by its file, or by the way it went."""
    said = row_.purpose or row_.file_name or WAYS[row_.way][0]
    return said[:1].upper() + said[1:]


def about(row_: DisclosureRow) -> str:
    """How it left, of how many learners, and which parts it held."""
    _what, verb, word = WAYS[row_.way]
    to = f"{verb} {word} {isolate(row_.recipient)}" if row_.recipient else verb
    people = "" if not row_.learners else "1 student" if row_.learners == 1 else f"{row_.learners:,} students"
    parts = ", ".join(PARTS.get(one, one.replace("_", " ")) for one in row_.sections.split(", "))
    return joined(to, parts, people)


def of(theme: Theme, row_: DisclosureRow, today: date, *, years: bool = False) -> QWidget:
    """The line of one disclosure; `years` leaves room for dates of other years."""
    on = row_.at.astimezone().date()
    day = label(days.short(on, today), "caption", "ink2")
    day.setFixedWidth(theme.px(DAY_AND_YEAR if years else DAY))
    words = column(Elided(isolate(title(row_)), "body"), Elided(about(row_), "caption", "ink2"), gap=theme.px(1))
    line = row(day, words, gap=theme.px(8))
    line.setAlignment(day, Qt.AlignmentFlag.AlignVCenter)
    line.setStretch(1, 1)
    made = QWidget()
    made.setLayout(line)
    made.setAccessibleName(f"{days.short(on, today)}: {title(row_)}, {about(row_)}")
    return made
