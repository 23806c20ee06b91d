"""Drawing: a sheet of paper, a few felt pens, and a line about what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from learnerplan.services import student_work
from ui import operations
from ui.student.canvas import Canvas
from ui.student.controls import BigButton, WordBox
from ui.student.pens import Pens
from ui.student.seat import Aside, Screen, Seat
from ui.student.typing import Typing, typed_box
from ui.widgets.layout import STRETCH, column, row

if TYPE_CHECKING:
    from learnerplan.storage.store import Store


class DrawScreen(Screen):
    """Nothing is kept before "Keep it" is pressed, and nothing drawn is lost until then."""

    def __init__(self, seat: Seat, wanted: Aside | None = None) -> None:
        super().__init__(seat, "Draw", wanted.words if wanted is not None else "What do you want to show?")
        theme, px = seat.theme, seat.theme.px
        self._title = wanted.title if wanted is not None else ""
        place = f"draw/{self._title}" if self._title else "draw"
        self.canvas, self.pens = Canvas(theme), Pens(theme)
        self.pens.taken.connect(self._take)
        self.undo = BigButton(theme, "Undo", "plain", "undo-2", small=True, on_click=self.canvas.undo)
        self.words = WordBox(theme, "My drawing shows", "My drawing shows…", 1)
        self.back = BigButton(theme, "Back", "plain", "arrow-left", on_click=self._go_back)
        self.keep_button = BigButton(theme, "Keep it", "primary", "check", on_click=self.keep)
        tools = column(self.pens, self.undo, STRETCH, gap=px(12))
        tools.setStretch(0, 100)
        sheet = row(tools, self.canvas, gap=px(20))
        sheet.setStretch(1, 1)
        foot = row(self.back, self.words, self.keep_button, gap=px(16))
        foot.setStretch(1, 1)
        whole = column(sheet, foot, gap=px(16))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._strokes = Typing(seat, place, self.canvas.text, self)
        self._typing = typed_box(seat, self.words, f"{place}/words", "")
        self.canvas.show_text(self._strokes.held())
        self.canvas.changed.connect(self._changed)
        self._arrange()

    def keep(self) -> None:
        """Keep the drawing as a piece of the child's work."""
        if not self.canvas.strokes:
            return
        me, on, why, png = self.seat.me.id, self.seat.today, self.words.value(), self.canvas.png()

        def write(store: Store) -> str:
            return student_work.keep_drawing(store, me, png, title=self._title, why=why, on=on)

        if operations.perform(self.seat.ctx, write, parent=self):
            self._strokes.drop()
            self._typing.drop()
            self.finished.emit()

    def leave(self) -> None:
        """Hold what was drawn and typed."""
        self._strokes.flush()
        self._typing.flush()

    def take_focus(self) -> None:
        """The paper."""
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        self.leave()
        self.left.emit()

    def _take(self, pen: int, width: int) -> None:
        self.canvas.pen, self.canvas.width_of_pen = pen, width

    def _changed(self) -> None:
        self._arrange()
        self._strokes.touch()

    def _arrange(self) -> None:
        drawn = bool(self.canvas.strokes)
        self.undo.setEnabled(drawn)
        self.keep_button.setEnabled(drawn)
