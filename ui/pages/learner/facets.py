"""The six parts of a profile in two columns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from learnerplan.domain.profiles import Voice
from ui.models.facets import HEADINGS
from ui.pages.learner.entry_line import EntryLine
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.kept_parts import KeptParts
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from learnerplan.services.profiles import EntryRow
    from ui.models.facets import Heading
    from ui.pages.learner.entries import EntryActions
    from ui.theme.theme import Theme

MOST, SHOWN = 3, 2
"""Up to `MOST` entries stand under a heading; of more, `SHOWN` do, and the others unfold."""


class FacetsCard(Card):
    """Shows the current entries, the newest first under each heading."""

    def __init__(self, theme: Theme, actions: EntryActions, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._theme, self._actions = theme, actions
        self._open: set[str] = set()
        self._shown: tuple[Sequence[EntryRow], str, date] | None = None
        self._parts = KeptParts()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(32))
        self._grid.setVerticalSpacing(theme.px(14))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.setAccessibleName("Profile")

    def fold(self) -> None:
        """Close what was unfolded, for another learner."""
        self._open.clear()

    def show_entries(self, entries: Sequence[EntryRow], called: str, today: date) -> None:
        """Show these entries."""
        self._shown = entries, called, today
        with kept_focus(self), self._parts.renewing(self._grid):
            for at, heading in enumerate(HEADINGS):
                mine = [entry for entry in entries if entry.facet in heading.facets]
                value = (mine, called, today, heading.title in self._open)
                make = partial(self._part, heading, mine, called, today)
                self._grid.addWidget(self._parts.part(heading.title, value, make), at // 2, at % 2)

    def _part(self, heading: Heading, entries: Sequence[EntryRow], called: str, today: date) -> QWidget:
        theme = self._theme
        add = IconButton(theme, "plus", f"Add to “{heading.title}”", small=True)
        add.clicked.connect(lambda: self._actions.add(heading.first, Voice.LEARNER))
        name_place(add, f"add:{heading.title}")
        box = column(row(label(heading.title, "row"), STRETCH, add), gap=theme.px(7))
        folds = len(entries) > MOST
        shown = entries[:SHOWN] if folds and heading.title not in self._open else entries
        for entry in shown:
            box.addWidget(EntryLine(theme, entry, called, today, partial(self._actions.choices, entry)))
        if not entries:
            box.addWidget(label("Nothing here yet", "caption"))
        if folds:
            text = "Show fewer" if shown is entries else f"{len(entries) - SHOWN} more"
            more = Button(theme, text, "ghost", small=True, on_click=lambda: self._toggle(heading.title))
            name_place(more, f"more:{heading.title}")
            box.addLayout(row(more, STRETCH))
        box.addStretch(1)
        part = QWidget()
        part.setLayout(box)
        return part

    def _toggle(self, title: str) -> None:
        self._open ^= {title}
        if self._shown is not None:
            self.show_entries(*self._shown)
