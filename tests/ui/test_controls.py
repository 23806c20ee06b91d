"""The controls: names for those who listen, states that are seen, keys that work."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QRadioButton, QWidget

from learnerplan.errors import UserError
from ui.widgets.avatar import hue
from ui.widgets.bidi import FSI, PDI, is_rtl, isolate, joined, quoted
from ui.widgets.button import Button, IconButton
from ui.widgets.checkbox import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.date_field import DateField, read_date
from ui.widgets.fields import Select, TextBox, TextField
from ui.widgets.filter_pill import FilterPill
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.focus_ring import FocusRing
from ui.widgets.form import Form
from ui.widgets.layout import column
from ui.widgets.option_card import OptionCard, OptionGroup
from ui.widgets.rating import Rating
from ui.widgets.segmented import Segmented
from ui.widgets.step_row import StepRow
from ui.widgets.switch import Switch
from ui.widgets.tabs import Tabs
from ui.widgets.term_strip import TermStrip, TermTile
from ui.widgets.text import Elided, Paragraph, Quote


def shown(qtbot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def test_a_button_that_is_off_says_why(theme, qtbot):
    pressed = []
    button = shown(qtbot, Button(theme, "Print", "primary", on_click=lambda: pressed.append(1)))
    button.disable("There is no printer.")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (pressed, button.toolTip(), button.accessibleDescription()) == ([], *["There is no printer."] * 2)
    button.enable()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [1]


def test_a_word_with_an_ampersand_is_no_mnemonic(theme, qtbot):
    button = Button(theme, "Tom & Ana")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Tom & Ana"
    assert button.shortcut().isEmpty()


def test_a_button_with_an_icon_alone_is_named_by_its_tooltip(theme, qtbot):
    button = IconButton(theme, "pencil", "Change the goal")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Change the goal"
    assert button.sizeHint().width() == button.sizeHint().height() >= 32


def test_only_the_keyboard_brings_a_ring(theme, qtbot):
    button = shown(qtbot, Button(theme, "Print", "primary"))
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert button.rings_outside() is None
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.rings_outside() == 8


@pytest.mark.parametrize("make", [lambda t: CheckBox(t, "Ready"), lambda t: Switch(t, "Motion")])
def test_boxes_and_switches_turn_with_space_and_pointer(theme, qtbot, make):
    box = shown(qtbot, make(theme))
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 2, box.height() - 2))
    assert not box.isChecked()
    assert box.accessibleName()
    assert box.height() >= 32


def test_arrows_move_through_segments(theme, qtbot):
    choice = shown(qtbot, Segmented(theme, [("family", "Family"), ("child", "Layla"), ("team", "Team")], "For"))
    first = choice.findChildren(QWidget)[0]
    first.setFocus()
    with qtbot.waitSignal(choice.chosen) as told:
        qtbot.keyClick(first, Qt.Key.Key_Right)
    assert told.args == ["child"] == [choice.value()]
    with qtbot.assertNotEmitted(choice.chosen):
        choice.choose("team")
    assert choice.value() == "team"


def test_tabs_and_terms_tell_only_what_a_person_picked(theme, qtbot):
    tabs = shown(qtbot, Tabs(theme, [("profile", "Profile", ""), ("plan", "Plan", "")], "Learner"))
    tabs.set_count("plan", 2)
    strip = TermStrip(theme)
    strip.show_terms(
        [TermTile("1", "Term 1", "3 of 4 met", "closed"), TermTile("2", "Term 2", "week 5 of 9", "now", 5, 9)], "2"
    )
    shown(qtbot, strip)
    assert (tabs.value(), strip.value()) == ("profile", "2")
    plan = next(one for one in tabs.findChildren(QWidget) if one.accessibleName() == "Plan, 2")
    with qtbot.waitSignal(tabs.chosen) as told:
        qtbot.mouseClick(plan, Qt.MouseButton.LeftButton)
    assert told.args == ["plan"]
    closed = next(one for one in strip.findChildren(QWidget) if "closed" in one.accessibleName())
    with qtbot.waitSignal(strip.chosen) as told:
        qtbot.mouseClick(closed, Qt.MouseButton.LeftButton)
    assert told.args == ["1"]


def test_an_open_question_has_no_answer_at_first(theme, qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    cards = [OptionCard(theme, "same", "Same child"), OptionCard(theme, "two", "Two children")]
    holder.setLayout(column(*cards))
    group = OptionGroup(*cards, parent=holder)
    holder.show()
    assert group.value() == ""
    qtbot.mouseClick(cards[1], Qt.MouseButton.LeftButton)
    assert group.value() == "two"


def test_a_step_tells_its_id_and_reads_as_one_sentence(theme, qtbot):
    step = shown(qtbot, StepRow(theme, "s1", "Share a recipe", "home", "Home", "Fri"))
    box = step.findChild(CheckBox)
    assert box.accessibleName() == "Share a recipe, Home, Fri"
    with qtbot.waitSignal(step.ticked) as told:
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert told.args == ["s1", True]


def test_a_pill_says_its_count(theme, qtbot):
    pill = FilterPill(theme, "Not seen in 7 days", 9)
    qtbot.addWidget(pill)
    assert pill.accessibleName() == "Not seen in 7 days, 9"


def test_a_field_has_its_label_as_buddy_and_name_and_says_its_error(theme, qtbot):
    form = Form(theme)
    name, when = TextField(theme), DateField(theme)
    form.add("Name", name, key="name")
    form.add("Due", when, key="due")
    shown(qtbot, form)
    assert name.accessibleName() == "Name"
    assert when.line.accessibleName() == "Due"
    form.show_errors({"due": "There is no 13th month. Try 13/12/2026."})
    assert when.line.property("tone") == "bad"
    assert when.line.accessibleDescription() == "There is no 13th month. Try 13/12/2026."
    assert when.line.hasFocus()
    form.show_problem(UserError("The name is taken.", "Choose another."))
    form.clear_errors()
    assert when.line.property("tone") == ""


@pytest.mark.parametrize(("icon", "left"), [("search", ""), ("", "an")])
def test_escape_clears_a_search_and_nothing_else(theme, qtbot, icon, left):
    field = shown(qtbot, TextField(theme, "Find", icon))
    qtbot.keyClicks(field, "an")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == left


def test_scrolling_over_a_choice_does_not_change_it(theme, qtbot):
    choice = shown(qtbot, Select(theme, [("a", "Arabic"), ("b", "English")], name="Language"))
    choice.choose("b")
    assert choice.value() == "b"
    choice.offer([("c", "Cree"), ("b", "English")])
    assert choice.value() == "b"


def test_a_choice_that_does_not_fit_says_so_and_offers_all_of_it(theme, qtbot):
    long = "Make a longer band with the same pattern"
    choice = shown(qtbot, Select(theme, [("a", "Short"), ("b", long)], name="Goal"))
    choice.resize(160, choice.height())
    assert choice.toolTip() == ""
    choice.choose("b")
    assert choice.toolTip() == long
    choice.resize(600, choice.height())
    assert choice.toolTip() == ""
    choice.setToolTip("Choose a goal first")
    choice.resize(160, choice.height())
    assert choice.toolTip() == "Choose a goal first", "what somebody else says there stays"


def test_a_long_text_that_is_put_in_shows_its_beginning_and_is_gone_on_with_at_its_end(theme, qtbot):
    holder = QWidget()
    field, other = TextField(theme, name="Called"), TextField(theme, name="Other")
    holder.setLayout(column(field, other))
    shown(qtbot, holder)
    other.setFocus()
    field.setText("I can explain it with a drawing")
    assert field.cursorPosition() == 0
    field.setFocus()
    qtbot.keyClicks(field, " now")
    assert field.text() == "I can explain it with a drawing now"
    field.setText("Other words")
    assert field.cursorPosition() == len("Other words"), "who types here stays at the end"
    field.setCursorPosition(5)
    other.setFocus()
    field.setFocus()
    assert field.cursorPosition() == 5, "the caret stays where somebody put it"


def test_levels_share_the_width_of_their_line_and_wrap_where_there_is_none(theme, qtbot):
    rating = shown(qtbot, Rating(theme, [("a", "Not yet"), ("b", "Almost"), ("c", "Got it")], "How far"))
    rating.resize(700, 44)
    marks = rating.findChildren(QRadioButton)
    assert len({mark.y() for mark in marks}) == 1
    assert 700 - 4 <= marks[-1].geometry().right() + 1 <= 700
    assert all(mark.width() > mark.sizeHint().width() for mark in marks)
    rating.resize(240, 140)
    assert len({mark.y() for mark in marks}) > 1
    assert all(mark.width() == mark.sizeHint().width() for mark in marks)


def test_a_box_of_text_tells_once_when_it_is_left(theme, qtbot):
    holder = QWidget()
    box, other = TextBox(theme, name="Note"), TextField(theme, name="Other")
    holder.setLayout(column(box, other))
    shown(qtbot, holder)
    box.show_value("kept")
    box.setFocus()
    told = []
    box.committed.connect(told.append)
    qtbot.keyClicks(box, "More ")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert other.hasFocus()
    box.setFocus()
    other.setFocus()
    assert told == ["More kept"]


@pytest.mark.parametrize("text", ["2026-11-18", "18 Nov 2026", "18 November 2026", "Nov 18, 2026"])
def test_dates_are_read_as_people_write_them(text):
    assert read_date(text) == date(2026, 11, 18)


def test_a_date_in_the_systems_short_way_is_read_and_nonsense_is_refused():
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        assert read_date("11/18/2026") == read_date("11/18/26") == date(2026, 11, 18)
        with pytest.raises(UserError, match="13/45/2026"):
            read_date("13/45/2026")
    finally:
        QLocale.setDefault(before)
    assert read_date("  ") is None


def test_chips_run_on_to_the_next_line(theme, qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(8)
    holder.setLayout(flow)
    for word in ("Met", "Getting there", "Not yet", "Not tracked yet"):
        flow.addWidget(Chip(theme, word, "check", "ok"))
    assert flow.heightForWidth(1000) == 24
    assert flow.heightForWidth(200) > 48
    holder.resize(1000, 40)
    holder.show()
    left = [flow.itemAt(index).geometry().left() for index in range(4)]
    assert left == sorted(left)
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(holder.rect())
    left = [flow.itemAt(index).geometry().left() for index in range(4)]
    assert left == sorted(left, reverse=True)


def test_the_hue_of_a_record_is_the_same_everywhere():
    assert [hue(text) for text in ("a", "b", "0190-record")] == [3, 5, 2]


@given(st.text(), st.text())
def test_names_of_any_script_are_isolated_when_joined(one, other):
    line = joined(one, other)
    assert line.count(FSI) >= bool(one) + bool(other)
    for part in (one, other):
        assert not part or f"{FSI}{part}{PDI}" in line
    assert isolate("") == ""


@pytest.mark.parametrize(
    ("said", "shown_as"),
    [("wait for the bell", "“wait for the bell”"), ("“already”", "“already”"), ("تحب أن تشرح", "«تحب أن تشرح»")],
)
def test_quotes_take_the_marks_of_their_script(said, shown_as):
    assert quoted(said) == shown_as


def test_a_quote_keeps_the_childs_spelling_and_runs_in_its_own_direction(theme, qtbot):
    quote = Quote("I lik <b>comics</b> & pigeons", "m")
    qtbot.addWidget(quote)
    assert quote.plain() == "“I lik <b>comics</b> & pigeons”"
    assert "&lt;b&gt;" in quote.text()
    assert is_rtl("«تحب»")
    arabic = Paragraph("تحب أن تشرح")
    qtbot.addWidget(arabic)
    assert 'dir="rtl"' in arabic.text()


def test_a_cut_line_offers_the_whole_text(theme, qtbot):
    line = shown(qtbot, Elided("A very long name of a class that does not fit", "strong"))
    line.resize(60, 20)
    assert line.toolTip() == line.text()
    line.resize(800, 20)
    assert line.toolTip() == ""


def test_the_ring_lies_outside_a_primary_button_and_follows_the_focus(theme, qtbot):
    holder = QWidget()
    first, primary = Button(theme, "Later", "quiet"), Button(theme, "Print", "primary")
    holder.setLayout(column(first, primary, gap=20, margins=(20, 20, 20, 20)))
    ring = FocusRing(theme, holder)
    shown(qtbot, holder)
    first.setFocus()
    assert not ring.isVisible()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert ring.isVisible()
    assert ring.geometry() == primary.geometry().adjusted(-5, -5, 5, 5)
    primary.move(primary.x() + 10, primary.y())
    assert ring.geometry() == primary.geometry().adjusted(-5, -5, 5, 5)
    primary.disable("Not now")
    assert not ring.isVisible()
