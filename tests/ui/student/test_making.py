"""Drawing and speaking: kept as the child's work, beside a screen or in the place of words."""

from __future__ import annotations

import importlib.util
from typing import ClassVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from learnerplan.domain.artifacts import ArtifactKind
from learnerplan.domain.profiles import Made
from learnerplan.domain.surveys import STAND_INS
from learnerplan.services import artifacts, learners, profiles, typing_drafts
from learnerplan.services.student_sessions import Opens, Session
from tests.ui.student.conftest import begin, go, leave, tile
from ui.student import recording, sound
from ui.student import window as student_window
from ui.student.canvas import PAPER, RUBBER
from ui.student.controls import BigButton
from ui.student.draw import DrawScreen
from ui.student.hub import Hub
from ui.student.mode import StudentMode
from ui.student.recording import Recorder, State
from ui.student.say import FAILED, SayScreen
from ui.student.start_page import StudentStartPage
from ui.student.window import KEPT
from ui.theme.tokens import DRAWINGS

LEFT = Qt.MouseButton.LeftButton


class Microphone:
    """A microphone and a loudspeaker at the edge of the system."""

    ending, can_play = ".wav", True
    hears: ClassVar[bytes] = b"RIFF\x24\0\0\0WAVE words"

    def __init__(self) -> None:
        self.file = self.ended = self.played = None

    def record(self, file, ended):
        self.file, self.ended = file, ended
        file.write_bytes(self.hears)

    def stop(self):
        self.ended(bool(self.hears))

    def play(self, file, ended):
        self.played = ended

    def hush(self):
        self.played = None


@pytest.fixture
def microphone(monkeypatch) -> Microphone:
    """A laptop that can record."""
    made = Microphone()
    monkeypatch.setattr(student_window, "find_recorder", lambda parent, place: Recorder(made, place, parent))
    return made


def line(canvas, *points: tuple[int, int]):
    """Draw through these points, in pixels of the screen."""
    places = [canvas._place().topLeft().toPoint() + QPoint(*at) for at in points]
    QTest.mousePress(canvas, LEFT, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(canvas, place)
    QTest.mouseRelease(canvas, LEFT, pos=places[-1])


def buttons(window):
    QApplication.processEvents()
    return {one.accessibleName(): one for one in window.findChildren(BigButton) if one.isVisibleTo(window)}


def test_a_drawing_is_drawn_taken_back_and_kept(mode, room):
    window = begin(mode, room.ana)
    screen = go(window, Opens.DRAW)
    assert not screen.keep_button.isEnabled()
    screen.pens.colours[2].click()
    line(screen.canvas, (20, 20), (120, 90), (200, 40))
    screen.pens.widths["Thick"].click()
    line(screen.canvas, (50, 200))
    assert [(one.pen, one.width) for one in screen.canvas.strokes] == [(2, 14), (2, 40)]
    screen.undo.click()
    assert len(screen.canvas.strokes) == 1
    QTest.keyClicks(screen.words, "My kite")
    screen.keep_button.click()
    assert tile(window, Opens.DRAW).done
    (row,) = artifacts.of_learner(room.store, room.ana)
    assert (row.title, row.kind, row.why) == ("My drawing", ArtifactKind.DRAWING, "My kite")
    picture = QImage(str(artifacts.file_of(room.store, row)))
    assert picture.size() == PAPER
    at = screen.canvas.strokes[0].points[0]
    assert picture.pixelColor(at) == QColor(DRAWINGS.pens[2][1])
    assert picture.pixelColor(PAPER.width() - 5, 5) == QColor(DRAWINGS.paper)


def test_the_rubber_is_as_white_as_the_paper(mode, room):
    screen = go(begin(mode, room.ana), Opens.DRAW)
    line(screen.canvas, (60, 60))
    at = screen.canvas.strokes[0].points[0]
    screen.pens.rubber.click()
    line(screen.canvas, (60, 60))
    assert screen.canvas.strokes[-1].pen == RUBBER
    assert QImage.fromData(screen.canvas.png()).pixelColor(at) == QColor(DRAWINGS.paper)


def test_keys_draw_too(mode, room):
    canvas = go(begin(mode, room.ana), Opens.DRAW).canvas
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Left):
        QTest.keyClick(canvas, key)
    (stroke,) = canvas.strokes
    first = stroke.points[0]
    assert stroke.points == [first, first + QPoint(20, 0), first + QPoint(20, 20)]
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert canvas.strokes == []
    for _step in range(200):
        QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas._at.y() >= 0


def test_a_drawing_outlives_a_crash_within_two_seconds(mode, room, room_ctx, main, qtbot):
    screen = go(begin(mode, room.ana), Opens.DRAW)
    line(screen.canvas, (20, 20), (120, 90))
    drawn = screen.canvas.strokes
    name = f"student/{room.ana}/draw"
    qtbot.waitUntil(lambda: typing_drafts.read(room.store, name) != "", timeout=2000)
    mode.window.let_go()
    mode.window = None
    again = StudentMode(room_ctx, main)
    assert again.resume()
    screen = go(again.window, Opens.DRAW)
    assert screen.canvas.strokes == drawn
    screen.keep_button.click()
    assert typing_drafts.read(room.store, name) == ""
    leave(again)


def test_the_youngest_may_draw_an_answer(mode, room, pictures):
    learners.change(room.store, room.ana, grade="2")
    window = begin(mode, room.ana, opens=(Opens.SURVEY,), surveys=(pictures,))
    screen = go(window, Opens.SURVEY)
    while screen.answers.box is None:
        screen.skip()
    asked = screen._question().text
    buttons(window)["Draw it"].click()
    assert isinstance(window.screen_shown, DrawScreen)
    line(window.screen_shown.canvas, (20, 20), (120, 90))
    window.screen_shown.keep_button.click()
    screen = window.screen_shown
    assert screen._question().text == asked
    assert screen.answers.said().made is Made.DREW
    screen.go_on()
    screen.skip()
    assert isinstance(window.screen_shown, Hub)
    assert room.store.value("SELECT text FROM answer") == STAND_INS[Made.DREW]
    assert room.store.value("SELECT made FROM response") == Made.DREW
    assert profiles.entries(room.store, room.ana) == []
    (row,) = artifacts.of_learner(room.store, room.ana)
    assert asked in row.title


def test_the_word_that_a_drawing_is_kept_moves_no_button_and_goes_with_the_question(mode, room, pictures):
    learners.change(room.store, room.ana, grade="1")
    window = begin(mode, room.ana, opens=(Opens.SURVEY,), surveys=(pictures,))
    screen = go(window, Opens.SURVEY)
    while screen.answers.box is None:
        screen.skip()
    place = buttons(window)["Next"].y(), screen.geometry().bottom()
    buttons(window)["Draw it"].click()
    line(window.screen_shown.canvas, (20, 20), (120, 90))
    window.screen_shown.keep_button.click()
    QApplication.processEvents()
    screen = window.screen_shown
    assert window.note.isVisibleTo(window)
    assert window.note.text() == KEPT
    assert (buttons(window)["Next"].y(), screen.geometry().bottom()) == place
    assert window.note.geometry().top() >= screen.geometry().bottom()
    assert window.rect().contains(window.note.geometry())
    screen.go_on()
    assert not window.note.isVisibleTo(window)


def test_going_back_from_the_paper_leaves_the_words_as_they_were(mode, room, goal):
    window = begin(mode, room.ana)
    screen = go(window, Opens.PLAN)
    QTest.keyClicks(screen.proud, "My kite")
    buttons(window)["Draw it"].click()
    window.screen_shown.back.click()
    assert window.screen_shown.proud.value() == "My kite"
    assert artifacts.of_learner(room.store, room.ana) == []


@pytest.mark.parametrize("opens", [(Opens.PLAN,), (Opens.PLAN, Opens.DRAW)])
def test_older_children_draw_where_it_is_open(mode, room, goal, opens):
    window = begin(mode, room.ana, opens=opens)
    go(window, Opens.PLAN)
    assert ("Draw it" in buttons(window)) is (Opens.DRAW in opens)


def test_without_a_microphone_nothing_offers_to_record(mode, room, goal, monkeypatch, room_ctx):
    monkeypatch.setattr(sound, "media_module", lambda _name: None)
    window = begin(mode, room.ana)
    assert Opens.SAY not in {part.opens for part in window.screen_shown.tiles}
    go(window, Opens.PLAN)
    assert "Say it" not in buttons(window)
    leave(mode)
    page = StudentStartPage(room_ctx)
    assert not page.what.opens[Opens.SAY].isVisibleTo(page)
    page.deleteLater()


def test_words_are_spoken_heard_again_and_kept(mode, room, microphone):
    window = begin(mode, room.ana)
    screen = go(window, Opens.SAY)
    assert isinstance(screen, SayScreen)
    assert not screen.keep_button.isEnabled()
    QTest.mouseClick(screen.mic, LEFT)
    assert (screen.recorder.state, screen.mic.accessibleName()) == (State.RUNNING, "Stop")
    QTest.mouseClick(screen.mic, LEFT)
    assert screen.recorder.state is State.THERE
    screen.hear.click()
    assert screen.hear.accessibleName() == "Stop"
    microphone.played()
    assert screen.hear.accessibleName() == "Listen"
    screen.again.click()
    QTest.mouseClick(screen.mic, LEFT)
    screen.keep_button.click()
    assert tile(window, Opens.SAY).done
    (row,) = artifacts.of_learner(room.store, room.ana)
    assert (row.title, row.kind) == ("My words", ArtifactKind.RECORDING)
    assert artifacts.file_of(room.store, row).read_bytes() == Microphone.hears
    assert not microphone.file.exists()


def test_nothing_is_recorded_behind_another_screen(mode, room, microphone):
    window = begin(mode, room.ana)
    screen = go(window, Opens.SAY)
    QTest.mouseClick(screen.mic, LEFT)
    window.ask_pin()
    assert screen.recorder.state is State.THERE
    window.grown_up_screen.back.emit()
    screen.back.click()
    assert not microphone.file.exists()
    assert artifacts.of_learner(room.store, room.ana) == []


def test_a_microphone_that_fails_is_said(mode, room, microphone, monkeypatch):
    monkeypatch.setattr(Microphone, "hears", b"")
    screen = go(begin(mode, room.ana), Opens.SAY)
    screen.mic.click()
    screen.mic.click()
    assert screen.words.text() == FAILED
    assert screen.recorder.state is State.EMPTY
    assert not screen.keep_button.isEnabled()


def test_a_recording_that_a_crash_left_is_removed(room, microphone):
    left = room.store.folder.path / f"{recording.STEM}.wav"
    left.write_bytes(b"words")
    Recorder(microphone, room.store.folder.path)
    assert not left.exists()


def test_an_extra_whose_system_library_is_missing_counts_as_none(monkeypatch, tmp_path):
    from ui import media

    (tmp_path / "half_there.py").write_text("raise ImportError('libpulse.so.0')", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert media.media_module("half_there") is None
    assert media.media_module("not_there_at_all") is None


def test_qt_records_a_file_that_is_kept(mode, room, main, qtbot):
    """With the extra and a microphone, Qt's own recorder; elsewhere there is nothing to try."""
    if importlib.util.find_spec(sound.MODULE) is None:
        pytest.skip("the [media] extra is not installed")
    if not sound.has_microphone():
        pytest.skip("there is no microphone")
    mode.begin(Session((room.ana,), (Opens.SAY,)))
    screen = go(mode.window, Opens.SAY)
    screen.mic.click()
    recorder = screen.recorder._sound._recorder
    qtbot.waitUntil(lambda: recorder.duration() > 0, timeout=8000)
    screen.mic.click()
    qtbot.waitUntil(lambda: screen.recorder.state is State.THERE, timeout=5000)
    screen.keep_button.click()
    (row,) = artifacts.of_learner(room.store, room.ana)
    assert row.media_type.startswith("audio/")
