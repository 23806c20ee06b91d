"""The short form: one sheet, two sides, whatever the packet holds.

What there is too much of gives way by rule: first lines of quotes and pictures' height, then steps, then goals, each
with a note of how much more there is in the plan. A child's words are never set smaller than the floor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from learnerplan.documents.flow import PagePlan
from learnerplan.documents.sections.short_back import BACK_DENSITIES, back
from learnerplan.documents.sections.short_front import FRONT_DENSITIES, front
from learnerplan.documents.style import BOX_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from learnerplan.documents.page import Part
    from learnerplan.documents.parts.stack import Setting
    from learnerplan.domain.packets import Packet

_Density = TypeVar("_Density")


def short_pages(packet: Packet, setting: Setting) -> list[PagePlan]:
    """Two pages, always."""
    front_page = PagePlan(bookmarks=[setting.words("profile.title"), setting.words("goals.title")])
    front_page.placed.append((0.0, 0.0, fitting(FRONT_DENSITIES, lambda density: front(packet, setting, density))))
    back_page = PagePlan(bookmarks=[setting.words("work.title"), setting.words("family.title")])
    back_page.placed.append((0.0, 0.0, fitting(BACK_DENSITIES, lambda density: back(packet, setting, density))))
    return [front_page, back_page]


def fitting(densities: Sequence[_Density], build: Callable[[_Density], Part]) -> Part:
    """The roomiest page that fits; the last density is made so that it always does."""
    for density in densities[:-1]:
        part = build(density)
        if part.height <= BOX_HEIGHT:
            return part
    return build(densities[-1])
