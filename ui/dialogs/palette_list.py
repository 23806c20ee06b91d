"""The results of the palette: titled parts, one entry of them marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui import icons
from ui.widgets import paint
from ui.widgets.avatar import paint_avatar
from ui.widgets.keycap import HEIGHT as KEYCAP
from ui.widgets.keycap import keycap_width, paint_keycap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
TITLE, ENTRY = 30, 46
_ITEM = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Entry:
    """One result: its words, what stands before them, the keys that do the same, and what it does.

    With `record_id` the avatar of that record stands before it, otherwise the icon.
    """

    title: str
    run: Callable[[], object]
    caption: str = ""
    icon: str = "arrow-right"
    keys: tuple[str, ...] = ()
    record_id: str = ""
    letters: str = ""


class _Results(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.items: list[str | Entry] = []

    def show_items(self, items: list[str | Entry]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = 0) -> Any:
        item = self.items[index.row()]
        if role == _ITEM:
            return item
        if role in {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}:
            return item if isinstance(item, str) else ", ".join(part for part in (item.title, item.caption) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.items[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: PaletteList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        high = TITLE if isinstance(index.data(_ITEM), str) else ENTRY
        return QSize(0, self._theme.px(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        item = index.data(_ITEM)
        box = QRectF(option.rect)
        rtl = self._view.isRightToLeft()
        painter.save()
        paint.antialiased(painter)
        if isinstance(item, str):
            place = box.adjusted(px(22), px(4), -px(22), 0)
            align = paint.leading(rtl=rtl)
            paint.words(painter, place, item, theme.font("field"), theme.color("ink3"), align)
        else:
            self._draw_entry(painter, box, item, on=index.row() == self._view.currentIndex().row(), rtl=rtl)
        painter.restore()

    def _draw_entry(self, painter: QPainter, box: QRectF, entry: Entry, *, on: bool, rtl: bool) -> None:
        theme, px = self._theme, self._theme.px
        if on:
            paint.rounded(painter, box.adjusted(px(12), 0, -px(12), 0), px(8), theme.color("accent_soft"))
        middle = box.center().y()
        if entry.record_id:
            disc = paint.mirrored(QRectF(box.left() + px(22), middle - px(15), px(30), px(30)), box, rtl=rtl)
            paint_avatar(painter, theme, disc, entry.record_id, entry.letters)
        else:
            mark = QRectF(box.left() + px(28), middle - px(9), px(18), px(18))
            tone = theme.color("accent_ink" if on else "ink2")
            icons.paint(painter, entry.icon, tone, paint.mirrored(mark, box, rtl=rtl), rtl=rtl)
        end = self._draw_keys(painter, box, ("Enter",) if on and not entry.keys else entry.keys, rtl=rtl)
        left = box.left() + px(62)
        font = theme.font("strong" if on else "body")
        width = min(paint.width_of(entry.title, font) + 1, end - left)
        place = paint.mirrored(QRectF(left, box.top(), width, box.height()), box, rtl=rtl)
        align = paint.leading(rtl=rtl)
        paint.words(painter, place, entry.title, font, theme.color("accent_ink" if on else "ink"), align)
        left += width + px(10)
        if entry.caption and end - left > px(24):
            place = paint.mirrored(QRectF(left, box.top(), end - left, box.height()), box, rtl=rtl)
            align = paint.leading(rtl=rtl)
            tone = theme.color("ink2" if on else "ink3")
            paint.words(painter, place, entry.caption, theme.font("caption"), tone, align)

    def _draw_keys(self, painter: QPainter, box: QRectF, keys: tuple[str, ...], *, rtl: bool) -> float:
        px = self._theme.px
        end = box.right() - px(24)
        for key in reversed(keys):
            width = keycap_width(self._theme, key)
            cap = QRectF(end - width, box.center().y() - px(KEYCAP) / 2, width, px(KEYCAP))
            paint_keycap(painter, self._theme, paint.mirrored(cap, box, rtl=rtl), key)
            end -= width + px(10)
        return end


class PaletteList(QListView):
    """`picked` tells that an entry was pressed with the pointer; it is the current one then."""

    picked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = _Results()
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Results")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.entered.connect(self._mark)
        self.clicked.connect(self._press)

    def show_results(self, parts: Sequence[tuple[str, Sequence[Entry]]]) -> None:
        """Show titled parts and mark the first entry."""
        items: list[str | Entry] = []
        for title, entries in parts:
            items.append(title)
            items.extend(entries)
        self._model.show_items(items)
        if items:
            self.setCurrentIndex(self._model.index(1))

    def current(self) -> Entry | None:
        """The marked entry."""
        item = self.currentIndex().data(_ITEM)
        return item if isinstance(item, Entry) else None

    def step(self, steps: int) -> None:
        """Mark the entry that many entries further; titles are skipped, the ends hold."""
        rows = [at for at, item in enumerate(self._model.items) if isinstance(item, Entry)]
        if not rows:
            return
        now = self.currentIndex().row()
        at = rows.index(now) if now in rows else 0
        target = rows[min(max(at + steps, 0), len(rows) - 1)]
        self.setCurrentIndex(self._model.index(target))
        self.scrollTo(self._model.index(target - 1 if target else 0))
        self.scrollTo(self._model.index(target))

    def _mark(self, index: QModelIndex) -> None:
        if isinstance(index.data(_ITEM), Entry):
            self.setCurrentIndex(index)

    def _press(self, index: QModelIndex) -> None:
        if isinstance(index.data(_ITEM), Entry):
            self.setCurrentIndex(index)
            self.picked.emit()
