"""Choosing the PIN that leads out of student mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from learnerplan.errors import UserError
from learnerplan.services import student_pin
from ui.dialogs.frame import DialogFrame
from ui.student.grown_up import pin_field

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context

WHY = (
    "It is the only way out of student mode. Choose 4 to 8 digits that the children do not guess. "
    "Undo does not bring an older one back."
)


class PinDialog(DialogFrame):
    """Asks for it twice; `chosen` tells that it is kept."""

    chosen = Signal()

    def __init__(self, ctx: Context, parent: QWidget) -> None:
        super().__init__(ctx, "Choose a PIN", "Keep PIN", parent, subtitle=WHY, width=440)
        px = ctx.theme.px
        self.first, self.again = (pin_field(name, px(200), px(40)) for name in ("PIN", "The same PIN again"))
        self.form.add("PIN", self.first)
        self.form.add("The same PIN again", self.again)
        self.first.setFocus()

    def state(self) -> object:
        """What the fields hold."""
        return self.first.text(), self.again.text()

    def keep(self) -> None:
        """Keep the PIN, or say what is wrong with it."""
        self.clear_problem()
        try:
            student_pin.choose(self.ctx.store, self.first.text(), self.again.text())
        except UserError as error:
            self.show_problem(error)
            return
        self.accept()
        self.chosen.emit()
