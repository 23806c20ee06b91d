from __future__ import annotations

from datetime import date

import pytest

from learnerplan.services import student_sessions
from learnerplan.services.student_sessions import FILE, Opens, Part, Session

ROUND = Session(
    ("a", "b", "c"),
    (Opens.SURVEY, Opens.PLAN),
    ("fall", "spring"),
    passing=True,
    begun_on=date(2026, 10, 5),
    in_round=True,
)


def test_a_session_is_on_the_disk_until_it_ends(room):
    folder = room.store.folder
    assert student_sessions.held(folder) is None
    student_sessions.keep(folder, ROUND)
    assert student_sessions.held(folder) == ROUND
    assert "Ana" not in (folder.path / FILE).read_text(encoding="utf-8")
    student_sessions.end(folder)
    student_sessions.end(folder)
    assert student_sessions.held(folder) is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"order": "abc"}', '{"order": []}', "\udcff"])
def test_a_file_that_cannot_be_read_keeps_the_door_shut(room, text):
    (room.store.folder.path / FILE).write_bytes(text.encode("utf-8", "surrogateescape"))
    held = student_sessions.held(room.store.folder)
    assert held is not None
    assert held.learner_id == ""


def test_the_laptop_goes_round_and_stops_after_the_last():
    now = ROUND.arrived()
    seen = []
    while now.learner_id:
        seen.append(now.learner_id)
        now = now.passed_on().arrived()
    assert seen == ["a", "b", "c"]
    assert now.passed_on().learner_id == ""


def test_who_is_not_there_comes_once_more_at_the_end():
    now = ROUND.put_off()
    assert (now.learner_id, now.order, now.passing) == ("b", ("b", "c", "a"), True)
    now = now.passed_on().passed_on()
    assert now.learner_id == "a"
    assert now.put_off().learner_id == ""


def test_when_nobody_is_there_it_ends():
    now = ROUND
    for _step in range(10):
        now = now.put_off()
    assert now.learner_id == ""


def test_each_survey_is_a_part_of_its_own():
    assert [part.key for part in ROUND.parts] == ["plan", "survey/fall", "survey/spring"]


def test_what_is_done_is_on_the_disk_and_belongs_to_one_child(room):
    fall = ROUND.parts[1]
    now = ROUND.arrived().did(fall).did(fall)
    assert now.done == ("survey/fall",)
    student_sessions.keep(room.store.folder, now)
    assert student_sessions.held(room.store.folder) == now
    assert now.passed_on().done == ()
    assert now.put_off().done == ()


def test_one_child_alone_may_come_back_and_finds_the_ticks():
    alone = Session(("a",), (Opens.PLAN,)).did(Part(Opens.PLAN))
    assert alone.passed_on().learner_id == ""
    assert alone.passed_on().came_back() == alone
    over = ROUND.passed_on().passed_on().passed_on()
    assert over.came_back() == over


def test_who_had_a_turn_leaves_out_who_was_away():
    assert ROUND.had_turn == ()
    assert ROUND.passed_on().passed_on().had_turn == ("a", "b")
    assert ROUND.put_off().passed_on().passed_on().passed_on().had_turn == ("b", "c")
    assert Session(("a",)).passed_on().had_turn == ()


def test_a_backup_holds_no_session(room, tmp_path):
    from zipfile import ZipFile

    from learnerplan.services import backups

    student_sessions.keep(room.store.folder, ROUND)
    with ZipFile(backups.backup(room.store, tmp_path / "kept.zip")) as kept:
        assert not [name for name in kept.namelist() if FILE in name]
