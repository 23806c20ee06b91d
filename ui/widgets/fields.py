"""Fields to type and choose in. They are put on a page through `form.py`, which gives each its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from ui import icons
from ui.widgets.bidi import isolate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from ui.theme.theme import Theme


class TextField(QLineEdit):
    """One line of text. Escape in a filled search field clears it first; elsewhere it takes nothing away.

    A text that is put in and too long for the field shows its beginning; who goes on typing does so at its end.
    """

    def __init__(
        self,
        theme: Theme,
        placeholder: str = "",
        icon: str = "",
        *,
        name: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setProperty("small", small)
        self.setFixedHeight(theme.px(32 if small else 40))
        if icon:
            self.setTextMargins(theme.px(24), 0, 0, 0)
        self._put_in = False

    def setText(self, text: str | None, /) -> None:
        """Show another text, from its beginning while nobody types here."""
        super().setText(text)
        self._put_in = not self.hasFocus()
        if self._put_in:
            self.setCursorPosition(0)

    def value(self) -> str:
        """The text without room at its ends."""
        return self.text().strip()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on at the end of what was put in; a click goes where it points, Tab selects everything."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ShortcutFocusReason):
            self._go_on()
        self._put_in = False

    def _go_on(self) -> None:
        if self._put_in and not self.hasSelectedText():
            self.end(False)
        self._put_in = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear a search on Escape while there is something to clear; pass it on otherwise."""
        if event.key() == Qt.Key.Key_Escape and self._icon == "search" and self.text() and not self.isReadOnly():
            self.clear()
            return
        self._go_on()
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon inside the field."""
        super().paintEvent(event)
        if not self._icon:
            return
        painter = QPainter(self)
        size = self._theme.px(16)
        left = self._theme.px(13)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - left - size if rtl else left
        colour = self._theme.color("accent" if self.hasFocus() else "ink3")
        icons.paint(painter, self._icon, colour, QRectF(x, (self.height() - size) / 2, size, size), rtl=rtl)


class TextBox(QPlainTextEdit):
    """Several lines of text. Tab leaves it. `committed` tells that the person is done with a changed text."""

    committed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        placeholder: str = "",
        lines: int = 3,
        *,
        name: str = "",
        voice: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._held = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setTabChangesFocus(True)
        self.setProperty("voice", voice)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        font = theme.font("quote-m" if voice else "body")
        self.setFixedHeight(QFontMetrics(font).lineSpacing() * lines + theme.px(26))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def value(self) -> str:
        """The text without room at its ends."""
        return self.toPlainText().strip()

    def show_value(self, text: str) -> None:
        """Show a text that is kept already."""
        self._held = text.strip()
        self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell once that the text is done."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.value() != self._held:
            self._held = self.value()
            self.committed.emit(self._held)


class Select(QComboBox):
    """One of several `(value, text)` options behind a field. `chosen` tells the value that a person picked.

    A text that does not fit ends in an ellipsis and is the tooltip.
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str]] = (),
        *,
        name: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setProperty("small", small)
        self.setFixedHeight(theme.px(32 if small else 40))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._whole = ""
        self.currentTextChanged.connect(lambda _text: self._offer_whole())
        self.offer(options)
        self.activated.connect(lambda _at: self.chosen.emit(self.value()))

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other options and keep the chosen value where it is still among them."""
        held = self.value()
        self.clear()
        for value, text in options:
            self.addItem(text, value)
        self.choose(held)

    def value(self) -> str:
        """The chosen value; empty when there is none."""
        found = self.currentData()
        return found if isinstance(found, str) else ""

    def choose(self, value: str) -> None:
        """Choose an option without announcing it; an unknown value changes nothing."""
        at = self.findData(value)
        if at >= 0:
            self.setCurrentIndex(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page must not change a choice on the way."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be more room for the text, or less."""
        super().resizeEvent(event)
        self._offer_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, as much of the text as there is room for, and the arrow."""
        painter = QStylePainter(self)
        field = QStyleOptionComboBox()
        self.initStyleOption(field)
        field.currentText = self._shown()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, field)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, field)
        size, edge = self._theme.px(16), self._theme.px(10)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = edge if rtl else self.width() - edge - size
        place = QRectF(x, (self.height() - size) / 2, size, size)
        icons.paint(painter, "chevron-down", self._theme.color("ink3"), place)

    def _shown(self) -> str:
        """The chosen text as far as there is room for it."""
        field = QStyleOptionComboBox()
        self.initStyleOption(field)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, field, part, self).width()
        room -= self._theme.px(4)  # the style leaves so much free beside the letters
        whole = self.currentText()
        cut = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        return isolate(cut) if cut != whole else whole  # the ellipsis stands where the text ends

    def _offer_whole(self) -> None:
        """The whole text is the tooltip while it is cut, unless a tooltip says something else."""
        whole = self.currentText() if self._shown() != self.currentText() else ""
        if self.toolTip() == self._whole:
            self.setToolTip(whole)
            self._whole = whole
