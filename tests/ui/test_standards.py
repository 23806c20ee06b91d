"""Standards on the screen: found by any way to write their codes, and listed in the settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel

from learnerplan.services import competencies, imports
from tests.room import TODAY
from tests.services.importing import written
from ui.dialogs.competency_picker import CompetencyPicker, described
from ui.pages.standards_card import StandardsCard

SHEET = (
    "Code,Statement,Grade,I can\n3.NF.A.1,Understand a **fraction** 1/b,3,\n"
    "3.NF.A.3.d,Compare two fractions,3,I can say which is bigger\n6.RP.A.1,Understand ratios,6,\n"
)


def take_in(store, folder):
    imports.commit(store, imports.plan(store, [written(folder, "math.csv", SHEET)]), today=TODAY)


@pytest.fixture
def picker(ctx, theme, tmp_path, qtbot):
    take_in(ctx.store, tmp_path)
    made = CompetencyPicker(theme, competencies.listed(ctx.store))
    qtbot.addWidget(made)
    return made


def chosen(picker, store):
    codes = {row.id: row.code for row in competencies.listed(store)}
    return [codes[one] for one in picker.value()]


@pytest.mark.parametrize(
    "typed",
    ["3.NF.A.3d", "CCSS.Math.Content.3.NF.A.3d", "3.NF.3d", "3.nf.a.3.D", "3nfa3d", "bigger", "compare fractions"],
)
def test_the_first_match_is_taken_whatever_is_typed(picker, ctx, typed):
    picker.line.setText(typed)
    assert picker.take_first()
    assert chosen(picker, ctx.store) == ["3.NF.A.3.d"]


@pytest.mark.parametrize("typed", ["zebra", "", "3.NF.A.9"])
def test_nothing_is_taken_where_nothing_matches(picker, typed):
    picker.line.setText(typed)
    assert not picker.take_first()
    assert picker.value() == []


@pytest.mark.parametrize("typed", ["3.NF.A.3d", "CCSS.Math.Content.3.NF.A.3d", "3.NF.3d", "3nfa3d", "which is BIGGER"])
def test_the_list_below_the_field_shows_the_standard_and_takes_it(picker, ctx, typed):
    picker.completer.setCompletionPrefix(picker.completer.splitPath(typed)[0])
    assert picker.completer.completionCount() == 1
    index = picker.completer.completionModel().index(0, 0)
    assert index.data() == "3.NF.A.3.d · I can say which is bigger · Compare two fractions"
    assert picker.completer.pathFromIndex(index) == index.data()
    picker.completer.activated[QModelIndex].emit(index)
    assert chosen(picker, ctx.store) == ["3.NF.A.3.d"]
    assert picker.line.value() == ""


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_keys_alone_take_a_standard_from_the_list(picker, ctx, qtbot):
    picker.show()
    qtbot.waitExposed(picker)
    picker.line.setFocus()
    qtbot.keyClicks(picker.line, "ratios")
    popup = picker.completer.popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert chosen(picker, ctx.store) == ["6.RP.A.1"]


def test_markdown_is_shown_plain(picker, ctx):
    assert described(competencies.find(ctx.store, "3.NF.A.1")[0]) == "3.NF.A.1 · Understand a fraction 1/b"


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def test_settings_list_the_sets_of_standards_with_their_counts(ctx, tmp_path, qtbot):
    card = StandardsCard(ctx)
    qtbot.addWidget(card)
    card.show()
    assert any("None yet" in text for text in texts(card))
    take_in(ctx.store, tmp_path)
    assert {"3 standards", "math.csv", "Math"} <= set(texts(card))
