"""The pages of the window: each is made when it is first gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.navigation import Place
from ui.refresh import freshen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.context import Context
    from ui.section import Section


@runtime_checkable
class Opens(Protocol):
    """A page that shows one record of several, or one of its parts."""

    def open(self, target: str, part: str) -> None:
        """Show the record with the id `target` and the part `part`; either may be empty."""


class PageStack(QStackedWidget):
    """`moved` tells the place that is shown now."""

    moved = Signal(object)

    def __init__(self, ctx: Context, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._sections = {section.id: section for section in sections}
        self._pages: dict[str, QWidget] = {}
        self.place = Place("")

    def go(self, place: Place) -> None:
        """Show a page. A place without a page here changes nothing."""
        section = self._sections.get(place.page)
        if section is None:
            return
        page = self._pages.get(place.page)
        if page is None:
            page = self._pages[place.page] = section.make(self._ctx)
            self.addWidget(page)
        if isinstance(page, Opens):
            page.open(place.target, place.part)
        freshen(page)
        self.setCurrentWidget(page)
        self.place = place
        self.moved.emit(place)

    def section(self) -> Section | None:
        """The section that is shown."""
        return self._sections.get(self.place.page)

    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.get(self.place.page)
