"""Nothing typed more than two seconds ago is lost: it goes into a draft on this laptop until it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from learnerplan.services import typing_drafts

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.student.controls import WordBox
    from ui.student.seat import Seat

HOLD_AFTER = 1500
"""Milliseconds from the first change that is not on the disk yet to writing it; a write takes far less than 500."""


class Typing(QObject):
    """The draft of one place of one child. `text` gives what is to be held."""

    def __init__(self, seat: Seat, place: str, text: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._text = seat.ctx.store, text
        self._name = f"student/{seat.me.id}/{place}"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HOLD_AFTER)
        self._timer.timeout.connect(self.hold)

    def held(self) -> str:
        """What was typed the last time and not kept."""
        return typing_drafts.read(self._store, self._name)

    def touch(self) -> None:
        """Something changed: it is written soon, however long the child goes on typing."""
        if not self._timer.isActive():
            self._timer.start()

    def hold(self) -> None:
        """Write it now."""
        self._timer.stop()
        typing_drafts.keep(self._store, self._name, self._text())

    def flush(self) -> None:
        """Write what waits to be written."""
        if self._timer.isActive():
            self.hold()

    def drop(self) -> None:
        """It is kept in its own place now."""
        self._timer.stop()
        typing_drafts.keep(self._store, self._name, "")


def typed_box(seat: Seat, box: WordBox, place: str, kept: str) -> Typing:
    """Give a box its draft: it shows what was typed last, else what is `kept`."""
    typing = Typing(seat, place, box.toPlainText, box)
    box.show_value(kept)
    draft = typing.held()
    if draft and draft != kept:
        box.setPlainText(draft)
    box.textChanged.connect(typing.touch)
    return typing
