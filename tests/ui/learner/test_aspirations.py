from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from learnerplan.domain.profiles import HopeState, Horizon
from learnerplan.services import aspirations
from tests.ui.classday import dialog


@pytest.fixture
def hope(room, planned):
    return aspirations.add(
        room.store, room.ana, text="Open a bakery", horizon=Horizon.AFTER_SCHOOL, said_on=date(2026, 9, 1)
    )


def texts(page):
    return " ".join(words.text() for words in page.plan.hopes.findChildren(QLabel) if words.isVisibleTo(page))


def take(page, text):
    card = page.plan.hopes
    (held,) = aspirations.of_learner(card._ctx.store, card._learner.id)
    next(one for one in card.choices(held) if one.text == text).act()


def test_without_hopes_the_card_asks(planned, page, room):
    assert "hope for?" in texts(page)
    page.plan.hopes.add_button.click()
    asked = dialog()
    asked.primary.click()
    assert asked.isVisible(), "a hope needs words"
    asked.words.setPlainText("Be a vet")
    asked.horizon.choose("who_i_become")
    asked.primary.click()
    (held,) = aspirations.of_learner(room.store, room.ana)
    assert (held.text, held.horizon) == ("Be a vet", Horizon.WHO_I_BECOME)
    assert "Who I want to become" in texts(page)


def test_a_goal_chooses_its_hope_and_the_card_says_how_it_stands(hope, planned, page, room):
    assert "No goal serves it yet" in texts(page)
    page.plan.goal_actions.edit(page.plan.cards[1].goal)
    form = dialog()
    form.hope.choose(hope)
    form.primary.click()
    assert aspirations.served_by(room.store, planned.own) == hope
    assert "not tracked yet" in texts(page)
    page.plan.goal_actions.edit(page.plan.cards[1].goal)
    assert dialog().hope.value() == hope


def test_it_rests_is_shown_again_and_wakes(hope, planned, page, room):
    take(page, "Let it rest")
    assert "Open a bakery" not in texts(page)
    page.plan.hopes.rest_button.click()
    assert "Open a bakery" in texts(page)
    take(page, "It is alive again")
    assert aspirations.of_learner(room.store, room.ana)[0].state is HopeState.ALIVE


def test_a_hope_is_changed_and_removed(hope, planned, page, room):
    take(page, "Change the hope…")
    dialog().words.setPlainText("Open two bakeries")
    dialog().primary.click()
    assert "two bakeries" in texts(page)
    take(page, "Remove the hope")
    assert aspirations.of_learner(room.store, room.ana) == []
