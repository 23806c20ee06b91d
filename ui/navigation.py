"""Places in the window: the sections of the sidebar and the pages that they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.context import Context

Group = Literal["work", "exchange", "foot", "inner"]


@dataclass(frozen=True)
class Place:
    """Where to go: a page, the record that it shows and the part of it, such as a tab."""

    page: str
    target: str = ""
    part: str = ""


@dataclass(frozen=True)
class Section:
    """A page that the window can show. `make` imports the page's module, so that only shown pages cost time.

    `group` is where it stands in the sidebar; pages of the group `inner` stand under the entry `under`.
    `keys` are (keys, what they do) pairs for the page of keys.
    """

    id: str
    title: str
    icon: str
    group: Group
    make: Callable[[Context], QWidget]
    under: str = ""
    keys: Sequence[tuple[str, str]] = ()
