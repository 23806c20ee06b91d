"""Two planbooks with the same class, each made for itself: after joining there is one of each, and nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import records, tables
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.shares import Scope, ShareKind
from learnerplan.services import classes, duplicates, goals, learners, planbooks, plans, profiles, share_joining
from learnerplan.services.share_book import StoreBook
from learnerplan.services.share_joining import match
from learnerplan.sharing.scope import entering

SHARE = "5" * 32
TODAY = date(2026, 11, 18)
PUPILS = (("Ana", "Ferreira", "1001"), ("Minh", "Nguyễn", "1002"), ("Layla", "Haddad", "1003"))


def planbook(path, teacher, pupils=PUPILS, room="Room 12"):
    store = planbooks.create(path, today=TODAY, school="Cedar Grove School", teacher=teacher)
    class_id = classes.add(store, room, grade="6")
    for given, family, number in pupils:
        learner_id = learners.add(store, class_id=class_id, given_name=given, family_name=family, grade="6")
        if number:
            with store.transaction("Number") as tx:
                tx.add(records.Identifier, learner_id=learner_id, source="local", value=number)
    return store, class_id


def plan_for(store, given, vision):
    learner = next(row for row in learners.all_names(store) if row.given_name == given)
    plans.set_vision(store, plans.start(store, learner.id, today=TODAY), vision)
    return learner.id


def share(one, other, class_id):
    """What belongs to the class of the first planbook comes to the second."""
    scope = Scope(ShareKind.CLASS, class_id)
    with StoreBook(one).writing("Share") as here, StoreBook(other).writing("Come") as there:
        found = entering(here, SHARE, scope, True, None, today=TODAY)
        for table, row_id, section in found:
            names = ", ".join(f'"{name}"' for name in tables.columns(table))
            values = here.execute(f'SELECT {names} FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
            marks = ", ".join("?" * len(values))
            there.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)
            for connection in (here, there):
                connection.execute("INSERT INTO share_scope VALUES (?, ?, ?, ?)", (SHARE, table, row_id, section))


def count(store, table, where="1"):
    return store.value(f'SELECT count(*) FROM "{table}" WHERE {where}')


@pytest.fixture
def two(tmp_path):
    one, class_id = planbook(tmp_path / "one", "Ms. Okoye")
    other, _ = planbook(tmp_path / "other", "Mr. Ortiz")
    yield one, other, class_id
    one.close()
    other.close()


def test_the_same_roster_imported_twice_gives_one_of_each(two):
    one, other, class_id = two
    before = {table: count(other, table) for table in ("class", "learner", "enrolment", "identifier", "term", "scale")}
    share(one, other, class_id)
    assert count(other, "learner", "kind = 'child'") == 6
    done = match(other, SHARE)
    assert done.made_one["learner"] == 3
    assert done.made_one["class"] == 1
    assert done.unsure == 0
    after = {table: count(other, table) for table in before}
    assert after == before
    assert {row.id for row in learners.all_names(other)} == {row.id for row in learners.all_names(one)}
    assert classes.listed(other)[0].id == class_id


def test_doing_it_again_changes_nothing(two):
    one, other, class_id = two
    share(one, other, class_id)
    match(other, SHARE)
    before = other.undo_status()
    assert match(other, SHARE).made_one == {}
    assert other.undo_status() == before


def test_what_each_wrote_stays_and_old_ids_lead_to_the_learner(two):
    one, other, class_id = two
    shared_id = plan_for(one, "Ana", "reads aloud")
    old_id = plan_for(other, "Ana", "asks for help")
    profiles.add(other, old_id, facet=Facet.STRENGTH, voice=Voice.TEACHER, text="draws maps", said_on=TODAY)
    share(one, other, class_id)
    match(other, SHARE)
    ana = learners.one(other, shared_id)
    assert [entry.text for entry in profiles.entries(other, ana.id)] == ["draws maps"]
    assert count(other, "plan", f"learner_id = '{ana.id}'") == 1
    vision = other.value("SELECT vision FROM plan WHERE learner_id = ?", (ana.id,))
    assert set(vision.splitlines()) == {"reads aloud", "asks for help"}
    assert other.value("SELECT learner_id FROM learner_alias WHERE old_id = ?", (old_id,)) == ana.id
    assert goals.of_learner(other, ana.id) == []


def test_it_is_one_step_of_undo(two):
    one, other, class_id = two
    share(one, other, class_id)
    match(other, SHARE)
    assert other.undo() == share_joining.LABEL
    assert count(other, "learner", "kind = 'child'") == 6


def test_a_name_without_a_number_waits_for_a_person(tmp_path):
    one, class_id = planbook(tmp_path / "one", "Ms. Okoye", [("Ana", "Ferreira", "1"), ("Minh", "Nguyễn", "2")])
    other, _ = planbook(tmp_path / "other", "Mr. Ortiz", [("Ana", "Ferreira", ""), ("Minh", "Nguyễn", "2")])
    share(one, other, class_id)
    done = match(other, SHARE)
    assert (done.made_one["learner"], done.unsure) == (1, 1)
    waiting = share_joining.waiting(other, SHARE)
    assert waiting == duplicates.listed(other)
    duplicates.set_apart(other, waiting[0].keep_id, waiting[0].other_id)
    assert match(other, SHARE).unsure == 0
    assert count(other, "learner", "given_name = 'Ana'") == 2


def test_one_number_under_two_names_is_not_merged(tmp_path):
    one, class_id = planbook(tmp_path / "one", "Ms. Okoye", [("Ana", "Ferreira", "1")])
    other, _ = planbook(tmp_path / "other", "Mr. Ortiz", [("Robert", "Okafor", "1")])
    share(one, other, class_id)
    assert "learner" not in match(other, SHARE).made_one
    assert count(other, "class") == 2, "a room of that name with other children is another room"


def test_who_is_there_twice_already_waits(tmp_path):
    one, class_id = planbook(tmp_path / "one", "Ms. Okoye", [("Ana", "Ferreira", "1")])
    other, _ = planbook(tmp_path / "other", "Mr. Ortiz", [("Ana", "Ferreira", "1"), ("Ana", "Ferreira", "1")])
    share(one, other, class_id)
    done = match(other, SHARE)
    assert "learner" not in done.made_one
    assert done.unsure == 2


def test_two_that_are_both_shared_become_the_older_on_every_computer(two):
    one, other, class_id = two
    share(one, other, class_id)
    with StoreBook(other).writing("Mine too") as connection:
        for table in ("learner", "class", "school_year", "term", "enrolment"):
            connection.execute(
                f"INSERT OR IGNORE INTO share_scope SELECT ?, '{table}', id, 'main' FROM \"{table}\"", (SHARE,)
            )
    oldest = {
        number: min(
            row[0] for row in other._reader().execute("SELECT learner_id FROM identifier WHERE value = ?", (number,))
        )
        for _, _, number in PUPILS
    }
    match(other, SHARE)
    for number, learner_id in oldest.items():
        assert other.value("SELECT learner_id FROM identifier WHERE value = ?", (number,)) == learner_id


def test_a_planbook_without_the_class_is_left_as_it_is(tmp_path):
    one, class_id = planbook(tmp_path / "one", "Ms. Okoye")
    other, _ = planbook(tmp_path / "other", "Mr. Ortiz", [("Sam", "Weiss", "77")], room="Room 3")
    share(one, other, class_id)
    done = match(other, SHARE)
    assert set(done.made_one) <= {"school_year", "term", "scale"}
    assert count(other, "learner", "kind = 'child'") == 4
    assert sorted(row.name for row in classes.listed(other)) == ["Room 12", "Room 3"]


def both_sides(store, table, values, **other):
    """A row of one's own and one in the share that say the same, apart from `other`; gives the shared one's id."""
    record = tables.by_name()[table]
    with store.transaction("Two") as tx:
        tx.add(record, **values)
        shared = tx.add(record, **{**values, **other})
    into_share(store, table, shared)
    return shared


def into_share(store, table, row_id):
    with StoreBook(store).writing("Scope") as connection:
        connection.execute("INSERT INTO share_scope VALUES (?, ?, ?, 'main')", (SHARE, table, row_id))


@pytest.mark.parametrize(
    ("table", "values", "other", "one"),
    [
        ("framework", {"title": "CCSS", "identifier": "abc"}, {"title": "Common Core"}, True),
        ("framework", {"title": "Our own", "publisher": "Cedar Grove"}, {}, True),
        ("framework", {"title": "CCSS", "identifier": "abc"}, {"identifier": "def"}, False),
        ("survey", {"title": "Interests", "fingerprint": "f1"}, {"title": "What I like"}, True),
        ("survey", {"title": "Interests"}, {}, True),
        ("survey", {"title": "Interests"}, {"title": "Strengths"}, False),
        ("assessment", {"name": "MAP", "subject": "Math"}, {"name": "map"}, True),
        ("assessment", {"name": "MAP", "subject": "Math"}, {"subject": "Reading"}, False),
    ],
)
def test_standards_surveys_and_tests_become_one_where_they_are(store, table, values, other, one):
    shared = both_sides(store, table, values, **other)
    before = count(store, table)
    assert match(store, SHARE).made_one.get(table, 0) == one
    assert count(store, table) == before - one
    assert store.value(f'SELECT 1 FROM "{table}" WHERE id = ?', (shared,)) == 1


def test_what_hangs_on_two_frameworks_hangs_on_one(store):
    shared = both_sides(store, "framework", {"title": "CCSS", "identifier": "abc"})
    own = store.value("SELECT id FROM framework WHERE id <> ? AND identifier = 'abc'", (shared,))
    with store.transaction("Standards") as tx:
        for framework in (own, shared):
            first, second = (
                tx.add(records.Competency, framework_id=framework, code=code, statement=code) for code in ("1.A", "1.B")
            )
            tx.add(records.CompetencyEdge, framework_id=framework, kind="precedes", from_id=first, to_id=second)
    match(store, SHARE)
    assert count(store, "competency", f"framework_id = '{shared}'") == 2
    assert count(store, "competency_edge") == 1


@pytest.mark.parametrize("number", ["A-1", ""])
def test_a_class_with_the_same_identifier_is_the_same(two, number):
    one, other, class_id = two
    own = classes.listed(other)[0].id
    with other.transaction("Identify") as tx:
        tx.add(records.ClassIdentifier, class_id=own, source="oneroster", value=number or "other")
        tx.change(records.SchoolClass, own, name="Sixth grade")
    with one.transaction("Identify") as tx:
        tx.add(records.ClassIdentifier, class_id=class_id, source="oneroster", value="A-1")
    share(one, other, class_id)
    assert match(other, SHARE).made_one.get("class", 0) == bool(number)


def test_plans_of_one_term_become_one_though_the_learner_was_one_already(two):
    one, other, class_id = two
    share(one, other, class_id)
    match(other, SHARE)
    ana = next(row.id for row in learners.all_names(other) if row.given_name == "Ana")
    term = other.value("SELECT id FROM term ORDER BY starts_on LIMIT 1")
    with other.transaction("Twice") as tx:
        for vision in ("reads aloud", "asks for help", "asks for help"):
            tx.add(records.Plan, learner_id=ana, term_id=term, vision=vision)
        tx.add(records.Enrolment, class_id=class_id, learner_id=ana)
    shared = both_sides(other, "assessment", {"name": "MAP", "subject": "Math"})
    assert shared
    match(other, SHARE)
    assert count(other, "plan", f"learner_id = '{ana}'") == 1
    assert count(other, "enrolment", f"learner_id = '{ana}'") == 1
    assert set(other.value("SELECT vision FROM plan WHERE learner_id = ?", (ana,)).splitlines()) == {
        "reads aloud",
        "asks for help",
    }
