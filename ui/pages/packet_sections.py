"""The sections of the long packet with a checkbox each, in their fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from learnerplan.domain.packets import ALWAYS, PacketSection, sections_of
from ui.models.packet_order import TITLES, caption
from ui.widgets.checkbox import CheckBox
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from learnerplan.domain.packets import Packet
    from ui.theme.theme import Theme


class SectionRow(QWidget):
    """One section: whether it is printed, its title, and what it holds for this learner."""

    switched = Signal(bool)

    def __init__(self, theme: Theme, section: PacketSection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._always = section in ALWAYS
        self.box = CheckBox(theme, name=TITLES[section])
        self.box.clicked.connect(self.switched)
        self._title = Elided(TITLES[section], "strong")
        self._caption = Elided("", "caption")
        words = column(self._title, self._caption, gap=0)
        line = row(self.box, words, gap=theme.px(8))
        line.setStretch(1, 1)
        line.setAlignment(self.box, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        if self._always:
            self.box.setEnabled(False)
            self.box.setToolTip("Every packet has it.")

    def show_state(self, text: str, *, on: bool) -> None:
        """Show what it holds and whether it is printed."""
        self._caption.setText(text)
        self.box.setChecked(on)
        self.box.setAccessibleDescription(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The words switch it too."""
        if not self._always and self.rect().contains(event.position().toPoint()):
            self.box.click()
        super().mouseReleaseEvent(event)


class SectionsPanel(QWidget):
    """`switched` brings a section and whether it is to be printed."""

    switched = Signal(object, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = label("", "caption")
        head = row(label("Sections", "field"), STRETCH, self._count)
        self.rows = {section: SectionRow(theme, section) for section in PacketSection}
        box = column(head, gap=theme.px(6))
        for section, held in self.rows.items():
            box.addWidget(held)
            held.switched.connect(lambda on, section=section: self.switched.emit(section, on))
        self.setLayout(box)

    def show_packet(self, packet: Packet, pieces: int, pages: int) -> None:
        """Show what each section holds for this learner, and how long the packet is."""
        on = sections_of(packet)
        for section, held in self.rows.items():
            held.show_state(caption(section, packet, pieces), on=section in on)
        self._count.setText("1 page" if pages == 1 else f"{pages} pages")
