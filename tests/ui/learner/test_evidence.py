"""Evidence: files that are dropped, pasted or chosen, looked through, tied to goals and put into the packet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QDropEvent, QGuiApplication, QImage

from learnerplan.domain.audiences import Audience
from learnerplan.services import artifacts
from learnerplan.services.share_book import StoreBook
from tests.ui.classday import TODAY, dialog, open_dialogs
from tests.ui.learner.conftest import choose
from ui.widgets.button import Button, IconButton
from ui.widgets.empty_state import EmptyState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)


@pytest.fixture
def evidence(page):
    page.go("evidence")
    return page.evidence


def picture(path: Path, colour: str = "#3355a4") -> Path:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))
    return path


def add(room, title, *, goals=(), data=None, name=""):
    return artifacts.add(
        room.store, room.ana, data or title.encode(), name=name or f"{title}.txt", title=title, added_on=TODAY,
        goal_ids=goals,
    )  # fmt: skip


def titles(evidence):
    return [tile._title for tile in evidence.browser.tiles.values()]


def drop(evidence, data: QMimeData):
    """Hold something over the tab, and let it go where it is taken."""
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    # Entering is the same event for the tab; the class of its own has another signature in each version of Qt.
    over = QDropEvent(QPointF(50, 50), *held)
    over.ignore()
    evidence.dragEnterEvent(over)
    if not over.isAccepted():
        return False
    assert evidence._drop.isVisible()
    evidence.dropEvent(QDropEvent(QPointF(50, 50), *held))
    assert not evidence._drop.isVisible()
    return True


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_files_are_dropped_and_told_of(evidence, planned, room, tmp_path, qtbot):
    assert drop(evidence, files(picture(tmp_path / "Boxes_for_2.png"), picture(tmp_path / "b.png", "#a33a22")))
    made = dialog()
    assert [piece.title_line.value() for piece in made.pieces] == ["Boxes for 2", "b"]
    made.pieces[0].why.setPlainText("It is the first time I saw it")
    made.pieces[1].title_line.setText("Comic, page 5")
    made.goals.boxes[planned.own].click()
    made.primary.click()
    qtbot.waitUntil(lambda: len(artifacts.of_learner(room.store, room.ana)) == 2)
    qtbot.waitUntil(lambda: not open_dialogs())
    rows = {row.title: row for row in artifacts.of_learner(room.store, room.ana)}
    assert rows["Boxes for 2"].why == "It is the first time I saw it"
    assert rows["Boxes for 2"].kind == "photo"
    assert {tie.goal_id for tie in artifacts.ties(room.store, room.ana)} == {planned.own}
    assert set(titles(evidence)) == {"Boxes for 2", "Comic, page 5"}
    assert room.store.undo() == "Add 2 artifacts"
    assert titles(evidence) == []


def test_folders_and_words_are_not_taken(evidence, page, room, tmp_path):
    (tmp_path / "Work").mkdir()
    assert drop(evidence, files(tmp_path / "Work"))
    assert open_dialogs() == []
    assert page._problem.isVisible()
    words = QMimeData()
    words.setText("just words")
    assert not drop(evidence, words)


def test_a_picture_is_pasted(evidence, room, qtbot):
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#2f6b43"))
    QGuiApplication.clipboard().setImage(image)
    evidence.paste()
    made = dialog()
    made.pieces[0].title_line.setText("A green field")
    made.primary.click()
    qtbot.waitUntil(lambda: titles(evidence) == ["A green field"])
    (row,) = artifacts.of_learner(room.store, room.ana)
    assert row.media_type == "image/png"
    kept = QImage(str(artifacts.file_of(room.store, row)))
    assert kept.pixelColor(3, 3) == QColor("#2f6b43")


def test_files_are_pasted_and_an_empty_clipboard_says_so(evidence, page, room, tmp_path):
    QGuiApplication.clipboard().setText("words")
    evidence.paste()
    assert page._problem.isVisible()
    QGuiApplication.clipboard().setMimeData(files(picture(tmp_path / "lion.png")))
    evidence.paste()
    assert dialog().pieces[0].title_line.value() == "lion"


def test_a_file_that_went_away_is_told_in_the_dialog(evidence, room, tmp_path, qtbot):
    gone = picture(tmp_path / "gone.png")
    drop(evidence, files(gone))
    made = dialog()
    gone.unlink()
    made.primary.click()
    qtbot.waitUntil(lambda: made._problem.isVisible())
    assert "gone.png" in made._sentence.text()
    assert made.primary.isEnabled()
    assert artifacts.of_learner(room.store, room.ana) == []
    made.reject()


def test_filters_and_search(evidence, planned, room, qtbot):
    add(room, "Boxes", goals=[planned.everyone])
    add(room, "Comic", goals=[planned.own])
    add(room, "Garden stand")
    browser = evidence.browser
    assert browser.filter._segments[0].accessibleName() == "All 3"
    for wanted, kept in (("everyone", {"Boxes"}), ("own", {"Comic"}), ("none", {"Garden stand"})):
        browser.filter.choose(wanted)
        browser.renew()
        assert set(titles(evidence)) == kept
    browser.filter.choose("all")
    browser.search.setText("gárden")
    assert titles(evidence) == ["Garden stand"]
    qtbot.keyClicks(browser.search, "zzz")
    (nothing,) = [one for one in evidence.findChildren(EmptyState) if one.isVisible()]
    nothing.findChild(Button).click()
    assert len(titles(evidence)) == 3


def test_the_evidence_of_one_goal_is_reached_from_the_plan(page, planned, room):
    piece = add(room, "Boxes", goals=[planned.everyone])
    add(room, "Comic", goals=[planned.own])
    page.go("plan")
    card = next(one for one in page.plan.cards if one.goal.id == planned.everyone)
    card.thumbs[piece].click()
    assert page.evidence.isVisible()
    assert titles(page.evidence) == ["Boxes"]
    assert page.evidence.browser.chosen_id == piece
    page.evidence.browser.only.click()
    assert len(titles(page.evidence)) == 2


def test_why_it_was_chosen_is_written_and_changed(evidence, room):
    add(room, "Boxes")
    detail = evidence.detail
    detail.why.setPlainText("I never saw it before")
    press(detail, "Keep")
    assert artifacts.of_learner(room.store, room.ana)[0].why == "I never saw it before"
    next(one for one in detail.findChildren(IconButton) if "why it was chosen" in one.accessibleName()).click()
    detail.why.setPlainText("It is mine")
    press(detail, "Keep")
    assert artifacts.of_learner(room.store, room.ana)[0].why == "It is mine"


def press(part, text):
    next(one for one in part.findChildren(Button) if one.text() == text and one.isVisible()).click()


def test_goals_are_linked_and_untied(evidence, planned, room):
    add(room, "Boxes")
    link = next(one for one in evidence.detail.findChildren(Button) if one.text() == "Link a goal")
    choose(link, "Make a comic")
    assert [tie.goal_id for tie in artifacts.ties(room.store, room.ana)] == [planned.own]
    next(one for one in evidence.detail.findChildren(IconButton) if "Untie" in one.accessibleName()).click()
    assert artifacts.ties(room.store, room.ana) == []
    assert room.store.undo() == "Change artifact"


def test_a_piece_goes_into_the_packet_and_out_again(evidence, room):
    add(room, "Boxes")
    press(evidence.detail, "Put in packet")
    assert artifacts.of_learner(room.store, room.ana)[0].audience is Audience.FAMILY
    press(evidence.detail, "In the packet")
    assert artifacts.of_learner(room.store, room.ana)[0].audience is Audience.RECORD


def more(evidence):
    return next(
        one for one in evidence.detail.findChildren(IconButton) if one.accessibleName().startswith("More about")
    )


def test_a_removed_piece_hands_the_keyboard_to_the_next(evidence, page, room):
    kept = [add(room, title) for title in ("One", "Two", "Three")]
    evidence.browser.tiles[kept[1]].click()
    choose(more(evidence), "Remove")
    assert len(titles(evidence)) == 2
    focus = page.focusWidget()
    assert focus is evidence.browser.tiles[evidence.browser.chosen_id]
    assert focus.isChecked()
    room.store.undo()
    assert len(titles(evidence)) == 3


def test_a_piece_is_changed(evidence, planned, room):
    add(room, "Boxs")
    choose(more(evidence), "Change…")
    made = dialog()
    made.title.clear()
    made.primary.click()
    assert "needs a title" in made.form._fields["title"].error()
    made.title.setText("Boxes")
    made.kind.choose("drawing")
    made.goals.boxes[planned.everyone].click()
    made.primary.click()
    (row,) = artifacts.of_learner(room.store, room.ana)
    assert (row.title, row.kind) == ("Boxes", "drawing")
    assert len(artifacts.ties(room.store, room.ana)) == 1


class Opener(QObject):
    """Takes the place of the system's programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def open(self, url):
        self.opened.append(Path(url.toLocalFile()))


def test_the_file_is_opened_by_the_system(evidence, room):
    add(room, "Boxes")
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")
    try:
        choose(more(evidence), "Open the file")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [path.read_bytes() for path in opener.opened] == [b"Boxes"]


def test_a_missing_file_is_shown_as_missing_with_what_to_do(evidence, room, qtbot):
    piece = add(room, "Boxes")
    row = artifacts.of_learner(room.store, room.ana)[0]
    artifacts.file_of(room.store, row).unlink()
    evidence.reload()
    assert "The file is missing" in evidence.browser.tiles[piece].accessibleName()
    words = [one.text() for one in evidence.detail.findChildren(object) if callable(getattr(one, "text", None))]
    assert any("restore a backup" in text for text in words)
    more(evidence).click()
    menu = more(evidence).menu_shown
    assert "Open the file" not in [action.text() for action in menu.actions()]
    menu.close()


def test_a_file_that_is_on_its_way_from_another_computer_is_not_called_missing(evidence, room, qtbot):
    piece = add(room, "Boxes")
    row = artifacts.of_learner(room.store, room.ana)[0]
    artifacts.file_of(room.store, row).unlink()
    with StoreBook(room.store).writing("Wait") as connection:
        connection.execute("INSERT INTO share_blob VALUES ('s', ?, 'n', 'wanted')", (row.sha256,))
    evidence.reload()
    assert "The file is on its way" in evidence.browser.tiles[piece].accessibleName()
    words = [one.text() for one in evidence.detail.findChildren(object) if callable(getattr(one, "text", None))]
    assert any("shared folder" in text for text in words)
    assert not any("missing" in text for text in words)


def test_pictures_come_from_another_thread(evidence, room, tmp_path, qtbot):
    piece = add(room, "Blue", data=picture(tmp_path / "blue.png").read_bytes(), name="blue.png")
    tile = evidence.browser.tiles[piece]
    qtbot.waitUntil(lambda: evidence.browser.tiles[piece]._picture is not None)
    assert tile._picture.toImage().pixelColor(5, 5).blue() > 120


def test_without_evidence_the_tab_says_what_to_do(evidence, room):
    (state,) = [one for one in evidence.findChildren(EmptyState) if one.isVisible()]
    assert state.accessibleName() == "No evidence yet"
    assert not evidence.browser.tools.isVisible()
    add(room, "Boxes")
    assert evidence.browser.tools.isVisible()


def test_in_little_room_a_piece_opens_in_a_drawer(evidence, page, room, qtbot):
    add(room, "Boxes")
    page.resize(960, 700)
    qtbot.waitUntil(lambda: not evidence._side.isVisible())
    next(iter(evidence.browser.tiles.values())).click()
    assert evidence.detail.isVisible()
    evidence.close_drawers()
    assert not evidence.detail.isVisible()
    page.resize(1200, 900)
    qtbot.waitUntil(lambda: evidence._side.isVisible())
    assert evidence.detail.isVisible()
