"""The only way to put a field on a page: with a label that names it and room for one sentence about an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label, set_tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.errors import UserError
    from ui.theme.theme import Theme


class Field(QWidget):
    """A label, its control, a hint below where there is one, and the error line, which is hidden at rest."""

    def __init__(
        self, theme: Theme, text: str, control: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._name = text
        self._label = label(text, "field")
        self._label.setBuddy(control)
        control.setAccessibleName(text)
        proxy = control.focusProxy()
        self._edged = proxy if proxy is not None else control
        self._edged.setAccessibleName(text)
        self._hint = label(hint, "caption", wrap=True)
        if not hint:
            self._hint.hide()
        self._sentence = label("", "caption", "bad", wrap=True)
        self._error = QWidget()
        self._error.setLayout(row(Glyph(theme, "circle-alert", "bad", 14), self._sentence, gap=theme.px(6)))
        self._error.hide()
        self._box = column(self._label, control, self._hint, self._error, STRETCH, gap=theme.px(4))
        self.setLayout(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if hint:
            self._edged.setAccessibleDescription(hint)

    def add_below(self, widget: QWidget) -> None:
        """Put something right below the control, such as a note on what is typed."""
        self._box.insertWidget(2, widget)

    def rename(self, text: str) -> None:
        """Put another label on the field."""
        self._name = text
        self._label.setText(text)
        self.control.setAccessibleName(text)
        self._edged.setAccessibleName(text)

    def show_error(self, sentence: str) -> None:
        """Mark the control and say what is wrong and what to write instead."""
        self._sentence.setText(sentence)
        self._error.show()
        set_tone(self._edged, "bad")
        self._edged.setAccessibleDescription(sentence)

    def clear_error(self) -> None:
        """Take the mark away."""
        self._error.hide()
        set_tone(self._edged, "")
        self._edged.setAccessibleDescription(self._hint.text())

    def error(self) -> str:
        """The sentence that is shown, or nothing."""
        return self._sentence.text() if not self._error.isHidden() else ""


class Form(QWidget):
    """Fields one below the other. A `UserError` without a field of its own is shown under the last one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fields: dict[str, Field] = {}
        self._column = column(gap=theme.px(12))
        self._sentence = label("", "caption", "bad", wrap=True)
        self._problem = QWidget()
        self._problem.setLayout(row(Glyph(theme, "circle-alert", "bad", 14), self._sentence, gap=theme.px(6)))
        self._problem.hide()
        self.setLayout(column(self._column, self._problem, gap=theme.px(8)))

    def add(self, text: str, control: QWidget, hint: str = "", *, key: str = "") -> Field:
        """Put a control on the form under the label `text`; `key` names it in `show_errors`."""
        field = self.make(text, control, hint, key=key)
        self._column.addWidget(field)
        return field

    def add_row(self, *fields: Field) -> None:
        """Put fields made by `make` side by side, equally wide."""
        line = row(*fields, gap=self._theme.px(12))
        for at in range(len(fields)):
            line.setStretch(at, 1)
        self._column.addLayout(line)

    def make(self, text: str, control: QWidget, hint: str = "", *, key: str = "") -> Field:
        """A field that belongs to this form but is placed by the caller."""
        field = Field(self._theme, text, control, hint, self)
        self._fields[key or text] = field
        return field

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each named field, none at the others, and go to the first that has one."""
        first = True
        for key, field in self._fields.items():
            if key not in errors:
                field.clear_error()
                continue
            field.show_error(errors[key])
            if first:
                field.control.setFocus()
                first = False

    def show_problem(self, error: UserError) -> None:
        """Say what went wrong with the form as a whole."""
        self._sentence.setText(str(error))
        self._problem.show()

    def clear_errors(self) -> None:
        """Take all marks away."""
        self.show_errors({})
        self._problem.hide()
