"""Files on their way into an import: handed over by a drop or a paste, and offered from the watched folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from learnerplan.services.watching import Offer, Remembered


class Incoming(QObject):
    """What the window hands to the import page, and the files that nobody has looked at yet."""

    changed = Signal()
    """Other files are offered, or the folder has another problem."""

    def __init__(self) -> None:
        super().__init__()
        self.offers: tuple[Offer, ...] = ()
        self.problem = ""
        """Why the watched folder cannot be looked at; empty while it can."""
        self._handed: tuple[Path, ...] = ()
        self._said: Remembered | None = None

    def hand(self, paths: Iterable[Path]) -> None:
        """Leave files for the import page, which is gone to next."""
        self._handed = tuple(paths)

    def taken(self) -> tuple[Path, ...]:
        """The files that were left, once."""
        handed, self._handed = self._handed, ()
        return handed

    @property
    def said(self) -> Remembered:
        """What was said to offers on this computer."""
        if self._said is None:
            from learnerplan.services import watching

            self._said = watching.load()
        return self._said

    def urgent(self) -> Offer | None:
        """The newest offer that may come up by itself: nobody has said "not now" to it."""
        return next((offer for offer in self.offers if offer.sha256 not in self.said.later), None)

    def add(self, found: Sequence[Offer]) -> None:
        """Offer these files, the newest first; one that is offered already stays as it is."""
        held = {offer.sha256 for offer in self.offers}
        fresh = {offer.sha256: offer for offer in found if offer.sha256 not in held}
        if fresh:
            self.offers = (*reversed(fresh.values()), *self.offers)
            self.changed.emit()

    def drop(self, hashes: Collection[str]) -> None:
        """Offer these files no more."""
        kept = tuple(offer for offer in self.offers if offer.sha256 not in hashes)
        if kept != self.offers:
            self.offers = kept
            self.changed.emit()

    def leave_all(self) -> None:
        """Nothing is watched any more."""
        self.problem = ""
        self.offers = ()
        self.changed.emit()

    def tell(self, problem: str) -> None:
        """Say why the folder cannot be looked at, or that it can again."""
        if problem != self.problem:
            self.problem = problem
            self.changed.emit()

    def look_at(self, offer: Offer) -> None:
        """Leave an offered file for the import page; until it is imported it stays on offer, quietly."""
        self.hand([offer.path])
        self.say_later(offer)

    def say_later(self, offer: Offer) -> None:
        """Not now: it waits quietly. Raises `UserError` where that cannot be kept."""
        self.keep(self.said.say_later(offer.sha256))
        self.changed.emit()

    def say_never(self, offer: Offer) -> None:
        """This file is not to be offered again. Raises `UserError` where that cannot be kept."""
        self.keep(self.said.say_never(offer.sha256))
        self.drop({offer.sha256})

    def keep(self, said: Remembered) -> None:
        """Remember for the next run. Raises `UserError` where that cannot be kept."""
        from learnerplan.services import watching

        if said != self._said:
            self._said = said
            watching.save(said)
