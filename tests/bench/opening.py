"""Opening pages with much in them: a learner with three years of record, and Today with 150 learners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from learnerplan.domain import records
from tests.bench import painting, planbooks

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction
    from tests.bench.figures import Figure

LEARNERS, TERMS, GOALS, CHECK_INS, WORKS = 150, 15, 6, 1_500, 400
LONGEST = 0.1
_ROUNDS = 5


def measure(folder: Path) -> list[Figure]:
    """Both pages, for a learner after another one and for a day read anew."""
    store = planbooks.filled(folder / "opening", LEARNERS)
    try:
        old, young = _history(store)
        return [_learner_page(store, old, young), _today_page(store)]
    finally:
        store.close()


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


def _learner_page(store: Store, old: str, young: str) -> Figure:
    from ui.pages.learner.page import LearnerPage

    page = LearnerPage(painting.context(store))
    held = painting.Painted(page)
    held.settle(lambda: page.open(young, "plan"))
    held.settle(lambda: page.open(old, "plan"))
    for _ in range(_ROUNDS):
        held.settle(lambda: page.open(young, "plan"))
        held.measure(lambda: page.open(old, "plan"))
    held.leave()
    return held.figure("opening a learner with three years of record", LONGEST)


def _today_page(store: Store) -> Figure:
    from ui.pages.today import TodayPage

    page = TodayPage(painting.context(store))
    held = painting.Painted(page)
    held.settle(lambda: None)
    for _ in range(_ROUNDS):
        held.measure(page.reload)
    held.leave()
    return held.figure("Today with 150 learners", LONGEST)


@dataclass(frozen=True)
class _Id:
    id: str
