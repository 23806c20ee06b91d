"""What is wrong or unusual, as sentences with the next step. Nothing here ever stops anybody from working."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from learnerplan.services.share_troubles import SEEN_ENDS
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import STRETCH, clear, column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.domain.shares import Problem
    from ui.theme.theme import Theme

SHOWN = 3
FOLDER = "folder"
"""The kind of problem that choosing the folder again can mend."""


class Problems(QWidget):
    """Grave ones first and in amber. `folder_wanted` asks to choose the folder again, `seen` tells what was read."""

    folder_wanted = Signal()
    seen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._all = theme, False
        self._held: Sequence[Problem] = ()
        self._rows = column(gap=theme.px(8))
        self.more = Button(theme, "", "ghost", "chevron-down", small=True, on_click=self._show_all)
        name_place(self.more, "problems:more")
        self.setLayout(column(self._rows, row(self.more, STRETCH), gap=theme.px(4)))
        self.setAccessibleName("What is wrong")
        self.banners: list[Banner] = []

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these, hidden where there are none."""
        self._held = problems
        self.setVisible(bool(problems))
        ordered = sorted(problems, key=lambda one: not one.grave)
        shown = ordered if self._all else ordered[:SHOWN]
        with kept_focus(self):
            clear(self._rows)
            self.banners = []
            for at, problem in enumerate(shown):
                banner = self._banner(problem, at)
                self.banners.append(banner)
                self._rows.addWidget(banner)
        self.more.setVisible(len(ordered) > len(shown))
        self.more.say(f"Show {len(ordered) - len(shown)} more")

    def _banner(self, problem: Problem, at: int) -> Banner:
        action = None
        if problem.kind == FOLDER:
            action = Button(self._theme, "Choose the folder…", small=True, on_click=self.folder_wanted.emit)
        elif problem.kind in SEEN_ENDS:
            action = Button(self._theme, "Seen", small=True, on_click=partial(self.seen.emit, problem.kind))
        if action is not None:
            name_place(action, f"problem:{problem.kind}:{at}")
        tone = "warn" if problem.grave else "none"
        icon = "" if problem.grave else "info"
        return Banner(self._theme, problem.sentence, problem.next_step, tone, action, icon=icon)  # type: ignore[arg-type]

    def _show_all(self) -> None:
        self._all = True
        self.show_problems(self._held)
