"""What the teacher had open in student mode the last time: it stands ready the next time, on this computer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.services import planbooks
from learnerplan.services.student_sessions import Opens

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

SETUP = "student.setup"


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
