"""OneRoster folders in a real planbook: what is written, what comes again, what is deleted and comes back."""

from __future__ import annotations

import pytest
import time_machine

from learnerplan.domain import records
from learnerplan.imports.mapped.mapping import LEAVE_OUT
from learnerplan.imports.planning import Options
from learnerplan.services import classes, contacts, imports, learners, listing, pending
from tests.imports.oneroster.folders import ONE_1, ONE_2, file, write
from tests.room import TODAY
from tests.services.importing import dump, everything, number_of, transactions

LATER = "2031-10-01"
SESSION_HEADERS = ONE_1["enrollments"].partition("\n")[0] + "\n"


@pytest.fixture(autouse=True)
def in_the_year():
    with time_machine.travel(f"{LATER}T10:00:00Z", tick=False):
        yield


def changed(files, name, old, new):
    assert old in files[name]
    return {**files, name: files[name].replace(old, new)}


def take(store, folder, files, **decisions):
    """Plan and commit a folder; gives the plan."""
    for path in folder.glob("*.csv"):
        path.unlink()
    plan = imports.plan(store, [write(folder, files)])
    for key, choice in decisions.items():
        plan = plan.decide(key, choice)
    imports.commit(store, plan, today=TODAY)
    return plan


def verdicts(plan, name):
    return [str(row.verdict) for row in file(plan, name).rows]


def members(store, name):
    row = classes.named(store, name)
    given = {each.id: each.given_name for each in learners.all_names(store)}
    return {given[each] for each in classes.learner_ids(store, row.id)}


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "folder", {})


@pytest.fixture
def taken(store, folder):
    take(store, folder, ONE_1)
    return store


def test_a_folder_becomes_learners_classes_places_and_family(taken):
    assert number_of(taken, "learner") == 2
    assert members(taken, "Math 6A") == {"Zoë"}
    assert members(taken, "Homeroom 6") == {"Zoë", "Omar"}
    assert number_of(taken, "contact") == 4
    assert number_of(taken, "contact_identifier") == 4
    assert number_of(taken, "school_year") == 1
    assert number_of(taken, "term") == 2
    assert number_of(taken, "enrolment", "starts_on = '2031-08-25'") == 1
    assert number_of(taken, "enrolment", "ends_on IS NOT NULL") == 0
    years = {each["school_year"] for each in listing.listed(taken, "classes")}
    assert years == {"2031-32"}
    assert "Pa55" not in everything(taken)


@pytest.mark.parametrize("files", [ONE_1, ONE_2])
def test_a_second_import_writes_nothing(store, folder, files):
    take(store, folder, files)
    before = transactions(store)
    plan = take(store, folder, files)
    assert {str(row.verdict) for row in plan.rows()} <= {"unchanged", "refused"}
    assert transactions(store) == before


def test_undo_takes_back_the_whole_folder(store, folder):
    with store.transaction("Ready", origin="system") as tx:
        tx.add(records.Setting, id="ready", value="1")
    before = dump(store)
    take(store, folder, ONE_1)
    assert store.undo() == "Import folder"
    assert dump(store) == before


def test_what_is_deleted_there_is_archived_here_and_comes_back(taken, folder):
    files = changed(ONE_1, "users", "U2,,,", "U2,tobedeleted,2031-10-01,")
    files = changed(files, "classes", "K1,,,", "K1,tobedeleted,2031-10-01,")
    files = changed(files, "enrollments", "N2,,,", "N2,tobedeleted,2031-10-01,")
    plan = take(taken, folder, files)
    assert verdicts(plan, "users")[1] == "updated"
    assert verdicts(plan, "classes") == ["updated", "unchanged"]
    assert verdicts(plan, "enrollments")[:3] == ["unchanged", "updated", "unchanged"]
    assert number_of(taken, "learner", "NOT active") == 1
    assert not classes.named(taken, "Math 6A").active
    assert members(taken, "Homeroom 6") == set()
    assert number_of(taken, "enrolment", "ends_on IS NOT NULL") == 1
    assert not [row for row in take(taken, folder, files).rows() if str(row.verdict) in ("new", "updated")]
    files = {name: text.replace(",tobedeleted,2031-10-01,", ",active,2031-10-02,") for name, text in files.items()}
    take(taken, folder, files)
    assert number_of(taken, "learner", "active") == 2
    assert classes.named(taken, "Math 6A").active
    assert members(taken, "Homeroom 6") == {"Zoë", "Omar"}
    assert number_of(taken, "enrolment") == 3  # none was made a second time


def test_absence_takes_nobody_away(taken, folder):
    users = "".join(line for line in ONE_1["users"].splitlines(keepends=True) if not line.startswith("U2"))
    places = SESSION_HEADERS + "N1,,,K1,S1,U1,student,false,2031-08-25,2032-06-12\n"
    take(taken, folder, {**ONE_1, "users": users, "enrollments": places})
    assert number_of(taken, "learner", "active") == 2
    assert members(taken, "Homeroom 6") == {"Zoë", "Omar"}


def test_a_place_whose_last_day_has_passed_is_history(store, folder):
    files = changed(ONE_1, "enrollments", "2031-08-25,2032-06-12", "2031-08-25,2031-09-12")
    plan = take(store, folder, files)
    assert file(plan, "enrollments").rows[0].reason == "Was in Math 6A until 2031-09-12."
    assert members(store, "Math 6A") == set()
    assert number_of(store, "enrolment", "ends_on = '2031-09-12'") == 1
    before = transactions(store)
    take(store, folder, files)
    assert transactions(store) == before


def test_who_leaves_is_no_longer_in_the_class_anywhere(taken, folder):
    take(taken, folder, changed(ONE_1, "enrollments", "N1,,,", "N1,tobedeleted,2031-10-01,"))
    zoe = next(each for each in listing.listed(taken, "learners") if each["given_name"] == "Zoë")
    assert [each["name"] for each in zoe["classes"]] == ["Homeroom 6"]
    again = imports.plan(taken, [folder])
    assert file(again, "enrollments").rows[0].reason == "Is not in Math 6A. Nothing to do."


def test_whom_a_teacher_put_in_or_took_out_stays_so(taken, folder):
    omar = next(each.id for each in learners.all_names(taken) if each.given_name == "Omar")
    math = classes.named(taken, "Math 6A").id
    with taken.transaction("Move") as tx:
        classes.enrol(tx, math, [omar])
        home = tx.value("SELECT id FROM enrolment WHERE learner_id = ? AND class_id <> ?", (omar, math))
        tx.change(records.Enrolment, home, ends_on=TODAY)
    files = {**ONE_1, "enrollments": ONE_1["enrollments"] + "N7,tobedeleted,2031-10-01,K1,S1,U2,student,false,,\n"}
    plan = take(taken, folder, files)
    rows = file(plan, "enrollments").rows
    assert rows[2].reason == "You took them out of Homeroom 6, so they stay out. Add them by hand."
    assert rows[6].reason == "You put them into Math 6A, so they stay. Take them out by hand."
    assert members(taken, "Math 6A") == {"Zoë", "Omar"}


def test_a_contact_is_found_by_number_under_a_new_name(taken, folder):
    files = changed(ONE_1, "users", "linh,,Linh,Nguyễn", "linh,,Linh,Haddad")
    plan = take(taken, folder, files)
    assert verdicts(plan, "users")[:2] == ["updated", "updated"]
    assert number_of(taken, "contact") == 4
    assert number_of(taken, "contact", "name = 'Linh Haddad'") == 2
    everybody = [each for row in learners.all_names(taken) for each in contacts.of_learner(taken, row.id)]
    held = [each.id for each in everybody if each.name == "Linh Haddad"]
    with taken.transaction("Rename") as tx:
        for contact in held:
            tx.change(records.Contact, contact, name="Mum")
    assert verdicts(take(taken, folder, files), "users")[:2] == ["unchanged", "unchanged"]
    assert number_of(taken, "contact", "name = 'Mum'") == 2


def test_pronouns_are_for_the_record_alone(store, folder):
    take(store, folder, ONE_2)
    assert store.value("SELECT pronouns || pronouns_for FROM learner WHERE pronouns <> ''") == "they/themrecord"


def test_a_learner_who_waits_takes_places_and_family_along(store, folder):
    with store.transaction("Here already", origin="import") as tx:
        for grade in ("5", "6"):
            tx.add(records.Learner, given_name="Zoë", family_name="Nguyễn", grade=grade)
    files = {name: ONE_2[name] for name in ("users", "roles", "classes", "enrollments", "demographics")}
    files["users"] = files["users"].replace(",0042,", ",,")
    files["relationships"] = "userSourcedId,relationshipUserSourcedId,relationshipRole\nU1,P1,guardian\n"
    files["demographics"] = files["demographics"].replace("U1,,,2020-03-04", "U1,,,")
    files["users"] = files["users"].replace(",06,Pa55,MID1", ",,Pa55,MID1")
    plan = take(store, folder, files)
    assert verdicts(plan, "users")[0] == "undecided"
    assert verdicts(plan, "enrollments")[:2] == ["undecided", "undecided"]
    assert verdicts(plan, "relationships") == ["undecided"]
    waiting = pending.listed(store)
    asked = next(row for row in waiting if row.choices)
    pending.decide(store, asked.id, "new", today=TODAY)
    assert pending.listed(store) == []
    assert number_of(store, "learner") == 5
    made = store.value("SELECT learner_id FROM identifier WHERE value = 'U1'")
    assert number_of(store, "enrolment", f"learner_id = '{made}'") == 2
    assert number_of(store, "contact", f"learner_id = '{made}' AND name = 'Linh Nguyễn'") == 1
    before = transactions(store)
    take(store, folder, files)
    assert transactions(store) == before


def test_a_folder_after_a_plain_list_makes_nobody_twice(store, folder, tmp_path):
    roster = tmp_path / "list.csv"
    roster.write_text(
        "Student ID,First Name,Last Name,Grade\n0042,Zoë,Nguyễn,6\n0043,Omar,Haddad,K\n", encoding="utf-8"
    )
    imports.commit(store, imports.plan(store, [roster]), today=TODAY)
    plan = take(store, folder, ONE_1)
    assert verdicts(plan, "users")[:2] == ["updated", "updated"]
    assert number_of(store, "learner") == 2


def test_a_plan_holds_when_something_else_was_written_since(store, folder):
    plan = imports.plan(store, [write(folder, ONE_2)])
    with store.transaction("Meanwhile") as tx:
        tx.add(records.SchoolClass, name="Chess club")
    assert imports.commit(store, plan, today=TODAY).wrote
    assert number_of(store, "learner") == 2
    plan = imports.plan(store, [write(folder, changed(ONE_2, "users", "Omar,Haddad", "Omar,Hadad"))])
    with store.transaction("Meanwhile") as tx:
        tx.add(records.SchoolClass, name="Choir")
    assert imports.commit(store, plan, today=TODAY).updated == 1


def test_a_column_that_is_left_out_is_in_no_row(store, folder):
    plan = imports.plan(store, [write(folder, ONE_1)])
    users = file(plan, "users")
    beside = next(column for column in users.mapping.columns if column.use == "birth_date")
    edited = {(users.path, users.sheet): users.mapping.with_use(beside.index, LEAVE_OUT)}
    plan = imports.plan(store, [folder], options=Options(mappings=edited))
    assert "birth_date" not in dict(file(plan, "users").rows[0].payload.values)
    assert dict(file(plan, "users").rows[0].payload.values)["middle_name"] == "Mai"


def test_contacts_that_are_left_out_are_in_no_row(store, folder):
    users = file(imports.plan(store, [write(folder, ONE_1)]), "users")
    mapping = users.mapping
    for column in users.mapping.having("agents"):
        mapping = mapping.with_use(column.index, LEAVE_OUT)
    plan = imports.plan(store, [folder], options=Options(mappings={(users.path, users.sheet): mapping}))
    assert file(plan, "users").rows[0].payload.contacts == ()
    assert "of nobody in this import" in file(plan, "users").rows[2].reason


def test_a_class_that_a_teacher_archived_is_asked_about_once(taken, folder):
    with taken.transaction("Archive") as tx:
        tx.change(records.SchoolClass, classes.named(taken, "Math 6A").id, active=False)
    files = changed(ONE_1, "classes", "K1,,,", "K1,active,2031-10-01,")
    plan = imports.plan(taken, [write(folder, files)])
    row = file(plan, "classes").rows[0]
    assert row.reason == "You wrote “archived”. The file has “active”."
    imports.commit(taken, plan.decide(row.key, "keep"), today=TODAY)
    assert not classes.named(taken, "Math 6A").active
    before = transactions(taken)
    assert verdicts(take(taken, folder, files), "classes")[0] == "unchanged"
    assert transactions(taken) == before


def test_demographics_alone_do_not_overwrite_what_a_teacher_wrote(taken, folder):
    zoe = next(each.id for each in learners.all_names(taken) if each.given_name == "Zoë")
    with taken.transaction("Birthday") as tx:
        tx.change(records.Learner, zoe, birth_date="2020-03-09")
    alone = {"demographics": ONE_1["demographics"]}
    plan = take(taken, folder, alone)
    assert verdicts(plan, "demographics") == ["undecided", "unchanged"]
    (asked,) = pending.listed(taken)
    pending.decide(taken, asked.id, "keep", today=TODAY)
    assert pending.listed(taken) == []
    assert taken.value("SELECT birth_date FROM learner WHERE id = ?", (zoe,)) == "2020-03-09"
    assert verdicts(take(taken, folder, alone), "demographics") == ["unchanged", "unchanged"]
