"""The frame of every form dialog: heading, fields that scroll, a line for problems, Cancel, one primary button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from learnerplan.errors import UserError
from ui import operations
from ui.dialogs.meanwhile import Meanwhile
from ui.dialogs.meanwhile_lines import MeanwhileLines
from ui.dialogs.meanwhile_set import MeanwhileSet
from ui.widgets.bidi import isolate, plain
from ui.widgets.button import Button
from ui.widgets.ctrl_enter import CtrlEnter
from ui.widgets.form import Form
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, column, row, rule
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QShowEvent

    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.dialogs.meanwhile import Control


class DialogFrame(QDialog):
    """Dialogs build on it: `form` takes fields, `body` anything else, `keep` does what the primary button says.

    Enter presses the primary button, Ctrl+Enter does wherever the focus is. Leaving with changed fields takes
    a second Escape, and says so. `work_place` above the buttons is the host for `LongWork`.
    """

    def __init__(
        self, ctx: Context, title: str, primary: str, parent: QWidget, *, subtitle: str = "", width: int = 560
    ) -> None:
        super().__init__(parent)
        self.ctx, theme = ctx, ctx.theme
        self.theme = theme
        self._first: object = None
        self._followed: list[Meanwhile | MeanwhileLines | MeanwhileSet] = []
        self._warned = self._untouched = False
        self._width = theme.px(width)
        self.setWindowTitle(plain(title))
        self.setModal(True)
        px = theme.px
        self.form = Form(theme)
        self.body = QVBoxLayout()
        self.body.setSpacing(px(16))
        self.body.setContentsMargins(px(24), px(4), px(24), px(16))
        self.body.addWidget(self.form)
        content = QWidget()
        content.setProperty("area", "scrolled")
        content.setLayout(column(self.body, STRETCH, gap=0))
        self._content = content
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self._area = area
        self.heading = label(title, "card", wrap=True)
        self._subtitle = label(subtitle, "small", wrap=True)
        self._subtitle.setVisible(bool(subtitle))
        head = column(self.heading, self._subtitle, gap=px(2), margins=(px(24), px(20), px(24), px(12)))
        self._sentence = label("", "small", "bad", wrap=True)
        self._problem = QWidget()
        alert = Glyph(theme, "circle-alert", "bad", 16)
        self._problem.setLayout(row(alert, self._sentence, gap=px(8), margins=(0, 0, 0, px(12))))
        self._problem.hide()
        self.cancel = Button(theme, "Cancel", on_click=self.reject)
        self.cancel.setAutoDefault(False)
        self.primary = Button(theme, primary, "primary", on_click=self.keep)
        self.primary.setDefault(True)
        self.foot = row(STRETCH, self.cancel, self.primary, gap=px(8))
        self.work_place = QWidget()
        self.work_place.setLayout(column())
        foot = column(self._problem, self.work_place, self.foot, gap=0, margins=(px(24), px(14), px(24), px(20)))
        box = column(head, gap=0)
        box.addWidget(area, 1)
        box.addWidget(rule())
        box.addLayout(foot)
        self.setLayout(box)
        self._ctrl_enter = CtrlEnter(self, self.primary)
        self.finished.connect(self.deleteLater)

    def keep(self) -> None:
        """Check the fields and write; accept when all went well."""
        raise NotImplementedError

    def write(self, work: Callable[[Store], object], toast: str) -> bool:
        """Run a service that writes; its problem stands above the buttons. Tells whether it went well.

        What somebody else changed a moment ago is looked at first: nobody decides on what they have not seen.
        """

        def whole(store: Store) -> bool:
            work(store)
            return True

        with self.ctx.store.alone():
            news = [each.look() for each in self._followed]
            if not any(news):
                return bool(operations.perform(self.ctx, whole, parent=self, toast=toast))
        if self._problem.isHidden():
            hint = f"Look at it, then press {self.primary.text()} again."
            self.show_problem(UserError("This was changed while you pressed the button.", hint))
        return False

    def state(self) -> object:
        """What the fields hold, to tell whether anything was typed; `None` where nothing can be lost."""
        return None

    def follow(self, table: str, row_id: str, controls: Mapping[str, Control]) -> Meanwhile:
        """Let fields hear of what others change in their record, by column, as `ui.dialogs.meanwhile` says."""
        followed = Meanwhile(self.ctx, table, row_id, controls, self)
        followed.gone.connect(self._gone)
        self.hear(followed)
        return followed

    def touched(self) -> set[str]:
        """The columns of the followed record whose fields were changed here."""
        return {column for each in self._followed if isinstance(each, Meanwhile) for column in each.touched()}

    def hear(self, followed: Meanwhile | MeanwhileLines | MeanwhileSet) -> None:
        """Heed what comes in for a part of the form: it is no reason to warn on leaving, and is seen before keeping."""
        followed.arriving.connect(self._arriving)
        followed.arrived.connect(self._arrived)
        self._followed.append(followed)

    def _arriving(self) -> None:
        self._untouched = self._first is not None and self.state() == self._first

    def _arrived(self) -> None:
        if self._untouched:  # what came in is kept already
            self._first = self.state()

    def _gone(self, who: str) -> None:
        whose = isolate(who) or "Somebody"
        hint = "Copy what you have typed, where you need it, and close this form."
        self.show_problem(UserError(f"{whose} removed this while you had it open.", hint))

    def show_problem(self, error: UserError) -> None:
        """Say what went wrong, above the buttons."""
        self._sentence.setText(str(error))
        self._problem.show()

    def say_below(self, subtitle: str) -> None:
        """Put another sentence under the heading."""
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def clear_problem(self) -> None:
        """Take the sentence away."""
        self._problem.hide()
        self.form.clear_errors()

    def show_errors(self, errors: Mapping[str, str]) -> bool:
        """Show a sentence at each named field and bring the first of them into view; tells whether there is any."""
        self.form.show_errors(errors)
        focus = self.focusWidget()
        if errors and focus is not None and self._content.isAncestorOf(focus):
            self._area.ensureWidgetVisible(focus)
        return bool(errors)

    def add_foot(self, *widgets: QWidget) -> None:
        """Put further buttons at the other end of the foot."""
        for at, widget in enumerate(widgets):
            self.foot.insertWidget(at, widget)

    def watch(self, part: QWidget) -> None:
        """Let Ctrl+Enter in the fields and buttons of `part` press the primary button, also in those added later."""
        self._ctrl_enter.watch(part)

    def reject(self) -> None:
        """Leave without writing; with changed fields only after saying so once."""
        if not self._warned and self._first is not None and self.state() != self._first:
            self._warned = True
            self._sentence.setText("What you typed is not kept yet. Press Escape once more to leave without it.")
            self._problem.show()
            self.cancel.say("Leave without it")
            return
        super().reject()

    def done(self, result: int) -> None:
        """Leave, and give the keys back to the window behind.

        Where a dialog closes the one that opened it, some window managers hand the keys to neither's window.
        """
        super().done(result)
        parent = self.parentWidget()
        behind = parent.window() if parent is not None else None
        if behind is not None and behind.isVisible() and QApplication.activeModalWidget() is None:
            behind.activateWindow()

    def sizeHint(self) -> QSize:
        """As high as the content, where the screen and the window behind allow it."""
        parent = self.parentWidget()
        while (
            parent is not None and isinstance(parent.window(), QDialog) and parent.window().parentWidget() is not None
        ):
            parent = parent.window().parentWidget()  # a small dialog behind does not make this one small
        screen = self.screen().availableGeometry().size()
        around = parent.window().size().boundedTo(screen) if parent is not None else screen
        room = self.theme.px(32)
        wide = min(self._width, max(around.width() - room, 360))
        content = self._content.sizeHint()
        high = self._content.heightForWidth(wide) if self._content.hasHeightForWidth() else content.height()
        layout = self.layout()
        inside = self._area.sizeHint().expandedTo(self._area.minimumSizeHint()).height()
        rest = layout.sizeHint().height() - inside if layout is not None else 0
        return QSize(wide, min(high + rest + 2, max(around.height() - room, 320)))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the right size and remember what the fields held."""
        if self._first is None:
            self.watch(self)
            self.fit()
            self._first = self.state()
        super().showEvent(event)

    def fit(self) -> None:
        """Take the size that the content needs, which may be another content now."""
        for child in self.findChildren(QWidget):
            child.ensurePolished()  # the style sheet gives each its font, on which its height depends
        layout = self._content.layout()
        if layout is not None:
            layout.activate()
        self.resize(self.sizeHint())
