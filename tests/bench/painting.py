"""How long a page takes to stand on the screen, and its peer: painting the same page once more, unchanged."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.bench.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from learnerplan.storage.store import Store
    from ui.context import Context


def context(store: Store) -> Context:
    """What pages are given, around a store."""
    from learnerplan.settings import Settings
    from ui.context import ChangeHub, Context, Preferences, Room, Shell
    from ui.tasks import Tasks
    from ui.theme.theme import Theme, apply_theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme()
    apply_theme(app, theme)
    ctx = Context(store, Preferences(Settings()), Tasks(), theme, ChangeHub(), Room(), Shell())
    ctx.changes.follow(store)
    return ctx


class Painted:
    """Times of one page in one run. `again` holds, for each time, how long painting it unchanged took just after."""

    def __init__(self, page: QWidget, width: int = 1064) -> None:
        self._page = page
        self.times: list[float] = []
        self.again: list[float] = []
        page.resize(width, 800)

    def settle(self, show: Callable[[], object]) -> None:
        """Do something that is not measured."""
        show()
        self._page.show()
        _paint()

    def measure(self, show: Callable[[], object]) -> None:
        """Measure until everything that `show` asks for is read, laid out and painted; then the peer."""
        begun = time.perf_counter()
        show()
        _paint()
        self.times.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        self._page.repaint()
        self.again.append(time.perf_counter() - begun)

    def leave(self) -> None:
        """Let the page go before the next one comes."""
        self._page.close()
        self._page.deleteLater()
        _paint()

    def figure(self, what: str, longest: float) -> Figure:
        """The median beside its goal, and as a multiple of its peer, which tells a slow page from a busy machine."""
        taken = statistics.median(self.times)
        peers = statistics.median(one / again for one, again in zip(self.times, self.again, strict=True))
        said = f"{taken * 1000:.0f} ms, {peers:.1f}x painting the same page unchanged"
        return Figure(what, said, f"under {longest * 1000:.0f} ms, the median", taken < longest)


def _paint() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
