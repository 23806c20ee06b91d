"""What a keystroke costs: in the filter of 5,000 learners, and in the search over 100,000 texts."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from learnerplan.services import search
from tests.bench import planbooks
from tests.bench.figures import Figure

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.storage.store import Store

LEARNERS, TEXTS_EACH = 5_000, 20
LONGEST = 0.016
GOAL = "under 16 ms, the median"


def measure(folder: Path) -> list[Figure]:
    """Filter and search."""
    store = planbooks.filled(folder / "typing", LEARNERS, texts_each=TEXTS_EACH)
    try:
        keys = _filter(store)
        found = _search(store)
    finally:
        store.close()
    return [
        Figure("keystroke in the roster filter, 5,000 learners", f"{keys * 1000:.1f} ms", GOAL, keys < LONGEST),
        Figure("keystroke in the search, 100,000 texts", f"{found * 1000:.1f} ms", GOAL, found < LONGEST),
    ]


def _filter(store: Store) -> float:
    from learnerplan.settings import Settings
    from ui.context import ChangeHub, Context, Preferences, Room, Shell
    from ui.pages.roster import RosterPage
    from ui.tasks import Tasks
    from ui.theme.theme import Theme, apply_theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme()
    apply_theme(app, theme)
    ctx = Context(store, Preferences(Settings()), Tasks(), theme, ChangeHub(), Room(), Shell())
    page = RosterPage(ctx)
    page.resize(1064, 800)
    page.show()
    app.processEvents()
    times = []
    for text in ("layla hadd", "kov", "ng 4", "sato 12"):
        page.search.clear()
        app.processEvents()
        for letter in text:
            begun = time.perf_counter()
            QTest.keyClick(page.search, letter)
            app.processEvents()
            times.append(time.perf_counter() - begun)
        QTest.keyClick(page.search, Qt.Key.Key_Escape)
    page.close()
    return statistics.median(times)


def _search(store: Store) -> float:
    times = []
    for text in ("gar", "gard", "garden", "story fri", "bridge mea", "listen kind"):
        begun = time.perf_counter()
        search.search(store, text)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)
