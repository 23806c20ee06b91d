"""Any list of service calls, then undo all: the planbook is as it was; redo all: as it became."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnerplan.domain.audiences import Audience
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.reflections import Prompt
from learnerplan.errors import UserError
from learnerplan.services import (
    artifacts,
    checkins,
    classes,
    goals,
    learners,
    plans,
    profiles,
    reflections,
    releases,
    scales,
    steps,
)
from learnerplan.storage.store import Store
from tests.room import TODAY

TEXTS = st.text(min_size=1, max_size=20).filter(str.strip)
DAYS = st.integers(0, 60).map(lambda days: TODAY - timedelta(days))


def ids(store, table):
    return [row[0] for row in store._reader().execute(f'SELECT id FROM "{table}" ORDER BY id')]


def dump(store):
    """Every row of every record table but the lasting ones, which undo does not touch."""
    from learnerplan.storage.schema import metadata

    tables = [t.name for t in metadata().tables.values() if t.info.get("undoable", True)]
    return {name: store._reader().execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall() for name in tables}


def pick(data, found):
    return data.draw(st.sampled_from(found))


def add_learner(store, data):
    learners.add(store, given_name=data.draw(TEXTS), family_name=data.draw(TEXTS))


def change_learner(store, data):
    values = {"preferred_name": data.draw(st.text(max_size=8)), "birth_date": data.draw(st.none() | DAYS)}
    learners.change(store, pick(data, ids(store, "learner")), **values)


def archive(store, data):
    learners.set_active(store, pick(data, ids(store, "learner")), active=data.draw(st.booleans()))


def add_class(store, data):
    classes.add(store, data.draw(TEXTS))


def add_entry(store, data):
    facet, voice = data.draw(st.sampled_from(Facet)), data.draw(st.sampled_from(Voice))
    learner = pick(data, ids(store, "learner"))
    profiles.add(store, learner, facet=facet, text=data.draw(TEXTS), voice=voice, said_on=data.draw(DAYS))


def change_entry(store, data):
    entry = pick(data, ids(store, "profile_entry"))
    how = data.draw(st.integers(0, 2))
    if how == 0:
        profiles.supersede(store, entry, text=data.draw(TEXTS), said_on=data.draw(DAYS))
    elif how == 1:
        profiles.remove(store, entry)
    else:
        profiles.translate(store, entry, language="en", text=data.draw(TEXTS), translator="Ms. Haddad")


def add_goal(store, data):
    plan = plans.start(store, pick(data, ids(store, "learner")), today=TODAY)
    number = st.none() | st.floats(allow_nan=False, allow_infinity=False)
    goals.add(
        store, plan, kind="personal", words=data.draw(TEXTS), baseline=data.draw(number), target=data.draw(number)
    )


def measure(store, data):
    value = data.draw(st.floats(allow_nan=False, allow_infinity=False))
    goals.measure(store, pick(data, ids(store, "goal")), measured_on=data.draw(DAYS), value=value)


def remove_goal(store, data):
    goals.remove(store, pick(data, ids(store, "goal")))


def add_step(store, data):
    steps.add(store, pick(data, ids(store, "goal")), text=data.draw(TEXTS), who="home", due_on=data.draw(DAYS))


def tick(store, data):
    step = pick(data, ids(store, "step"))
    if data.draw(st.booleans()):
        steps.tick(store, step, data.draw(DAYS))
    else:
        steps.untick(store, step)


def check_in(store, data):
    learner = pick(data, ids(store, "learner"))
    levels = {
        goal.id: data.draw(st.sampled_from([None, *(level.id for level in scales.progress_levels(store))]))
        for goal in goals.of_learner(store, learner)
    }
    words, move = data.draw(TEXTS), data.draw(st.text(max_size=9))
    checkins.add(store, learner, checkins.Talk(held_on=data.draw(DAYS), levels=levels, words=words, next_move=move))


def remove_check_in(store, data):
    checkins.remove(store, pick(data, ids(store, "check_in")))


def reflect(store, data):
    learner = pick(data, ids(store, "learner"))
    plan = plans.start(store, learner, today=TODAY)
    reflections.write(store, learner, plan, {Prompt.PROUD: data.draw(st.text(max_size=9))}, on=data.draw(DAYS))


def add_artifact(store, data):
    learner = pick(data, ids(store, "learner"))
    tied = [goal.id for goal in goals.of_learner(store, learner)][:1]
    artifacts.add(
        store, learner, data.draw(st.binary(max_size=30)), name="a.txt", title="A", added_on=TODAY, goal_ids=tied
    )


def release(store, data):
    rows = releases.waiting(store, pick(data, ids(store, "learner")))
    releases.decide(store, rows, data.draw(st.sampled_from([Audience.FAMILY, Audience.NOT_HOME])))


NEEDS = {
    add_learner: "",
    change_learner: "",
    archive: "",
    add_class: "",
    add_entry: "",
    change_entry: "profile_entry",
    add_goal: "",
    measure: "goal",
    remove_goal: "goal",
    add_step: "goal",
    tick: "step",
    check_in: "",
    remove_check_in: "check_in",
    reflect: "",
    add_artifact: "",
    release: "",
}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(calls=st.lists(st.sampled_from(list(NEEDS)), max_size=14), data=st.data())
def test_undo_of_all_gives_back_the_equal_state(room_template, calls, data):
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(shutil.copytree(room_template, Path(folder) / "planbook"))
        try:
            txns = store.value("SELECT count(*) FROM txn")
            before = dump(store)
            for call in calls:
                if not NEEDS[call] or ids(store, NEEDS[call]):
                    # A name that is taken, say: a refused call must leave nothing behind either.
                    with contextlib.suppress(UserError):
                        call(store, data)
            after = dump(store)
            written = store.value("SELECT count(*) FROM txn") - txns
            for _ in range(written):
                assert store.undo()
            assert dump(store) == before
            for _ in range(written):
                assert store.redo()
            assert dump(store) == after
            assert store.redo() is None
        finally:
            store.close()
