"""Planbooks of any size, filled with invented learners and texts."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.services import classes, planbooks, terms

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.storage.store import Store

_GIVEN = [
    "Ana",
    "Layla",
    "Minh",
    "Noor",
    "Mateo",
    "Chidi",
    "Hana",
    "Yusuf",
    "Tala",
    "Saoirse",
    "Kai",
    "Priya",
    "Dmitri",
    "Eleni",
    "Amara",
    "Luka",
    "Zofia",
    "Ravi",
]
_FAMILY = [
    "Ferreira",
    "Haddad",
    "Nguyen",
    "Rahman",
    "Reyes",
    "Eze",
    "Kovac",
    "Osman",
    "Whitehorse",
    "Byrne",
    "Sato",
    "Sharma",
    "Orlov",
    "Pappas",
    "Okoye",
]
_WORDS = [
    "draw",
    "boxes",
    "count",
    "groups",
    "river",
    "garden",
    "story",
    "page",
    "friend",
    "slowly",
    "again",
    "bridge",
    "measure",
    "listen",
    "kind",
]


def filled(path: Path, learners: int, *, texts_each: int = 4, seed: int = 7) -> Store:
    """A planbook with one class of many learners, each with texts, a plan, two goals and check-ins."""
    rng = random.Random(seed)
    today = date.today()
    store = planbooks.create(path, today=today, teacher="Ms. Okoye")
    class_id = classes.add(store, "Room 12")
    term = terms.needed(store, today).id
    with store.transaction("Fill", origin="system") as tx:
        people = tx.add_many(records.Learner, [_learner(rng, number) for number in range(learners)])
        tx.add_many(records.Enrolment, [{"class_id": class_id, "learner_id": one} for one in people])
        tx.add_many(
            records.Identifier,
            [{"learner_id": one, "source": "sis", "value": f"{n:06}"} for n, one in enumerate(people)],
        )
        tx.add_many(records.ProfileEntry, [_entry(rng, one, today) for one in people for _ in range(texts_each)])
        plans = tx.add_many(records.Plan, [{"learner_id": one, "term_id": term, "state": "active"} for one in people])
        pairs = list(zip(people, plans, strict=True))
        goals = [_goal(rng, one, plan, kind, today) for one, plan in pairs for kind in ("grade_level", "personal")]
        tx.add_many(records.Goal, goals)
        tx.add_many(records.CheckIn, [_check_in(rng, one, today) for one in people])
    return store


def _learner(rng: random.Random, number: int) -> dict[str, object]:
    return {"given_name": rng.choice(_GIVEN), "family_name": f"{rng.choice(_FAMILY)} {number}", "grade": "6"}


def _entry(rng: random.Random, learner: str, today: date) -> dict[str, object]:
    said = today - timedelta(rng.randrange(200))
    return {
        "learner_id": learner,
        "facet": "strength",
        "text": sentence(rng),
        "voice": "learner",
        "said_on": said,
        "audience": "family",
    }


def _goal(rng: random.Random, learner: str, plan: str, kind: str, today: date) -> dict[str, object]:
    return {
        "learner_id": learner,
        "plan_id": plan,
        "kind": kind,
        "words": sentence(rng),
        "begun_on": today - timedelta(30),
    }


def _check_in(rng: random.Random, learner: str, today: date) -> dict[str, object]:
    return {"learner_id": learner, "held_on": today - timedelta(rng.randrange(20)), "words": sentence(rng)}


def sentence(rng: random.Random, words: int = 9) -> str:
    """A line of invented words."""
    return " ".join(rng.choice(_WORDS) for _ in range(words)).capitalize() + "."
