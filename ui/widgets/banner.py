"""A banner: something to know on this page, with one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.glyph import Glyph
from ui.widgets.layout import column, row
from ui.widgets.text import label, set_tone

if TYPE_CHECKING:
    from ui.theme.theme import Theme

BannerTone = Literal["warn", "bad", "info", "ok", "none"]
_LOOKS: dict[str, tuple[str, str]] = {
    "warn": ("triangle-alert", "warn"),
    "bad": ("circle-alert", "bad"),
    "info": ("info", "accent_ink"),
    "ok": ("circle-check", "ok"),
    "none": ("hourglass", "ink3"),
}


class Banner(QFrame):
    """An icon, a sentence, a second one in small letters, and an action."""

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        text: str = "",
        tone: BannerTone = "warn",
        action: QWidget | None = None,
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        px = theme.px
        self._glyph = Glyph(theme, icon or _LOOKS[tone][0], _LOOKS[tone][1], 18)
        self._title = label(title, "small-strong", wrap=True)
        self._text = label(text, "caption", "ink2", wrap=True)
        line = row(self._glyph, column(self._title, self._text, gap=px(1)), gap=px(12))
        line.setContentsMargins(px(16), px(10), px(12), px(10))
        line.setStretch(1, 1)
        if action is not None:
            line.addWidget(action)
        self.setLayout(line)
        self.show_words(title, text, tone, icon=icon)

    def show_words(self, title: str, text: str = "", tone: BannerTone = "warn", *, icon: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._glyph.show_icon(icon or _LOOKS[tone][0], _LOOKS[tone][1])
        self.setAccessibleName(" ".join(part for part in (title, text) if part))
        set_tone(self, tone)
