"""The page while nothing is shared: what sharing is, in three sentences, and the two ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import STRETCH, column, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.theme import Theme

WIDEST = 520
WORDS = (
    "Co-teachers work on the same class, each on their own laptop, with or without a network. A folder that you both "
    "reach carries the changes: OneDrive, Google Drive, Syncthing, a school drive or a USB stick. "
    "What lies in it is sealed, nobody can read it without your say, and there is no server and no account."
)


class NoShare(QWidget):
    """`share` and `join` open their dialogs."""

    def __init__(
        self,
        theme: Theme,
        share: Callable[[], object],
        join: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.share = Button(theme, "Share a class…", "primary", "share-2", on_click=share)
        self.join = Button(theme, "Join with a code…", icon="key-round", on_click=join)
        state = EmptyState(theme, "share-2", "Nothing is shared", WORDS, self.share, self.join)
        state.setMaximumWidth(theme.px(WIDEST))
        line = row(STRETCH, state, STRETCH)
        line.setStretch(1, 100)
        self.setLayout(column(theme.px(24), line, STRETCH))
