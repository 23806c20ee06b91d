"""Where somebody types stays where it is while the page behind it is read anew."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Caret:
    """Set `stays` where the same fields are shown again."""

    stays: bool = False


@contextmanager
def kept_caret(page: QWidget) -> Iterator[Caret]:
    """Give the focus back to the text field of `page` that has it now, at the same letter, if the caret `stays`."""
    caret, field = Caret(), page.focusWidget()
    at = 0
    if isinstance(field, QLineEdit):
        at = field.cursorPosition()
    elif isinstance(field, QPlainTextEdit):
        at = field.textCursor().position()
    yield caret
    if not caret.stays:
        return
    if isinstance(field, QLineEdit) and field.isVisible():
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.setCursorPosition(at)
    elif isinstance(field, QPlainTextEdit) and field.isVisible():
        cursor = field.textCursor()
        cursor.setPosition(min(at, len(field.toPlainText())))
        field.setTextCursor(cursor)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
