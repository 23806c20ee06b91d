"""One way through a class: whose turn it is, what stands on their screen, and who comes next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.services import rail
from ui.models.rail import RailMode, Session
from ui.pages.rail import reading

if TYPE_CHECKING:
    from learnerplan.services.rail import Desk
    from learnerplan.storage.store import Store
    from ui.models.rail import Seat


class Walk:
    """Reads and writes nothing. `held` is the class in the mode at hand, `desk` the screen of whose turn it is."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.mode = RailMode.CHECK_IN
        self.session: Session | None = None
        self.desk: Desk | None = None
        self.held = reading.ClassReading()
        self.day = date.min
        self._room, self._term_id = "", ""
        self._ahead: dict[str, Desk] = {}

    def set_mode(self, mode: RailMode) -> None:
        """Go through the class for something else, from its beginning."""
        if self.held.leads_back():
            self._term_id = ""  # the plans of another year were looked up for this alone
        self.mode, self.session, self.desk = mode, None, None

    def set_term(self, term_id: str) -> None:
        """Go through the plans of another term, from the beginning."""
        self._term_id, self.session, self.desk = term_id, None, None

    def read(self, room: str) -> None:
        """Read the class anew. On the same day the way through it stays, and the term that was chosen."""
        today = date.today()
        if self.day not in (date.min, today):
            self._term_id = ""
        self.held = held = reading.read(self._store, room, self.mode, today, self._term_id)
        if self.session is None or (self.day, self._room) != (today, room):
            self.day, self._room = today, room
            self.session = Session(held.seats, held.order)
        else:
            self.session.renew(held.seats)

    def talked(self, learner_id: str, day: date, room: str) -> None:
        """A talk of that day was kept. Of today's nothing else follows than a mark, so the class is not read for it."""
        if self.session is not None and day == self.day == date.today():
            self.session.talked(learner_id, day)
        else:
            self.read(room)

    def forget_ahead(self) -> None:
        """What was read ahead may be out of date."""
        self._ahead.clear()

    def turn(self) -> Seat | None:
        """Read the screen of whose turn it is; `None` when all are done."""
        seat = self.session.seat() if self.session is not None else None
        self.desk = (self._ahead.pop(seat.id, None) or self._read(seat.id)) if seat is not None else None
        self._ahead.clear()
        return seat

    def look_ahead(self) -> None:
        """Read the next learner while the teacher talks to this one."""
        following = self.session.upcoming() if self.session is not None else ""
        if following and following not in self._ahead:
            self._ahead[following] = self._read(following)

    def plan_id(self) -> str:
        """The plan of whose turn it is; empty without one."""
        return self.desk.plan.id if self.desk is not None and self.desk.plan is not None else ""

    def _read(self, learner_id: str) -> Desk:
        return rail.desk(self._store, learner_id, self.day, term_id=self.held.term_id)
