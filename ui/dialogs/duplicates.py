"""The list of students who may be one child twice."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from learnerplan.services import duplicates
from ui.dialogs.frame import DialogFrame
from ui.dialogs.learner_merge import MergeDialog
from ui.errors import show_error
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import clear, column, row, rule
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from learnerplan.progress import Progress
    from learnerplan.services.duplicates import Duplicate
    from ui.context import Context

MOST = 50


class DuplicatesDialog(DialogFrame):
    """The surest stand first. Each is looked at side by side, or called two children at once."""

    listed = Signal()
    """The list is read and shown."""

    def __init__(self, ctx: Context, parent: QWidget) -> None:
        subtitle = "Nobody is merged before you say so."
        super().__init__(ctx, "Possible duplicates", "Done", parent, subtitle=subtitle, width=640)
        self.form.hide()
        self.cancel.hide()
        self.buttons: list[Button] = []
        self._place = column(gap=ctx.theme.px(10))
        self._place.addWidget(label("Looking at all students …", "small"))
        self.body.addLayout(self._place)
        self.primary.setFocus()
        self.reload()

    def keep(self) -> None:
        """Close."""
        self.accept()

    def reload(self) -> None:
        """Read the list anew, on another thread: in a whole school it takes a moment."""
        store = self.ctx.store

        def work(_progress: Progress) -> list[Duplicate]:
            return duplicates.listed(store)

        self.ctx.tasks.run(work, done=self._show)

    @Slot(object)
    def _show(self, found: list[Duplicate]) -> None:
        clear(self._place)
        self.buttons = []
        for at, pair in enumerate(found[:MOST]):
            if at:
                self._place.addWidget(rule())
            self._place.addWidget(self._row(pair))
        if len(found) > MOST:
            self._place.addWidget(label(f"and {len(found) - MOST} more", "caption"))
        if not found:
            words = ("No duplicates", "No two students look like one child.")
            self._place.addWidget(EmptyState(self.theme, "check", *words))
        (self.buttons[0] if self.buttons else self.primary).setFocus()
        for child in self.findChildren(QWidget):
            child.ensurePolished()
        self.resize(self.sizeHint())
        self.listed.emit()

    def _row(self, pair: Duplicate) -> QWidget:
        theme = self.theme
        who = f"{isolate(pair.keep)} and {isolate(pair.other)}"
        look = Button(theme, "Compare", "secondary", small=True, on_click=partial(self._look, pair))
        look.setAccessibleName(f"Compare {who}")
        apart = Button(theme, "Two children", "ghost", small=True, on_click=partial(self._set_apart, pair))
        apart.setAccessibleName(f"{who} are two children")
        for button in (look, apart):
            button.setAutoDefault(False)
            self.buttons.append(button)
        line = row(column(Paragraph(who, "small-strong"), Paragraph(pair.reason, "small"), gap=0), apart, look, gap=8)
        line.setStretch(0, 1)
        made = QWidget()
        made.setLayout(line)
        return made

    def _look(self, pair: Duplicate) -> None:
        from learnerplan.errors import UserError

        try:
            dialog = MergeDialog(self.ctx, pair.keep_id, pair.other_id, self, reason=pair.reason)
        except UserError as error:
            show_error(error, self, self.theme)
            return
        dialog.decided.connect(self.reload)
        dialog.open()

    def _set_apart(self, pair: Duplicate) -> None:
        words = "Two children. They are not shown again"
        if self.write(lambda store: duplicates.set_apart(store, pair.keep_id, pair.other_id), words):
            self.reload()
