"""The profile: words with who and when, changed, corrected, released, removed; each with its way back."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain.audiences import Audience
from learnerplan.domain.profiles import Facet, Made, Voice
from learnerplan.services import checkins, profiles, releases
from tests.ui.classday import TODAY, dialog
from tests.ui.learner.conftest import choose
from ui.pages.learner.entry_line import EntryLine
from ui.pages.learner.profile import leading
from ui.pages.learner.words import AllWords
from ui.widgets.attribution import Attribution
from ui.widgets.button import IconButton
from ui.widgets.text import Paragraph, Quote

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)

SEPTEMBER, NOVEMBER = date(2026, 9, 2), date(2026, 11, 10)


@pytest.fixture
def profile(page, qtbot):
    page.go("profile")
    return page.profile


def say(room, text, **values):
    given = {"facet": Facet.STRENGTH, "voice": Voice.LEARNER, "said_on": NOVEMBER, **values}
    return profiles.add(room.store, room.ana, text=text, **given)


def line_of(profile, text):
    """The line of the profile that shows this text."""
    for line in profile.findChildren(EntryLine):
        if line.isVisible() and any(text in words.plain() for words in line.findChildren(Paragraph)):
            return line
    return None


def words_of(widget):
    return [one.plain() for one in widget.findChildren(Quote)]


def test_every_statement_says_who_and_when(profile, room):
    say(room, "Sees patterns fast", voice=Voice.TEACHER, said_by="Ms. Okoye")
    (line,) = line_of(profile, "Sees patterns").findChildren(Attribution)
    assert line.accessibleName() == "Ms. Okoye, 10 Nov"


def test_own_words_are_quoted_and_picked_ones_are_not(profile, room):
    say(room, "I learn best when I can draw it first and somebody asks", facet=Facet.PREFERENCE)
    say(room, "I can explain it")
    say(room, "With one partner", made=Made.PICKED)
    say(room, "Sees patterns fast", voice=Voice.TEACHER)
    assert isinstance(line_of(profile, "I can explain it").findChildren(Paragraph)[0], Quote)
    assert not isinstance(line_of(profile, "With one partner").findChildren(Paragraph)[0], Quote)
    assert not isinstance(line_of(profile, "Sees patterns").findChildren(Paragraph)[0], Quote)


def test_among_all_words_too_what_was_picked_is_not_quoted(room, room_ctx, qtbot):
    say(room, "I can explain it")
    say(room, "With one partner", made=Made.PICKED)
    every = AllWords(room_ctx)
    qtbot.addWidget(every)
    every.show_learner(room.ana, TODAY)
    assert "I can explain it" in " ".join(words_of(every))
    assert "With one partner" not in " ".join(words_of(every))
    assert "With one partner" in [one.plain() for one in every.findChildren(Paragraph)]


def test_the_page_opens_with_a_sentence_of_the_learners_own(room):
    say(room, "Sees patterns fast and says them out loud to everybody", voice=Voice.TEACHER)
    say(room, "I am fast")
    say(room, "Quiet first", facet=Facet.PREFERENCE)
    say(room, "I learn best when I can draw it first and somebody asks", facet=Facet.PREFERENCE, said_on=SEPTEMBER)
    assert leading(profiles.entries(room.store, room.ana)).text.startswith("I learn best")
    assert leading([]) is None


def test_an_entry_is_added_from_its_heading(profile, room, qtbot):
    add = next(one for one in profile.facets.findChildren(IconButton) if "Growing in" in one.accessibleName())
    add.click()
    made = dialog()
    assert made.facet.value() == "challenge"
    made.primary.click()
    assert "no words yet" in made.form._fields["words"].error()
    qtbot.keyClicks(made.words, "starting when the page is full")
    made.said_on.line.setText("2026-11-02")
    made.primary.click()
    (entry,) = profiles.entries(room.store, room.ana)
    assert (entry.text, entry.facet, entry.voice) == (
        "starting when the page is full",
        Facet.CHALLENGE,
        Voice.LEARNER,
    )
    assert (entry.said_on, entry.audience) == (date(2026, 11, 2), Audience.RECORD)
    assert room.store.undo() == "Add to profile"
    assert line_of(profile, "starting when") is None


def test_what_the_family_says_comes_with_a_persons_translation(profile, room):
    profile.entry_actions.add(Facet.STRENGTH, Voice.FAMILY)
    made = dialog()
    made.words.setPlainText("تحب أن تشرح")
    made.said_by.setText("Mum")
    made.translation.setPlainText("She loves explaining")
    made.translator.setText("Ms. Saleh")
    made.primary.click()
    (entry,) = profiles.entries(room.store, room.ana)
    assert (entry.said_by, entry.translation, entry.translator) == ("Mum", "She loves explaining", "Ms. Saleh")
    assert words_of(profile.home) == ["«تحب أن تشرح»", "“She loves explaining”"]


def test_a_changed_mind_stands_beside_the_first_words(profile, room):
    say(room, "wait for the bell.", facet=Facet.CHALLENGE, said_on=SEPTEMBER)
    say(room, "I learn best when I can draw it first and somebody asks", facet=Facet.PREFERENCE)
    assert words_of(profile.then_and_now) == []
    choose(line_of(profile, "wait for the bell").menu, "Changed their mind…")
    made = dialog()
    made.words.setPlainText("draw boxes.")
    made.primary.click()
    assert profile.then_and_now.isVisible()
    assert words_of(profile.then_and_now) == ["“wait for the bell.”", "“draw boxes.”"]
    room.store.undo()
    assert words_of(profile.then_and_now) == []


def test_a_slip_is_corrected_in_place(profile, room):
    say(room, "I like comcs", facet=Facet.INTEREST)
    say(room, "I learn best when I can draw it first and somebody asks", facet=Facet.PREFERENCE)
    choose(line_of(profile, "comcs").menu, "Correct…")
    made = dialog()
    made.words.setPlainText("I like comics")
    made.primary.click()
    texts = {entry.text for entry in profiles.entries(room.store, room.ana, current_only=False)}
    assert "I like comics" in texts
    assert "I like comcs" not in texts


def test_how_far_words_travel_is_decided_at_the_entry(profile, room):
    entry = say(room, "Sees patterns fast", voice=Voice.TEACHER)
    line = line_of(profile, "Sees patterns")
    assert "Waits for your OK" in line.menu.accessibleName()
    choose(line.menu, "May go home")
    assert "Goes home" in line_of(profile, "Sees patterns").menu.accessibleName()
    held = {row.id: row for row in profiles.entries(room.store, room.ana)}
    assert held[entry].audience is Audience.FAMILY
    assert room.store.undo() == "Release for the family"


def test_a_removed_entry_hands_the_keyboard_on(profile, page, room):
    first = say(room, "Fast", voice=Voice.TEACHER)
    second = say(room, "Kind", voice=Voice.TEACHER)
    menu = line_of(profile, "Kind").menu
    menu.setFocus()
    choose(menu, "Remove")
    assert [entry.id for entry in profiles.entries(room.store, room.ana)] == [first]
    assert page.focusWidget() is line_of(profile, "Fast").menu
    room.store.undo()
    assert {entry.id for entry in profiles.entries(room.store, room.ana)} == {first, second}


def test_long_lists_unfold(profile, room):
    for number in range(5):
        say(room, f"Strength {number}", voice=Voice.TEACHER)
    assert line_of(profile, "Strength 0") is None
    next(one for one in profile.facets.findChildren(object) if _text(one) == "3 more").click()
    assert line_of(profile, "Strength 0") is not None
    next(one for one in profile.facets.findChildren(object) if _text(one) == "Show fewer").click()
    assert line_of(profile, "Strength 0") is None


def _text(one):
    return one.text() if callable(getattr(one, "text", None)) and getattr(one, "isVisible", bool)() else ""


def test_old_words_are_worth_asking_for_again(profile, room):
    say(room, "Comics", facet=Facet.INTEREST, said_on=SEPTEMBER)
    assert profile.ask_again.isVisible()
    assert profile.ask_again._title.text() == "Interests are 11 weeks old"
    profile.ask_again.ask.click()
    made = dialog()
    assert made.facet.value() == "interest"
    made.words.setPlainText("Pigeons")
    made.primary.click()
    assert not profile.ask_again.isVisible()


def test_all_words_show_the_superseded_ones_too(profile, page, room):
    entry = say(room, "wait for the bell.", said_on=SEPTEMBER)
    profiles.supersede(room.store, entry, text="draw boxes.", said_on=NOVEMBER)
    profile.open_words()
    assert words_of(profile._words) == ["“draw boxes.”", "“wait for the bell.”"]
    say(room, "Kai helps")
    assert "“Kai helps”" in words_of(profile._words)
    profile.close_drawers()


def test_all_that_waits_is_released_in_one_step(profile, room):
    say(room, "I am fast")
    say(room, "Only for school")
    checkins.add(room.store, room.ana, checkins.Talk(held_on=TODAY, words="It works"))
    assert profile.waiting._title.text() == "3 things wait for your OK"
    profile.look.click()
    made = dialog()
    assert made.primary.text() == "Let 3 go home"
    keep = next(one for one in made.rows if "Only for school" in one.waits.text)
    keep.box.click()
    assert made.primary.text() == "Let 2 go home"
    made.primary.click()
    assert made.isVisible()
    assert [one.waits.text for one in made.rows] == ["Only for school"]
    made.stay.click()
    assert not made.isVisible()
    assert releases.waiting(room.store, room.ana) == []
    assert not profile.waiting.isVisible()
    assert room.store.undo() == "Keep from home"
    assert room.store.undo() == "Release for the family"
    assert len(releases.waiting(room.store, room.ana)) == 3


def test_ticking_all_and_none(profile, room):
    say(room, "I am fast")
    say(room, "I am kind")
    profile.open_waiting()
    made = dialog()
    made.all.click()
    assert not made.primary.isEnabled()
    made.all.click()
    assert made.primary.text() == "Let 2 go home"
    made.reject()
