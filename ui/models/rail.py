"""The rail: who sits where, in which order to go, and the rows of the list at the side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from learnerplan.domain import names
from learnerplan.services.rota import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from learnerplan.services.left_plans import LeftPlan
    from learnerplan.services.rail import ClassPlan
    from learnerplan.services.rota import RailRow

SEAT = Qt.ItemDataRole.UserRole
CURRENT = Qt.ItemDataRole.UserRole + 1
NAMED = Qt.ItemDataRole.UserRole + 2


class RailMode(StrEnum):
    """What the rail is gone through for."""

    CHECK_IN = "check-in"
    AGREE = "agree"
    CLOSE = "close"


class Mark(StrEnum):
    """How far a learner is in the mode at hand."""

    DONE = "done"
    AWAY = "away"
    LATER = "later"
    WITHOUT = "no plan"
    OPEN = "open"


LOOKS: dict[Mark, tuple[str, str]] = {
    Mark.DONE: ("check", "ok"),
    Mark.AWAY: ("minus", "ink3"),
    Mark.LATER: ("clock", "ink3"),
    Mark.WITHOUT: ("circle-dashed", "ink3"),
    Mark.OPEN: ("circle", "ink3"),
}
"""(icon, tone) of each mark: a shape of its own, not a colour alone."""
_PLACES = {Place.TALKED: Mark.DONE, Place.AWAY: Mark.AWAY, Place.LATER: Mark.LATER, Place.OPEN: Mark.OPEN}


@dataclass(frozen=True)
class Seat:
    """A learner of the rail. `note` stands at the end of the line where names are shown, `due` is of check-ins.

    `left` is of whoever sits in the class no more.
    """

    id: str
    name: str
    called: str
    letters: str
    mark: Mark
    note: str = ""
    last: date | None = None
    due: bool = False
    left: bool = False


def seats(rows: Sequence[RailRow], today: date, wait: int) -> list[Seat]:
    """The learners of a class as they stand in check-ins; `wait` is the days after which one is due (`Rota.wait`)."""
    made = []
    for row in rows:
        mark = _PLACES[row.place]
        since = row.days(today)
        note = "away" if mark is Mark.AWAY else f"{since} d" if since and mark is not Mark.DONE else ""
        made.append(
            Seat(
                row.id,
                row.name,
                names.called(row.given_name, row.preferred_name),
                names.initials(row.preferred_name or row.given_name, row.family_name, row.name_order),
                mark,
                note,
                row.last,
                row.due(today, wait),
            )
        )
    return made


def planned(held: Sequence[Seat], plans: Mapping[str, ClassPlan], mode: RailMode) -> list[Seat]:
    """The same learners as their plans stand: agreed, or ready to close. Who has no plan has nothing to close."""
    made = []
    for seat in held:
        plan = plans.get(seat.id)
        there = plan is not None and bool(plan.plan_id)
        if mode is RailMode.AGREE:
            done, note = plan is not None and plan.agreed, "" if there else "no plan"
        else:
            done = plan is not None and (plan.closed or plan.ready)
            note = "closed" if plan and plan.closed else "ready" if plan and plan.ready else "" if there else "no plan"
        without = mode is RailMode.CLOSE and not there
        made.append(replace(seat, mark=Mark.WITHOUT if without else Mark.DONE if done else Mark.OPEN, note=note))
    return made


def left(held: Sequence[LeftPlan]) -> list[Seat]:
    """Whoever left the class with a plan that still runs; they come last, and stand apart."""
    return [
        Seat(
            one.learner_id,
            one.name,
            one.called,
            one.letters,
            Mark.OPEN if one.open_goals else Mark.DONE,
            "left the class" if one.open_goals else "ready",
            left=True,
        )
        for one in held
    ]


class Session:
    """One way through a class: the order is set at its beginning, whoever is put off goes to its end.

    Whoever has no plan to close is met once, after all others, and may be passed over.
    """

    def __init__(self, held: Sequence[Seat], order: Sequence[str]) -> None:
        """`order` names whom to see first; everybody else follows as seated."""
        self.seats = tuple(held)
        known = {seat.id for seat in held}
        first = [one for one in order if one in known]
        self.order = [*first, *(seat.id for seat in held if seat.id not in first)]
        self.current = self.order[0] if first else ""
        self._past: list[str] = []
        self._passed: set[str] = set()

    def seat(self) -> Seat | None:
        """The learner at hand; `None` when all are done."""
        return next((seat for seat in self.seats if seat.id == self.current), None)

    def renew(self, held: Sequence[Seat]) -> None:
        """The same way through a class of which something changed."""
        self.seats = tuple(held)
        known = [seat.id for seat in held]
        self.order = [one for one in self.order if one in known] + [one for one in known if one not in self.order]
        if self.current not in known:
            self.current = ""
            self.forward()

    def talked(self, learner_id: str, day: date) -> None:
        """This learner was just talked to."""
        self.seats = tuple(
            replace(seat, mark=Mark.DONE, note="", last=day, due=False) if seat.id == learner_id else seat
            for seat in self.seats
        )

    def go(self, learner_id: str) -> None:
        """Go to a learner out of turn."""
        if self.current and self.current != learner_id:
            self._past.append(self.current)
        self.current = learner_id

    def upcoming(self) -> str:
        """Who comes next: the next open one after the one at hand, then those put off, then those without a plan.

        Empty when all are done.
        """
        marks = {seat.id: seat.mark for seat in self.seats}
        at = self.order.index(self.current) + 1 if self.current in self.order else 0
        turned = [one for one in (*self.order[at:], *self.order[:at]) if one != self.current]
        for wanted in (Mark.OPEN, Mark.LATER, Mark.WITHOUT):
            found = next((one for one in turned if marks[one] is wanted and one not in self._passed), "")
            if found:
                return found
        own = marks.get(self.current)
        return self.current if own in (Mark.OPEN, Mark.LATER) else ""

    def forward(self) -> None:
        """Go on to whoever comes next."""
        seat, following = self.seat(), self.upcoming()
        if seat is not None and seat.mark is Mark.WITHOUT:
            self._passed.add(seat.id)
        if self.current and following != self.current:
            self._past.append(self.current)
        self.current = following

    def back(self) -> bool:
        """Go back to whom we came from; tells whether there was anybody."""
        known = {seat.id for seat in self.seats}
        while self._past:
            before = self._past.pop()
            if before in known and before != self.current:
                self.current = before
                return True
        return False


class RailModel(QAbstractListModel):
    """The rows of the list. Without `named` no row tells a name, not to a screen reader either."""

    def __init__(self) -> None:
        super().__init__()
        self._seats: tuple[Seat, ...] = ()
        self._current = ""
        self.named = False

    def show_seats(self, held: Sequence[Seat], current: str) -> None:
        """Show these learners and whose turn it is."""
        if len(held) != len(self._seats):
            self.beginResetModel()
            self._seats, self._current = tuple(held), current
            self.endResetModel()
            return
        before, was = self._seats, self._current
        self._seats, self._current = tuple(held), current
        for at, (old, new) in enumerate(zip(before, self._seats, strict=True)):
            if old != new or (new.id == current) != (old.id == was):
                self.dataChanged.emit(self.index(at), self.index(at))

    def name_all(self, named: bool) -> None:
        """Show names, or none."""
        self.named = named
        if self._seats:
            self.dataChanged.emit(self.index(0), self.index(len(self._seats) - 1))

    def row_of(self, learner_id: str) -> int:
        """The row of a learner, -1 for nobody."""
        return next((at for at, seat in enumerate(self._seats) if seat.id == learner_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """One for each learner."""
        return 0 if parent is not None and parent.isValid() else len(self._seats)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the delegate paints, and a sentence for screen readers."""
        seat = self._seats[index.row()]
        if role == SEAT:
            return seat
        if role == CURRENT:
            return seat.id == self._current
        if role == NAMED:
            return self.named
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            who = seat.name if self.named else f"Student {index.row() + 1} of {len(self._seats)}"
            return f"{who}, {'now' if seat.id == self._current else seat.mark.value}"
        return None
