"""What somebody may do is changed on the page, by keys alone, after what it brings about was said."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

from PySide6.QtCore import Qt

from learnerplan.domain.shares import Role, Scope, ShareKind
from learnerplan.services import share_health, share_sync
from tests.ui.sharing.values import NOW, TOMAS, health, member, share
from ui.dialogs.share_rights import NO_UNDO, ShareRightsDialog
from ui.pages.sharing.people import PeopleCard
from ui.widgets.menu_button import MenuButton


def opened(page):
    line = next(line for line in page.people.lines if not line.member.me)
    (more,) = line.findChildren(MenuButton)
    assert [one.text for one in more._choices()] == ["What they may do…", "Stop sharing with them…"]
    more._choices()[0].act()
    return next(one for one in page.findChildren(ShareRightsDialog) if one.isVisible())


def test_keys_alone_make_an_editor_a_reader(sharing_page, pair, settle, qtbot):
    settle()
    dialog = opened(sharing_page)
    assert not dialog.told.isVisible()
    assert dialog.focusWidget() is dialog.roles.checkedButton()
    qtbot.keyClick(dialog.roles.buttons()[1], Qt.Key.Key_Space)
    assert dialog.roles.value() == Role.READER
    assert dialog.told.isVisible()
    assert dialog.told.accessibleName().startswith(NO_UNDO)
    assert "stays on their computer" in dialog.told.accessibleName()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    settle()
    (them,) = [line.member for line in sharing_page.people.lines if not line.member.me]
    assert them.role is Role.READER
    share_sync.sync(pair.theirs)
    assert "You only read" in share_health.problems(pair.theirs, pair.share.id)[0].sentence


def test_a_last_day_is_set_and_taken_away(sharing_page, pair, settle):
    settle()
    day = date.today() + timedelta(days=9)
    for wanted in (day, None):
        dialog = opened(sharing_page)
        dialog.until.show_value(wanted)
        dialog.primary.click()
        settle()
        (them,) = [line.member for line in sharing_page.people.lines if not line.member.me]
        assert them.until == wanted


def test_a_day_that_is_over_and_nothing_at_all_write_nothing(sharing_page, pair, settle):
    settle()
    dialog = opened(sharing_page)
    for text in ("someday", (date.today() - timedelta(days=2)).isoformat()):
        dialog.until.line.setText(text)
        dialog.primary.click()
        assert dialog.form._fields["until"].error()
    dialog.until.line.setText("")
    dialog.primary.click()
    assert not dialog.isVisible()
    assert share_health.health(pair.mine, pair.share.id).members[1].until is None


def test_supports_are_offered_where_the_share_holds_them(room_ctx, qtbot):
    host = PeopleCard(room_ctx.theme)
    qtbot.addWidget(host)
    host.show()
    for supports in (True, False):
        dialog = ShareRightsDialog(room_ctx, share(), TOMAS, host, supports=supports)
        dialog.open()
        assert dialog.supports.isVisible() is supports
        if supports:
            dialog.supports.click()
            assert "All supports in this share go to" in dialog.told.accessibleName()
        dialog.done(0)


def test_ones_own_devices_have_nothing_to_change(theme, qtbot):
    card = PeopleCard(theme)
    qtbot.addWidget(card)
    held = dataclasses.replace(share(), scope=Scope(ShareKind.DEVICES))
    card.show_health(health(TOMAS, member("4" * 16, "Amara", me=True), held=held), NOW)
    menus = card.findChildren(MenuButton)
    assert [[one.text for one in more._choices()] for more in menus] == [["Stop sharing with them…"]]
