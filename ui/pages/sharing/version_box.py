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
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from learnerplan.domain.shares import Version
    from ui.theme.theme import Theme

LONG = 220
"""Letters of a value that are shown at first."""
CONTEXT = 40
"""Letters before the first difference that are shown as well."""


def shortened(text: str, start: int = 0) -> str:
    """A part of a long text, from `start` on, cut between two words."""
    if len(text) <= LONG:
        return text
    end = start + LONG
    part = text[start:] if end >= len(text) else text[start:end].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"
    return f"… {part}" if start else part


def differ_from(texts: Sequence[str]) -> int:
    """Where to begin, so that the first letters in which long texts differ are among those that are shown."""
    held = [text for text in texts if text]
    if not held:
        return 0
    places = (at for at, letters in enumerate(zip(*held, strict=False)) if len(set(letters)) > 1)
    same = next(places, min(map(len, held)))
    if same < LONG // 2:
        return 0
    return held[0].rfind(" ", 0, same - CONTEXT) + 1


class VersionBox(QWidget):
    """A box within the card of a choice: the one place where a card holds boxes, since each can be chosen."""

    def __init__(
        self,
        theme: Theme,
        head: QWidget,
        text: str,
        keep: Button,
        *,
        empty: str = "",
        start: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._text, self._short = theme, text, shortened(text, start)
        px = theme.px
        self.keep = keep
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._words = Paragraph(self._short or empty, "body", "" if text else "ink3")
        box = column(head, self._words, gap=px(8), margins=(px(15), px(12), px(15), px(12)))
        buttons = row(keep, gap=px(4))
        if self._short != text:
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
        self._words.show_text(self._short if whole else self._text)
        self.more.say("Show all" if whole else "Show less")


def version_box(
    theme: Theme,
    version: Version,
    now: datetime,
    keep: Callable[[], object],
    *,
    start: int = 0,
    parent: QWidget | None = None,
) -> VersionBox:
    """The box of one person's value; a long one is shown from `start` on."""
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
    return VersionBox(theme, head, version.text, button, empty="Nothing: it was taken out", start=start, parent=parent)


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
