"""Pages planned before they are drawn, so that every page knows how many there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from learnerplan.documents.parts.cards import title_block
from learnerplan.documents.style import BOX_HEIGHT

if TYPE_CHECKING:
    from learnerplan.documents.page import Part
    from learnerplan.documents.parts.stack import Setting

_FITS = 0.01


@dataclass(slots=True)
class PagePlan:
    """Parts with their places; `bookmarks` name the sections that start here. A cover has no footer."""

    bookmarks: list[str] = field(default_factory=list)
    footer: bool = True
    placed: list[tuple[float, float, Part]] = field(default_factory=list)


class Flow:
    """A section: parts one below the other on as many pages as they need, each headed by the section's title."""

    def __init__(self, setting: Setting, title: str, subtitle: str) -> None:
        self.setting = setting
        self.title = title
        self.pages: list[PagePlan] = []
        self.y = 0.0
        self._start(subtitle)

    def _start(self, subtitle: str) -> None:
        page = PagePlan(bookmarks=[] if self.pages else [self.title])
        head = title_block(self.setting, self.title, subtitle)
        page.placed.append((0.0, 0.0, head))
        self.pages.append(page)
        self.y = head.height
        self._first = True

    @property
    def room(self) -> float:
        """How much height is left on this page, in points."""
        return BOX_HEIGHT - self.y

    @property
    def full_room(self) -> float:
        """How much height a page of this section has below its title, in points."""
        return BOX_HEIGHT - title_block(self.setting, self.title, self.setting.words("long.continued")).height

    def add(self, part: Part, *, gap: float = 9.0, keep_with: float = 0.0) -> None:
        """Put a part below the last one, or on a new page where it does not fit.

        `keep_with` is the height of what must follow it on the same page: a heading does not stay alone.
        """
        space = 0.0 if self._first else gap
        if self.y + space + part.height + keep_with > BOX_HEIGHT + _FITS and not self._first:
            self.turn()
            space = 0.0
        self.pages[-1].placed.append((0.0, self.y + space, part))
        self.y += space + part.height
        self._first = False

    def section(self, title: str, part: Part, *, keep_with: float) -> None:
        """A further section on the same page, under a heading of its own that does not stay alone."""
        self.add(part, gap=16, keep_with=keep_with)
        self.pages[-1].bookmarks.append(title)

    def turn(self) -> None:
        """Go on with a new page."""
        self._start(self.setting.words("long.continued"))
