from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnerplan.domain import records
from learnerplan.storage import search


def say(store, *texts: str):
    with store.transaction("Add entries") as tx:
        who = tx.add(records.Learner, given_name="Zoë", family_name="Ångström")
        return tx.add_many(
            records.ProfileEntry,
            [
                {"learner_id": who, "facet": "interest", "voice": "learner", "text": text, "said_on": "2026-09-01"}
                for text in texts
            ],
        )


def found(store, words):
    return [hit.row_id for hit in search.find(store, words, 50)]


def test_from_three_letters_and_the_last_word_as_a_beginning(store):
    lions, _other = say(store, "I draw lions", "I draw")
    assert found(store, "lio") == [lions]
    assert found(store, "draw lio") == [lions]
    assert found(store, "lio draw") == []
    assert found(store, "li") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ich mag Füchse", "fuchse"),
        ("Mieszkam w Łodzi", "lodzi"),
        ("STRASSE", "straße"),
        ("मुझे कहानी पसंद है", "कहानी"),
        ("أحب كرة القدم", "القدم"),
        ("כדורגל", "כדור"),
        ("わたしは犬が好きです", "犬が"),
        ("我喜欢足球和画画", "足球"),
        ("ชอบวาดรูป", "วาด"),
        ("Ναυσικά", "ναυσικα"),
    ],
)
def test_words_of_any_script_are_found_without_accents(store, text, words):
    (entry,) = say(store, text)
    assert found(store, words) == [entry]


def test_the_very_word_comes_before_its_longer_relatives(store):
    (cars, car) = say(store, "cars cars cars", "a toy car that goes very fast around the room and back again")
    assert found(store, "car") == [car, cars]


@given(st.text(max_size=40))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_breaks_the_search(store, words):
    search.find(store, words, 10)
    search.marks(words, words)


@pytest.mark.parametrize(
    "words", ['"quoted" words', "NEAR(a b)", "text:lions AND", "lions*", "^lions", "-lions", "{lions}"]
)
def test_operators_are_words_and_signs(store, words):
    say(store, "quoted words near a b text lions and so on")
    assert isinstance(found(store, words), list)
    assert found(store, "lions*") != []


def test_the_index_follows_changes_deletions_undo_and_redo(store):
    (entry,) = say(store, "lions")
    with store.transaction("Change") as tx:
        tx.change(records.ProfileEntry, entry, text="tigers")
    assert (found(store, "lions"), found(store, "tigers")) == ([], [entry])
    store.undo()
    assert (found(store, "lions"), found(store, "tigers")) == ([entry], [])
    with store.transaction("Delete") as tx:
        tx.delete(records.ProfileEntry, entry)
    assert found(store, "lions") == []
    store.undo()
    assert found(store, "lions") == [entry]
    store.redo()
    assert found(store, "lions") == []


def test_a_change_that_is_rolled_back_is_not_found(store):
    with contextlib.suppress(ZeroDivisionError), store.transaction("Fail") as tx:
        tx.add(records.Observation, text="lions", seen_on="2026-09-01")
        raise ZeroDivisionError
    assert found(store, "lions") == []


def test_private_and_local_rows_are_found_by_nothing(store):
    with store.transaction("Keep private things") as tx:
        who = tx.add(records.Learner, given_name="Ana")
        tx.add(records.MemoryAid, learner_id=who, text="secretword", written_on="2026-09-01")
        tx.put(records.Setting, "x", value="secretword")
        tx.put(records.Draft, "y", text="secretword")
    assert found(store, "secretword") == []
    store.mend_derived()
    assert found(store, "secretword") == []


def test_only_tables_of_the_shared_journal_are_searched():
    from learnerplan.storage.tables import metadata

    for name in search.searched():
        assert metadata().tables[name].info["journal"] == "change"
    assert not search.searched().keys() & {"memory_aid", "draft", "setting", "pending_row", "import_run", "mapping"}


def test_rebuilding_finds_the_same_and_mends_a_lost_index(store):
    entries = say(store, "lions", "lions and tigers")
    with store._begin() as connection:
        connection.exec_driver_sql("DELETE FROM search WHERE rowid = 1")
        connection.exec_driver_sql("DELETE FROM search_doc WHERE row_id = ?", (entries[0],))
        assert not search.is_complete(connection.connection.driver_connection)
    store.mend_derived()
    assert set(found(store, "lions")) == set(entries)
    with store._begin() as connection:
        assert search.is_complete(connection.connection.driver_connection)


def test_marks_stand_on_the_words_of_the_text():
    text = "Zoë draws LIONS, and a lion."
    assert [text[a:b] for a, b in search.marks(text, "zoe lion")] == ["Zoë", "LIONS", "lion"]
