"""The page around the tabs: who it is, stepping through the class, what happens when a learner goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalKind
from learnerplan.services import goals, learners, plans
from tests.ui.classday import TODAY, dialog
from ui.dialogs.learner_edit import LearnerDialog
from ui.pages.learner.page import language
from ui.widgets.bidi import plain


def shortcut(page, keys):
    return next(one for one in page.findChildren(QShortcut) if one.key().toString() == keys)


def test_the_heading_says_who_it_is(page, room):
    learners.change(
        room.store, room.ana, pronouns="she/her", home_language="pt", other_name="Ана", birth_date="2015-03-04"
    )
    assert plain(page.title_label.text()) == "Ana Lúcia Ferreira"
    assert plain(page.other_name.text()) == "Ана"
    assert plain(page.subtitle_label.text()) == "she/her  ·  11  ·  speaks Portuguese  ·  no check-in yet"
    assert page.accessibleName() == "Ana Lúcia Ferreira"


@pytest.mark.parametrize(
    ("code", "said"), [("ar", "Arabic"), ("Arabic and English", "Arabic and English"), ("qq", "qq")]
)
def test_languages_are_said_by_name(code, said):
    assert language(code) == said


def test_keys_step_through_the_class_and_the_tabs(page, room):
    assert not page.before.isEnabled()
    shortcut(page, "Alt+Right").activated.emit()
    assert plain(page.title_label.text()) == "Minh Nguyễn"
    assert page.plan.isVisible(), "the tab stays"
    assert not page.after.isEnabled()
    shortcut(page, "Ctrl+3").activated.emit()
    assert page.evidence.isVisible()
    assert page.tabs.value() == "evidence"
    shortcut(page, "Ctrl+1").activated.emit()
    assert page.profile.isVisible()
    shortcut(page, "Alt+Left").activated.emit()
    assert plain(page.title_label.text()) == "Ana Lúcia Ferreira"


def test_another_learner_begins_at_the_top(page, planned, room, qtbot):
    plan = plans.start(room.store, room.minh, today=TODAY)
    for number in range(6):
        for one in (planned.plan, plan):
            goals.add(room.store, one, kind=GoalKind.PERSONAL, words=f"Goal {number}")
    bar = page._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    bar.setValue(200)
    page.open(room.ana, "plan")
    assert bar.value() == 200, "the same place stays where it is"
    shortcut(page, "Alt+Right").activated.emit()
    assert bar.value() == 0
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    assert bar.value() == 0
    bar.setValue(150)
    shortcut(page, "Ctrl+1").activated.emit()
    assert bar.value() == 0


def test_the_packet_is_a_place_of_its_own(page, room, room_ctx, qtbot):
    with qtbot.waitSignal(room_ctx.shell.place_wanted) as wanted:
        shortcut(page, "Ctrl+P").activated.emit()
    assert (wanted.args[0].page, wanted.args[0].target) == ("conferences", room.ana)


def test_a_learner_is_changed(page, room, qtbot):
    page.edit()
    made = dialog()
    made.given.clear()
    made.family.clear()
    made.birth.line.setText("4 March 1066")
    made.primary.click()
    assert "needs a name" in made.form._fields["given"].error()
    assert made.form._fields["birth"].error()
    made.given.setText("Ana")
    made.family.setText("Ferreira")
    made.preferred.setText("Nana")
    made.pronouns.setText("she/her")
    made.pronouns_for.choose("family")
    made.birth.line.clear()
    made.primary.click()
    row = learners.one(room.store, room.ana)
    assert (row.name, row.pronouns, row.pronouns_for) == ("Nana Ferreira", "she/her", Audience.FAMILY)
    assert plain(page.title_label.text()) == "Nana Ferreira"
    assert room.store.undo() == "Change student"
    assert plain(page.title_label.text()) == "Ana Lúcia Ferreira"


def test_a_learner_is_added_to_the_class(page, room, room_ctx):
    with room.store.transaction("Say the grade") as tx:
        tx.change(records.SchoolClass, room.class_id, grade="6")
    made = LearnerDialog.add(room_ctx, page, class_id=room.class_id)
    assert made.grade.value() == "6", "as the class is"
    assert made.pronouns_for.value() == "record", "pronouns are for school until the student says otherwise"
    made.given.setText("Zoë")
    made.family.setText("Adams")
    made.primary.click()
    names = [row.name for row in learners.roster(room.store, today=room.today, class_id=room.class_id)]
    assert names == ["Zoë Adams", "Ana Lúcia Ferreira", "Minh Nguyễn"]
    assert page.before.isEnabled()


def test_an_archived_learner_can_be_brought_back(page, room):
    page.edit()
    made = dialog()
    next(one for one in made.findChildren(object) if getattr(one, "_words", "") == "Archive").click()
    assert page._archived.isVisible()
    page._bring_back()
    assert not page._archived.isVisible()


def test_a_learner_who_is_gone_is_told_and_comes_back(page, room):
    fresh = learners.add(room.store, class_id=room.class_id, given_name="Zoë")
    page.open(fresh, "profile")
    assert page.profile.isVisible()
    room.store.undo()
    assert page._gone.isVisible()
    assert not page.profile.isVisible()
    room.store.redo()
    assert page.profile.isVisible()


def test_tab_order_begins_with_the_header(page, planned, qtbot):
    page.before.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(7):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        seen.append(page.focusWidget().accessibleName())
    assert seen[:6] == ["Student after", "Edit student", "More", "Packet", "Note", "Check in"]
