"""What is chosen in an open form, and what others choose and let go behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.changes import Changes
    from ui.context import Context


class MeanwhileSet(QObject):
    """Follows the ids that `read` gives, with the rows of `table`. Theirs and ours are both done: no two choices clash.

    `value` gives what the form shows as chosen, `choose` lets it show another choice. What the form has no words for,
    as `shows` tells, stays as it is.
    """

    arriving = Signal()
    arrived = Signal()

    def __init__(
        self,
        ctx: Context,
        table: str,
        read: Callable[[], Sequence[str]],
        value: Callable[[], Sequence[str]],
        choose: Callable[[Sequence[str]], object],
        parent: QWidget,
        *,
        shows: Callable[[str], bool] = lambda _id: True,
    ) -> None:
        super().__init__(parent)
        self._table, self._read, self._value, self._choose = table, read, value, choose
        self._stored, self._shows = tuple(dict.fromkeys(read())), shows
        ctx.changes.changed.connect(self._on_changes)

    def value(self) -> list[str]:
        """What is chosen, also what the form cannot show."""
        return [*self._value(), *(one for one in self._stored if not self._shows(one))]

    def changed(self) -> bool:
        """Whether another choice was made here than is stored."""
        return set(self.value()) != set(self._stored)

    def _on_changes(self, changes: Changes) -> None:
        if self._table in changes.tables:
            self.look()

    def look(self) -> bool:
        """Read anew what is chosen; tells whether that is another choice than before."""
        before, now = self._stored, tuple(dict.fromkeys(self._read()))
        if set(now) == set(before):
            return False
        self.arriving.emit()
        held = self._value()
        chosen = [one for one in held if one in now or one not in before]
        chosen += [one for one in now if one not in before and one not in held]
        self._stored = now
        self._choose([one for one in chosen if self._shows(one)])
        self.arrived.emit()
        return True
