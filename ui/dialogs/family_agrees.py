"""Who of the family agreed to a plan, and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain.plans import Agreer
from learnerplan.errors import UserError
from learnerplan.services import plan_states
from ui.dialogs.frame import DialogFrame
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.context import Context


class FamilyAgreesDialog(DialogFrame):
    """A name, to begin with that of the first contact, and a day."""

    def __init__(self, ctx: Context, plan_id: str, contacts: Sequence[str], parent: QWidget) -> None:
        super().__init__(ctx, "The family agrees", "Keep", parent, width=440)
        self._plan_id = plan_id
        self.name = TextField(ctx.theme, "Such as Rosa Ferreira", name="Who agreed")
        self.name.setText(next(iter(contacts), ""))
        self.on = DateField(ctx.theme, name="When")
        self.on.show_value(date.today())
        self.form.add("Who agreed", self.name)
        self.form.add("When", self.on, key="on")
        self.name.setFocus()

    def state(self) -> object:
        """What the fields hold."""
        return self.name.value(), self.on.line.text()

    def keep(self) -> None:
        """Write it down."""
        self.clear_problem()
        try:
            on = self.on.value() or date.today()
        except UserError as error:
            self.show_errors({"on": str(error)})
            return
        name, plan_id = self.name.value(), self._plan_id
        if self.write(
            lambda store: plan_states.agree(store, plan_id, Agreer.FAMILY, on, name=name), "The family agrees"
        ):
            self.accept()
