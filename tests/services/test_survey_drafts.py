"""Answers that become records: the newest leads whatever the order of imports, and each voice stands for itself."""

from __future__ import annotations

from itertools import permutations

import pytest

from learnerplan.services import contacts, learners, whole
from tests.services.importing import brought_in, dump, number_of, written

HEAD = "Timestamp,Student ID,What are you good at?\n"
SAID = {
    "September": f"{HEAD}2026-09-02 10:15,77,Running\n",
    "November": f"{HEAD}2026-11-02 10:15,77,Asking questions\n",
    "March": f"{HEAD}2027-03-02 10:15,77,Maps\n",
}
FAMILY = (
    "Timestamp,Student ID,Parent/Guardian Name,Email Address,What are your child's strengths?\n"
    "2026-09-02 18:00,77,Efua Mensah,efua@example.org,Patient\n"
    "2026-09-03 18:00,77,Yaw Mensah,yaw@example.org,Funny\n"
    "2026-10-03 18:00,77,Efua Mensah,efua@example.org,Patient and brave\n"
)


@pytest.fixture
def kofi(room, tmp_path):
    brought_in(
        room.store,
        written(
            tmp_path,
            "list.csv",
            "Student ID,First Name,Last Name,Mother,Mother email\n77,Kofi,Mensah,Efua Mensah,efua@example.org\n",
        ),
    )
    return learners.find(room.store, "77")


def chain(store, learner_id):
    rows = store._reader().execute(
        "SELECT p.text, p.current, q.text FROM profile_entry p LEFT JOIN profile_entry q ON q.id = p.supersedes_id"
        " WHERE p.learner_id = ? AND p.source = 'survey' ORDER BY p.said_on",
        (learner_id,),
    )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("order", list(permutations(SAID)))
def test_the_newest_answer_leads_in_whatever_order_the_files_come(room, kofi, tmp_path, order):
    for name in order:
        brought_in(room.store, written(tmp_path, f"{name}.csv", SAID[name]))
    assert chain(room.store, kofi) == [
        ("Running", 0, None),
        ("Asking questions", 0, "Running"),
        ("Maps", 1, "Asking questions"),
    ]
    assert number_of(room.store, "response", f"learner_id = '{kofi}'") == 3


def test_mother_and_father_each_have_a_voice(room, kofi, tmp_path):
    before = dump(room.store)
    plan = brought_in(room.store, written(tmp_path, "Family survey.csv", FAMILY))
    profile = {each["text"]: each for each in whole.whole(room.store, kofi)["profile"]}
    assert {(text, each["voice"], each["said_by"], each["current"]) for text, each in profile.items()} == {
        ("Patient", "family", "Efua Mensah", False),
        ("Funny", "family", "Yaw Mensah", True),
        ("Patient and brave", "family", "Efua Mensah", True),
    }
    linked = room.store._reader().execute(
        "SELECT r.respondent_name, c.name FROM response r LEFT JOIN contact c ON c.id = r.contact_id"
        " WHERE r.respondent = 'family' ORDER BY r.answered_at"
    )
    assert [tuple(row) for row in linked] == [
        ("Efua Mensah", "Efua Mensah"),
        ("Yaw Mensah", None),
        ("Efua Mensah", "Efua Mensah"),
    ]
    assert [each.name for each in contacts.of_learner(room.store, kofi)] == ["Efua Mensah"]
    assert number_of(room.store, "survey", "respondent = 'family'") == 1
    assert not [row for row in brought_in(room.store, tmp_path / "Family survey.csv").rows() if row.payload]
    assert plan.files[0].mapping.voice == "family"
    room.store.undo()
    assert dump(room.store) == before


def test_who_becomes_a_contact_later_goes_on_with_their_own_words(room, kofi, tmp_path):
    head, *answers = FAMILY.splitlines(keepends=True)
    yaw = answers[1]
    brought_in(room.store, written(tmp_path, "first.csv", head + yaw))
    roster = "Student ID,First Name,Last Name,Father,Father email\n77,Kofi,Mensah,Yaw Mensah,yaw@example.org\n"
    brought_in(room.store, written(tmp_path, "father.csv", roster))
    later = yaw.replace("09-03", "12-03").replace("Funny", "Wise")
    brought_in(room.store, written(tmp_path, "second.csv", head + later))
    assert chain(room.store, kofi) == [("Funny", 0, None), ("Wise", 1, "Funny")]
