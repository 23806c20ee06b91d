"""Changing a step: its words, whose it is, how often, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.steps import Repeats, Who
from learnerplan.errors import UserError
from learnerplan.services import steps
from ui.dialogs.frame import DialogFrame
from ui.dialogs.step_fields import whose
from ui.widgets.button import Button
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.steps import StepRow
    from ui.context import Context

REPEATS: dict[Repeats, str] = {Repeats.ONCE: "Once", Repeats.DAILY: "Every day", Repeats.WEEKLY: "Every week"}


class StepEditDialog(DialogFrame):
    """Changes one step or removes it."""

    def __init__(self, ctx: Context, step: StepRow, parent: QWidget, *, own_plan: bool = False) -> None:
        super().__init__(ctx, "Change the step", "Keep", parent, width=580)
        self._step = step
        theme = ctx.theme
        self.text = TextField(theme, name="Step")
        self.who = Select(theme, [(who.value, text) for who, text in whose(own_plan=own_plan).items()], name="Whose")
        self.repeats = Select(theme, [(often.value, text) for often, text in REPEATS.items()], name="How often")
        self.due = DateField(theme, name="By when")
        self.text.setText(step.text)
        self.who.choose(step.who.value)
        self.repeats.choose(step.repeats.value)
        self.due.show_value(step.due_on)
        form = self.form
        form.add("What will be done", self.text, key="text")
        form.add_row(
            form.make("Whose", self.who),
            form.make("How often", self.repeats),
            form.make("By when", self.due, key="due"),
        )
        remove = Button(theme, "Remove", "quiet", "trash-2", on_click=self._remove)
        remove.setAutoDefault(False)
        self.add_foot(remove)
        self.follow("step", step.id, {"text": self.text, "who": self.who, "repeats": self.repeats, "due_on": self.due})
        self.text.setFocus()

    def state(self) -> object:
        """What the fields hold."""
        return self.text.value(), self.who.value(), self.repeats.value(), self.due.line.text()

    def keep(self) -> None:
        """Write the step."""
        self.clear_problem()
        errors: dict[str, str] = {}
        if not self.text.value():
            errors["text"] = "A step needs words. Type what will be done."
        due = None
        try:
            due = self.due.value()
        except UserError as error:
            errors["due"] = str(error)
        if self.show_errors(errors):
            return
        values = {
            "text": self.text.value(),
            "who": Who(self.who.value()),
            "repeats": Repeats(self.repeats.value()),
            "due_on": due,
        }
        if self.write(lambda store: steps.change(store, self._step.id, **values), "Step changed"):
            self.accept()

    def _remove(self) -> None:
        if self.write(lambda store: steps.remove(store, self._step.id), "Step removed"):
            self.accept()
