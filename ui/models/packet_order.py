"""What a packet is asked to be, and the words about its sections beside their checkboxes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from learnerplan.domain.packets import PacketForm, PacketSection, Paper, with_picks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.domain.packets import Packet


class Scope(StrEnum):
    """For whom: one student, those who were chosen elsewhere, the class, or everyone."""

    ONE = "one"
    CHOSEN = "chosen"
    CLASS = "class"
    EVERYONE = "everyone"


LANGUAGES = (("en", "English"), ("es", "Spanish"))
FORMS = ((PacketForm.SHORT, "Short"), (PacketForm.LONG, "Long"))
PAPERS = ((Paper.LETTER, "Letter"), (Paper.A4, "A4"))
PAPER_WORDS = dict(PAPERS)
TITLES = {
    PacketSection.COVER: "Cover",
    PacketSection.LETTER: "Letter to the family",
    PacketSection.AGENDA: "What we talk about",
    PacketSection.PROFILE: "All about me",
    PacketSection.GOALS: "My goals",
    PacketSection.CHECK_INS: "What I tried",
    PacketSection.WORK: "Work I chose",
    PacketSection.GROWTH: "How I am growing",
    PacketSection.ABILITIES: "What I can do",
    PacketSection.LOOKING_BACK: "Looking back",
    PacketSection.NEXT_GOAL: "My next goal",
    PacketSection.FAMILY: "From my family",
    PacketSection.SPACE: "Space for us",
}


@dataclass(frozen=True)
class PacketOrder:
    """How packets are to be made. `picked` holds only the sections that somebody switched on or off."""

    form: PacketForm = PacketForm.SHORT
    paper: Paper = Paper.LETTER
    language: str = "en"
    picked: Mapping[PacketSection, bool] = field(default_factory=dict)

    def pick(self, section: PacketSection, on: bool) -> PacketOrder:
        """The order with one section switched on or off."""
        return replace(self, picked={**self.picked, section: on})

    def apply(self, packet: Packet) -> Packet:
        """One learner's packet with these sections: what holds something, unless somebody said otherwise."""
        return with_picks(packet, self.picked)


def caption(section: PacketSection, packet: Packet, pieces: int) -> str:
    """What a section holds for this learner; `pieces` counts all their work, released or not."""
    counts = {
        PacketSection.PROFILE: _count(len(packet.profile), "quote"),
        PacketSection.GOALS: _count(len(packet.goals), "goal"),
        PacketSection.CHECK_INS: _count(len(packet.check_ins), "check-in"),
        PacketSection.GROWTH: _count(len(packet.growth), "test"),
        PacketSection.ABILITIES: _count(sum(len(block.lines) for block in packet.abilities), "statement"),
    }
    if section in counts:
        return counts[section] or "Nothing yet: prints lines to fill in"
    if section is PacketSection.WORK:
        shown = len(packet.artifacts)
        return f"{shown} of {pieces}" if shown else "Nothing yet: prints lines to fill in"
    return _other(section, packet)


def _other(section: PacketSection, packet: Packet) -> str:
    meets = packet.conference is not None and packet.conference.held_on is not None
    return {
        PacketSection.COVER: "Always there",
        PacketSection.LETTER: "Your own words" if packet.letter else "The usual letter",
        PacketSection.AGENDA: "With day and time" if meets else "Steps to tick, no day set",
        PacketSection.LOOKING_BACK: "Written" if packet.reflection else "Lines to fill in",
        PacketSection.NEXT_GOAL: "A first draft" if packet.next_goal else "Lines to fill in",
        PacketSection.FAMILY: "Always there, with signatures",
        PacketSection.SPACE: "Empty lines",
    }[section]


def _count(number: int, noun: str) -> str:
    if not number:
        return ""
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def file_stem(room: str) -> str:
    """What to call one file with the packets of a class."""
    plain = "-".join("".join(c if c.isalnum() else " " for c in room).split())
    return f"{plain or 'Class'}_packets"
