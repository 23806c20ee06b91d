"""Two and three planbooks that share through a folder, by the services that the window and the command line use."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from learnerplan.domain import records, tables
from learnerplan.domain.records import Goal
from learnerplan.domain.shares import MemberState, Role, Scope, ShareKind, ShareState
from learnerplan.errors import UserError
from learnerplan.services import (
    authorship,
    classes,
    learners,
    share_activity,
    share_choices,
    share_health,
    share_members,
    share_sync,
    shares,
)
from learnerplan.storage.store import Store


def test_a_class_goes_over_whole(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    for table in ("class", "learner", "enrolment", "goal", "step", "profile_entry", "term"):
        count = f'SELECT count(*) FROM "{table}"'
        assert tomas.value(count) == amara.value(count), table
        assert amara.value(count) > 0, table
    assert tomas.value("SELECT count(*) FROM memory_aid") == 0
    assert scene.states(amara) == scene.states(tomas)


def test_who_has_the_same_already_gives_nothing_twice(scene, room_template, tmp_path):
    copy = shutil.copytree(room_template, tmp_path / "copy")
    tomas = Store.open(copy)
    scene.stores.append(tomas)
    scene.joined("Tomáš", store=tomas)
    with tomas.raw() as connection:
        device = connection.execute("SELECT value FROM share_meta WHERE name = 'device'").fetchone()[0]
        sent = connection.execute("SELECT count(*) FROM share_batch WHERE device = ?", (device,)).fetchone()[0]
    assert sent == 0
    assert share_choices.choices(tomas) == []
    assert share_health.problems(tomas, scene.share) == share_health.problems(scene.owner, scene.share) == ()
    assert tomas.value("SELECT count(*) FROM learner") == 2


def test_what_one_changes_the_other_sees_and_by_whom(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    goal = scene.goal
    with tomas.transaction("Change a goal") as tx:
        tx.change(Goal, goal, statement="Read one story a day")
    scene.sync(tomas, amara)
    assert amara.value("SELECT statement FROM goal WHERE id = ?", (goal,)) == "Read one story a day"
    assert amara.value("SELECT actor FROM txn ORDER BY id DESC LIMIT 1") == "Tomáš"
    assert amara.undo_status().undo != "Changes by Tomáš"
    assert share_activity.activity(amara, scene.share)[0].who == "Tomáš"


def test_two_edits_at_once_are_an_open_choice_on_both_sides_until_one_picks(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    goal = scene.goal
    for store, text in ((amara, "Mine"), (tomas, "Theirs")):
        with store.transaction("Change a goal") as tx:
            tx.change(Goal, goal, statement=text)
    scene.sync(amara, tomas, amara)
    (mine,), (theirs,) = share_choices.choices(amara), share_choices.choices(tomas)
    assert {version.text for version in mine.versions} == {"Mine", "Theirs"}
    assert [version.text for version in mine.versions] == [version.text for version in theirs.versions]
    assert {(version.who, version.by_me) for version in mine.versions} == {("Amara", True), ("Tomáš", False)}
    assert share_health.badge(amara) == 1
    share_choices.pick(tomas, theirs, 1)
    scene.sync(tomas, amara)
    assert share_choices.choices(amara) == share_choices.choices(tomas) == []
    statement = "SELECT statement FROM goal WHERE id = ?"
    assert amara.value(statement, (goal,)) == tomas.value(statement, (goal,)) == theirs.versions[1].text
    with pytest.raises(UserError, match="settled already"):
        share_choices.pick(amara, mine, 0)
    tomas.undo()
    scene.sync(tomas, amara)
    assert amara.value(statement, (goal,)) == theirs.versions[0].text


def test_paragraphs_that_do_not_touch_can_be_merged_and_both_can_be_kept(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    goal = scene.goal
    with amara.transaction("Write") as tx:
        tx.change(Goal, goal, why="One.\nTwo.\nThree.")
    scene.sync(amara, tomas)
    for store, text in ((amara, "One!\nTwo.\nThree."), (tomas, "One.\nTwo.\nThree!")):
        with store.transaction("Write") as tx:
            tx.change(Goal, goal, why=text)
    scene.sync(amara, tomas, amara)
    (choice,) = share_choices.choices(amara)
    assert choice.merged == "One!\nTwo.\nThree!"
    share_choices.keep_merged(amara, choice)
    scene.sync(amara, tomas)
    assert tomas.value("SELECT why FROM goal WHERE id = ?", (goal,)) == "One!\nTwo.\nThree!"
    assert share_choices.choices(tomas) == []


def test_of_what_moves_together_a_choice_shows_what_differs(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    entry = amara.value("SELECT id FROM profile_entry LIMIT 1")
    for store, text in ((amara, "Asks what nobody asks"), (tomas, "Is patient")):
        with store.transaction("Write") as tx:
            tx.change(records.ProfileEntry, entry, text=text)
    scene.sync(amara, tomas, amara)
    (choice,) = share_choices.choices(amara)
    assert choice.where == "Strengths, in the profile"
    assert [version.text for version in choice.versions] == ["Is patient", "Asks what nobody asks"]
    share_choices.keep_both(amara, choice)
    scene.sync(amara, tomas)
    sql = "SELECT text || '/' || voice FROM profile_entry WHERE id = ?"
    assert tomas.value(sql, (entry,)) == "Is patient\nAsks what nobody asks/teacher"


def test_who_deletes_what_another_changes_does_not_take_the_change_away(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    goal = scene.goal
    with amara.transaction("Delete a goal") as tx:
        tx.delete(Goal, goal)
    with tomas.transaction("Change a goal") as tx:
        tx.change(Goal, goal, statement="Still needed")
    scene.sync(amara, tomas, amara)
    for store in (amara, tomas):
        assert store.value("SELECT statement FROM goal WHERE id = ?", (goal,)) == "Still needed"
        assert any("kept" in problem.sentence for problem in share_health.problems(store, scene.share))
        share_health.seen(store, scene.share, "kept")
        assert share_health.problems(store, scene.share) == ()


def test_a_folder_that_is_emptied_deletes_nothing_and_is_filled_again(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    before = amara.value("SELECT count(*) FROM goal")
    marker = scene.folder / ".learnerplan-share"
    kept = marker.read_bytes()
    scene.empty()
    (report,) = share_sync.sync(amara)
    assert "not there" in report.problems[0].sentence
    marker.write_bytes(kept)
    scene.sync(amara, tomas, amara, tomas)
    assert amara.value("SELECT count(*) FROM goal") == tomas.value("SELECT count(*) FROM goal") == before
    priya = scene.joined("Priya")
    scene.sync(priya)
    assert priya.value("SELECT count(*) FROM goal") == before


def test_being_off_line_is_no_error_and_what_was_done_goes_out_later(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    away = scene.folder.rename(scene.folder.with_name("away"))
    goal = scene.goal
    with amara.transaction("Change a goal") as tx:
        tx.change(Goal, goal, statement="Off-line")
    (report,) = share_sync.sync(amara)
    assert report.sent == 0
    assert not report.problems[0].grave
    assert share_health.health(amara, scene.share).unsent == 1
    away.rename(scene.folder)
    scene.sync(amara, tomas)
    assert tomas.value("SELECT statement FROM goal WHERE id = ?", (goal,)) == "Off-line"
    assert share_health.problems(amara, scene.share) == ()
    assert share_health.health(amara, scene.share).unsent == 0


def test_private_notes_never_leave(scene):
    amara = scene.owner
    with amara.transaction("Note") as tx:
        tx.add(records.MemoryAid, learner_id=scene.ana, text="Between me and me", written_on=date(2026, 11, 1))
    tomas = scene.joined("Tomáš")
    scene.sync(amara, tomas)
    assert tomas.value("SELECT count(*) FROM memory_aid") == 0
    for table in ("share_row", "share_out", "share_pending"):
        column = "state" if table == "share_row" else "op"
        with amara.raw() as connection:
            assert not connection.execute(f"SELECT 1 FROM {table} WHERE {column} LIKE '%Between me%'").fetchall()


def test_nothing_readable_lies_in_the_folder(scene):
    scene.joined("Tomáš")
    names = ("Lúcia", "Ferreira", "Nguyễn", "Room 12", "brother", "Amara", "Tomáš")
    for path in scene.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(name.encode() in data for name in names), path
            assert not any(name.lower() in str(path.relative_to(scene.folder)).lower() for name in names)


def test_who_is_let_go_reads_no_more_and_keeps_what_they_had(scene):
    amara, tomas, priya = scene.owner, scene.joined("Tomáš"), scene.joined("Priya")
    scene.sync(amara, tomas, priya)
    device = next(m.device for m in share_health.health(amara, scene.share).members if m.name == "Priya")
    share_members.revoke(amara, scene.share, device)
    goal = scene.goal
    with amara.transaction("Change a goal") as tx:
        tx.change(Goal, goal, statement="After Priya")
    scene.sync(amara, tomas, priya)
    statement = "SELECT statement FROM goal WHERE id = ?"
    assert tomas.value(statement, (goal,)) == "After Priya"
    assert priya.value(statement, (goal,)) not in (None, "After Priya")
    assert [share.state for share in shares.list_shares(priya)] == [ShareState.REVOKED]
    states = {member.name: member.state for member in share_health.health(amara, scene.share).members}
    assert states["Priya"] is MemberState.REVOKED


def test_what_a_reader_changes_goes_to_nobody_and_is_not_lost(scene):
    amara, priya = scene.owner, scene.joined("Priya", role=Role.READER)
    goal = scene.goal
    with priya.transaction("Change a goal") as tx:
        tx.change(Goal, goal, statement="By a reader")
    scene.sync(priya, amara)
    statement = "SELECT statement FROM goal WHERE id = ?"
    assert amara.value(statement, (goal,)) != "By a reader"
    with amara.transaction("Change a goal") as tx:
        tx.change(Goal, goal, statement="By the owner")
    scene.sync(amara, priya)
    (choice,) = share_choices.choices(priya)
    assert {version.text for version in choice.versions} == {"By a reader", "By the owner"}
    assert share_choices.choices(amara) == []


def test_a_student_whom_the_other_adds_comes_over(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    learner = learners.add(tomas, class_id=scene.class_id, given_name="Noor", family_name="Said")
    scene.sync(tomas, amara)
    assert amara.value("SELECT given_name FROM learner WHERE id = ?", (learner,)) == "Noor"


def test_a_backup_that_is_restored_gets_everything_back(scene, tmp_path):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    goal = scene.goal
    tomas.close()
    copy = shutil.copytree(tomas.folder.path, tmp_path / "backup")
    tomas = scene.reopened(tomas)
    with tomas.transaction("Change a goal") as tx:
        tx.change(Goal, goal, statement="After the backup")
    scene.sync(tomas, amara)
    tomas.close()
    restored = Store.open(copy)
    scene.stores.append(restored)
    scene.sync(restored, amara, restored)
    statement = "SELECT statement FROM goal WHERE id = ?"
    assert restored.value(statement, (goal,)) == "After the backup"
    with restored.transaction("Change a goal") as tx:
        tx.change(Goal, goal, statement="And on")
    scene.sync(restored, amara)
    assert amara.value(statement, (goal,)) == "And on"
    assert share_choices.choices(amara) == []


def test_health_says_who_and_what_waits(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    scene.sync(amara, tomas, amara)
    found = share_health.health(amara, scene.share)
    states = {member.name: (member.me, member.state) for member in found.members}
    assert states == {"Amara": (True, MemberState.UP_TO_DATE), "Tomáš": (False, MemberState.UP_TO_DATE)}
    goal = scene.goal
    with amara.transaction("Change a goal") as tx:
        tx.change(Goal, goal, statement="Waiting")
    scene.sync(amara)
    other = next(m for m in share_health.health(amara, scene.share).members if not m.me)
    assert (other.state, other.waiting) == (MemberState.WAITING, 1)
    assert found.entries > 10
    assert found.synced_at is not None
    assert found.problems == ()


def test_my_own_devices_share_everything_but_what_is_private(scene):
    share_id = scene.found(ShareKind.DEVICES)
    laptop = scene.joined("Amara’s laptop", share=share_id)
    for table in tables.shared():
        count = f'SELECT count(*) FROM "{table}"'
        assert laptop.value(count) == scene.owner.value(count), table


def test_a_share_needs_a_class_a_name_and_a_folder_without_a_planbook(scene):
    scope = Scope(ShareKind.CLASS, scene.class_id)
    with pytest.raises(UserError, match="needs a name"):
        shares.create(scene.owner, scene.folder, scope=scope, name=" ", me="Amara")
    with pytest.raises(UserError, match="class is no longer there"):
        shares.create(scene.owner, scene.folder, scope=Scope(ShareKind.CLASS, "gone"), name="Room", me="Amara")
    empty = Scope(ShareKind.LEARNERS, scene.class_id)
    with pytest.raises(UserError, match="Nobody is chosen"):
        shares.create(scene.owner, scene.folder, scope=empty, name="Room", me="Amara")
    with pytest.raises(UserError, match="Learnerplan folder lies there"):
        shares.create(scene.owner, Path(scene.owner.folder.path), scope=scope, name="Room", me="Amara")


def test_an_import_does_not_replace_what_a_co_teacher_typed(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    with amara.transaction("Import roster", origin="import") as tx:
        tx.change(records.Learner, scene.ana, grade="5")
    scene.sync(amara, tomas)
    with tomas.transaction("Change grade") as tx:
        tx.change(records.Learner, scene.ana, grade="6")
    scene.sync(tomas, amara)
    with amara.read() as view:
        writes = authorship.written(view, "learner")
    own = authorship.own_fields(writes, {"grade": "grade"}, {scene.ana: learners.one(amara, scene.ana)})
    assert own == {scene.ana: frozenset({"grade"})}


def test_leaving_keeps_what_came_and_sends_nothing_more(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    shares.leave(tomas, scene.share)
    goal = scene.goal
    with tomas.transaction("Change a goal") as tx:
        tx.change(Goal, goal, statement="For myself")
    scene.sync(tomas, amara)
    assert amara.value("SELECT statement FROM goal WHERE id = ?", (goal,)) != "For myself"
    assert tomas.value("SELECT count(*) FROM goal") > 0


def test_a_folder_that_moved_is_found_again(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    moved = scene.folder.rename(scene.folder.with_name("moved"))
    other = scene.place("other")
    with pytest.raises(UserError, match="does not lie in that folder"):
        shares.move_folder(amara, scene.share, other)
    for store in (amara, tomas):
        shares.move_folder(store, scene.share, moved)
    goal = scene.goal
    with amara.transaction("Change a goal") as tx:
        tx.change(Goal, goal, statement="In the new place")
    scene.sync(amara, tomas)
    assert tomas.value("SELECT statement FROM goal WHERE id = ?", (goal,)) == "In the new place"


def test_a_batch_whose_bytes_were_changed_harms_nothing_and_is_given_again(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    goal = scene.goal
    with amara.transaction("Change a goal") as tx:
        tx.change(Goal, goal, statement="Spoilt on its way")
    before = set(scene.batches())
    scene.sync(amara)
    (fresh,) = set(scene.batches()) - before
    data = bytearray(fresh.read_bytes())
    data[len(data) // 2] ^= 1
    fresh.write_bytes(bytes(data))
    scene.sync(tomas)
    statement = "SELECT statement FROM goal WHERE id = ?"
    assert tomas.value(statement, (goal,)) != "Spoilt on its way"
    scene.sync(amara, tomas)
    assert tomas.value(statement, (goal,)) == "Spoilt on its way"


def test_what_is_kept_of_rows_is_what_the_tables_show(scene):
    amara, tomas = scene.owner, scene.joined("Tomáš")
    for store in (amara, tomas):
        with store.raw() as connection:
            for table, row_id, text in connection.execute("SELECT tbl, row_id, state FROM share_row").fetchall():
                held = json.loads(text)
                assert held["l"], (table, row_id)
                assert connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,)).fetchone()


def test_a_class_without_students_can_be_shared(scene):
    store = scene.fresh()
    class_id = classes.add(store, "Room 7")
    made = shares.create(store, scene.place("other"), scope=Scope(ShareKind.CLASS, class_id), name="Room 7", me="Kim")
    assert made.role is Role.OWNER
    assert made.state is ShareState.ON
