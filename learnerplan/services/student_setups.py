"""What student mode remembers on this computer: what was open the last time, and who had the laptop today."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.services import planbooks
from learnerplan.services.student_sessions import Opens

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

SETUP, HAD = "student.setup", "student.had"


@dataclass(frozen=True)
class Setup:
    """What was open, and which surveys."""

    opens: tuple[Opens, ...] = (Opens.PLAN,)
    survey_ids: tuple[str, ...] = ()


def last(view: Readable) -> Setup:
    """The set-up of the last session; at first the plan alone."""
    kept = json.loads(planbooks.setting(view, SETUP) or "{}")
    if not kept:
        return Setup()
    opens = tuple(each for each in Opens if each in kept["opens"])
    return Setup(opens, tuple(str(each) for each in kept["surveys"]))


def keep(store: Store, setup: Setup) -> None:
    """Remember a set-up. This is no step of undo."""
    if setup == last(store):
        return
    value = json.dumps({"opens": [each.value for each in setup.opens], "surveys": list(setup.survey_ids)})
    with store.transaction("Set up student mode", origin="system") as tx:
        planbooks.set_setting(tx, SETUP, value)


def note_turns(store: Store, learner_ids: Iterable[str], *, on: date) -> None:
    """Remember who had their turn in a round on a day, so that a round that was broken off goes on with the others."""
    had = had_turn(store, on=on) | set(learner_ids)
    value = json.dumps({"on": on.isoformat(), "learners": sorted(had)})
    with store.transaction("Hand round", origin="system") as tx:
        planbooks.set_setting(tx, HAD, value)


def had_turn(view: Readable, *, on: date) -> frozenset[str]:
    """Who had their turn in a round on this day; nobody on any other."""
    kept = json.loads(planbooks.setting(view, HAD) or "{}")
    return frozenset(kept["learners"]) if kept.get("on") == on.isoformat() else frozenset()
