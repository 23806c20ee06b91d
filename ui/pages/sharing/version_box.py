"""One of the values that stand side by side: who wrote it and when, the words, and "Keep this"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import sharing_words
from ui.widgets import paint
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.layout import column, row
from ui.widgets.text import Elided, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from learnerplan.domain.shares import Version
    from ui.theme.theme import Theme

LONG = 220
"""Letters of a value that are shown at first."""


def shortened(text: str) -> str:
    """The beginning of a long text, cut between two words."""
    if len(text) <= LONG:
        return text
    return text[:LONG].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


class VersionBox(QWidget):
    """A box within the card of a choice: the one place where a card holds boxes, since each can be chosen."""

    def __init__(
        self, theme: Theme, head: QWidget, text: str, keep: Button, *, empty: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._text = theme, text
        px = theme.px
        self.keep = keep
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._words = Paragraph(shortened(text) or empty, "body", "" if text else "ink3")
        box = column(head, self._words, gap=px(8), margins=(px(15), px(12), px(15), px(12)))
        buttons = row(keep, gap=px(4))
        if shortened(text) != text:
            self.more = Button(theme, "Show all", "ghost", small=True, on_click=self._turn)
            self.more.setAccessibleName(f"Show all of the text of {head.accessibleName()}")
            buttons.addWidget(self.more)
        buttons.addStretch(1)
        box.addStretch(1)
        box.addLayout(buttons)
        self.setLayout(box)
        self.setAccessibleName(f"{head.accessibleName()}: {text or empty}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge."""
        painter = QPainter(self)
        paint.antialiased(painter)
        theme = self._theme
        box = self.rect().toRectF()
        paint.rounded(painter, box, theme.px(10), theme.color("surface"), theme.color("line"))

    def _turn(self) -> None:
        whole = self._words.plain() == self._text
        self._words.show_text(shortened(self._text) if whole else self._text)
        self.more.say("Show all" if whole else "Show less")


def version_box(
    theme: Theme, version: Version, now: datetime, keep: Callable[[], object], parent: QWidget | None = None
) -> VersionBox:
    """The box of one person's value."""
    head = QWidget()
    name = sharing_words.whose(version)
    words = Elided(f"{name}  ·  {sharing_words.moment(version.at, now)}", "caption", "ink2")
    avatar = Avatar(theme, version.session.partition("-")[0], sharing_words.letters(version.who), 24)
    line = row(avatar, words, gap=theme.px(8))
    line.setStretch(1, 1)
    head.setLayout(line)
    head.setAccessibleName(f"{'You' if version.by_me else version.who}, {sharing_words.moment(version.at, now)}")
    button = Button(theme, "Keep this", small=True, on_click=keep)
    button.setAccessibleName(f"Keep the version of {'yourself' if version.by_me else version.who}")
    return VersionBox(theme, head, version.text, button, empty="Nothing: it was taken out", parent=parent)


def merged_box(theme: Theme, text: str, keep: Callable[[], object], parent: QWidget | None = None) -> VersionBox:
    """The box of a text that holds the paragraphs of both sides."""
    head = QWidget()
    words = Elided("Both together, paragraph by paragraph", "caption", "ink2")
    line = row(Glyph(theme, "combine", "ink3", 18), words, gap=theme.px(8))
    line.setStretch(1, 1)
    line.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
    head.setLayout(line)
    head.setAccessibleName("Both together")
    button = Button(theme, "Keep this", small=True, on_click=keep)
    button.setAccessibleName("Keep the text with the paragraphs of both")
    return VersionBox(theme, head, text, button, parent=parent)
