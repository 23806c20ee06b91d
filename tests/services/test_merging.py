from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnerplan.domain import records, tables
from learnerplan.domain.learners import Kind, PointKind
from learnerplan.domain.plans import PlanState
from learnerplan.errors import UserError
from learnerplan.services import aliases, history, imports, learners, merging, pending, plans, profiles, search, whole
from learnerplan.services.merge_fields import BOTH, KEEP, OTHER
from learnerplan.storage import artifacts, integrity
from learnerplan.storage.store import Store
from tests.services.merged import row_in, rows_everywhere
from tests.storage.dumps import dump

DAY = date(2026, 9, 1)


def pointing(store, link, row_id):
    return store.value(f'SELECT count(*) FROM "{link.table}" WHERE "{link.column}" = ?', (row_id,))


def says(store, link, row_id):
    """What the rows say that point to a row, without their ids."""
    names = [name for name in tables.columns(link.table) if name not in ("id", link.column)]
    listed = ", ".join(f'"{name}"' for name in names)
    sql = f'SELECT {listed} FROM "{link.table}" WHERE "{link.column}" = ?'
    return set(store._reader().execute(sql, (row_id,)).fetchall())


def texts(store: Store, sql: str, *parameters: str) -> list[str]:
    return [row[0] for row in store._reader().execute(sql, parameters)]


def test_every_link_to_a_learner_moves_and_undo_brings_all_back(room):
    with room.store.transaction("Fill") as tx:
        rows_everywhere(tx, room.ana, "one")
        rows_everywhere(tx, room.minh, "two")
        tx.add(records.LearnerAlias, learner_id=room.minh, old_id="older")
    links = tables.links_to("learner")
    assert len(links) > 12
    assert [link.table for link in links if not pointing(room.store, link, room.minh)] == []
    alike = {link.table for link in links if says(room.store, link, room.ana) & says(room.store, link, room.minh)}
    before = dump(room.store)
    merged = merging.merge(room.store, room.ana, room.minh)
    assert [link.table for link in links if pointing(room.store, link, room.minh)] == []
    # Where no field has to be filled the two rows may be one; all others came over.
    assert set(merged.moved) >= {link.table for link in links} - alike
    assert learners.one(room.store, room.minh).id == room.ana
    assert learners.one(room.store, "older").id == room.ana
    assert learners.find(room.store, "older") == room.ana
    # The artifacts of this test name files that nobody wrote; all else is sound.
    assert {finding.kind for finding in integrity.check(room.store).findings} == {"missing file"}
    after = dump(room.store)
    assert room.store.undo() == merging.LABEL
    assert dump(room.store) == before
    assert room.store.redo() == merging.LABEL
    assert dump(room.store) == after


def test_what_both_say_stands_there_once_and_what_one_has_twice_twice(room):
    with room.store.transaction("Fill") as tx:
        for learner in (room.ana, room.minh):
            tx.add(records.Identifier, learner_id=learner, source="sis", value="0042")
            held = {"learner": learner}
            row_in(tx, "profile_entry", held, "I like maps")
        tx.add(records.Identifier, learner_id=room.minh, source="state", value="7")
        row_in(tx, "profile_entry", {"learner": room.minh}, "I like maps")
    merging.merge(room.store, room.ana, room.minh)
    assert texts(room.store, "SELECT source || value FROM identifier ORDER BY 1") == ["sis0042", "state7"]
    assert texts(room.store, "SELECT text FROM profile_entry") == ["I like maps"] * 2
    assert texts(room.store, "SELECT count(*) FROM enrolment") == [1]


def test_a_contact_of_both_is_one_with_all_numbers_and_the_stricter_rule(room):
    with room.store.transaction("Fill") as tx:
        for learner, phone, barred in ((room.ana, "(555) 010-0199", False), (room.minh, "555 0100199", True)):
            contact = tx.add(
                records.Contact, learner_id=learner, name="Rosa Ferreira", relation="Mother", must_not_receive=barred
            )
            tx.add(records.ContactPoint, contact_id=contact, kind=PointKind.PHONE, value=phone)
        tx.add(records.ContactPoint, contact_id=contact, kind=PointKind.EMAIL, value="rosa@example.org")
        tx.add(records.Contact, learner_id=room.minh, name="Ivo Ferreira", relation="Father")
    merging.merge(room.store, room.ana, room.minh)
    record = whole.whole(room.store, room.ana)["contacts"]
    assert [(each["name"], each["phones"], each["emails"], each["must_not_receive"]) for each in record] == [
        ("Rosa Ferreira", ["(555) 010-0199"], ["rosa@example.org"], True),
        ("Ivo Ferreira", [], [], False),
    ]


def test_two_plans_of_a_term_become_one_with_the_goals_of_both(room):
    for learner, vision, goal in ((room.ana, "Read", "One"), (room.minh, "Write", "Two")):
        plan = plans.start(room.store, learner, today=room.today)
        plans.set_vision(room.store, plan, vision)
        with room.store.transaction("Fill") as tx:
            tx.add(records.Goal, plan_id=plan, learner_id=learner, kind="personal", words=goal)
            agreed = room.today if learner == room.minh else None
            tx.change(records.Plan, plan, family_agreed_on=agreed, teacher_agreed_on=DAY)
    comparison = merging.compare(room.store, room.ana, room.minh)
    (vision,) = [field for field in comparison.fields if field.term]
    assert (vision.keep, vision.other, vision.proposed) == ("Read", "Write", BOTH)
    merging.merge(room.store, room.ana, room.minh)
    (plan,) = plans.of_learner(room.store, room.ana)
    assert (plan.vision, plan.family_agreed_on, plan.teacher_agreed_on) == ("Read\nWrite", room.today, DAY)
    goals = whole.whole(room.store, room.ana)["plans"][0]["goals"]
    assert [goal["words"] for goal in goals] == ["One", "Two"]


@pytest.mark.parametrize(("choice", "text"), [(KEEP, "Read"), (OTHER, "Write"), (BOTH, "Read\nWrite")])
def test_the_vision_that_was_chosen_stands(room, choice, text):
    for learner, vision in ((room.ana, "Read"), (room.minh, "Write")):
        plans.set_vision(room.store, plans.start(room.store, learner, today=room.today), vision)
    (field,) = [each for each in merging.compare(room.store, room.ana, room.minh).fields if each.term]
    merging.merge(room.store, room.ana, room.minh, {field.name: choice})
    assert [plan.vision for plan in plans.of_learner(room.store, room.ana)] == [text]


def test_a_plan_that_is_worked_on_is_not_closed_by_one_that_is(room):
    ours = plans.start(room.store, room.ana, today=room.today)
    theirs = plans.start(room.store, room.minh, today=room.today)
    with room.store.transaction("Fill") as tx:
        tx.change(records.Plan, ours, state=PlanState.CLOSED)
        tx.change(records.Plan, theirs, state=PlanState.AGREED)
    merging.merge(room.store, room.ana, room.minh)
    assert [plan.state for plan in plans.of_learner(room.store, room.ana)] == [PlanState.AGREED]


def test_fields_are_chosen_and_the_careful_one_is_proposed(room):
    learners.change(room.store, room.ana, pronouns="she/her", pronouns_for="family", photo_consent=True)
    learners.change(room.store, room.minh, pronouns="they/them", birth_date=DAY, home_language="vi")
    fields = {field.name: field for field in merging.compare(room.store, room.ana, room.minh).fields}
    proposed = {name: field.proposed for name, field in fields.items() if not field.same}
    assert proposed == {
        "given_name": KEEP,
        "family_name": KEEP,
        "preferred_name": OTHER,
        "pronouns": KEEP,
        "pronouns_for": OTHER,
        "birth_date": OTHER,
        "home_language": OTHER,
        "photo_consent": OTHER,
    }
    assert {name for name, _ in tables.table_of(records.Learner).columns.items()} - {"id", "kind"} == set(fields)
    merging.merge(room.store, room.ana, room.minh, {"given_name": OTHER, "preferred_name": KEEP})
    kept = learners.one(room.store, room.ana)
    assert (kept.name, kept.pronouns, kept.pronouns_for) == ("Minh Anh Ferreira", "she/her", "record")
    assert (kept.birth_date, kept.home_language, kept.photo_consent) == (DAY, "vi", False)


def test_an_answer_that_no_field_offers_writes_nothing(room):
    with pytest.raises(UserError, match="have changed"):
        merging.merge(room.store, room.ana, room.minh, {"given_name": BOTH})
    assert learners.one(room.store, room.minh).id == room.minh


def test_a_then_into_b_then_into_c(room):
    third = learners.add(room.store, given_name="Third")
    before = dump(room.store)
    merging.merge(room.store, room.ana, room.minh)
    merging.merge(room.store, third, room.ana)
    assert {aliases.living(room.store, each) for each in (room.ana, room.minh, third)} == {third}
    assert learners.one(room.store, room.minh).id == third
    room.store.undo()
    assert learners.one(room.store, room.minh).id == room.ana
    room.store.undo()
    assert dump(room.store) == before


def test_nobody_is_merged_with_themselves_or_with_an_educator(room):
    teacher = learners.add(room.store, given_name="Ms. Okoye", kind=Kind.EDUCATOR)
    for one, two in ((room.ana, teacher), (teacher, room.ana)):
        with pytest.raises(UserError, match="teacher’s own record"):
            merging.merge(room.store, one, two)
    with pytest.raises(UserError, match="one student already"):
        merging.compare(room.store, room.ana, room.ana)
    merging.merge(room.store, room.ana, room.minh)
    with pytest.raises(UserError, match="one student already"):
        merging.compare(room.store, room.ana, room.minh)
    with pytest.raises(UserError, match="no longer"):
        merging.compare(room.store, room.ana, "nobody")


def test_undo_after_a_later_edit_names_the_cell(room):
    learners.change(room.store, room.minh, home_language="vi")
    merging.merge(room.store, room.ana, room.minh)
    with room.store.transaction("Edit", origin="system") as tx:
        tx.change(records.Learner, room.ana, home_language="pt")
    with pytest.raises(UserError, match="home language of that student has changed since"):
        room.store.undo()
    assert learners.one(room.store, room.ana).home_language == "pt"


def test_artifacts_stay_readable_and_equal_bytes_are_stored_once(room):
    kept = artifacts.store_file(room.store.folder, "Ana", b"lion", "lion.png")
    theirs = artifacts.store_file(room.store.folder, "Minh", b"lion", "a lion.png")
    own = artifacts.store_file(room.store.folder, "Minh", b"map", "map.png")
    with room.store.transaction("Fill") as tx:
        for learner, title, stored in (
            (room.ana, "Lion", kept),
            (room.minh, "My lion", theirs),
            (room.minh, "Map", own),
        ):
            photo = tx.add(
                records.Artifact,
                learner_id=learner,
                title=title,
                path=stored.path,
                sha256=stored.sha256,
                size=stored.size,
                added_on=DAY,
            )
        tx.change(records.Learner, room.minh, photo_id=photo)
    merging.merge(room.store, room.ana, room.minh)
    found = texts(room.store, "SELECT path FROM artifact WHERE learner_id = ? ORDER BY title", room.ana)
    assert found == ["Ana/lion.png", "Minh/map.png", "Ana/lion.png"]
    assert all(artifacts.find(room.store.folder, path).is_file() for path in found)
    assert learners.one(room.store, room.ana).photo_id == photo
    assert integrity.check(room.store).sound


def test_the_picture_of_the_other_is_kept_where_both_have_the_same_work(room):
    stored = artifacts.store_file(room.store.folder, "Ana", b"me", "me.png")
    made = {}
    with room.store.transaction("Fill") as tx:
        for learner in (room.ana, room.minh):
            values = {"path": stored.path, "sha256": stored.sha256, "size": 2, "added_on": DAY, "title": "Me"}
            made[learner] = tx.add(records.Artifact, learner_id=learner, **values)
        tx.change(records.Learner, room.ana, photo_id=made[room.ana])
        tx.change(records.Learner, room.minh, photo_id=made[room.minh])
    merging.merge(room.store, room.ana, room.minh)
    assert learners.one(room.store, room.ana).photo_id == made[room.ana]
    assert texts(room.store, "SELECT id FROM artifact") == [made[room.ana]]


def test_what_imports_remember_of_the_other_follows(room):
    with room.store.transaction("Fill") as tx:
        tx.add(records.RowChoice, key="k", choice=f"learner:{room.minh}")
        tx.add(records.RowChoice, key="l", choice=f"learner:{room.minh}+goal:g")
        run = tx.add(records.ImportRun, at="2026-09-01T08:00:00Z", file_name="f.csv", kind="roster")
        row = {
            "key": "k2", "kind": "roster", "part": "learners", "file_name": "f.csv", "sheet": "", "line": 2,
            "title": "", "reason": "", "headers": [], "cells": [], "mapping": "{}", "date_order": "", "class_name": "",
            "waits_for": "",
            "choices": [
                {"key": f"learner:{each}", "label": each, "detail": "", "learner_id": each}
                for each in (room.ana, room.minh)
            ],
        }  # fmt: skip
        tx.add(
            records.PendingRow,
            import_run_id=run, kind="roster", file_name="f.csv", line=2, key="k2", payload=json.dumps(row),
        )  # fmt: skip
        for learner in (room.ana, room.minh):
            tx.add(records.DeclinedValue, record_id=learner, field="grade", value="5")
        tx.add(records.DeclinedValue, record_id=room.minh, field="grade", value="7")
    merging.merge(room.store, room.ana, room.minh)
    chosen = [f"learner:{room.ana}", f"learner:{room.ana}+goal:g"]
    assert texts(room.store, "SELECT choice FROM row_choice ORDER BY key") == chosen
    (payload,) = texts(room.store, "SELECT payload FROM pending_row")
    assert [choice["key"] for choice in json.loads(payload)["choices"]] == [f"learner:{room.ana}"]
    assert texts(room.store, "SELECT record_id || value FROM declined_value ORDER BY value") == [
        f"{room.ana}5",
        f"{room.ana}7",
    ]


def test_search_and_history_find_what_came_over(room):
    profiles.add(room.store, room.minh, facet="strength", text="zeppelins", voice="learner", said_on=DAY)
    merging.merge(room.store, room.ana, room.minh)
    (hit,) = search.search(room.store, "zeppelins")
    assert (hit.learner_id, hit.learner_name) == (room.ana, "Minh Ferreira")
    told = {(row.table, row.before) for row in history.of_learner(room.store, room.ana)}
    assert any("Nguyễn" in str(before) for _table, before in told), "the record of the other is in the history"


def test_an_answer_that_named_the_other_is_not_lost(room, tmp_path):
    learners.add(room.store, given_name="Minh Anh", family_name="Nguyễn", preferred_name="Minh", grade="6")
    sheet = tmp_path / "roster.csv"
    sheet.write_text("First name,Last name,Grade\nMinh Anh,Nguyễn,6\n", encoding="utf-8")
    plan = imports.plan(room.store, [sheet])
    (asked,) = plan.open_rows()
    decided = plan.decide(asked.key, f"learner:{room.minh}")
    merging.merge(room.store, room.ana, room.minh)
    with pytest.raises(UserError):
        imports.commit(room.store, decided, today=DAY)
    imports.commit(room.store, imports.plan(room.store, [sheet]), today=DAY)
    for waiting in pending.listed(room.store):
        pending.decide(room.store, waiting.id, f"learner:{room.minh}", today=DAY)
    assert pending.listed(room.store) == []


TABLES = ("profile_entry", "reflection", "conference", "identifier", "contact", "aspiration", "support", "memory_aid")
ROWS = st.lists(st.tuples(st.sampled_from(TABLES), st.sampled_from(["one", "two"]), st.booleans()), max_size=12)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_nothing_is_lost_and_undo_restores_whatever_they_had(room_template, rows):
    with tempfile.TemporaryDirectory() as name:
        store = Store.open(shutil.copytree(room_template, Path(name) / "room"))
        try:
            keep, other = (row.id for row in learners.all_names(store))
            with store.transaction("Fill") as tx:
                for table, mark, first in rows:
                    row_in(tx, table, {"learner": keep if first else other}, mark)
            before = dump(store)
            merging.merge(store, keep, other)
            for table in TABLES:
                wanted = Counter({mark for held, mark, _first in rows if held == table})
                found = store.value(f'SELECT count(*) FROM "{table}" WHERE learner_id = ?', (keep,))
                theirs = [sum(1 for row in rows if row == (table, mark, True)) for mark in ("one", "two")]
                others = [sum(1 for row in rows if row == (table, mark, False)) for mark in ("one", "two")]
                if table in ("profile_entry", "reflection", "aspiration", "memory_aid"):
                    assert found == sum(map(max, theirs, others))
                else:
                    assert found >= bool(wanted)
            store.undo()
            assert dump(store) == before
        finally:
            store.close()
