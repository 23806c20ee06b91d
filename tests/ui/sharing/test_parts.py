"""The parts of the page, each with the values that it may have to show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from learnerplan.domain.shares import MemberState, Role, ShareState
from tests.ui.sharing.values import NOW, PROBLEM, REQUEST, TOMAS, WORDS, choice, health, member, share, version
from ui.pages.sharing.asking import StandingCard
from ui.pages.sharing.choices import SHOWN, Choices
from ui.pages.sharing.people import PeopleCard
from ui.pages.sharing.problems import Problems
from ui.pages.sharing.version_box import LONG, differ_from, shortened
from ui.widgets.button import Button
from ui.widgets.code_groups import CodeGroups
from ui.widgets.nav_item import NavItem
from ui.widgets.pair_grid import PairGrid
from ui.widgets.qr_code import QUIET, QrCode


@pytest.fixture
def shown(qtbot):
    def show(widget, width=480):
        qtbot.addWidget(widget)
        widget.resize(width, 600)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return show


def buttons(part):
    return {one.accessibleName(): one for one in part.findChildren(Button) if one.isVisibleTo(part)}


def test_people_are_read_out_as_sentences_and_the_owner_may_send_them_out(theme, shown, qtbot):
    card = shown(PeopleCard(theme))
    card.show_health(health(), NOW)
    names = [line.accessibleName() for line in card.lines]
    assert names[0] == "Amara Okoye, You, this laptop, Up to date, all 1,204 entries"
    assert names[2] == "Tomáš Novák, Reads and writes, Heard last night, 14 entries came in"
    more = buttons(card)["More about Tomáš Novák"]
    change, revoke = more._choices()
    with qtbot.waitSignal(card.revoke_wanted) as told:
        revoke.act()
    assert told.args == [TOMAS]
    with qtbot.waitSignal(card.change_wanted) as told:
        change.act()
    assert told.args == [TOMAS]


def test_only_the_owner_invites_and_lets_in(theme, shown, qtbot):
    card = shown(PeopleCard(theme))
    card.show_health(health(requests=(REQUEST,)), NOW)
    with qtbot.waitSignal(card.admit_wanted) as told:
        buttons(card)["Compare words with Sofía de la Fuente"].click()
    assert told.args == [REQUEST]
    card.show_health(health(requests=(REQUEST,), held=share(role=Role.EDITOR)), NOW)
    assert buttons(card) == {}


def test_those_who_are_out_are_shown_on_demand(theme, shown, qtbot):
    card = shown(PeopleCard(theme))
    card.show_health(health(TOMAS, member("9", "Ana", MemberState.REVOKED)), NOW)
    assert len(card.lines) == 1
    buttons(card)["1 who is out"].click()
    assert [line.member.name for line in card.lines] == ["Tomáš Novák", "Ana"]
    assert buttons(card)["Hide who is out"].hasFocus() or not card.isActiveWindow()


def test_a_choice_shows_both_values_and_who_wrote_them(theme, shown, qtbot):
    part = shown(Choices(theme))
    part.show_choices([choice()], NOW)
    names = [box.accessibleName() for box in part.cards[0].boxes]
    assert names == ["You, 18 Nov, 6:30 am: Share a recipe", "Tomáš Novák, 18 Nov, 6:30 am: Draw the table"]
    for deed, number, press in (("pick", 0, 0), ("pick", 1, 1)):
        with qtbot.waitSignal(part.decided) as told:
            part.cards[0].boxes[press].keep.click()
        assert told.args[1:] == [deed, number]
    with qtbot.waitSignal(part.decided) as told:
        part.cards[0].both.click()
    assert told.args[1] == "both"
    with qtbot.waitSignal(part.asked) as asked:
        part.cards[0].asks[0].click()
    assert asked.args[1] == "Tomáš Novák"


def test_paragraphs_of_both_are_offered_where_they_do_not_touch(theme, shown, qtbot):
    part = shown(Choices(theme))
    part.show_choices([choice(both=None, merged="One.\n\nTwo.")], NOW)
    card = part.cards[0]
    assert card.both is None
    assert card.boxes[-1].accessibleName() == "Both together: One.\n\nTwo."
    with qtbot.waitSignal(part.decided) as told:
        card.boxes[-1].keep.click()
    assert told.args[1] == "merged"


def test_many_choices_and_long_texts_are_shown_bit_by_bit(theme, shown):
    part = shown(Choices(theme))
    long = "He explains his thinking slowly. " * 40
    part.show_choices([choice(number, theirs=long) for number in range(12)], NOW)
    assert len(part.cards) == SHOWN
    box = part.cards[0].boxes[1]
    shown_text = box.findChildren(type(box._words))[0]
    assert len(shown_text.plain()) <= LONG + 2
    box.more.click()
    assert shown_text.plain() == long
    part.more.click()
    assert len(part.cards) == 12
    assert not part.more.isVisible()


def test_cards_that_say_the_same_stay_with_the_place_of_the_keys(theme, shown, qtbot):
    part = shown(Choices(theme))
    part.show_choices([choice(1), choice(2)], NOW)
    second = part.cards[1]
    part.show_choices([choice(2)], NOW)
    assert part.cards == [second]


def test_three_values_and_a_value_that_was_taken_out(theme, shown):
    part = shown(Choices(theme))
    three = replace(choice(), versions=(*choice().versions, version("", by_me=False, who="Priya Menon")))
    part.show_choices([three], NOW)
    assert len(part.cards[0].boxes) == 3
    assert part.cards[0].boxes[2].accessibleName().endswith("it was taken out")
    assert [ask.text() for ask in part.cards[0].asks] == ["Ask \u2068Tomáš\u2069", "Ask \u2068Priya\u2069"]


def test_problems_are_sentences_with_the_next_step(theme, shown, qtbot):
    part = shown(Problems(theme))
    quiet = replace(PROBLEM, kind="newer", sentence="One entry waits.", grave=False)
    part.show_problems([quiet, PROBLEM, *[replace(PROBLEM, kind=f"k{at}") for at in range(3)]])
    assert part.banners[0].accessibleName() == "The shared folder is not there. Plug in the stick."
    assert len(part.banners) == 3
    with qtbot.waitSignal(part.folder_wanted):
        buttons(part)["Choose the folder…"].click()
    buttons(part)["Show 2 more"].click()
    assert len(part.banners) == 5
    part.show_problems([])
    assert not part.isVisible()


def test_a_problem_that_nothing_mends_is_over_when_it_was_read(theme, shown, qtbot):
    part = shown(Problems(theme))
    part.show_problems([replace(PROBLEM, kind="kept"), replace(PROBLEM, kind="newer")])
    with qtbot.waitSignal(part.seen) as told:
        buttons(part)["Seen"].click()
    assert told.args == ["kept"]


@pytest.mark.parametrize(
    ("state", "says"),
    [(ShareState.ASKING, "Waiting for"), (ShareState.REVOKED, "ended sharing"), (ShareState.LEFT, "You left")],
)
def test_a_share_that_is_not_on_says_how_it_stands(theme, shown, state, says):
    card = shown(StandingCard(theme))
    card.show_share(share(state, Role.EDITOR), "Tomáš Novák", WORDS)
    assert says in card.accessibleName()
    assert (card.words is not None) == (state is ShareState.ASKING)
    if card.words is not None:
        assert card.words.accessibleName().endswith(", ".join(WORDS))
    card.show_share(share(), "", ())
    assert not card.isVisible()


def test_pairs_stand_side_by_side_while_there_is_room(qtbot):
    grid = PairGrid(100, 10)
    place = QWidget()
    qtbot.addWidget(place)
    place.setLayout(grid)
    for _ in range(3):
        grid.addWidget(QWidget())
    place.resize(220, 300)
    place.show()
    assert grid.columns(220) == 2
    assert grid.columns(200) == 1
    place.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid.setGeometry(place.rect())
    assert grid.itemAt(0).geometry().left() > grid.itemAt(1).geometry().left()


def test_a_code_is_read_letter_by_letter(theme, shown):
    assert shown(CodeGroups(theme, "K7QF-2MXW")).accessibleName() == "The code: K 7 Q F, 2 M X W"


def test_a_qr_code_keeps_its_quiet_edge_and_its_modules(theme, shown):
    code = shown(QrCode(theme, "K7QF-2MXW-PA9D-HTR3-VNZC", "Code"), 168)
    picture = code.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    count = len(code.modules)
    step = code.width() // (count + 2 * QUIET)
    edge = (code.width() - step * count) // 2
    for line, cells in enumerate(code.modules):
        for at, dark in enumerate(cells):
            pixel = picture.pixelColor(edge + at * step + step // 2, edge + line * step + step // 2)
            assert (pixel.lightness() < 128) == dark
    assert edge >= QUIET * step


def test_the_sidebar_says_how_much_waits(theme, shown):
    item = shown(NavItem(theme, "share-2", "Sharing", tip="Alt+7"), 200)
    before = item.grab().toImage()
    item.show_count(2)
    assert item.accessibleName() == "Sharing, 2 to look at"
    assert item.grab().toImage() != before
    item.set_compact(True)
    assert item.toolTip() == "Sharing, 2 to look at (Alt+7)"
    item.show_count(0)
    assert item.accessibleName() == "Sharing"


def test_long_texts_are_shown_from_where_they_differ(theme, shown):
    same = "He explains his thinking slowly and checks with a partner. " * 8
    part = shown(Choices(theme))
    part.show_choices([choice(mine=same + "He needs a quiet place.", theirs=same + "He needs time.")], NOW)
    told = [box._words.plain() for box in part.cards[0].boxes]
    assert told[0].endswith("He needs a quiet place.")
    assert told[1].endswith("He needs time.")
    assert all(text.startswith("… ") for text in told)
    assert shortened("short") == "short"
    assert differ_from(["one", "two"]) == differ_from(["", ""]) == 0
