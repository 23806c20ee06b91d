"""The first screen, while there is no Learnerplan folder: choose a start, without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from learnerplan.settings import SCALES
from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.theme.fonts import load_fonts
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.fields import Select
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.landscape import Landscape
from ui.widgets.layout import column, row
from ui.widgets.option_card import LinkCard
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from learnerplan.errors import UserError
    from ui.context import Preferences
    from ui.theme.theme import Theme

QUOTE = "“I learn best when I can draw it first and then someone asks me why.”"
WHO = "Layla, 11  ·  her first plan, September"
WIDEST = 620
VOICE_FONTS = ("literata-400",)


class WelcomePage(QWidget):
    """Offers a start and tells which was wanted; the window does the rest."""

    sample_wanted = Signal()
    roster_wanted = Signal()
    empty_wanted = Signal()
    open_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, theme: Theme, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._preferences = theme, preferences
        self.setAccessibleName("Welcome to Learnerplan")
        px = theme.px
        about_sample = "28 made-up students. Leave it at any time."
        self.sample = self._card("sparkles", "Look around with a sample class", about_sample, first=True)
        self.roster = self._card("table-2", "Bring in my roster", "CSV or Excel. You check each row.")
        self.empty = self._card("sprout", "Start with an empty class", "Add students yourself, one by one.")
        for card, signal in (
            (self.sample, self.sample_wanted),
            (self.roster, self.roster_wanted),
            (self.empty, self.empty_wanted),
        ):
            card.clicked.connect(signal)
        self._problem = Banner(theme, tone="bad")
        self._problem.hide()
        load_fonts(VOICE_FONTS)
        self._picture = Landscape(theme, QUOTE, WHO)
        self._left = QScrollArea()
        self._left.setWidget(self._words())
        self._left.setWidgetResizable(True)
        self._left.setFrameShape(QFrame.Shape.NoFrame)
        self._left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._left.viewport().setAutoFillBackground(False)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(0, px(40), px(40), px(40))
        line.setSpacing(0)
        line.addWidget(self._left, 10)
        line.addWidget(self._picture, 11)
        self.setFocusProxy(self.sample)

    def show_problem(self, error: UserError) -> None:
        """Say why a start did not work, above the cards."""
        self._problem.show_words(error.message, error.hint, "bad")
        self._problem.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture goes where there is no room for two columns."""
        super().resizeEvent(event)
        narrow = breakpoint_of(self.width(), self.theme.scale) is Breakpoint.SINGLE
        self._picture.setVisible(not narrow)
        wide = breakpoint_of(self.width(), self.theme.scale) is Breakpoint.FULL
        edge = self.theme.px(56 if wide else 32)
        self._content.setContentsMargins(edge, 0, edge, 0)
        self._line.setStretch(0, 10 if wide else 13)

    def _card(self, icon: str, title: str, caption: str, *, first: bool = False) -> LinkCard:
        return LinkCard(self.theme, icon, title, caption, first=first)

    def _words(self) -> QWidget:
        theme, px = self.theme, self.theme.px
        brand = row(Glyph(theme, "sprout", "accent", 28), label("Learnerplan", "card"), gap=px(10))
        brand.addStretch(1)
        title = label("Plans that start with the child’s own words", "display", wrap=True)
        about = Paragraph(
            "Profiles, goals, check-ins and conference packets in one calm place. "
            "Nothing leaves unless you print, export or share. No account, no internet.",
            "body",
            "ink2",
        )
        links = FlowLayout(px(16))
        links.addWidget(
            Button(theme, "Open a Learnerplan folder…", "ghost", "folder-open", on_click=self.open_wanted.emit)
        )
        links.addWidget(Button(theme, "Restore a backup…", "ghost", "history", on_click=self.restore_wanted.emit))
        self._content = content = column(brand, px(40), title, px(4), about, px(12), self._problem, gap=px(12))
        cards = column(self.sample, self.roster, self.empty, gap=px(10))
        content.addLayout(cards)
        content.addLayout(links)
        content.addStretch(1)
        content.addLayout(self._looks())
        holder = QWidget()
        holder.setMaximumWidth(px(WIDEST + 112))
        holder.setLayout(content)
        return holder

    def _looks(self) -> QHBoxLayout:
        theme, held = self.theme, self._preferences.value
        size = Select(theme, [(str(scale), f"Text size {scale} %") for scale in SCALES], name="Text size", small=True)
        size.choose(str(held.text_scale))
        size.chosen.connect(lambda value: self._save(text_scale=int(value)))
        looks = [("system", "Follow system"), ("light", "Light"), ("dark", "Dark")]
        look = Select(theme, looks, name="Light or dark", small=True)
        look.choose(held.theme)
        look.chosen.connect(lambda value: self._save(theme=value))
        line = row(
            Glyph(theme, "a-large-small", "ink3", 16), size, theme.px(12), Glyph(theme, "moon", "ink3", 16), look
        )
        line.setSpacing(theme.px(6))
        line.addStretch(1)
        return line

    def _save(self, **changes: object) -> None:
        self._preferences.save(**changes)
