"""A process of its own in which somebody is in the middle of a check-in, to be killed by a test.

It types into the window, lives for two seconds, types a little more, says that it is ready, and waits for its end.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime

import time_machine
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from learnerplan.services import classes
from learnerplan.settings import Settings
from learnerplan.storage.store import Store
from ui.context import ChangeHub, Context, Preferences, Room, Shell
from ui.main_window import MainWindow
from ui.sections import SECTIONS
from ui.tasks import Tasks
from ui.theme.theme import Theme, apply_theme

SAFE_AFTER = 2.0
"""Seconds after which nothing typed may be lost."""
EARLY, LATE = "It was three whole ones", " and then"


def main(folder: str) -> None:
    """Type in the window of the planbook in `folder`; this never ends by itself."""
    app = QApplication([])
    theme = Theme()
    apply_theme(app, theme)
    store = Store.open(folder)
    ctx = Context(store, Preferences(Settings()), Tasks(), theme, ChangeHub(), Room(), Shell())
    ctx.changes.follow(store)
    window = MainWindow(ctx, SECTIONS, class_id=classes.listed(store)[0].id)
    window.show()
    ctx.navigate("check-in")
    page = window.current_page()
    for key in ("3", "s"):
        QTest.keyClicks(window.focusWidget() or page, key)
    begun = time.monotonic()
    QTest.keyClicks(window.focusWidget() or page, EARLY)
    while time.monotonic() - begun < SAFE_AFTER:
        QTest.qWait(20)
    QTest.keyClicks(window.focusWidget() or page, LATE)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    loop = QEventLoop()
    QTimer.singleShot(60_000, loop.quit)
    loop.exec()


if __name__ == "__main__":
    with time_machine.travel(datetime(2026, 11, 18, 9, 0, tzinfo=UTC)):
        main(sys.argv[1])
