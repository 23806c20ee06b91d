from __future__ import annotations

import os

from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalKind
from learnerplan.services import artifacts, goals, plans, releases, student_inbox


def put(folder, *names: str):
    folder.mkdir(parents=True, exist_ok=True)
    for at, name in enumerate(names):
        (folder / name).write_bytes(b"\x89PNG" + name.encode())
        os.utime(folder / name, (1000 + at, 1000 + at))


def test_pictures_of_the_chosen_folder_alone_are_offered(room, tmp_path):
    inbox = tmp_path / "inbox"
    put(inbox, "a.png", "b.JPG", "roster.csv", ".hidden.png", "c.pdf")
    (inbox / "way out.png").symlink_to(tmp_path / "elsewhere.png")
    put(tmp_path, "elsewhere.png")
    assert student_inbox.offered(room.store, room.ana) == []
    student_inbox.choose(room.store, inbox)
    assert [path.name for path in student_inbox.offered(room.store, room.ana)] == ["c.pdf", "b.JPG", "a.png"]
    student_inbox.choose(room.store, None)
    assert student_inbox.chosen(room.store) is None


def test_a_folder_of_ones_own_is_shown_to_that_child_alone(room, tmp_path):
    put(tmp_path / "inbox", "all.png")
    put(tmp_path / "inbox" / "ana lucia FERREIRA", "mine.png")
    student_inbox.choose(room.store, tmp_path / "inbox")
    assert [path.name for path in student_inbox.offered(room.store, room.ana)] == ["mine.png"]
    assert [path.name for path in student_inbox.offered(room.store, room.minh)] == ["all.png"]


def test_a_folder_that_is_gone_offers_nothing(room, tmp_path):
    student_inbox.choose(room.store, tmp_path / "stick")
    assert student_inbox.offered(room.store, room.ana) == []


def test_what_is_taken_bears_the_childs_voice_and_waits(room, tmp_path):
    put(tmp_path / "inbox", "IMG_4711 Minh.png")
    student_inbox.choose(room.store, tmp_path / "inbox")
    plan = plans.start(room.store, room.ana, today=room.today)
    goal = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Draw")
    (file,) = student_inbox.offered(room.store, room.ana)
    made = student_inbox.take(room.store, room.ana, file, why="The sky", goal_id=goal, on=room.today)
    (row,) = artifacts.of_learner(room.store, room.ana)
    assert (row.title, row.why, row.audience) == ("My work", "The sky", Audience.RECORD)
    assert room.store.value("SELECT voice || ' ' || made FROM artifact WHERE id = ?", (made,)) == "learner wrote"
    assert [tie.goal_id for tie in artifacts.ties(room.store, room.ana)] == [goal]
    assert file.exists()
    assert releases.count(room.store, [room.ana]) == 1
