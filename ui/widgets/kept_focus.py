"""Keeping the keyboard's place while a part of a page is built anew."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = "focus_key"
_HIDDEN, _ON_PURPOSE = Qt.WidgetAttribute.WA_WState_Hidden, Qt.WidgetAttribute.WA_WState_ExplicitShowHide


def name_place(widget: QWidget, key: str) -> None:
    """Give a control a name under which it is found again after its part of the page was built anew."""
    widget.setProperty(_KEY, key)


@contextmanager
def kept_focus(part: QWidget) -> Iterator[None]:
    """Build the content of `part` anew in the block; the focus goes back to the control of the same name.

    Where that control is gone or cannot be used now, such as a removed row, the next one of those that were there
    takes the focus, else the one before, else the first. A control without a name keeps the focus as long as it is
    there. What was typed in fields that have a name stays in them, and so does the caret; so the name of a field says
    of which record it is.
    """
    focus = part.window().focusWidget()
    inside = focus is not None and part.isAncestorOf(focus)
    typed = _typed(part)
    order = [key for _, key in _places(part)] if inside else []
    key = _key_of(focus, part) if inside else ""
    part.setUpdatesEnabled(False)
    try:
        yield
    finally:
        _show_fresh(part)
        part.setUpdatesEnabled(True)
    _type_again(part, typed)
    stayed = not key and part.window().focusWidget() is focus
    if not inside or stayed:
        return
    found = {name: widget for widget, name in reversed(_places(part)) if widget.isEnabled()}
    at = order.index(key) if key in order else 0
    for wanted in [key, *order[at + 1 :], *reversed(order[:at])]:
        if wanted in found:
            found[wanted].setFocus(Qt.FocusReason.OtherFocusReason)
            return
    if found:
        next(iter(reversed(found.values()))).setFocus(Qt.FocusReason.OtherFocusReason)


def _show_fresh(part: QWidget) -> None:
    """Show what was just put into layouts, as Qt would a moment later: only what is shown can take the focus."""
    for widget in part.findChildren(QWidget):
        if widget.testAttribute(_HIDDEN) and not widget.testAttribute(_ON_PURPOSE) and not widget.isWindow():
            widget.show()


def _typed(part: QWidget) -> dict[str, tuple[str, int]]:
    """The unsaved text of each field that has a name, and where its caret is."""
    found: dict[str, tuple[str, int]] = {}
    for field, key in _places(part):
        if isinstance(field, QLineEdit) and field.isModified():
            found[key] = field.text(), field.cursorPosition()
        elif isinstance(field, QPlainTextEdit) and field.document().isModified():
            found[key] = field.toPlainText(), field.textCursor().position()
    return found


def _type_again(part: QWidget, typed: dict[str, tuple[str, int]]) -> None:
    if not typed:
        return
    for field, key in _places(part):
        if key not in typed:
            continue
        text, at = typed[key]
        if isinstance(field, QLineEdit) and not field.isModified():
            field.setText(text)
            field.setModified(True)
            field.setCursorPosition(at)
        elif isinstance(field, QPlainTextEdit) and not field.document().isModified():
            field.setPlainText(text)
            field.document().setModified(True)
            cursor = field.textCursor()
            cursor.setPosition(at)
            field.setTextCursor(cursor)


def _places(part: QWidget) -> list[tuple[QWidget, str]]:
    named = ((widget, widget.property(_KEY)) for widget in part.findChildren(QWidget))
    return [(widget, key) for widget, key in named if isinstance(key, str) and not widget.isHidden()]


def _key_of(widget: QWidget | None, part: QWidget) -> str:
    while widget is not None and widget is not part:
        key = widget.property(_KEY)
        if isinstance(key, str):
            return key
        widget = widget.parentWidget()
    return ""
