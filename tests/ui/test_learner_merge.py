"""Merging two learners and the list of likely duplicates, by keyboard and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from learnerplan.domain import records
from learnerplan.services import duplicates, learners, plans
from learnerplan.services.merge_fields import BOTH, KEEP, OTHER
from ui.dialogs import merge_words
from ui.dialogs.duplicates import DuplicatesDialog
from ui.dialogs.learner_merge import MergeDialog
from ui.duplicate_watch import DuplicateWatch
from ui.pages.learner.page import LearnerPage
from ui.pages.roster import RosterPage


@pytest.fixture
def twice(room):
    """Ana a second time, with a home language, a plan and a longer name."""
    other = learners.add(
        room.store, class_id=room.class_id, given_name="Ana", family_name="Ferreira", grade="6", home_language="pt"
    )
    for learner, vision in ((room.ana, "Read"), (other, "Write")):
        plans.set_vision(room.store, plans.start(room.store, learner, today=room.today), vision)
    with room.store.transaction("Fill") as tx:
        tx.add(records.Identifier, learner_id=other, source="sis", value="0042")
    return other


@pytest.fixture
def host(qtbot, room_ctx):
    """A widget as large as a window."""
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    return made


def sentences(dialog) -> str:
    return " ".join(each.plain() for each in dialog.findChildren(merge_paragraph()))


def merge_paragraph():
    from ui.widgets.text import Paragraph

    return Paragraph


def test_both_stand_side_by_side_and_only_what_differs_is_asked(qtbot, room, room_ctx, twice, host):
    dialog = MergeDialog(room_ctx, room.ana, twice, host, reason="Same grade.")
    dialog.open()
    assert {name.partition(":")[0]: each.value() for name, each in dialog.rows.items()} == {
        "given_name": KEEP,
        "vision": BOTH,
    }
    told = sentences(dialog)
    assert "The same in both: family name" in told
    assert "Filled in from" in told
    assert "home language" in told
    assert "1 plan" in told
    assert "Merge into" in dialog.primary.text()
    assert all(card.accessibleName() for each in dialog.rows.values() for card in each.options.buttons())


def test_enter_merges_what_was_chosen_with_the_arrows(qtbot, room, room_ctx, twice, host):
    dialog = MergeDialog(room_ctx, room.ana, twice, host)
    with qtbot.waitSignal(dialog.decided):
        dialog.open()
        qtbot.waitExposed(dialog)
        QApplication.processEvents()
        first = dialog.rows["given_name"].options.buttons()[0]
        first.setFocus()
        qtbot.keyClick(first, Qt.Key.Key_Right)
        assert dialog.rows["given_name"].value() == OTHER
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    kept = learners.one(room.store, twice)
    assert (kept.id, kept.given_name, kept.home_language) == (room.ana, "Ana", "pt")
    assert [plan.vision for plan in plans.of_learner(room.store, room.ana)] == ["Read\nWrite"]


def test_the_other_one_may_be_kept_instead(qtbot, room, room_ctx, twice, host):
    dialog = MergeDialog(room_ctx, room.ana, twice, host)
    dialog.open()
    qtbot.mouseClick(dialog.swap, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert "Ana Lúcia" in dialog.swap.text()
    dialog.keep()
    assert learners.one(room.store, room.ana).id == twice


def opened(qtbot, ctx, host):
    """The list of duplicates, read."""
    dialog = DuplicatesDialog(ctx, host)
    with qtbot.waitSignal(dialog.listed):
        dialog.open()
    return dialog


def test_two_children_are_not_listed_again(qtbot, room, room_ctx, twice, host):
    dialog = opened(qtbot, room_ctx, host)
    compare, apart = dialog.buttons
    assert "Ana" in compare.accessibleName()
    with qtbot.waitSignal(dialog.listed):
        qtbot.mouseClick(apart, Qt.MouseButton.LeftButton)
    assert dialog.buttons == []
    assert duplicates.listed(room.store) == []


def test_a_pair_is_compared_from_the_list_which_then_is_empty(qtbot, room, room_ctx, twice, host):
    dialog = opened(qtbot, room_ctx, host)
    qtbot.keyClick(dialog.buttons[0], Qt.Key.Key_Space)
    (compare,) = dialog.findChildren(MergeDialog)
    with qtbot.waitSignal(dialog.listed):
        compare.keep()
    assert dialog.buttons == []
    assert learners.one(room.store, twice).id == room.ana


def test_two_who_cannot_be_merged_are_told_in_the_list(qtbot, room, room_ctx, twice, host):
    dialog = opened(qtbot, room_ctx, host)
    with room.store.transaction("Remove") as tx:
        tx.delete(records.Learner, twice)
    qtbot.mouseClick(dialog.buttons[0], Qt.MouseButton.LeftButton)
    assert dialog.findChildren(MergeDialog) == []


def test_the_class_page_has_the_line_only_while_there_are_some(qtbot, room, room_ctx, twice):
    page = RosterPage(room_ctx)
    qtbot.addWidget(page)
    page.show()
    assert page.duplicates.isHidden()
    with qtbot.waitSignal(page.watch.counted):
        page.watch.look()
    assert (page.duplicates.isHidden(), page.duplicates.text()) == (False, "Possible duplicates (1)")
    duplicates.set_apart(room.store, room.ana, twice)
    with qtbot.waitSignal(page.watch.counted):
        page.watch.look()
    assert page.duplicates.isHidden()


def test_what_changes_while_it_is_counted_is_counted_afterwards(qtbot, room, room_ctx, twice, host):
    watch = DuplicateWatch(room_ctx, host)
    with qtbot.waitSignal(watch.counted):
        watch.look()
        watch.look()
    with qtbot.waitSignal(watch.counted, timeout=8000) as told:
        pass
    assert told.args == [1]


def test_a_learner_page_opens_the_dialog_and_follows_the_merge(qtbot, room, room_ctx, twice):
    page = LearnerPage(room_ctx)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.open(twice, "profile")
    page._compare(room.ana, "")
    (dialog,) = page.findChildren(MergeDialog)
    qtbot.mouseClick(dialog.swap, Qt.MouseButton.LeftButton)
    dialog.keep()
    assert page._learner.id == room.ana
    page._compare(room.ana, "")
    assert not [dialog for dialog in page.findChildren(MergeDialog) if dialog.isVisible()]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, ""),
        ({"goal": 1}, "1 goal"),
        ({"profile_entry": 12, "goal": 3, "artifact": 2}, "3 goals, 12 profile entries and 2 artifacts"),
        ({"identifier": 2, "learner_alias": 1, "group_member": 2}, "2 group members"),
    ],
)
def test_what_moves_is_told_in_words(counts, words):
    assert merge_words.told(counts) == words
