"""Parts of a list that is shown anew: those that would look the same stay as they are."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QLayout

Part = TypeVar("Part", bound=QWidget)


class KeptParts:
    """Holds a widget for each name with the value that it shows. Building widgets costs far more than comparing."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[object, QWidget]] = {}
        self._asked: set[str] = set()

    @contextmanager
    def renewing(self, layout: QLayout) -> Iterator[None]:
        """Empty `layout`, to be filled again in the block from `part`; what is not asked for there goes."""
        while layout.takeAt(0) is not None:
            pass
        self._asked.clear()
        yield
        for name in self._held.keys() - self._asked:
            _let_go(self._held.pop(name)[1])

    def part(self, name: str, value: object, make: Callable[[], Part]) -> Part:
        """The widget called `name`, made anew unless it shows an equal `value` already."""
        self._asked.add(name)
        held = self._held.get(name)
        if held is not None and held[0] == value:
            return held[1]  # type: ignore[return-value]  # one name is always made by one function
        if held is not None:
            _let_go(held[1])
        made = make()
        self._held[name] = value, made
        return made


def _let_go(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
