"""On which days a class holds its one-on-ones, and how often a child's turn comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.services import rota
from ui.dialogs.frame import DialogFrame
from ui.widgets.checkbox import CheckBox
from ui.widgets.fields import Select
from ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from ui.context import Context

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EVERY = (("7", "Every week"), ("14", "Every two weeks"), ("21", "Every three weeks"), ("28", "Every four weeks"))


class RotaDialog(DialogFrame):
    """Seven boxes and an interval. No day chosen means any school day."""

    def __init__(self, ctx: Context, class_id: str, parent: QWidget) -> None:
        super().__init__(ctx, "Days of one-on-ones", "Keep", parent, width=480)
        self._class_id = class_id
        held = rota.of_class(ctx.store, class_id)
        self.days = [CheckBox(ctx.theme, word) for word in _DAYS]
        flow = FlowLayout(ctx.theme.px(12))
        for at, box in enumerate(self.days):
            box.setChecked(at in held.weekdays)
            flow.addWidget(box)
        boxes = QWidget()
        boxes.setLayout(flow)
        boxes.setFocusProxy(self.days[0])
        options = list(_EVERY)
        if str(held.every) not in dict(_EVERY):
            options.append((str(held.every), f"Every {held.every} days"))
        self.every = Select(ctx.theme, options)
        self.every.choose(str(held.every))
        self.form.add("On", boxes, "No day chosen: any school day.")
        self.days[0].setAccessibleName(_DAYS[0])
        self.form.add("Each student’s turn comes", self.every)
        self.days[0].setFocus()

    def state(self) -> object:
        """What is chosen."""
        return tuple(box.isChecked() for box in self.days), self.every.value()

    def keep(self) -> None:
        """Write it down."""
        chosen = {at for at, box in enumerate(self.days) if box.isChecked()}
        class_id, every = self._class_id, int(self.every.value())
        toast = "Days of one-on-ones kept"
        if self.write(lambda store: rota.set_rota(store, class_id, weekdays=chosen, every=every), toast):
            self.accept()
