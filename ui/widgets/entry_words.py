"""Who said an entry of a profile, when, and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.profiles import Voice
from ui import days
from ui.widgets.attribution import Attribution

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.services.profiles import EntryRow
    from ui.theme.theme import Theme

SPEAKERS = {Voice.LEARNER: "child", Voice.TEACHER: "teacher", Voice.FAMILY: "home", Voice.DATA: "data"}


def who_said(entry: EntryRow, called: str) -> str:
    """The name in front of an attribution."""
    if entry.voice is Voice.LEARNER:
        return called
    fallback = {Voice.TEACHER: "Teacher", Voice.FAMILY: "Home", Voice.DATA: "Data"}
    return entry.said_by or fallback.get(entry.voice, "")


def attribution(theme: Theme, entry: EntryRow, called: str, today: date, *, tone: str = "ink3") -> Attribution:
    """Who, when, from where."""
    who, source = who_said(entry, called), entry.source_label
    if entry.voice is Voice.FAMILY and source:
        who, source = f"{who}, {source}", ""
    return Attribution(theme, SPEAKERS[entry.voice], who, days.short(entry.said_on, today), source, tone=tone)
