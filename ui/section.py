"""What the window knows of a page before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.context import Context

Group = Literal["work", "exchange", "foot", "inner"]


class Section(NamedTuple):
    """A page that the window can show. `make` imports the page's module, so that only shown pages cost time.

    `group` is where it stands in the sidebar; a page of the group `inner` stands under the entry `under`. `keys` lead
    there besides its number, `words` find it in the palette, and a `whole` page has no sidebar beside it.
    """

    id: str
    title: str
    icon: str
    group: Group
    make: Callable[[Context], QWidget]
    under: str = ""
    keys: tuple[str, ...] = ()
    words: str = ""
    whole: bool = False
