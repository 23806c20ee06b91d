"""Steps on a goal's card: a line each with its menu, and the line that adds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from learnerplan.domain.steps import Repeats, Who, is_late
from learnerplan.errors import UserError
from ui import days
from ui.dialogs.step_fields import whose
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextField
from ui.widgets.kept_focus import name_place
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.menu_button import Choice, MenuButton, menu_of
from ui.widgets.step_row import StepRow
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from learnerplan.services import steps
    from ui.theme.theme import Theme

_EVERY = {Repeats.DAILY: "every day", Repeats.WEEKLY: "every week"}


def when(step: steps.StepRow, today: date, *, closed: bool = False) -> str:
    """Until when, or when it was done: "today", "done Mon", "every week, 3 times so far".

    In a closed plan nothing goes on, and nothing is late.
    """
    if step.repeats is not Repeats.ONCE:
        count = f"{step.times_done} {'time' if step.times_done == 1 else 'times'}"
        times = f"{count}{'' if closed else ' so far'}" if step.times_done else ""
        return ", ".join(part for part in (_EVERY[step.repeats], times) if part)
    if step.done_on is not None:
        return f"done {days.done(step.done_on, today)}"
    if step.due_on is None:
        return ""
    if not closed and is_late(step.who, step.due_on, False, today):
        return f"was due {days.short(step.due_on, today)}"
    return days.due(step.due_on, today)


class _QuietMenu(MenuButton):
    """Lies over the end of its row while the pointer is there or the keyboard on the button; else it is not seen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        row_ = self.parentWidget()
        if self.hasFocus() or self.menu_shown is not None or (row_ is not None and row_.underMouse()):
            painter = QPainter(self)
            paint.antialiased(painter)
            paint.rounded(painter, QRectF(self.rect()), self._menu_theme.px(8), self._menu_theme.color("surface"))
            painter.end()
            super().paintEvent(event)


class StepLine(StepRow):
    """A step with its menu; the menu also opens by the right mouse button."""

    def __init__(
        self,
        theme: Theme,
        step: steps.StepRow,
        today: date,
        choices: Callable[[], Sequence[Choice]],
        *,
        own_plan: bool = False,
        closed: bool = False,
    ) -> None:
        self._choices, self._line_theme = choices, theme
        done = step.done(today)
        super().__init__(
            theme,
            step.id,
            step.text,
            step.who,
            whose(own_plan=own_plan)[step.who],
            when(step, today, closed=closed),
            done=done,
            late=not closed and is_late(step.who, step.due_on, done, today),
        )
        menu = _QuietMenu(theme, "ellipsis", f"More about “{step.text}”", choices)
        menu.setParent(self)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        name_place(self, f"step:{step.id}")
        name_place(menu, f"step-menu:{step.id}")
        self.menu = menu

    def event(self, event: QEvent) -> bool:
        """Show and hide the menu's button as the pointer comes and goes."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave, QEvent.Type.Enter, QEvent.Type.Leave):
            self.menu.update()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the menu's button at the end of the row."""
        super().resizeEvent(event)
        hint = self.menu.sizeHint()
        left = 0 if self.isRightToLeft() else self.width() - hint.width()
        self.menu.setGeometry(left, (self.height() - hint.height()) // 2, hint.width(), hint.height())

    def _open_menu(self, at: QPoint) -> None:
        menu = menu_of(self._line_theme, self._choices(), self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(at))


class StepAdder(QWidget):
    """Words, whose it is and until when. `wanted` tells them; Enter adds and stays for the next, Escape leaves."""

    wanted = Signal(str, str, object)
    left = Signal()

    def __init__(self, theme: Theme, goal_id: str, *, own_plan: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = TextField(theme, "What will be done", name="New step", small=True)
        people = [(who.value, word) for who, word in whose(own_plan=own_plan).items()]
        self.who = Select(theme, people, name="Whose", small=True)
        self.due = DateField(theme, name="By when")
        self.due.line.setPlaceholderText("By when")
        self._error = label("", "caption", "bad", wrap=True)
        self._error.hide()
        self.add = Button(theme, "Add", small=True, on_click=self._tell)
        close = Button(theme, "Close", "quiet", small=True, on_click=self.left.emit)
        self.who.setMinimumWidth(theme.px(92))
        second = row(self.who, self.due, gap=theme.px(6))
        second.setStretch(1, 1)
        self.setLayout(
            column(self.text, second, self._error, row(self.add, close, STRETCH, gap=theme.px(4)), gap=theme.px(6))
        )
        self.setFocusProxy(self.text)
        for widget, key in ((self.text, "text"), (self.who, "who"), (self.due, "due"), (self.add, "add")):
            name_place(widget, f"new-step:{goal_id}:{key}")
        self.text.returnPressed.connect(self._tell)
        self.due.line.returnPressed.connect(self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        self._error.hide()
        if not self.text.value():
            self._refuse("A step needs words. Type what will be done.")
            self.text.setFocus()
            return
        try:
            due = self.due.value()
        except UserError as error:
            self._refuse(str(error))
            self.due.setFocus()
            return
        for line in (self.text, self.due.line):
            line.setModified(False)  # it is on its way: not to be typed again into the empty line for the next step
        self.wanted.emit(self.text.value(), Who(self.who.value()).value, due)

    def _refuse(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.show()
