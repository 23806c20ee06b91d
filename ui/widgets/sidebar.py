"""The sidebar: the app's menu, the class, finding, the sections; as a rail of icons where there is less room."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.widgets import paint
from ui.widgets.class_switcher import ClassSwitcher
from ui.widgets.control import Control
from ui.widgets.glyph import Glyph
from ui.widgets.layout import row, rule
from ui.widgets.nav_item import ITEM, NavItem
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.section import Section
    from ui.theme.theme import Theme

WIDTH, RAIL = 216, 64
SIGN = 24
NOTE = "Saved on this laptop"
NOTE_TIP = "Nothing leaves this laptop unless you print, export or share."


class Logo(Control, QPushButton):
    """The app's mark and name; pressing it opens the menus."""

    def __init__(self, theme: Theme, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._menu, self._compact = theme, menu, False
        self.setAccessibleName("Menu")
        self.setToolTip("Menu (F10)")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Show the menus below."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def set_compact(self, compact: bool) -> None:
        """Show the mark alone."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The height of an entry; the rail has the menu's sign below the mark."""
        return QSize(self._theme.px(ITEM), self._theme.px(ITEM + (SIGN if self._compact else 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark, name and the sign that says that there is a menu."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        rtl = self.isRightToLeft()
        side = px(40 if self._compact else 28)
        left = (box.width() - side) / 2 if self._compact else px(4)
        top = (px(ITEM) - side) / 2
        tile = paint.mirrored(QRectF(left, top, side, side), box, rtl=rtl)
        paint.rounded(painter, tile, px(10 if self._compact else 7), theme.color("accent"))
        size = px(24 if self._compact else 18)
        middle = tile.center()
        mark = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
        icons.paint(painter, "sprout", theme.color("on_accent"), mark)
        if not self._compact:
            place = paint.mirrored(QRectF(px(42), 0, box.width() - px(70), box.height()), box, rtl=rtl)
            words = paint.leading(rtl=rtl)
            paint.words(painter, place, "Learnerplan", theme.font("row"), theme.color("ink"), words)
        sign = QRectF(box.width() - px(30), (box.height() - px(20)) / 2, px(20), px(20))
        if self._compact:
            sign = QRectF((box.width() - px(20)) / 2, box.height() - px(20), px(20), px(20))
        ink = theme.color("ink" if self.underMouse() or self.isDown() else "ink2")
        icons.paint(painter, "menu", ink, paint.mirrored(sign, box, rtl=rtl))
        if self.shows_focus():
            paint.ring(painter, theme, box, px(10))


class Sidebar(QFrame):
    """Shows the sections that there are. `section_wanted` tells an id, `palette_wanted` that finding is asked for,"""

    section_wanted = Signal(str)
    palette_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        sections: Sequence[Section],
        menu: QMenu,
        *,
        sample: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._compact = False
        self.setProperty("area", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Sections")
        self.logo = Logo(theme, menu)
        self.switcher = ClassSwitcher(theme)
        self.find_entry = NavItem(
            theme,
            "search",
            "Find or do…",
            tip="Ctrl+K",
            keys="Ctrl K",
            checkable=False,
            on_click=self.palette_wanted.emit,
        )
        shown = [section for section in sections if section.group != "inner"]
        self._items: dict[str, NavItem] = {}
        self._sections = {section.id: section for section in shown}
        for number, section in enumerate(shown, 1):
            self._items[section.id] = NavItem(
                theme,
                section.icon,
                section.title,
                tip=f"Alt+{number}",
                on_click=partial(self.section_wanted.emit, section.id),
            )
        self.more = NavItem(theme, "ellipsis", "More", on_click=self._open_more)
        self._note = self._make_note(sample)
        self._build()

    def mark(self, section_id: str) -> None:
        """Show which section is open."""
        for item_id, item in self._items.items():
            item.setChecked(item_id == section_id)
        self._tell_more()

    def show_count(self, section_id: str, count: int) -> None:
        """Say how many things wait in a section, 0 for none."""
        self._items[section_id].show_count(count)
        self._tell_more()

    def set_compact(self, compact: bool) -> None:
        """Become the rail, or the named sidebar again."""
        self._compact = compact
        px = self._theme.px
        self.setFixedWidth(px(RAIL if compact else WIDTH))
        self.logo.set_compact(compact)
        self.switcher.set_compact(compact)
        for item in (self.find_entry, self.more, *self._items.values()):
            item.set_compact(compact)
        self._note_text.setVisible(not compact)
        self._note_line.setContentsMargins(px(0 if compact else 13), px(8), 0, px(8))
        self._box.setContentsMargins(px(12), px(16 if compact else 14), px(12 if compact else 13), px(6))
        self._fit()

    def item(self, section_id: str) -> NavItem:
        """The entry of a section."""
        return self._items[section_id]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move entries that do not fit into "More"."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line towards the page."""
        super().paintEvent(event)
        x = 0 if self.isRightToLeft() else self.width() - 1
        painter = QPainter(self)
        painter.setPen(self._theme.color("line"))
        painter.drawLine(x, 0, x, self.height())

    def _build(self) -> None:
        px = self._theme.px
        self._box = QVBoxLayout(self)
        self._box.setSpacing(px(2))
        for widget, room in ((self.logo, px(14)), (self.switcher, px(8)), (self.find_entry, px(8))):
            self._box.addWidget(widget)
            self._box.addSpacing(room)
        for group in ("work", "exchange"):
            held = [item for at, item in self._items.items() if self._sections[at].group == group]
            if group == "exchange" and held:
                self._box.addSpacing(px(8))
                self._box.addWidget(rule())
                self._box.addSpacing(px(8))
            for item in held:
                self._box.addWidget(item)
        self._box.addWidget(self.more)
        self._box.addStretch(1)
        for at, item in self._items.items():
            if self._sections[at].group == "foot":
                self._box.addWidget(item)
        self._box.addSpacing(px(8))
        self._box.addWidget(rule())
        self._box.addWidget(self._note)
        self.set_compact(False)

    def _make_note(self, sample: bool) -> QWidget:
        px = self._theme.px
        note = QWidget()
        note.setToolTip(NOTE_TIP)
        self._note_text = Elided("Sample class" if sample else NOTE, "caption")
        glyph = Glyph(self._theme, "flask-conical" if sample else "hard-drive", "ink3", 14)
        glyph.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._note_line = row(glyph, self._note_text, gap=px(8))
        self._note_line.setStretch(1, 1)
        note.setLayout(self._note_line)
        return note

    def _fit(self) -> None:
        """Hide as many of the upper entries as needed, the last first, and offer them under "More"."""
        upper = [at for at, section in self._sections.items() if section.group != "foot"]
        for at in upper:
            self._items[at].show()
        self.more.hide()
        room = self.height()
        for at in reversed(upper):
            if self._box.minimumSize().height() <= room or room < 100:
                break
            self._items[at].hide()
            self.more.show()
        self._tell_more()

    def _tell_more(self) -> None:
        """What is under "More" is told by it: the section that is open, and how much waits there."""
        hidden = [item for item in self._items.values() if item.isHidden()]
        self.more.setChecked(any(item.isChecked() for item in hidden))
        self.more.show_count(sum(item.count() for item in hidden))

    def _open_more(self) -> None:
        menu = QMenu(self)
        for at, item in self._items.items():
            if item.isHidden():
                menu.addAction(item.accessibleName()).triggered.connect(
                    lambda _on=False, wanted=at: self.section_wanted.emit(wanted)
                )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(self.more.width() + 4, 0)))
