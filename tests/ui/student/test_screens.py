"""A child without any instruction: answers the survey, ticks a step, says how it feels, keeps their words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import Feeling
from learnerplan.domain.profiles import Facet, Made, Voice
from learnerplan.domain.reflections import Prompt
from learnerplan.services import (
    artifacts,
    learners,
    own_surveys,
    profiles,
    reflections,
    steps,
    student_inbox,
    student_sessions,
    student_words,
    typing_drafts,
)
from learnerplan.services.student_sessions import Opens
from tests.ui.student.conftest import begin, crash, go, leave, tile
from tests.ui.test_accessibility import controls
from ui.student import drawings
from ui.student.controls import BigButton
from ui.student.hub import WHO_READS, WHO_READS_YOUNG, Hub
from ui.student.passing import Ended, PassOn
from ui.student.plan import PlanScreen
from ui.student.read_aloud import Reader, find_reader
from ui.student.survey import SurveyScreen

LEFT = Qt.MouseButton.LeftButton


def words(window):
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window))


def test_the_start_greets_says_who_reads_and_offers_what_is_open(mode, room, goal):
    window = begin(mode, room.ana, opens=(Opens.PLAN, Opens.PROFILE))
    assert "Hi, Ana Lúcia!" in words(window)
    assert WHO_READS in words(window)
    assert [tile.accessibleName() for tile in window.screen_shown.tiles.values()] == ["My plan", "About me"]


def test_the_youngest_read_fewer_words(mode, room):
    learners.change(room.store, room.ana, grade="2")
    assert WHO_READS_YOUNG in words(begin(mode, room.ana))


def test_nothing_is_offered_that_leads_nowhere(mode, room):
    window = begin(mode, room.minh)
    offered = {part.opens for part in window.screen_shown.tiles}
    assert offered - {Opens.SAY} == {Opens.PLAN, Opens.DRAW, Opens.PROFILE, Opens.SCRIPT}
    go(window, Opens.PLAN)
    assert "Your goals are not here yet" in words(window)


def test_enter_presses_what_the_keys_are_on(mode, room, goal):
    window = begin(mode, room.ana, room.minh, passing=True)
    QTest.keyClick(window.screen_shown.here, Qt.Key.Key_Return)
    assert isinstance(window.screen_shown, Hub)
    QTest.keyClick(tile(window, Opens.PLAN), Qt.Key.Key_Enter)
    assert isinstance(window.screen_shown, PlanScreen)


def test_every_picture_of_the_ready_made_surveys_is_drawn():
    named = {
        picture
        for ready in own_surveys.ready_made()
        for question in ready.questions
        for _text, picture in question.options
        if picture
    }
    assert named
    assert [name for name in named if not drawings.is_drawn(name)] == []


def test_the_survey_is_answered_with_keys_alone(mode, room, pictures):
    window = begin(mode, room.ana, surveys=(pictures,))
    QTest.mouseClick(tile(window, Opens.SURVEY), LEFT)
    screen = window.screen_shown
    assert isinstance(screen, SurveyScreen)
    for key in ("2", "1"):
        QTest.keyClick(screen.answers.cards[0], key)
        QTest.keyClick(screen.answers.cards[0], Qt.Key.Key_Return)
    assert screen.stars.filled == 2
    for key in ("1", "4"):
        QTest.keyClick(screen, key)
    QTest.keyClick(screen.answers.cards[0], Qt.Key.Key_Return)
    for _question in range(4):
        screen.unsure.click()
    QTest.keyClicks(screen.answers.box, "to swim")
    QTest.keyClick(screen.answers.box, Qt.Key.Key_Return)
    screen.next.click()
    assert isinstance(window.screen_shown, Hub)
    kept = {(row.text, row.facet, row.voice, row.made, row.audience) for row in profiles.entries(room.store, room.ana)}
    own = (Voice.LEARNER, Made.PICKED, Audience.RECORD)
    assert kept == {
        ("With one friend", Facet.PREFERENCE, *own),
        ("Quiet", Facet.PREFERENCE, *own),
        ("Draw; Run and play", Facet.INTEREST, *own),
        ("to swim", Facet.HOPE, Voice.LEARNER, Made.WROTE, Audience.RECORD),
    }


def test_arrows_walk_and_one_picture_is_chosen_at_a_time(mode, room, pictures):
    window = begin(mode, room.ana, surveys=(pictures,))
    go(window, Opens.SURVEY)
    cards = window.screen_shown.answers.cards
    cards[0].click()
    cards[0].setFocus()
    QTest.keyClick(cards[0], Qt.Key.Key_Right)
    assert window.focusWidget() is cards[1]
    QTest.keyClick(cards[1], Qt.Key.Key_Space)
    assert [card.isChecked() for card in cards] == [False, True, False, False]


def test_i_dont_know_yet_keeps_nothing(mode, room, pictures):
    window = begin(mode, room.ana, surveys=(pictures,))
    go(window, Opens.SURVEY)
    screen = window.screen_shown
    screen.answers.press(0)
    while screen is window.screen_shown:
        screen.unsure.click()
    assert room.store.value("SELECT count(*) FROM response") == 0
    assert profiles.entries(room.store, room.ana) == []


def test_answers_so_far_come_back_after_a_crash(mode, room, room_ctx, main, pictures):
    window = begin(mode, room.ana, surveys=(pictures,))
    go(window, Opens.SURVEY)
    window.screen_shown.answers.press(1)
    window.screen_shown.go_on()
    window.screen_shown.answers.press(2)
    window.screen_shown._typing.hold()
    again = crash(mode, room_ctx, main)
    go(again.window, Opens.SURVEY)
    screen = again.window.screen_shown
    assert screen.at == 1
    assert [card.isChecked() for card in screen.answers.cards] == [False, False, True]
    screen.go_back()
    assert screen.answers.cards[1].isChecked()
    leave(again)


def test_a_step_is_ticked_and_unticked(mode, room, goal):
    window = begin(mode, room.ana)
    QTest.mouseClick(tile(window, Opens.PLAN), LEFT)
    assert isinstance(window.screen_shown, PlanScreen)
    (tick,) = window.screen_shown.cards[0].steps
    QTest.mouseClick(tick, LEFT)
    (row,) = steps.of_goal(room.store, goal)
    assert (row.done_on, tick.isChecked()) == (room.today, True)
    QTest.keyClick(tick, Qt.Key.Key_Space)
    (row,) = steps.of_goal(room.store, goal)
    assert (row.done_on, tick.isChecked()) == (None, False)


def test_a_face_is_kept_at_once(mode, room, goal):
    window = begin(mode, room.ana)
    go(window, Opens.PLAN)
    faces = window.screen_shown.cards[0].faces
    for feeling in (Feeling.HARD, Feeling.GOOD):
        QTest.mouseClick(faces.buttons[feeling], LEFT)
    assert student_words.felt(room.store, room.ana, goal, on=room.today) is Feeling.GOOD
    assert [button.isChecked() for button in faces.buttons.values()] == [False, False, True, False]


def test_what_is_typed_is_a_draft_within_two_seconds_and_comes_back(mode, room, goal, qtbot):
    window = begin(mode, room.ana)
    go(window, Opens.PLAN)
    QTest.keyClicks(window.screen_shown.proud, "My kite")
    name = f"student/{room.ana}/proud"
    qtbot.waitUntil(lambda: typing_drafts.read(room.store, name) == "My kite", timeout=2000)
    assert room.store.value("SELECT count(*) FROM reflection") == 0
    go(window, Opens.PLAN)
    assert window.screen_shown.proud.toPlainText() == "My kite"
    window.screen_shown.leave()
    assert typing_drafts.read(room.store, name) == ""
    assert student_words.proud(room.store, room.ana, on=room.today) == "My kite"


@pytest.mark.parametrize(
    ("grade", "prompts"),
    [
        ("2", {Prompt.PROUD, Prompt.NEXT}),
        ("5", {Prompt.PROUD, Prompt.SECOND_STAR, Prompt.NEXT}),
        ("8", {Prompt.PROUD, Prompt.HARD, Prompt.NEXT}),
    ],
)
def test_looking_back_asks_by_grade(mode, room, goal, grade, prompts):
    learners.change(room.store, room.ana, grade=grade)
    window = begin(mode, room.ana)
    go(window, Opens.REFLECTION)
    assert set(window.screen_shown.boxes) == prompts
    QTest.keyClicks(window.screen_shown.boxes[Prompt.PROUD], "It flew")
    window.screen_shown.leave()
    (row,) = reflections.of_learner(room.store, room.ana)
    assert (row.prompt, row.text, row.voice, row.audience) == (Prompt.PROUD, "It flew", Voice.LEARNER, Audience.RECORD)


def test_the_script_is_written_line_by_line(mode, room):
    window = begin(mode, room.ana)
    go(window, Opens.SCRIPT)
    QTest.keyClicks(window.screen_shown.boxes[Prompt.NEXT], "sew")
    window.screen_shown.leave()
    go(window, Opens.SCRIPT)
    assert window.screen_shown.boxes[Prompt.NEXT].value() == "sew"


def test_work_is_chosen_from_the_folder_with_a_reason(mode, room, goal, tmp_path):
    from PySide6.QtGui import QImage

    inbox = tmp_path / "inbox"
    inbox.mkdir()
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.yellow)
    picture.save(str(inbox / "Minh and others.png"))
    student_inbox.choose(room.store, inbox)
    window = begin(mode, room.ana)
    go(window, Opens.WORK)
    screen = window.screen_shown
    assert not screen.keep_button.isEnabled()
    assert "Minh" not in screen.tiles[0].accessibleName()
    QTest.mouseClick(screen.tiles[0], LEFT)
    QTest.keyClicks(screen.why, "I like the colour")
    screen.goals[0].click()
    screen.keep_button.click()
    (row,) = artifacts.of_learner(room.store, room.ana)
    assert (row.why, row.audience) == ("I like the colour", Audience.RECORD)
    assert isinstance(window.screen_shown, Hub)
    assert artifacts.of_goal(room.store, goal) == [row]


def test_the_laptop_goes_round(mode, room, goal):
    window = begin(mode, room.ana, room.minh, passing=True)
    assert isinstance(window.screen_shown, PassOn)
    QTest.mouseClick(window.screen_shown.here, LEFT)
    go(window, Opens.PLAN)
    window.screen_shown.proud.setPlainText("My kite")
    window.go_home()
    window.screen_shown.done_button.click()
    assert isinstance(window.screen_shown, PassOn)
    assert "Minh" in words(window)
    assert "Ana" not in words(window)
    held = student_sessions.held(room.store.folder)
    assert (held.learner_id, held.passing) == (room.minh, True)
    window.screen_shown.here.click()
    window.screen_shown.done_button.click()
    assert isinstance(window.screen_shown, Ended)
    assert "Thank you!" in words(window)


def test_a_long_goal_and_a_name_from_right_to_left_fit(mode, room, goal):
    with room.store.transaction("Long") as tx:
        from learnerplan.domain import records

        tx.change(records.Goal, goal, words="Explain ratios " * 30)
        tx.change(records.Learner, room.ana, given_name="نور", family_name="المصري")
    window = begin(mode, room.ana)
    window.resize(1024, 700)
    assert "نور" in words(window)
    go(window, Opens.PLAN)
    assert window.minimumSizeHint().width() <= 1024


@pytest.mark.parametrize("opens", [None, *(each for each in Opens if each is not Opens.WORK)])
def test_each_control_has_a_name_and_is_large_enough(mode, room, goal, pictures, opens, qapp):
    window = begin(mode, room.ana, surveys=(pictures,))
    window.resize(1024, 700)
    if opens is not None:
        go(window, opens)
    qapp.processEvents()
    found = controls(window)
    assert [type(one).__name__ for one in found if not one.accessibleName()] == []
    assert [(one.accessibleName(), one.size()) for one in found if min(one.width(), one.height()) < 52] == []


def test_the_learners_page_leads_here(room, room_ctx, main):
    room_ctx.navigate("learner", room.ana)
    choice = next(each for each in main.current_page()._choices() if each.text == "Student mode…")
    choice.act()
    assert main.stack.place.page == "student"
    assert "Ana" in main.current_page().who.name.text()


class Speech:
    """What Qt's speech would be asked for."""

    def __init__(self) -> None:
        self.heard = []

    def say(self, text):
        self.heard.append(text)

    def stop(self):
        self.heard.append("")


def test_reading_aloud_is_offered_only_where_there_is_a_voice(mode, room, pictures):
    def read(window):
        return [one for one in window.findChildren(BigButton) if one.accessibleName() == "Read to me"]

    window = begin(mode, room.ana, surveys=(pictures,))
    go(window, Opens.SURVEY)
    assert bool(read(window)) is (find_reader(window) is not None)
    speech = Speech()
    window._reader = Reader(speech, window)
    window.take_turn()
    go(window, Opens.SURVEY)
    read(window)[-1].click()
    assert speech.heard[-1].startswith("Where do you learn best?. Just me. With one friend")


def test_answers_in_words_are_large_enough_to_hit(mode, room, qapp):
    survey = own_surveys.add_ready(room.store, "high-school")
    window = begin(mode, room.ana, surveys=(survey,))
    go(window, Opens.SURVEY)
    screen = window.screen_shown
    while not screen.answers.cards:
        screen.skip()
    qapp.processEvents()
    assert min(card.height() for card in screen.answers.cards) >= 56


def test_a_closed_plan_is_read_and_not_ticked(mode, room, goal):
    from learnerplan.domain import records
    from learnerplan.domain.plans import PlanState

    with room.store.transaction("Close") as tx:
        tx.change(records.Plan, room.store.value("SELECT id FROM plan"), state=PlanState.CLOSED)
    window = begin(mode, room.ana)
    assert Opens.REFLECTION not in {part.opens for part in window.screen_shown.tiles}
    go(window, Opens.PLAN)
    (tick,) = window.screen_shown.cards[0].steps
    QTest.mouseClick(tick, LEFT)
    assert steps.of_goal(room.store, goal)[0].done_on is None
    assert not window.screen_shown.cards[0].faces.isVisibleTo(window)


def test_from_the_plan_to_the_work_keeps_what_was_typed(mode, room, goal, tmp_path):
    student_inbox.choose(room.store, tmp_path)
    window = begin(mode, room.ana)
    go(window, Opens.PLAN)
    QTest.keyClicks(window.screen_shown.proud, "My kite")
    window.screen_shown.work_wanted.emit()
    assert "There is no picture to choose from yet" in words(window)
    assert student_words.proud(room.store, room.ana, on=room.today) == "My kite"


def test_a_full_disk_keeps_the_laptop_with_the_child(mode, room, goal):
    window = begin(mode, room.ana, room.minh)
    (room.store.folder.path / f"{student_sessions.FILE}.part").mkdir()
    window.screen_shown.done_button.click()
    assert "nothing can be saved" in words(window)
    assert window.session.learner_id == room.ana
    (room.store.folder.path / f"{student_sessions.FILE}.part").rmdir()
    window.screen_shown.done_button.click()
    assert window.session.learner_id == room.minh
