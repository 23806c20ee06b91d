"""Every control of the dialogs of sharing has a name, and they fit a small window at larger text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.sharing.values import REQUEST, TOMAS, share
from tests.ui.test_accessibility import controls
from ui.camera import Camera
from ui.dialogs.disclosure_log import DisclosureLog
from ui.dialogs.share_admit import ShareAdmitDialog
from ui.dialogs.share_end import ShareLeaveDialog, ShareRevokeDialog
from ui.dialogs.share_invite import ShareInviteDialog
from ui.dialogs.share_join import ShareJoinDialog
from ui.dialogs.share_moved import ShareMovedDialog
from ui.dialogs.share_rights import ShareRightsDialog
from ui.dialogs.share_scan import ShareScanDialog
from ui.dialogs.share_start import ShareStartDialog


class Shut(Camera):
    """A camera that is never switched on."""

    def start(self):
        """Nothing is seen."""

    def stop(self):
        """Nothing was seen."""


DIALOGS = {
    "start": ShareStartDialog,
    "join": ShareJoinDialog,
    "scan": lambda ctx, host: ShareScanDialog(ctx, Shut(host), host),
    "invite": lambda ctx, host: ShareInviteDialog(ctx, share(), host),
    "admit": lambda ctx, host: ShareAdmitDialog(ctx, REQUEST, host),
    "revoke": lambda ctx, host: ShareRevokeDialog(ctx, share(), TOMAS, host),
    "rights": lambda ctx, host: ShareRightsDialog(ctx, share(), TOMAS, host, supports=True),
    "leave": lambda ctx, host: ShareLeaveDialog(ctx, share(), host),
    "moved": lambda ctx, host: ShareMovedDialog(ctx, share(), host),
    "log": DisclosureLog,
}


@pytest.fixture(params=[(1.0, 1280, 800), (1.5, 1000, 640)], ids=["usual", "large text"])
def host(request, room_ctx, theme, qtbot):
    scale, width, height = request.param
    theme.set_look(theme.tokens, scale, reading_font=False)
    made = QWidget()
    made.resize(width, height)
    qtbot.addWidget(made)
    made.show()
    yield made
    room_ctx.tasks.shut_down()


@pytest.mark.parametrize("which", DIALOGS)
def test_controls_have_names_and_nothing_is_cut(which, host, room_ctx, qapp):
    dialog = DIALOGS[which](room_ctx, host)
    dialog.open()
    qapp.processEvents()
    assert dialog.accessibleName() or dialog.windowTitle()
    assert [type(one).__name__ for one in controls(dialog) if not one.accessibleName()] == []
    buttons = [one for one in controls(dialog) if isinstance(one, QAbstractButton)]
    assert [one.accessibleName() for one in buttons if one.width() < one.minimumSizeHint().width()] == []
    assert dialog.width() <= host.width()
    assert dialog.height() <= host.height()


@pytest.mark.parametrize("which", ["admit", "revoke", "leave"])
def test_enter_alone_decides_nothing(which, room_ctx, host, qtbot):
    dialog = DIALOGS[which](room_ctx, host)
    pressed = []
    dialog.primary.clicked.connect(lambda: pressed.append(1))
    dialog.open()
    focus = dialog.focusWidget()
    assert focus is not dialog.primary
    qtbot.keyClick(focus or dialog, Qt.Key.Key_Return)
    assert pressed == []


def test_what_is_shared_decides_which_fields_there_are(room_ctx, room, host):
    dialog = ShareStartDialog(room_ctx, host)
    dialog.open()
    assert dialog.name.value() == "Room 12"
    for what, people, room_shown in (("learners", True, True), ("educator", False, False), ("devices", False, False)):
        next(one for one in dialog.what.buttons() if one.value == what).click()
        assert dialog._people_field.isVisible() == people
        assert dialog._room_field.isVisible() == room_shown
    assert dialog.name.value() == "My devices"
    dialog.name.setText("Both laptops")
    dialog.what.buttons()[0].click()
    assert dialog.name.value() == "Both laptops"


def test_some_learners_are_found_among_those_of_the_class(room_ctx, room, host):
    dialog = ShareStartDialog(room_ctx, host)
    dialog.open()
    dialog.what.buttons()[1].click()
    dialog.people.line.setText("ana")
    assert dialog.people.take_first()
    assert dialog.people.value() == (room.ana,)
    dialog.people.choose([])
    dialog.primary.click()
    assert "at least one" in dialog.form._fields["people"].error()
