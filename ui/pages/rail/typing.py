"""What is typed in the rail outlives the laptop's lid: a draft at most two seconds old, kept on this computer alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from learnerplan.services import typing_drafts
from learnerplan.services.rail import DRAFT

if TYPE_CHECKING:
    from collections.abc import Callable

    from learnerplan.storage.store import Store

SOON = 1500
"""Milliseconds from the first change to its draft."""


class Typing(QObject):
    """Keeps the drafts of one learner after another. `text` gives what is typed at this moment."""

    def __init__(self, store: Store, text: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._text = store, text
        self._learner, self._stale = "", False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self.keep)

    def begin(self, learner_id: str) -> str:
        """Turn to another learner; gives what was typed for them before and not kept."""
        self._timer.stop()
        self._learner, self._stale = learner_id, False
        return typing_drafts.read(self._store, DRAFT + learner_id)

    def changed(self) -> None:
        """Something was typed: its draft follows soon, however long the typing goes on."""
        self._stale = bool(self._learner)
        if self._stale and not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep now what is typed, where anything changed since the last time."""
        self._timer.stop()
        if self._stale:
            self._stale = False
            typing_drafts.keep(self._store, DRAFT + self._learner, self._text())

    def forget(self) -> None:
        """What was typed is kept elsewhere now, or given up."""
        self._timer.stop()
        self._learner, self._stale = "", False
