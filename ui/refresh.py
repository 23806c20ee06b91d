"""Screens reload themselves: at once while they are seen, at their next showing while they are not.

What is shown is of a day, too: when the laptop wakes on another one, it is read anew.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.changes import Changes
    from ui.context import Context


class Freshness(QObject):
    """Keeps one widget fresh. It is the widget's child and goes with it."""

    def __init__(
        self, widget: QWidget, ctx: Context, reads: frozenset[str], reload: Callable[[], object], *, loaded: bool
    ) -> None:
        super().__init__(widget)
        self._widget, self._reads, self._reload = widget, reads, reload
        self._stale, self._day = not loaded, date.today()
        ctx.changes.changed.connect(self._on_changes)
        ctx.room.changed.connect(self.mark)
        widget.installEventFilter(self)

    @Slot()
    def mark(self) -> None:
        """What is shown is out of date: reload now or at the next showing."""
        self._stale = True
        if self._widget.isVisible():
            self.renew()

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.tables & self._reads:
            self.mark()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Reload a stale widget just before it shows, and one of yesterday when its window is come back to."""
        if watched is self._widget and event.type() in (QEvent.Type.Show, QEvent.Type.WindowActivate):
            self._stale |= self._day != date.today()
            self.renew()
        return False

    def renew(self) -> None:
        """Reload what is stale."""
        if self._stale:
            self._stale, self._day = False, date.today()
            self._reload()


def keep_fresh(
    widget: QWidget, ctx: Context, reads: frozenset[str], reload: Callable[[], object], *, loaded: bool = False
) -> Freshness:
    """Call `reload` before the widget first shows, after changes of the tables in `reads`, and after the
    teacher chose another class; while the widget is hidden, once at its next showing instead. With `loaded` the
    first call is left out, since the widget shows what is there already.
    """
    return Freshness(widget, ctx, reads, reload, loaded=loaded)


def freshen(widget: QWidget) -> None:
    """Reload a stale page that is about to show: widgets that a page gets before it shows are laid out once."""
    for held in widget.findChildren(Freshness, options=Qt.FindChildOption.FindDirectChildrenOnly):
        held.renew()
