"""The list of what an import will do: long, quick, answered by mouse or keyboard, with one row opened at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.models.import_lines import ImportLine, sense
from ui.models.import_people import Side
from ui.models.import_rows import ImportRows
from ui.widgets.decision_panel import DecisionPanel, opens
from ui.widgets.import_delegate import ROW, ImportDelegate, height_of, is_compact, reason_fits

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent

    from ui.theme.theme import Theme

_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_VALUES = frozenset({"keep", "file"})


class ImportList(QTableView):
    """Arrows walk, 1 to 9 answer, left and right change it, Backspace takes it back, A settles all alike, L looks up.

    Enter goes to the next question. Row heights are kept in the header, so that a million rows cost no layout.
    """

    answered = Signal(str, str)
    """(row key, choice key)"""
    settled_alike = Signal(str)
    """The key of the row whose answer is to hold for all like it."""
    other_wanted = Signal(str)
    """The key of a row for which somebody has to be looked up."""
    reopened = Signal(str)
    """The key of a row whose first answer is to be taken back."""
    all_answered = Signal()
    """Enter was pressed and no question is left."""

    def __init__(self, theme: Theme, model: ImportRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._opened = ""
        self._panel: DecisionPanel | None = None
        self._compact = False
        self._odd: set[int] = set()
        self.sides: Callable[[ImportLine], Side] = lambda _line: Side()
        """What to show of a row and of those whom it may be while it is open."""
        self._delegate = ImportDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("What will happen")
        self._set_up()
        self.setModel(model)
        model.modelReset.connect(self._after_reset)
        model.dataChanged.connect(self._after_change)
        self.selectionModel().currentChanged.connect(self._open_current)
        self.verticalScrollBar().valueChanged.connect(self._place_panel)
        self.verticalHeader().geometriesChanged.connect(self._place_panel)
        self.verticalHeader().sectionResized.connect(self._place_panel)
        theme.changed.connect(self.viewport().update)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(self._theme.px(20))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._theme.px(ROW))

    def go(self, position: int) -> None:
        """Make a row the current one and bring it into sight."""
        index = self._model.index(position)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def go_to_next(self) -> bool:
        """Go to the next question; False when all are answered."""
        at = self._model.next_open(self.currentIndex().row())
        if at >= 0:
            self.go(at)
        return at >= 0

    def current_line(self) -> ImportLine | None:
        """The line of now."""
        return self._model.line(self.currentIndex()) if self.currentIndex().isValid() else None

    def event(self, event: QEvent) -> bool:
        """Backspace takes an answer back here, before the window takes it for "up"."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            line = self.current_line()
            if event.key() in _BACK and line is not None and (line.answer or _follows(line)):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer and walk by keyboard."""
        self.setProperty("keyboard", True)
        line = self.current_line()
        if line is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self._act(event, line):
            event.accept()
            return
        super().keyPressEvent(event)
        self.viewport().update()

    def _act(self, event: QKeyEvent, line: ImportLine) -> bool:
        key = event.key()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if line.row is None:
            if enter or key == Qt.Key.Key_Space:
                self._model.toggle_fold()
                return True
            return False
        if enter:
            if not self.go_to_next():
                self.all_answered.emit()
            return True
        keys = [choice.key for choice in line.row.choices]
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < len(keys):
            self.answered.emit(line.row.key, keys[key - Qt.Key.Key_1])
            return True
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and keys:
            step = 1 if (key == Qt.Key.Key_Right) != self.isRightToLeft() else -1
            at = keys.index(line.answer) if line.answer in keys else (-1 if step > 0 else len(keys))
            self.answered.emit(line.row.key, keys[max(0, min(len(keys) - 1, at + step))])
            return True
        return self._act_on_answer(key, line)

    def _act_on_answer(self, key: int, line: ImportLine) -> bool:
        if line.row is None:
            return False
        if key == Qt.Key.Key_A and line.answer:
            self.settled_alike.emit(line.row.key)
        elif key in _BACK and (line.answer or _follows(line)):
            self.reopened.emit(line.row.key)
        elif key == Qt.Key.Key_L and _asks_who(line):
            self.other_wanted.emit(line.row.key)
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer where an answer was pressed, fold or unfold, or open the row."""
        self.setProperty("keyboard", False)
        index = self.indexAt(event.position().toPoint())
        line = self._model.line(index) if index.isValid() else None
        if line is not None and event.button() == Qt.MouseButton.LeftButton:
            answer = self._answer_under(index, line, event)
            if answer and line.row is not None:
                self.answered.emit(line.row.key, answer)
                return
            if line.row is None:
                self._model.toggle_fold()
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the answer under the mouse."""
        index = self.indexAt(event.position().toPoint())
        line = self._model.line(index) if index.isValid() else None
        over = ("", "")
        if line is not None and line.row is not None:
            over = (line.row.key, self._answer_under(index, line, event))
        if over != self._delegate.hover:
            self._delegate.hover = over
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over[1] else Qt.CursorShape.ArrowCursor)
            self.viewport().update()
        super().mouseMoveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard brought the focus, and start at the first row."""
        self.setProperty("keyboard", event.reason() not in _MOUSE)
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.go(max(0, self._model.next_open()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit rows and the opened panel to another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_rows()
            QTimer.singleShot(0, self, self._reopen)

    def _answer_under(self, index: QModelIndex, line: ImportLine, event: QMouseEvent) -> str:
        rect = QRectF(self.visualRect(index))
        return self._delegate.answer_at(line, rect, event.position(), rtl=self.isRightToLeft())

    def _lay_rows(self) -> None:
        """Give every row its height where it differs from the usual one."""
        rows, width = self.verticalHeader(), self.viewport().width()
        compact = is_compact(self._theme, width)
        usual = self._theme.px(ROW + 22) if compact else self._theme.px(ROW)
        if compact != self._compact:
            self._compact = compact
            rows.setDefaultSectionSize(usual)
            rows.reset()
        count = self._model.rowCount()
        opened = self._model.position(self._opened) if self._opened else -1
        wanted: dict[int, int] = {}
        for at in self._model.odd_lines():
            line = self._model.line(at)
            height = usual if line is None else height_of(self._theme, line, width)
            if height != usual:
                wanted[at] = height
        for at in self._odd | set(wanted):
            height = wanted.get(at, usual)
            if at < count and at != opened and rows.sectionSize(at) != height:
                rows.resizeSection(at, height)
        self._odd = set(wanted) | ({opened} if opened >= 0 else set())

    def _drop_panel(self) -> None:
        if self._panel is None:
            return
        focus = self.window().focusWidget()
        if focus is not None and self._panel.isAncestorOf(focus):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._panel.hide()
        self._panel.deleteLater()
        self._panel = None

    def _after_reset(self) -> None:
        self._drop_panel()
        opened, self._opened, self._delegate.opened = self._opened, "", ""
        self._lay_rows()
        at = self._model.position(opened) if opened else -1
        if at >= 0:
            self.go(at)
        elif self.hasFocus() and self._model.rowCount():
            self.go(max(0, self._model.next_open()))

    def _after_change(self) -> None:
        line = self.current_line()
        if self._panel is not None and line is not None and line.row is not None and line.row.key == self._opened:
            if self._panel.values() != [choice.key for choice in line.row.choices]:
                self._reopen()
            else:
                self._panel.show_answer(line.answer, self._model.others_like(line.row, answered=bool(line.answer)))
                self._fit_panel(self.currentIndex().row())
        self._lay_rows()
        self.viewport().update()

    def _reopen(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self._open_current(index, index)

    def _open_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._close()
        line = self._model.line(index) if index.isValid() else None
        if line is None or line.row is None or not opens(line):
            return
        width = self.viewport().width()
        fits = reason_fits(self._theme, line, width)
        head = self._theme.px(ROW + (22 if self._compact and fits else 0) - (2 if line.row.choices else 0))
        key = line.row.key
        side = self.sides(line) if line.row.choices else Side()
        panel = DecisionPanel(self._theme, line, head, width, side, tell=not fits and not line.row.changes)
        panel.show_answer(line.answer, self._model.others_like(line.row, answered=bool(line.answer)))
        panel.answered.connect(lambda answer: self.answered.emit(key, answer))
        panel.settled_alike.connect(lambda: self.settled_alike.emit(key))
        panel.other_wanted.connect(lambda: self.other_wanted.emit(key))
        panel.reopened.connect(lambda: self.reopened.emit(key))
        self._opened = self._delegate.opened = key
        self._panel = panel
        panel.setParent(self.viewport())
        self._fit_panel(index.row())
        panel.show()
        first = panel.first()
        if first is not None:
            QWidget.setTabOrder(self, first)

    def _fit_panel(self, at: int) -> None:
        if self._panel is not None:
            self._odd.add(at)
            self.verticalHeader().resizeSection(at, self._panel.needed_height())
            self._place_panel()

    def _place_panel(self) -> None:
        """Keep the panel over its row. Qt's own index widgets break while rows change their height."""
        at = self._model.position(self._opened) if self._opened else -1
        if self._panel is not None and at >= 0:
            top = self.rowViewportPosition(at)
            self._panel.setGeometry(0, top, self.viewport().width(), self.rowHeight(at))
            if self._panel.width() != self.viewport().width():  # a scroll bar came or went
                QTimer.singleShot(0, self, self._reopen)

    def _close(self) -> None:
        at = self._model.position(self._opened) if self._opened else -1
        self._opened = self._delegate.opened = ""
        self._drop_panel()
        line = self._model.line(at)
        if line is not None:
            self.verticalHeader().resizeSection(at, height_of(self._theme, line, self.viewport().width()))


def _asks_who(line: ImportLine) -> bool:
    """Whether the question of a line is about a person, so that another one may be looked up."""
    return line.row is not None and bool(line.row.choices) and not ({sense(c) for c in line.row.choices} & _VALUES)


def _follows(line: ImportLine) -> bool:
    """Whether the question of a line follows another one that was answered."""
    return line.row is not None and any("+" in choice.key for choice in line.row.choices)
