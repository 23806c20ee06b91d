"""Freeze a planbook of today's tables: `python -m tests.schemas.freeze`, once before each release that changes them.

The frozen planbooks of released versions are never made again: every later version must open them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from learnerplan.domain import records
from learnerplan.storage import schema
from learnerplan.storage.store import Store

HERE = Path(__file__).parent
DAY = date(2026, 9, 7)


def fill(store: Store) -> None:
    """A learner of our own invention with a row of most kinds, and an action that was taken back."""
    with store.transaction("Import roster", origin="import") as tx:
        year = tx.add(records.SchoolYear, name="2026-27", starts_on=date(2026, 8, 24), ends_on=date(2027, 6, 11))
        term = tx.add(
            records.Term, school_year_id=year, name="Term 1", position=1, starts_on=DAY, ends_on=date(2026, 10, 23)
        )
        room = tx.add(records.SchoolClass, school_year_id=year, name="Room 12", grade="6")
        who = tx.add(records.Learner, given_name="Naïma", family_name="Øster", preferred_name="Nim", grade="6")
        tx.add(records.Identifier, learner_id=who, source="sis", value="000417")
        tx.add(records.Enrolment, class_id=room, learner_id=who, starts_on=DAY)
        contact = tx.add(records.Contact, learner_id=who, name="Idris Øster", relation="father")
        tx.add(records.ContactPoint, contact_id=contact, kind="email", value="idris@example.org")
    with store.transaction("Write a plan") as tx:
        tx.add(records.ProfileEntry, learner_id=who, facet="interest", voice="learner", text="Kites", said_on=DAY)
        tx.add(records.Aspiration, learner_id=who, text="To fly a glider", said_on=DAY)
        plan = tx.add(records.Plan, learner_id=who, term_id=term, vision="Sure in fractions")
        goal = tx.add(
            records.Goal, plan_id=plan, learner_id=who, kind="personal", words="Finish a kite", baseline=0.1, target=0.3
        )
        step = tx.add(records.Step, goal_id=goal, text="Find paper", who="me", due_on=DAY)
        tx.add(records.StepDone, step_id=step, done_on=DAY)
        tx.add(records.Measurement, goal_id=goal, measured_on=DAY, value=0.1 + 0.2)
        check_in = tx.add(records.CheckIn, learner_id=who, held_on=DAY, words="It nearly flew")
        tx.add(records.CheckInGoal, check_in_id=check_in, goal_id=goal)
        tx.add(records.MemoryAid, learner_id=who, text="Ask about the wind", written_on=DAY)
    with store.transaction("Change name") as tx:
        tx.change(records.Learner, who, given_name="Naima")
    with store.transaction("Delete step") as tx:
        tx.delete(records.Step, step)
    store.undo()


def main() -> None:
    """Make the planbook of the newest version anew."""
    target = HERE / schema.HEAD
    with tempfile.TemporaryDirectory() as place:
        store = Store.create(Path(place) / "planbook")
        fill(store)
        store.close()
        target.mkdir(exist_ok=True)
        for path in (store.folder.database, store.folder.key_file):
            shutil.copyfile(path, target / path.name)
    sys.stdout.write(f"{target} now holds the tables of version {schema.HEAD}\n")


if __name__ == "__main__":
    main()
