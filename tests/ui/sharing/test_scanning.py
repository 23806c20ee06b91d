"""A code is taken from a picture or from the camera, and nothing of either is kept."""

from __future__ import annotations

import random
import time

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from learnerplan.errors import UserError
from learnerplan.sharing import codes
from tests.sharing.code_pictures import photo, slanted, square
from tests.ui.sharing.conftest import PATIENCE
from ui import camera, scanned
from ui.camera import REFUSED, SILENT, Camera, QtCamera
from ui.dialogs.share_invite import ShareInviteDialog
from ui.dialogs.share_join import ShareJoinDialog
from ui.dialogs.share_scan import EVERY, ShareScanDialog
from ui.media import media_module
from ui.theme.tokens import DARK
from ui.widgets.qr_code import QrCode

CODE = codes.new(random.Random(7).randbytes)


def picture(image) -> QImage:
    """The same picture for Qt."""
    colours = image.convert("RGBA")
    made = QImage(colours.tobytes(), colours.width, colours.height, QImage.Format.Format_RGBA8888)
    return made.convertToFormat(QImage.Format.Format_RGB32)


OURS = picture(photo(slanted(square(CODE)), (1280, 720), turned=8))
MENU = picture(photo(square("https://example.org"), (1280, 720)))
TABLE = picture(photo(square("A").crop((0, 0, 1, 1)), (1280, 720)))


class Lens(Camera):
    """A camera at the edge of the system."""

    def __init__(self, parent) -> None:
        super().__init__(parent)
        self.calls: list[str] = []

    def start(self):
        self.calls.append("on")

    def stop(self):
        self.calls.append("off")


@pytest.fixture
def host(room_ctx, qtbot):
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    yield made
    assert room_ctx.tasks.shut_down()


@pytest.fixture
def lens(monkeypatch, room_ctx, host):
    """A laptop with a camera; the last one that was asked for."""
    held = []

    def find(parent):
        held.append(Lens(parent))
        return held[-1]

    monkeypatch.setattr(camera, "has_camera", lambda: True)
    monkeypatch.setattr(camera, "find_camera", find)
    return held


@pytest.fixture
def join(room_ctx, host, lens):
    made = ShareJoinDialog(room_ctx, host)
    made.open()
    QApplication.processEvents()
    return made


@pytest.fixture
def scan(join, lens):
    join.code.scan.click()
    QApplication.processEvents()
    return join.findChild(ShareScanDialog)


def mime(*, image=None, path=None, text=""):
    made = QMimeData()
    if image is not None:
        made.setImageData(image)
    if path is not None:
        made.setUrls([QUrl.fromLocalFile(str(path))])
    if text:
        made.setText(text)
    return made


def dropped(widget, data):
    """Hold it over the dialog and let go; tells whether it was taken."""
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(QPoint(40, 40), copy, data, left, none)
    QApplication.sendEvent(widget, enters)
    if not enters.isAccepted():
        return False
    QApplication.sendEvent(widget, QDropEvent(QPointF(40, 40), copy, data, left, none))
    return True


def waits_for(qtbot, join, tone):
    qtbot.waitUntil(lambda: join.code.said.property("tone") == tone, timeout=PATIENCE)


@pytest.mark.parametrize("which", ["file", "image"])
def test_a_dropped_picture_gives_the_code(join, qtbot, tmp_path, which):
    path = tmp_path / "IMG_0007.jpg"
    OURS.save(str(path))
    assert dropped(join, mime(path=path) if which == "file" else mime(image=OURS))
    waits_for(qtbot, join, "ok")
    assert join.code.line.text() == CODE
    assert join.code.value() == CODE
    assert join.code.line.hasFocus()


def test_while_a_picture_is_held_over_the_field_says_what_letting_go_does(join, tmp_path):
    before = join.code.said.text()
    path = tmp_path / "a.png"
    OURS.save(str(path))
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    data = mime(path=path)
    QApplication.sendEvent(join, QDragEnterEvent(QPoint(40, 40), copy, data, left, none))
    assert "Let go" in join.code.said.text()
    QApplication.sendEvent(join, QDragLeaveEvent())
    assert join.code.said.text() == before


def test_folders_and_words_are_not_taken_for_pictures(join, tmp_path):
    assert not dropped(join, mime(path=tmp_path))
    assert not dropped(join, mime(text="words"))


@pytest.mark.parametrize("where", ["code", "me", "pick"])
def test_a_picture_is_pasted_wherever_one_is(join, qtbot, where):
    QGuiApplication.clipboard().setImage(OURS)
    at = {"code": join.code.line, "me": join.me, "pick": join.code.pick}[where]
    at.setFocus()
    name = join.me.text()
    QTest.keyClick(at, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    waits_for(qtbot, join, "ok")
    assert join.code.line.text() == CODE
    assert join.me.text() == name


def test_pasted_words_stay_words(join, qtbot):
    QGuiApplication.clipboard().setText(CODE.lower())
    join.code.line.setFocus()
    QTest.keyClick(join.code.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert join.code.line.text() == CODE.lower()
    assert join.code.said.property("tone") == "ok"


def test_a_copied_file_is_pasted_and_a_copied_folder_or_address_is_not(join, qtbot, tmp_path):
    path = tmp_path / "code.png"
    OURS.save(str(path))
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(mime(path=tmp_path))
    assert not join.code.paste()
    address = QMimeData()
    address.setUrls([QUrl("https://example.org/code.png")])
    clipboard.setMimeData(address)
    assert not join.code.paste()
    clipboard.setMimeData(mime(image=OURS, text=CODE))
    assert not join.code.paste()
    clipboard.setMimeData(mime(path=path))
    assert join.code.paste()
    waits_for(qtbot, join, "ok")
    assert join.code.line.text() == CODE


@pytest.mark.parametrize(
    ("shown", "sentence"), [(TABLE, "No code was found in this picture"), (MENU, "no code to join with")]
)
def test_a_picture_without_our_code_is_said_and_takes_nothing_away(join, qtbot, shown, sentence):
    join.code.line.setText("ABCD")
    assert join.code.take(mime(image=shown))
    waits_for(qtbot, join, "bad")
    assert sentence in join.code.said.text()
    assert sentence in join.code.line.accessibleDescription()
    assert join.code.line.text() == "ABCD"


def test_a_file_is_chosen_by_keys(join, qtbot, tmp_path):
    path = tmp_path / "code.png"
    OURS.save(str(path))
    join.code.pick.setFocus()
    QTest.keyClick(join.code.pick, Qt.Key.Key_Space)
    chooser = join.findChild(QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    assert join.focusWidget() is join.code.pick
    waits_for(qtbot, join, "ok")
    assert join.code.line.text() == CODE


def test_a_screenshot_with_a_clear_ground_is_read():
    made = QImage(OURS.size(), QImage.Format.Format_ARGB32)
    made.fill(Qt.GlobalColor.transparent)
    code = square(CODE)
    for line in range(code.height):
        for at in range(code.width):
            if code.getpixel((at, line)) == 0:
                made.setPixelColor(at + 50, line + 50, Qt.GlobalColor.black)
    assert scanned.code_in(made) == CODE


def test_the_camera_gives_the_first_code_and_is_switched_off(join, scan, lens, qtbot):
    assert lens[0].calls == ["on"]
    assert "switched on" in scan.view.accessibleDescription()
    calls = lens[0].calls
    for _ in range(EVERY):
        lens[0].seen.emit(TABLE)
    qtbot.waitUntil(lambda: scan._looking is None, timeout=PATIENCE)
    assert scan.isVisible()
    lens[0].seen.emit(OURS)
    qtbot.waitUntil(lambda: join.code.line.text() == CODE, timeout=PATIENCE)
    assert calls == ["on", "off"]
    assert join.code.said.property("tone") == "ok"
    assert join.isVisible()


def test_another_code_is_said_and_the_camera_looks_on(scan, lens, join, qtbot):
    lens[0].seen.emit(MENU)
    qtbot.waitUntil(lambda: "no code to join with" in scan._sentence.text(), timeout=PATIENCE)
    assert scan.isVisible()
    assert lens[0].calls == ["on"]
    scan._seen = 0
    lens[0].seen.emit(OURS)
    qtbot.waitUntil(lambda: join.code.line.text() == CODE, timeout=PATIENCE)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_key_stops_the_camera_and_the_dialog_behind_stays(scan, lens, join, key):
    lens[0].seen.emit(TABLE)
    assert scan.view.showing
    QTest.keyClick(scan, key)
    assert not scan.isVisible()
    assert lens[0].calls == ["on", "off"]
    assert not scan.view.showing
    assert join.isVisible()
    assert join.code.line.text() == ""


def test_what_was_seen_before_escape_is_not_taken_after_it(scan, lens, join, room_ctx, qtbot):
    lens[0].seen.emit(OURS)
    scan.reject()
    qtbot.waitUntil(lambda: room_ctx.tasks.active() == 0, timeout=PATIENCE)
    assert join.code.line.text() == ""


@pytest.mark.parametrize("why", [REFUSED, SILENT])
def test_a_camera_that_gives_nothing_is_said(scan, lens, why):
    lens[0].failed.emit(UserError(*why))
    assert why[0] in scan._sentence.text()
    assert scan.view.accessibleDescription() == "No picture"
    assert scan.primary.accessibleName() == "Close"
    scan.primary.click()
    assert not scan.isVisible()


def test_without_a_camera_nothing_offers_to_scan(room_ctx, host, monkeypatch):
    monkeypatch.setattr(camera, "media_module", lambda _name: None)
    made = ShareJoinDialog(room_ctx, host)
    made.open()
    assert not made.code.scan.isVisible()
    assert made.code.pick.isVisible()
    assert camera.find_camera(made) is None


def test_a_camera_that_was_unplugged_is_said(join, monkeypatch):
    monkeypatch.setattr(camera, "find_camera", lambda parent: None)
    join.code.scan.click()
    assert "The camera is gone" in join.code.said.text()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("tokens", [None, DARK], ids=["light", "dark"])
def test_the_code_on_the_screen_holds_exactly_the_code(theme, qtbot, tokens, scale):
    theme.set_look(tokens or theme.tokens, scale, reading_font=False)
    shown = QrCode(theme, CODE, "The same code to scan")
    qtbot.addWidget(shown)
    shown.show()
    assert scanned.code_in(shown.grab().toImage()) == CODE


def test_the_invitation_shows_the_code_that_the_other_side_scans(pair, room_ctx, host):
    invite = ShareInviteDialog(room_ctx, pair.share, host)
    invite.open()
    invite.name.setText("Priya Menon")
    invite.primary.click()
    QApplication.processEvents()
    assert scanned.code_in(invite.grab().toImage()) == invite.invitation.code


@pytest.fixture
def media():
    found = media_module(camera.MODULE)
    if found is None:
        pytest.skip("the [media] extra is not installed")
    return found


@pytest.fixture
def real(media, qapp):
    """Qt's camera as it runs, but for the device: there may be none."""
    made = QtCamera(media, qapp)
    made._on = True
    yield made
    made.stop()
    made.deleteLater()


@pytest.mark.qt_log_ignore("No RHI backend")  # the offscreen platform has no graphics to turn frames with
def test_qts_frames_become_pictures_with_the_code(media, real, qtbot):
    """With the extra: a frame goes through Qt's own sink; elsewhere there is nothing to try."""
    seen = []
    real.seen.connect(seen.append)
    real.sink.setVideoFrame(media.QVideoFrame(OURS))
    qtbot.waitUntil(lambda: len(seen) == 1, timeout=PATIENCE)
    assert scanned.code_seen(seen[0]) == CODE
    assert real.patience.isActive()
    real.sink.setVideoFrame(media.QVideoFrame(TABLE))
    QApplication.processEvents()
    assert len(seen) == 1
    end = time.monotonic() + 5
    while len(seen) == 1 and time.monotonic() < end:
        real.sink.setVideoFrame(media.QVideoFrame(TABLE))
        QApplication.processEvents()
    assert scanned.code_seen(seen[1]) is None
    real.stop()
    real.sink.setVideoFrame(media.QVideoFrame(OURS))
    QApplication.processEvents()
    assert len(seen) == 2


@pytest.mark.qt_log_ignore("No RHI backend")
def test_the_code_comes_through_qts_camera_into_the_field(media, join, monkeypatch, qtbot):
    """All but the device itself: started, a frame looked through on another thread, and switched off."""
    made = []

    def find(parent):
        made.append(QtCamera(media, parent))
        return made[0]

    monkeypatch.setattr(camera, "find_camera", find)
    join.code.scan.click()
    QApplication.processEvents()
    qtbot.waitUntil(made[0].patience.isActive, timeout=PATIENCE)
    made[0].sink.setVideoFrame(media.QVideoFrame(OURS))
    qtbot.waitUntil(lambda: join.code.line.text() == CODE, timeout=PATIENCE)
    assert join.code.said.property("tone") == "ok"


def test_qts_camera_without_pictures_ends_with_one_sentence(media, real):
    told = []
    real.failed.connect(told.append)
    real.patience.timeout.emit()
    real.patience.timeout.emit()
    assert [str(error) for error in told] == [str(UserError(*SILENT))]
    assert not real.patience.isActive()


def test_qts_camera_that_is_refused_ends_with_one_sentence(media, real):
    told = []
    real.failed.connect(told.append)
    real._decide(Qt.PermissionStatus.Denied)
    assert [str(error) for error in told] == [str(UserError(*REFUSED))]


def test_qts_camera_that_is_not_there_ends_with_a_sentence(media, qtbot, qapp):
    """Started without any device, as after unplugging it."""
    if media.QMediaDevices.videoInputs():
        pytest.skip("there is a camera")
    made = QtCamera(media, qapp)
    with qtbot.waitSignal(made.failed, timeout=PATIENCE):
        made.start()
        made.patience.setInterval(0)
    made.stop()
    made.deleteLater()
