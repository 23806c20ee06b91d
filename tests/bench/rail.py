"""Check-in: Enter saves what was said to one learner, and the next one stands on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from learnerplan.domain import records
from learnerplan.services import classes
from tests.bench import painting, planbooks

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from learnerplan.storage.store import Store
    from tests.bench.figures import Figure
    from ui.pages.rail.page import RailPage

LEARNERS, STEPS = 28, 3
LONGEST = 0.033
_SKIPPED = 4


def measure(folder: Path) -> list[Figure]:
    """A whole class: two goals rated, saved, next. The first learners, for whom widgets are made, are left out."""
    from ui.models.rail import Mark
    from ui.pages.rail.page import AHEAD, RailPage

    store = planbooks.filled(folder / "rail", LEARNERS)
    try:
        _measures_and_steps(store)
        ctx = painting.context(store)
        ctx.room.choose(classes.listed(store)[0].id)
        page = RailPage(ctx)
        held = painting.Painted(page, 1280)
        held.settle(lambda: None)
        session = page.walk.session
        assert session is not None
        waiting = sum(seat.mark is Mark.OPEN for seat in session.seats)
        for number in range(waiting - 1):
            QTest.qWait(2 * AHEAD)  # somebody talks: the next learner is read meanwhile
            for key in ("3", "2"):
                QTest.keyClicks(_hands(page), key)
            QApplication.processEvents()
            if number < _SKIPPED:
                held.settle(lambda: QTest.keyClick(_hands(page), Qt.Key.Key_Return))
            else:
                held.measure(lambda: QTest.keyClick(_hands(page), Qt.Key.Key_Return))
        assert sum(seat.mark is Mark.OPEN for seat in session.seats) == 1, "each was saved"
        held.leave()
    finally:
        store.close()
    return [held.figure("next learner in the rail, the check-in saved", LONGEST)]


@dataclass(frozen=True)
class _Goal:
    id: str
    learner_id: str


def _hands(page: RailPage) -> QWidget:
    return page.focusWidget() or page


def _measures_and_steps(store: Store) -> None:
    today = date.today()
    goals = store.rows(_Goal, "SELECT id, learner_id FROM goal")
    with store.transaction("Fill", origin="system") as tx:
        for at, goal in enumerate(goals):
            tx.change(records.Goal, goal.id, measure="Exit tickets", unit="tickets", baseline=1.0, target=6.0)
            tx.add_many(
                records.Step,
                [{"goal_id": goal.id, "text": f"Step {number}", "who": "me", "due_on": today + timedelta(number)}
                 for number in range(at % STEPS + 1)],
            )  # fmt: skip
