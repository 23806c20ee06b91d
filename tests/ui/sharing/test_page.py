"""The page on real planbooks that share a folder."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QWidget

from learnerplan.domain import records
from learnerplan.domain.shares import MemberState, Role, Scope, ShareKind, ShareState
from learnerplan.services import classes, learners, planbooks, share_members, share_sync, shares
from tests.ui.sharing.conftest import COLLEAGUE, PATIENCE
from tests.ui.sharing.values import NOW, health, share
from ui.dialogs.disclosure_log import DisclosureLog
from ui.dialogs.share_admit import ShareAdmitDialog
from ui.dialogs.share_end import ShareLeaveDialog, ShareRevokeDialog
from ui.dialogs.share_invite import ShareInviteDialog
from ui.dialogs.share_join import ShareJoinDialog
from ui.dialogs.share_moved import ShareMovedDialog
from ui.dialogs.share_start import ShareStartDialog
from ui.pages.sharing.page import SharingPage
from ui.pages.sharing.view import View
from ui.widgets.filter_pill import FilterPill


def dialog(page, kind):
    return next(one for one in page.findChildren(QDialog) if isinstance(one, kind) and one.isVisible())


def said(ctx):
    told = []
    ctx.shell.toast_wanted.connect(lambda text, _undo: told.append(text))
    return told


def disagree(pair, room):
    """Both change the same words at the same time."""
    learners.change(pair.mine, room.ana, home_language="Portuguese")
    learners.change(pair.theirs, room.ana, home_language="Portuguese and English")
    pair.carry()


def test_nothing_is_shared_at_first(sharing_page):
    assert sharing_page.empty.isVisible()
    assert not sharing_page.sync.isVisible()
    assert [one.text for one in sharing_page.deeds.choices()] == ["Share something else…", "Join with a code…"]


def test_the_first_reading_of_a_large_share_says_that_it_goes_on(pair, room_ctx, qtbot):
    page = SharingPage(room_ctx)
    qtbot.addWidget(page)
    page.show()
    assert page.reading
    page._show_waiting()
    assert page.waiting.isVisible()
    assert not page.columns.isVisible()
    qtbot.waitUntil(lambda: not page.reading, timeout=PATIENCE)
    assert not page.waiting.isVisible()
    assert page.columns.isVisible()
    page._show_waiting()
    assert not page.waiting.isVisible()
    assert room_ctx.tasks.shut_down()


def test_a_class_is_shared_with_somebody_who_compares_words(
    sharing_page, room, theirs, folder, room_ctx, qtbot, settle
):
    sharing_page.empty.share.click()
    start = dialog(sharing_page, ShareStartDialog)
    start.primary.click()
    assert "No folder is chosen" in start.form._fields["folder"].error()
    start.folder.show_value(room.store.folder.path)
    start.primary.click()
    assert "Learnerplan folder lies there" in start.form._fields["folder"].error()
    start.folder.show_value(folder)
    with qtbot.waitSignal(start.made, timeout=PATIENCE):
        start.primary.click()
    settle()
    invite = dialog(sharing_page, ShareInviteDialog)
    invite.primary.click()
    assert invite.form._fields["name"].error()
    invite.name.setText(COLLEAGUE)
    invite.primary.click()
    code = invite.invitation.code
    assert invite.code.accessibleName().replace("The code: ", "").replace(", ", "-").replace(" ", "") == code
    share_members.join(theirs, folder, code, COLLEAGUE)
    share_sync.sync(theirs)
    share_sync.sync(room.store)
    settle()
    assert invite.primary.text() == "Compare words"
    invite.primary.click()
    admit = dialog(sharing_page, ShareAdmitDialog)
    share_id = sharing_page.view.share.id
    assert tuple(admit._request.words) == share_members.words(theirs, share_id)
    assert not admit.primary.isDefault()
    admit.primary.click()
    share_sync.sync(theirs)
    share_sync.sync(room.store)
    settle()
    names = {line.member.name: line.member.state for line in sharing_page.people.lines}
    assert names[COLLEAGUE] is not MemberState.NEVER_HEARD
    assert {one.given_name for one in learners.all_names(theirs)} == {"Ana Lúcia", "Minh Anh"}


def test_somebody_else_is_not_let_in(sharing_page, room, pair, room_ctx, tmp_path, settle):
    code = share_members.invite(room.store, pair.share.id, name="Li", role=Role.READER).code
    stranger = planbooks.create(tmp_path / "stranger", today=room.today, school="", teacher="Somebody")
    share_members.join(stranger, pair.folder, code, "Somebody")
    stranger.close()
    share_sync.sync(room.store)
    settle()
    sharing_page.people.admit_wanted.emit(sharing_page.view.health.requests[0])
    dialog(sharing_page, ShareAdmitDialog).other.click()
    assert share_members.requests(room.store, pair.share.id) == []
    settle()
    assert {line.member.name for line in sharing_page.people.lines} == {"Ms. Okoye", COLLEAGUE}


def test_a_code_is_checked_while_it_is_typed_and_the_words_are_shown(
    sharing_page, room, theirs, folder, room_ctx, qtbot, settle
):
    their_class = classes.add(theirs, "Room 7")
    share = shares.create(theirs, folder, scope=Scope(ShareKind.CLASS, their_class), name="Room 7", me=COLLEAGUE)
    code = share_members.invite(theirs, share.id, name="Ms. Okoye", role=Role.EDITOR).code
    share_sync.sync(theirs)
    sharing_page.empty.join.click()
    join = dialog(sharing_page, ShareJoinDialog)
    qtbot.keyClicks(join.code.line, code[:9])
    assert "8 of 20 letters" in join.code.said.text()
    wrong = "Z" if code[9] != "Z" else "Y"
    qtbot.keyClicks(join.code.line, wrong + code[10:])
    assert join.code.said.property("tone") == "bad"
    join.code.line.clear()
    qtbot.keyClicks(join.code.line, code.lower().replace("-", " "))
    assert join.code.said.property("tone") == "ok"
    join.folder.show_value(folder)
    with qtbot.waitSignal(join.joined, timeout=PATIENCE):
        join.primary.click()
    assert join.words.accessibleName().endswith(", ".join(share_members.words(room.store, share.id)))
    qtbot.waitUntil(lambda: sharing_page.view.share is not None, timeout=PATIENCE)
    assert sharing_page.view.share.state is ShareState.ASKING
    assert "Waiting to be let in" in sharing_page.standing.accessibleName()
    sharing_page.deeds.leave()
    assert "new code" in dialog(sharing_page, ShareLeaveDialog).body.itemAt(1).widget().plain()
    dialog(sharing_page, ShareLeaveDialog).reject()
    join.primary.click()
    told = said(room_ctx)
    share_sync.sync(room.store)
    share_sync.sync(theirs)
    share_members.admit(theirs, share.id, share_members.requests(theirs, share.id)[0].device)
    share_sync.sync(theirs)
    share_sync.sync(room.store)
    settle()
    assert "You are in" in told[-1]
    assert {line.member.name for line in sharing_page.people.lines} == {"Ms. Okoye", COLLEAGUE}
    assert not sharing_page.people.invite.isVisible()


def test_a_choice_is_made_and_taken_back(sharing_page, pair, room, room_ctx, settle):
    disagree(pair, room)
    settle()
    card = sharing_page.choices.cards[0]
    assert [box.accessibleName().split(",")[0] for box in card.boxes] == ["You", COLLEAGUE]
    told = said(room_ctx)
    card.boxes[0].keep.click()
    assert learners.one(room.store, room.ana).home_language == "Portuguese"
    settle()
    assert sharing_page.choices.cards == []
    assert told[0].startswith("Kept")
    before = room.store.undo_status().undo
    assert before.startswith("Choose for")
    room.store.undo()
    assert learners.one(room.store, room.ana).home_language == "Portuguese and English"


def test_a_question_is_copied_without_naming_the_child(sharing_page, pair, room, room_ctx, settle):
    disagree(pair, room)
    settle()
    told = said(room_ctx)
    sharing_page.choices.cards[0].asks[0].click()
    text = QGuiApplication.clipboard().text()
    assert "Tomáš" in text
    assert "Ana" not in text
    assert "copied" in told[0]


def test_what_another_person_wrote_reaches_the_page_from_a_thread(sharing_page, pair, room, room_ctx, qtbot):
    learners.change(pair.theirs, room.minh, pronouns="he")
    share_sync.sync(pair.theirs)
    with qtbot.waitSignal(
        room_ctx.changes.changed, check_params_cb=lambda changes: "learner" in changes.tables, timeout=PATIENCE
    ):
        room_ctx.tasks.run(lambda _progress: share_sync.sync(room.store))
    assert learners.one(room.store, room.minh).pronouns == "he"


def test_a_folder_that_is_gone_is_a_sentence_and_can_be_chosen_again(
    sharing_page, pair, folder, room_ctx, tmp_path, settle
):
    elsewhere = folder.rename(tmp_path / "elsewhere")
    share_sync.sync(pair.mine)
    settle()
    banner = sharing_page.problems.banners[0]
    assert "not there" in banner.accessibleName()
    sharing_page.problems.folder_wanted.emit()
    moved = dialog(sharing_page, ShareMovedDialog)
    moved.folder.show_value(elsewhere)
    moved.primary.click()
    assert shares.list_shares(pair.mine)[0].folder == str(elsewhere)


def test_a_stick_carries_the_share(sharing_page, pair, folder, room_ctx, tmp_path, qtbot, settle):
    settle()
    stick = tmp_path / "stick"
    stick.mkdir()
    with qtbot.waitSignal(room_ctx.shell.toast_wanted, timeout=PATIENCE) as told:
        sharing_page.deeds.copy_to(stick)
    assert "copied to the stick" in told.args[0]
    there = stick / "Learnerplan share"
    count = sum(one.is_file() for one in folder.rglob("*"))
    assert sum(one.is_file() for one in there.rglob("*")) == count


def test_ending_is_said_plainly_and_done(sharing_page, pair, room_ctx, settle):
    settle()
    member = next(one for one in sharing_page.view.health.members if not one.me)
    sharing_page.people.revoke_wanted.emit(member)
    revoke = dialog(sharing_page, ShareRevokeDialog)
    assert "What they have, they keep." in revoke.body.itemAt(1).widget().plain()
    revoke.primary.click()
    settle()
    assert [line.member.me for line in sharing_page.people.lines] == [True]
    sharing_page.deeds.leave()
    dialog(sharing_page, ShareLeaveDialog).primary.click()
    assert shares.list_shares(pair.mine)[0].state is ShareState.LEFT


def test_private_notes_are_counted_and_the_log_is_shown(sharing_page, pair, room, settle):
    with room.store.transaction("Note") as tx:
        tx.add(records.MemoryAid, learner_id=room.ana, text="ask about the cat", written_on=room.today)
    settle()
    assert "1 note." in sharing_page.private.accessibleName()
    sharing_page.left.log.click()
    dialog(sharing_page, DisclosureLog).primary.click()


def controls(root):
    return [
        one
        for one in root.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(root) and one.focusProxy() is None
    ]


def test_every_control_has_a_name_and_room_to_hit(sharing_page, pair, room, settle):
    disagree(pair, room)
    settle()
    found = [one for one in controls(sharing_page) if not isinstance(one.parentWidget(), QAbstractScrollArea)]
    assert len(found) > 10
    assert [type(one).__name__ for one in found if not one.accessibleName()] == []
    assert [one.accessibleName() for one in found if min(one.width(), one.height()) < 26] == []


def test_the_keys_reach_a_choice_and_stay_after_it_is_made(sharing_page, pair, room, settle, qtbot):
    disagree(pair, room)
    learners.change(pair.mine, room.minh, pronouns="he")
    learners.change(pair.theirs, room.minh, pronouns="they")
    pair.carry()
    settle()
    first = sharing_page.choices.cards[0].boxes[0].keep
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Space)
    settle()
    assert len(sharing_page.choices.cards) == 1
    focus = sharing_page.focusWidget()
    assert focus is not None
    assert sharing_page.choices.isAncestorOf(focus)


def test_several_shares_are_looked_at_one_at_a_time(sharing_page, pair, room, settle, tmp_path, qtbot):
    other = tmp_path / "stick"
    other.mkdir()
    shares.create(room.store, other, scope=Scope(ShareKind.DEVICES), name="My devices", me="Ms. Okoye", supports=True)
    settle()
    pills = {one.text(): one for one in sharing_page.findChildren(FilterPill) if one.isVisible()}
    assert [one.isChecked() for one in pills.values()] == [True, False]
    pills["\u2068My devices\u2069"].click()
    qtbot.waitUntil(lambda: sharing_page.view.share.name == "My devices" and not sharing_page.reading, timeout=PATIENCE)
    assert sharing_page.people.accessibleName() == "Who shares my devices"
    sharing_page.people.invite.click()
    invite = dialog(sharing_page, ShareInviteDialog)
    assert invite.supports.isVisible()
    assert not invite.supports.isChecked()
    invite.primary.click()
    assert invite.invitation.role is Role.EDITOR


def test_a_reader_is_told_that_edits_go_to_nobody(sharing_page, room_ctx):
    held = share(role=Role.READER)
    sharing_page.show_view(View((held,), held, health(held=held)), NOW)
    assert "What you change goes to nobody" in sharing_page.problems.banners[0].accessibleName()
    assert not sharing_page.people.invite.isVisible()
