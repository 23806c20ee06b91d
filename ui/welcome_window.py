"""The window while no planbook is open: the welcome page, and the bar of what is being prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMainWindow, QWidget

from ui.pages.welcome import WelcomePage
from ui.theme.breakpoints import MIN_HEIGHT, MIN_WIDTH
from ui.widgets.focus_ring import FocusRing
from ui.widgets.layout import column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from learnerplan.errors import UserError
    from ui.context import Preferences
    from ui.theme.theme import Theme


class WelcomeWindow(QMainWindow):
    """`starts` maps the names of the page's signals to what the application does."""

    def __init__(self, theme: Theme, preferences: Preferences, starts: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self._theme, self._preferences, self._starts = theme, preferences, starts
        self.setWindowTitle("Learnerplan")
        self.setMinimumSize(MIN_WIDTH, MIN_HEIGHT)
        self.resize(1280, 800)
        self._build()
        theme.rescaled.connect(self._build)

    @property
    def work_place(self) -> QWidget:
        """The host of progress bars."""
        return self._work_place

    def show_problem(self, error: UserError) -> None:
        """Say what went wrong on the page."""
        self.page.show_problem(error)

    @Slot()
    def _build(self) -> None:
        self.page = WelcomePage(self._theme, self._preferences)
        for name, start in self._starts.items():
            getattr(self.page, name).connect(start)
        px = self._theme.px
        self._work_place = QWidget()
        self._work_place.setLayout(column(margins=(px(56), 0, px(56), px(24))))
        self._work_place.hide()
        central = QWidget()
        box = column(self.page, self._work_place, gap=0)
        box.setStretch(0, 1)
        central.setLayout(box)
        self.setCentralWidget(central)
        self._ring = FocusRing(self._theme, self)
