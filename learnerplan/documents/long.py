"""The long form: a section after the other, each on pages of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.documents.sections.abilities import abilities
from learnerplan.documents.sections.about_me import about_me
from learnerplan.documents.sections.cover import cover
from learnerplan.documents.sections.family import family, space
from learnerplan.documents.sections.goals import check_ins, goals, goals_and_check_ins
from learnerplan.documents.sections.growth import growth
from learnerplan.documents.sections.looking import looking_back, next_goal
from learnerplan.documents.sections.welcome import agenda, letter
from learnerplan.documents.sections.work import work
from learnerplan.domain.packets import PacketSection, sections_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from learnerplan.documents.flow import PagePlan
    from learnerplan.documents.parts.stack import Setting
    from learnerplan.domain.packets import Packet

_SECTIONS: Mapping[PacketSection, Callable[[Packet, Setting], list[PagePlan]]] = {
    PacketSection.COVER: cover,
    PacketSection.LETTER: letter,
    PacketSection.AGENDA: agenda,
    PacketSection.PROFILE: about_me,
    PacketSection.GOALS: goals,
    PacketSection.CHECK_INS: check_ins,
    PacketSection.WORK: work,
    PacketSection.GROWTH: growth,
    PacketSection.ABILITIES: abilities,
    PacketSection.LOOKING_BACK: looking_back,
    PacketSection.NEXT_GOAL: next_goal,
    PacketSection.FAMILY: family,
    PacketSection.SPACE: space,
}


def long_pages(packet: Packet, setting: Setting) -> list[PagePlan]:
    """All pages of one learner, an even number of them: a sheet's empty second side is space to write on.

    A page of space that would begin a sheet of its own is left out unless somebody picked it.
    """
    sections = sections_of(packet)
    printed = [section for section in sections if section is not PacketSection.SPACE]
    together = PacketSection.GOALS in printed and PacketSection.CHECK_INS in printed
    pages: list[PagePlan] = []
    for section in printed:
        if together and section is PacketSection.GOALS:
            pages += goals_and_check_ins(packet, setting)
        elif not together or section is not PacketSection.CHECK_INS:
            pages += _pages(section, packet, setting)
    picked = packet.sections is not None and PacketSection.SPACE in sections
    if picked or len(pages) % 2:
        pages += _pages(PacketSection.SPACE, packet, setting)
    if len(pages) % 2:
        extra = _pages(PacketSection.SPACE, packet, setting)
        extra[0].bookmarks.clear()
        pages += extra
    return pages


def _pages(section: PacketSection, packet: Packet, setting: Setting) -> list[PagePlan]:
    return _SECTIONS[section](packet, setting)
