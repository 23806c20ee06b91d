from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.services import search
from learnerplan.storage.search import searched


def test_every_table_that_is_indexed_can_be_shown():
    assert set(search._KINDS) == set(searched())
    for kind, (_joins, _day, texts) in search._KINDS.items():
        assert set(texts) <= set(searched()[kind]) | {"preferred_name"}


def test_a_hit_says_whose_it_is_when_and_where_the_words_stand(room):
    with room.store.transaction("Add") as tx:
        tx.add(
            records.ProfileEntry,
            learner_id=room.minh,
            facet="strength",
            voice="learner",
            text="I am good at building bridges.\nAnd towers.",
            said_on=date(2026, 9, 2),
        )
    (hit,) = search.search(room.store, "bridg")
    assert (hit.kind, hit.learner_id, hit.learner_name) == ("profile_entry", room.minh, "Minh Nguyễn")
    assert (hit.on, hit.snippet) == (date(2026, 9, 2), "I am good at building bridges.")
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["bridges"]


def test_learners_lead(room):
    with room.store.transaction("Add") as tx:
        entry = tx.add(records.Observation, text="Ferreira Ferreira helped Ferreira", seen_on=date(2026, 9, 2))
        tx.add(records.ObservationLearner, observation_id=entry, learner_id=room.minh)
    first, second = search.search(room.store, "ferreira")
    assert (first.kind, first.learner_id) == ("learner", room.ana)
    assert (second.kind, second.learner_id) == ("observation", room.minh)


def test_a_long_text_is_cut_around_the_words(room):
    text = "word " * 100 + "needle " + "word " * 100
    with room.store.transaction("Add") as tx:
        tx.add(records.Observation, text=text, seen_on=date(2026, 9, 2))
    (hit,) = search.search(room.store, "needle")
    assert len(hit.snippet) < 160
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["needle"]


def test_every_kind_is_found_with_its_learner(room):
    day = date(2026, 9, 2)
    with room.store.transaction("Add") as tx:
        term = tx.value("SELECT id FROM term LIMIT 1")
        plan = tx.add(records.Plan, learner_id=room.ana, term_id=term, vision="zebra")
        goal = tx.add(records.Goal, plan_id=plan, learner_id=room.ana, kind="personal", words="zebra")
        tx.add(records.Step, goal_id=goal, text="zebra", who="me")
        tx.add(records.Measurement, goal_id=goal, measured_on=day, words="zebra")
        tx.add(records.CheckIn, learner_id=room.ana, held_on=day, words="zebra")
        tx.add(records.Reflection, learner_id=room.ana, prompt="proud", text="zebra", reflected_on=day)
        tx.add(records.Aspiration, learner_id=room.ana, text="zebra", said_on=day)
        tx.add(records.Translation, goal_id=goal, language="es", text="zebra")
        framework = tx.add(records.Framework, title="Ours")
        tx.add(records.Competency, framework_id=framework, code="Z1", statement="zebra")
        tx.add(records.Artifact, learner_id=room.ana, title="zebra", path="a/b", sha256="0", size=1, added_on=day)
    hits = {hit.kind: hit for hit in search.search(room.store, "zebra")}
    assert set(hits) == set(searched()) - {"learner", "profile_entry", "observation"}
    assert {hit.learner_id for kind, hit in hits.items() if kind != "competency"} == {room.ana}
    assert hits["competency"].learner_id == ""


@pytest.mark.parametrize("words", ["ana", "FERREIRA ana", "lucia", "nguyen", "minh ng", "", "  "])
def test_names_are_found_without_accents_and_in_any_order(room, words):
    assert search.names(room.store, words)


def test_names_that_do_not_match_are_left_out(room):
    assert [name.name for name in search.names(room.store, "nguyen")] == ["Minh Nguyễn"]
    assert search.names(room.store, "erreira") == []


@pytest.mark.parametrize("words", ["obrien", "o'brien", "brien", "neill", "smith", "jo-ann", "jo ann"])
def test_names_with_signs_are_found_as_people_type_them(room, words):
    with room.store.transaction("Add") as tx:
        tx.add(records.Learner, given_name="Jo-Ann", family_name="O’Brien", other_name="O'Neill Smith")
    assert len(search.names(room.store, words)) == 1
