"""Opening pages with much in them: a learner with three years of record, and Today with 150 learners."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from learnerplan.domain import records
from tests.bench import planbooks
from tests.bench.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction
    from ui.context import Context

LEARNERS, TERMS, GOALS, CHECK_INS, WORKS = 150, 15, 6, 1_500, 400
LONGEST = 0.1
GOAL = "under 100 ms, the median"
_ROUNDS = 5


def measure(folder: Path) -> list[Figure]:
    """Both pages, shown and painted, then shown for another learner or day."""
    store = planbooks.filled(folder / "opening", LEARNERS)
    try:
        old, young = _history(store)
        learner = _learner_page(store, old, young)
        today = _today_page(store)
    finally:
        store.close()
    return [
        Figure("opening a learner with three years of record", f"{learner * 1000:.0f} ms", GOAL, learner < LONGEST),
        Figure("Today with 150 learners", f"{today * 1000:.0f} ms", GOAL, today < LONGEST),
    ]


def _history(store: Store) -> tuple[str, str]:
    """Give one learner 15 closed plans, 90 goals, 1,500 check-ins and 400 pieces of work; another has little."""
    ids = [row.id for row in store.rows(_Id, "SELECT id FROM learner WHERE kind = 'child' ORDER BY id LIMIT 2")]
    today = date.today()
    with store.transaction("Fill", origin="system") as tx:
        goals = [goal for number in range(TERMS) for goal in _term(tx, ids[0], number, today)]
        check_ins = tx.add_many(
            records.CheckIn,
            [
                {
                    "learner_id": ids[0],
                    "held_on": today - timedelta(number * 1000 // CHECK_INS),
                    "words": f"Day {number}",
                }
                for number in range(CHECK_INS)
            ],
        )
        tx.add_many(
            records.CheckInGoal,
            [{"check_in_id": one, "goal_id": goals[at % len(goals)]} for at, one in enumerate(check_ins)],
        )
        tx.add_many(
            records.Artifact,
            [
                {
                    "learner_id": ids[0], "title": f"Work {number}", "path": f"a/{number}.png", "sha256": str(number),
                    "size": 1, "added_on": today - timedelta(number),
                }
                for number in range(WORKS)
            ],
        )  # fmt: skip
    return ids[0], ids[1]


def _term(tx: Transaction, learner: str, number: int, today: date) -> list[str]:
    starts = today - timedelta(weeks=10 * (number + 2))
    year = tx.add(records.SchoolYear, name=f"Year {number}", starts_on=starts, ends_on=starts + timedelta(60))
    term = tx.add(
        records.Term, school_year_id=year, name=f"Term {number}", position=1, starts_on=starts,
        ends_on=starts + timedelta(60),
    )  # fmt: skip
    plan = tx.add(records.Plan, learner_id=learner, term_id=term, state="closed")
    return [
        tx.add(records.Goal, learner_id=learner, plan_id=plan, kind="personal", words=f"Goal {number}.{at}")
        for at in range(GOALS)
    ]


def _learner_page(store: Store, old: str, young: str) -> float:
    from ui.pages.learner.page import LearnerPage

    page = LearnerPage(_context(store))
    times = [_painted(page, lambda: page.open(young, "plan"))]
    for _ in range(_ROUNDS):
        times.append(_painted(page, lambda: page.open(old, "plan")))
        _painted(page, lambda: page.open(young, "plan"))
    page.close()
    return statistics.median(times[1:])


def _today_page(store: Store) -> float:
    from ui.pages.today import TodayPage

    page = TodayPage(_context(store))
    _painted(page, lambda: None)
    times = [_painted(page, page.reload) for _ in range(_ROUNDS)]
    page.close()
    return statistics.median(times)


def _context(store: Store) -> Context:
    from learnerplan.settings import Settings
    from ui.context import ChangeHub, Context, Preferences, Room, Shell
    from ui.tasks import Tasks
    from ui.theme.theme import Theme, apply_theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme()
    apply_theme(app, theme)
    return Context(store, Preferences(Settings()), Tasks(), theme, ChangeHub(), Room(), Shell())


def _painted(page: QWidget, show: Callable[[], object]) -> float:
    """Seconds until everything that `show` asks for is laid out and painted."""
    begun = time.perf_counter()
    show()
    if not page.isVisible():
        page.resize(1064, 800)
        page.show()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    page.grab()
    return time.perf_counter() - begun


@dataclass(frozen=True)
class _Id:
    id: str
