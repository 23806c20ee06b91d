"""The table in which paper sheets are typed: arrows and Tab go about, digits pick, letters begin to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QStyledItemDelegate, QTableView, QWidget

from learnerplan.domain.surveys import QuestionKind
from learnerplan.services.survey_grids import ONE_PICK
from ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ui.models.survey_grid import SurveyGridModel
    from ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW, WORDS, PICKS = 34, 240, 168
"""Heights and widths in px at 100 %."""


class _CellDelegate(QStyledItemDelegate):
    """Draws lines between cells, and hands each typed letter on, so that what is being written is kept already."""

    def __init__(self, theme: Theme, model: SurveyGridModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._grid, self._view = theme, model, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        here = self._view.currentIndex() == index
        painter.save()
        paint.antialiased(painter)
        box = QRectF(option.rect)
        text = str(index.data() or "")
        painter.fillRect(box, theme.color("accent_soft" if here else "surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.color("line"))
        painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), theme.color("line"))
        rtl = self._view.isRightToLeft()
        room = box.adjusted(px(8), 0, -px(8), 0)
        paint.words(painter, room, text, theme.font("small"), theme.color("ink"), paint.leading(rtl=rtl))
        if here and self._view.hasFocus():
            paint.ring(painter, theme, box.adjusted(0, 0, -1, -1), px(4))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(self._theme.font("small"))
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        editor.setFrame(False)
        editor.textEdited.connect(lambda _text: self._hand_on(editor, index))
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # Handing a letter on comes back here: the text that is being written is not put anew under the cursor.
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def _hand_on(self, editor: QLineEdit, index: Index) -> None:
        question = self._grid.question(index)
        if question is not None and question.kind is QuestionKind.TEXT:
            self._grid.setData(index, editor.text())


class SurveyTable(QTableView):
    """Digits pick at once and, where one answer is taken, go on to the next question."""

    def __init__(self, theme: Theme, model: SurveyGridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._grid = theme, model
        self._went_on: QPersistentModelIndex | None = None
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(theme, model, self))
        self.setAccessibleName("Sheets: a line for each person, a column for each question")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.verticalHeader().setMaximumWidth(theme.px(220))

    def fit(self) -> None:
        """Give each column its width, and begin at the first sheet."""
        for column, question in enumerate(self._grid.questions):
            self.setColumnWidth(column, self._theme.px(PICKS if question.options else WORDS))
        if not self.currentIndex().isValid() and self._grid.rowCount():
            self.setCurrentIndex(self._grid.index(0, 0))

    def event(self, event: QEvent) -> bool:
        """Keep letters, digits and Backspace from the window's shortcuts: here they are typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
            letter = bool(event.text()) and event.text().isprintable()
            if plain and (letter or event.key() == Qt.Key.Key_Backspace):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick by digit, rub out with Delete, go down with Enter; all else as in every table."""
        here, key = self.currentIndex(), event.key()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        digit = key - Qt.Key.Key_0
        gone_on, self._went_on = self._went_on, None
        if key == Qt.Key.Key_Tab and plain and gone_on is not None and here == gone_on:
            return  # the digit went on to this cell already, and Tab says no more than that
        if here.isValid() and plain and not self._grid.is_typed_in(here) and 1 <= digit <= 9:
            if self._grid.pick(here, digit) and self._takes_one(here):
                self._go_on(here)
        elif here.isValid() and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._grid.rub_out(here)
        elif here.isValid() and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.setCurrentIndex(self._grid.index(min(here.row() + 1, self._grid.rowCount() - 1), here.column()))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A cell that was gone to with the mouse is left with Tab."""
        self._went_on = None
        super().mousePressEvent(event)

    def _takes_one(self, index: QModelIndex) -> bool:
        question = self._grid.question(index)
        return question is not None and question.kind in ONE_PICK

    def _go_on(self, index: QModelIndex) -> None:
        if index.column() + 1 < self._grid.columnCount():
            self.setCurrentIndex(self._grid.index(index.row(), index.column() + 1))
        elif index.row() + 1 < self._grid.rowCount():
            self.setCurrentIndex(self._grid.index(index.row() + 1, 0))
        self._went_on = QPersistentModelIndex(self.currentIndex())
