"""The restricted section: the same for every child while it is closed, open for one visit, changed and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from learnerplan.services import supports
from tests.ui.classday import dialog
from tests.ui.learner.conftest import choose
from ui.dialogs.merge_words import told
from ui.pages.learner.support_block import SupportBlock
from ui.widgets.chip import Chip

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)

SECRET = "Zebrafinch"


@pytest.fixture
def planned_support(room):
    plan = supports.add(
        room.store, room.ana, kind="plan", title=f"{SECRET} plan", status="2",
        starts_on=date(2026, 9, 1), review_on=date(2026, 12, 1),
    )  # fmt: skip
    supports.add(room.store, room.ana, kind="accommodation", title="More time", text="In tests", part_of_id=plan)
    return plan


@pytest.fixture
def section(page, qtbot):
    page.go("profile")
    return page.profile.supports


def words_in(widget):
    """All that a widget and its parts say, to eyes and to a screen reader."""
    said = [one.accessibleName() + one.accessibleDescription() + one.toolTip() for one in widget.findChildren(QLabel)]
    texts = [one.text() for one in widget.findChildren(QLabel)]
    return "\n".join([*said, *texts, widget.accessibleName(), widget.accessibleDescription()])


def test_closed_it_says_the_same_of_a_child_with_and_without_supports(planned_support, page, section, room):
    with_supports = words_in(section)
    assert SECRET not in words_in(page)
    page.open(room.minh, "profile")
    assert words_in(section) == with_supports
    assert section.findChildren(SupportBlock) == []


def test_a_click_opens_it_and_leaving_the_learner_closes_it(planned_support, page, section, room):
    section.opener.click()
    assert f"{SECRET} plan" in words_in(section)
    page.open(room.minh, "profile")
    page.open(room.ana, "profile")
    assert not section.is_open
    assert SECRET not in words_in(page)


def test_another_tab_closes_it(planned_support, page, section):
    section.opener.click()
    page.go("plan")
    page.go("profile")
    assert not section.is_open
    assert SECRET not in words_in(section)


def test_plans_stand_with_their_accommodations_and_what_is_due(planned_support, section):
    section.opener.click()
    blocks = section.findChildren(SupportBlock)
    assert [block.accessibleName() for block in blocks] == [f"{SECRET} plan", "More time"]
    chips = [chip.accessibleName() for chip in blocks[0].findChildren(Chip)]
    assert chips == ["Review due 1 Dec", "Status 2"]
    assert "In tests" in words_in(blocks[1])
    left = [block.mapTo(section, block.rect().topLeft()).x() for block in blocks]
    assert left[0] < left[1]


def test_a_child_without_supports_has_a_sentence_and_a_way_to_add_one(section, room):
    section.opener.click()
    assert "No support is kept for" in words_in(section)
    section.add_button.click()
    made = dialog()
    made.title.setText("A seat near the board")
    made.primary.click()
    (held,) = supports.of_learner(room.store, room.ana)
    assert (held.title, held.kind, held.at_a_glance) == ("A seat near the board", "accommodation", False)
    assert section.is_open
    assert "A seat near the board" in words_in(section)
    assert room.store.undo() == "Add a support"
    assert "A seat near the board" not in words_in(section)


def test_changing_and_removing_tell_nothing_in_the_undo(planned_support, section, room):
    section.opener.click()
    choose(section.findChildren(SupportBlock)[1].menu, "Change…")
    made = dialog()
    assert made.part_of.value() == planned_support
    made.glance.setChecked(True)
    made.primary.click()
    assert [one.at_a_glance for one in supports.of_learner(room.store, room.ana) if one.title == "More time"] == [True]
    choose(section.findChildren(SupportBlock)[0].menu, "Remove")
    assert [one.title for one in supports.of_learner(room.store, room.ana)] == ["More time"]
    assert [room.store.undo(), room.store.undo()] == ["Remove a support", "Change a support"]


def test_a_merge_moves_supports_without_a_word():
    assert told({"goal": 2, "support": 3}) == "2 goals"


def test_a_support_that_says_nothing_is_kept_back(section):
    section.opener.click()
    section.add_button.click()
    made = dialog()
    made.days["starts_on"].line.setText("soon")
    made.primary.click()
    assert made.isVisible()
    assert "Type what it is called" in words_in(made)
    assert "is no date" in words_in(made)
