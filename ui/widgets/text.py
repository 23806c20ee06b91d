"""Words on the screen: labels by role, elided labels, running text and quotes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.typography import BODY_LINE, ROLES, VOICE_LINE
from ui.widgets import paint
from ui.widgets.bidi import is_rtl, quoted

LONGEST_WORD = 22
"""Letters of the longest word that fits any card; longer ones may break."""
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>"})


def label(
    text: str, role: str = "body", tone: str = "", *, wrap: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label of a role of text (`typography.ROLES`), in the role's colour or in that of `tone`."""
    made = QLabel(breakable(text) if wrap else text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    _take_role(made, role)
    if tone:
        made.setProperty("tone", tone)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return made


def _take_role(words: QLabel, role: str) -> None:
    """The style sheet sets the role's font; it knows no tracking, which is set beside it."""
    words.setProperty("role", role)
    tracking = ROLES[role].tracking
    if tracking != 100:
        font = words.font()
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, tracking)
        words.setFont(font)


def breakable(text: str) -> str:
    """The text with places to break in words too long for a card; letters that join up are left as they are."""
    if len(text) <= LONGEST_WORD:
        return text
    return " ".join(_cut(word) if len(word) > LONGEST_WORD else word for word in text.split(" "))


def shortened(text: str, most: int) -> str:
    """The first `most` letters of a text that is longer, for places that are read at a glance."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def _cut(word: str) -> str:
    if any("\u0590" <= letter <= "\u0dff" for letter in word):  # Hebrew, Arabic and the scripts of India
        return word
    return "\u200b".join(word[at : at + LONGEST_WORD // 2] for at in range(0, len(word), LONGEST_WORD // 2))


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget another tone and let the style sheet see it."""
    if widget.property("tone") == tone:
        return
    widget.setProperty("tone", tone)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # otherwise it is looked at when it first shows
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class Paragraph(QLabel):
    """Running text with the design's line height."""

    def __init__(self, text: str, role: str = "body", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _take_role(self, role)
        if tone:
            self.setProperty("tone", tone)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._line = BODY_LINE
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show `text`; line breaks in it are kept, and its first letter decides its direction."""
        self._plain = text
        side = "right" if is_rtl(text) else "left"
        body = breakable(text).translate(_MARKUP).replace("  ", "&nbsp; ")
        direction = ' dir="rtl"' if side == "right" else ""
        self.setText(f'<p align="{side}"{direction} style="margin:0; line-height:{self._line}%">{body}</p>')
        self.setAccessibleName(text)

    def plain(self) -> str:
        """The text without its markup."""
        return self._plain


class Quote(Paragraph):
    """A person's own words, in the voice face and in quotation marks. `size` is `l`, `m` or `s`."""

    def __init__(
        self, text: str, size: str = "m", tone: str = "", *, marks: bool = True, parent: QWidget | None = None
    ) -> None:
        self._marks = marks
        super().__init__("", f"quote-{size}", tone, parent)
        self._line = VOICE_LINE
        self.show_words(text)

    def show_words(self, text: str, *, marks: bool | None = None) -> None:
        """Show other words, exactly as they were said; `marks` where it changes whether anybody said them."""
        self._marks = self._marks if marks is None else marks
        self.show_text(quoted(text) if self._marks and text else text)


class Elided(QLabel):
    """One line that ends in an ellipsis when there is no room, with the whole text as its tooltip."""

    def __init__(self, text: str, role: str = "body", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        _take_role(self, role)
        if tone:
            self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters is enough."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 6), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip while it is cut."""
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        painter = QPainter(self)
        align = self.alignment()
        if self.isRightToLeft() and align & Qt.AlignmentFlag.AlignLeft:
            align = (align & ~Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignRight
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        paint.words(painter, QRectF(self.rect()), self.text(), self.font(), colour, align)
