"""Many packets at once: one file to print from, or a file for each family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.frame import DialogFrame
from ui.widgets.layout import column
from ui.widgets.option_card import OptionCard, OptionGroup

if TYPE_CHECKING:
    from ui.context import Context

ONE, SEPARATE = "one", "separate"


class AllPacketsDialog(DialogFrame):
    """`wanted` tells whether each learner gets a file of their own."""

    wanted = Signal(bool)

    def __init__(self, ctx: Context, count: int, whose: str, parent: QWidget) -> None:
        super().__init__(
            ctx,
            f"Make {count} packets",
            "Choose where",
            parent,
            subtitle=f"{whose}. Same set-up for everyone.",
            width=480,
        )
        self.form.hide()
        one = OptionCard(ctx.theme, ONE, "One file", "To print the whole class in one go, on both sides of the paper")
        separate = OptionCard(
            ctx.theme, SEPARATE, "A file for each student", "To send home one by one; names have no IDs"
        )
        one.setChecked(True)
        self.group = OptionGroup(one, separate, parent=self)
        self.body.addLayout(column(one, separate, gap=ctx.theme.px(8)))

    def keep(self) -> None:
        """Go on to the place for the files."""
        separate = self.group.value() == SEPARATE
        self.accept()
        self.wanted.emit(separate)
